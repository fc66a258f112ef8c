"""The verdict as a page that stands alone: what was found, every check with its value, and the places ringed.

It says the same of the same file whenever it is written: the file's own day stands in it, and no clock's.
"""

from __future__ import annotations

import base64
import hashlib
import html
import io
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2

from pressmark.findings import Place
from pressmark.preflight.asked import Answer, answers
from pressmark.preflight.grouped import Group
from pressmark.preflight.rendered_pages import not_looked_at
from pressmark.preflight.verdict import Verdict
from pressmark.preflight.verdict_style import STYLE
from pressmark.units import mm

# The pages of the report are drawn so large, and no more of them than this.
SCALE, MOST_PAGES = 0.9, 60


def as_html(verdicts: Sequence[Verdict]) -> str:
    """A page that stands alone: verdicts, what was found, every check, and pictures of the pages meant."""
    body = "".join(_file(verdict) for verdict in verdicts)
    passed = sum(verdict.passes for verdict in verdicts)
    title = "Preflight"
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
        f"<style>{STYLE}</style>"
    )
    files = "file passes" if len(verdicts) == 1 else "files pass"
    summed = f"<p class='sum'>{passed} of {len(verdicts)} {files}</p>"
    return (
        f'<!doctype html>\n<html lang="en"><head>{head}</head><body><header><h1>{title}</h1>{summed}</header>'
        f"<main>{body}</main></body></html>\n"
    )


def _file(verdict: Verdict) -> str:
    state = "passes" if verdict.passes else "fails"
    words = "passes" if verdict.passes else "does not pass"
    groups = verdict.groups
    return (
        f'<article class="{state}"><h2><span>{_safe(verdict.name)}:</span> {words}</h2>'
        f"{_facts(verdict)}{_found(groups)}{_checks(verdict)}{_pictures(verdict, groups)}</article>"
    )


def _facts(verdict: Verdict) -> str:
    """What the file is, and under what it was looked at."""
    condition = verdict.condition
    rows = {
        "Condition": condition.title,
        "Standard": condition.standard,
        "Dated": verdict.values.get("date", ""),
        "Pages": verdict.values.get("pages", ""),
        "Plates": ", ".join(verdict.inked.plates),
        "SHA-256": hashlib.sha256(verdict.raw).hexdigest(),
        "Sources": verdict.sources,
    }
    shown = "".join(f"<dt>{key}</dt><dd>{_safe(value)}</dd>" for key, value in rows.items() if value)
    return f"<dl>{shown}</dl>"


def _found(groups: Sequence[Group]) -> str:
    """What is to be said, the worst first."""
    if not groups:
        return "<p class='none'>Nothing to query.</p>"
    rows = "".join(_item(number, group) for number, group in enumerate(groups, 1))
    return f"<h3>Found</h3><ol class='found'>{rows}</ol>"


def _item(number: int, group: Group) -> str:
    one = group.first
    where = f"<span class='where'>{_safe(group.where)}</span>" if group.where else ""
    return (
        f'<li class="{one.severity}"><span class="number">{number}</span><div><p><b>{one.code}</b> '
        f'<span class="severity">{one.severity}</span> {_safe(group.words)} {where}</p>'
        f"<p class='cure'>{_safe(one.hint)}</p></div></li>"
    )


def _checks(verdict: Verdict) -> str:
    """Every check, what it had to go by, and what came of it; why it was not made, where it was not."""
    asked = answers(
        verdict.condition,
        verdict.problems,
        verdict.values,
        bool(verdict.sources) or any(one.code in ("P904", "P905") for one in verdict.problems),
        not_looked_at(verdict.problems),
    )
    parts = "".join(_part(part, rows) for part, rows in asked.items())
    made = sum(not one.not_looked for rows in asked.values() for one in rows)
    total = sum(map(len, asked.values()))
    return f"<h3>Checks <span>{made} of {total} made</span></h3><div class='checks'>{parts}</div>"


def _part(part: str, rows: Sequence[Answer]) -> str:
    lines = "".join(_line(one) for one in rows)
    return f"<table><caption>{part}</caption><tbody>{lines}</tbody></table>"


def _line(one: Answer) -> str:
    state, said = "good", "yes"
    if one.found:
        state, said = "bad", "1 place" if one.found == 1 else f"{one.found} places"
    elif one.not_looked:
        state, said = "unseen", "–"
    beside = f"not looked at: {one.not_looked}" if one.not_looked else one.value
    value = f"<i>{_safe(beside)}</i>" if beside else ""
    cells = f"<th>{one.code}</th><td>{_safe(one.question)} {value}</td><td>{_safe(said)}</td>"
    return f'<tr class="{state}">{cells}</tr>'


def _safe(text: str) -> str:
    return html.escape(text)


def _pictures(verdict: Verdict, groups: Sequence[Group]) -> str:
    """The pages with something to say, each place ringed with its number in the list."""
    rings: dict[int, list[tuple[int, Place]]] = {}
    for number, group in enumerate(groups, 1):
        for one in group.found:
            if one.place.page:
                rings.setdefault(one.place.page, []).append((number, one.place))
    if not rings:
        return ""
    try:
        document = pypdfium2.PdfDocument(verdict.raw)
    except pypdfium2.PdfiumError:
        return ""
    with document:
        drawn = "".join(_drawn(document, rings))
    left = len(rings) - MOST_PAGES
    more = f"<p>{left} pages more are not drawn.</p>" if left > 0 else ""
    return f"<h3>Places</h3><div class='pages'>{drawn}</div>{more}"


def _drawn(
    document: pypdfium2.PdfDocument, rings: Mapping[int, Sequence[tuple[int, Place]]]
) -> Iterator[str]:
    for number in sorted(rings)[:MOST_PAGES]:
        if number <= len(document):
            yield _picture(document, number, rings[number])


def _picture(document: pypdfium2.PdfDocument, number: int, places: Sequence[tuple[int, Place]]) -> str:
    page = document[number - 1]
    image = page.render(scale=SCALE).to_pil().convert("RGB")
    raw = io.BytesIO()
    image.save(raw, "JPEG", quality=70)
    data = base64.b64encode(raw.getvalue()).decode()
    left, _, _, head = page.get_trimbox()
    box_left, _, _, box_head = page.get_mediabox()
    at = (left - box_left) * SCALE, (box_head - head) * SCALE
    rings = "".join(_ring(which, place, *at) for which, place in places)
    width, height = image.size
    picture = f'<image href="data:image/jpeg;base64,{data}" width="{width}" height="{height}"/>'
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f"<figure><svg {size}>{picture}{rings}</svg><figcaption>Page {number}</figcaption></figure>"


def _ring(which: int, place: Place, left: float, head: float) -> str:
    if not any((place.x, place.y, place.right, place.bottom)):
        return ""
    unit = SCALE * mm(1).pt
    x, y = (place.x + place.right) / 2 * unit + left, (place.y + place.bottom) / 2 * unit + head
    across = max(10.0, (place.right - place.x) / 2 * unit + 6)
    down = max(10.0, (place.bottom - place.y) / 2 * unit + 6)
    ring = f'<ellipse cx="{x:.1f}" cy="{y:.1f}" rx="{across:.1f}" ry="{down:.1f}"/>'
    return f'{ring}<text x="{x + across * 0.72:.1f}" y="{y - down * 0.72:.1f}">{which}</text>'
