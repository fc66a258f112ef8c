"""Publications built into output/, one after the other; what stood there is said where it is behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pressmark.checking import reportable
from pressmark.disk import is_full, no_room
from pressmark.findings import Finding, Span, finding
from pressmark.line import Order, Work, run
from pressmark.outcome import Outcome, changed
from pressmark.output import failed, files_of, locked, mark, names_in, read_manifest, write, write_draft
from pressmark.progress import Progress
from pressmark.standing import behind, notices
from pressmark.store import FileStore, Store


def built(
    order: Order, ids: Sequence[str], shared: Sequence[Finding], progress: Progress
) -> tuple[Outcome, list[Finding]]:
    """Build publications as the order says, and write their files, or why there are none; what became of
    them, and what was found. Of drafts nothing else is written, and nothing that stands there is touched.

    `shared` is what was found in what they share.
    """
    root, output = order.root, order.root.folder / "output"
    found: list[Finding] = []
    faults: list[Finding] = []
    outcome = Outcome(failed={id: names_in(output, id) for id in ids}, draft=order.draft)
    try:
        with locked(output):
            for id in ids:
                work = run(replace(order, id=id), tell=progress.of(id))
                found += work.findings
                try:
                    if order.draft:
                        outcome = _with_draft(outcome, work, output, progress)
                    elif work.files and work.typeset is not None:
                        before, pages = read_manifest(output).pages.get(id), work.typeset.digests
                        progress.add_files(write(output, id, work.files, pages), root.folder)
                        outcome = outcome.with_made(id, work.files, changed(before, pages))
                    else:
                        told = reportable(root, [*shared, *work.findings])
                        progress.add_failure(id, failed(output, id, told, work.reports), root.folder)
                except OSError as error:
                    needed = sum(len(file.content) for file in (*work.files, *work.reports))
                    faults.append(_unwritten(error, output, id, needed))
            if not order.draft:
                made = [f"{id}/{name}" for id, names in outcome.made.items() for name in names]
                late = behind(root, order.house, read_manifest(output), files_of(output), made)
                found += notices(late)
                mark(output, {one.file: one.why for one in late})
    except OSError as error:
        faults += [] if faults else [_unwritten(error, output, "manifest.json")]
    return outcome, [*found, *faults, *([] if faults else _unstored(root.store))]


def _with_draft(outcome: Outcome, work: Work, output: Path, progress: Progress) -> Outcome:
    """What became of a draft, which is written where there is one."""
    paths = [write_draft(output, file) for file in work.files]
    progress.add_files(paths, output.parent)
    return outcome.with_made(work.order.id, work.files, None) if paths else outcome


def _unwritten(error: OSError, output: Path, what: str, needed: int = 0) -> Finding:
    """Why something could not be written into output/."""
    if is_full(error):
        cure = "make room there, and build again; output/.store/ may be taken away at any time"
        return no_room(error, what, output, Span("output"), needed, cure)
    return finding("E801", Span("output"), problem=f"{error.strerror} ({error.filename})")


def _unstored(store: Store) -> Iterator[Finding]:
    """What there is to say of a store on disk that takes nothing more."""
    if isinstance(store, FileStore) and store.problems:
        problem = store.problems[0].strerror or str(store.problems[0])
        yield finding("N914", Span("this machine"), folder=str(store.folder), problem=problem)
