"""Does the screen edition say in words what its pages show?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pressmark.findings import Finding, Span, finding
from pressmark.pdf.tags.missing import Lack
from pressmark.prove.text import Expected


def prove_tags(
    lacks: Iterable[Lack], labels: Sequence[str], texts: Mapping[str, Expected], where: Span
) -> Iterator[Finding]:
    """A finding for each thing that the structure tree lacks, at the text that it stands in."""
    for lack in lacks:
        text = texts.get(lack.block) or next(
            (text for id, text in texts.items() if lack.block and id.startswith(f"{lack.block}/")), None
        )
        span = text.span if text else where
        what = f' ("{lack.what}")' if lack.what else ""
        yield finding(lack.code, span, page=labels[lack.page], what=what)
