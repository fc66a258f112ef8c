"""Publications built into output/, one after the other; what stood there is said where it is behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from pressmark.checking import reportable
from pressmark.disk import is_full, no_room
from pressmark.findings import Finding, Span, finding
from pressmark.line import Order, run
from pressmark.outcome import Outcome, changed
from pressmark.output import failed, files_of, locked, mark, names_in, read_manifest, write
from pressmark.progress import Progress
from pressmark.standing import behind, notices
from pressmark.store import FileStore, Store


def built(
    order: Order, ids: Sequence[str], shared: Sequence[Finding], progress: Progress
) -> tuple[Outcome, list[Finding]]:
    """Build publications as the order says, and write their files, or why there are none; what became of
    them, and what was found.

    `shared` is what was found in what they share.
    """
    root, output = order.root, order.root.folder / "output"
    found: list[Finding] = []
    faults: list[Finding] = []
    outcome = Outcome(failed={id: names_in(output, id) for id in ids})
    try:
        with locked(output):
            for id in ids:
                work = run(replace(order, id=id), tell=progress.of(id))
                found += work.findings
                try:
                    if work.files and work.typeset is not None:
                        before, pages = read_manifest(output).pages.get(id), work.typeset.digests
                        progress.add_files(write(output, id, work.files, pages), root.folder)
                        outcome = outcome.with_made(id, work.files, changed(before, pages))
                    else:
                        told = reportable(root, [*shared, *work.findings])
                        progress.add_failure(id, failed(output, id, told, work.reports), root.folder)
                except OSError as error:
                    needed = sum(len(file.content) for file in (*work.files, *work.reports))
                    faults.append(_unwritten(error, output, id, needed))
            made = [f"{id}/{name}" for id, names in outcome.made.items() for name in names]
            late = behind(root, order.house, read_manifest(output), files_of(output), made)
            found += notices(late)
            mark(output, {one.file: one.why for one in late})
    except OSError as error:
        faults += [] if faults else [_unwritten(error, output, "manifest.json")]
    return outcome, [*found, *faults, *([] if faults else _unstored(root.store))]


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
