"""Publications built into output/, one after the other; what stood there is said where it is behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pressmark.checking import reportable
from pressmark.findings import Finding, Span, finding
from pressmark.line import Order, run
from pressmark.outcome import Outcome
from pressmark.output import failed, files_of, locked, mark, names_in, read_manifest, write
from pressmark.progress import Progress
from pressmark.standing import behind, notices


def built(
    order: Order, ids: Sequence[str], shared: Sequence[Finding], progress: Progress
) -> tuple[Outcome, list[Finding]]:
    """Build publications as the order says, and write their files, or why there are none; what became of
    them, and what was found.

    `shared` is what was found in what they share.
    """
    folder = order.root.folder
    output = folder / "output"
    found: list[Finding] = []
    outcome = Outcome(failed={id: names_in(output, id) for id in ids})
    try:
        with locked(output):
            for id in ids:
                work = run(replace(order, id=id), tell=progress.of(id))
                found += work.findings
                if work.files:
                    progress.add_files(write(output, id, work.files), folder)
                    outcome = outcome.with_made(id, work.files)
                else:
                    told = reportable(order.root, [*shared, *work.findings])
                    progress.add_failure(id, failed(output, id, told, work.reports), folder)
            made = [f"{id}/{name}" for id, names in outcome.made.items() for name in names]
            late = behind(order.root, order.house, read_manifest(output), files_of(output), made)
            mark(output, {one.file: one.why for one in late})
            found += notices(late)
    except OSError as error:
        problem = f"{error.strerror} ({error.filename})"
        found.append(finding("E801", Span("output"), problem=problem))
    return outcome, found
