"""Does every link of the screen edition lead somewhere?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pressmark.findings import Finding, Span, finding


def prove_links(lost: Iterable[str], where: Span) -> Iterator[Finding]:
    """A finding for each target that a layout links to and that no page holds."""
    for target in lost:
        yield finding("E709", where, target=target)
