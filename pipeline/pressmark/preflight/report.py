"""What preflight found, for people, for programs, and as a page with pictures and the places ringed."""

from __future__ import annotations

import base64
import html
import io
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

import pypdfium2

from pressmark.findings import Severity
from pressmark.preflight.inked import NOTHING, Inked
from pressmark.preflight.problems import Place, Problem
from pressmark.read.models.conditions import Condition
from pressmark.units import mm

# The pages of the report are drawn so large, and no more of them than this.
SCALE, MOST_PAGES = 0.9, 60


@dataclass(frozen=True)
class Looked:
    """A file that was looked into, under which condition, what was found, and what it is printed with."""

    name: str
    raw: bytes
    condition: Condition
    problems: tuple[Problem, ...]
    inked: Inked = NOTHING

    @property
    def passes(self) -> bool:
        """Is there nothing that a printer would send it back for?"""
        return not any(one.severity is Severity.ERROR for one in self.problems)


def as_text(looked: Sequence[Looked]) -> str:
    """A line or two for each problem, and a verdict for each file."""
    lines: list[str] = []
    for file in looked:
        for one in file.problems:
            lines.append(
                f"{file.name}{_where(one.place)}: {one.code} {one.severity}: {one.message}{_of(one)}"
            )
            lines.append(f"  hint: {one.cure}")
        verdict = "passes" if file.passes else "does not pass"
        counts = ", ".join(
            f"{n} {severity}{'s' if n > 1 else ''}"
            for severity in Severity
            if (n := sum(one.severity is severity for one in file.problems))
        )
        lines.append(f"{file.name}: {verdict} ({file.condition.title})" + (f": {counts}" if counts else ""))
    return "\n".join(lines)


def as_github(looked: Sequence[Looked]) -> str:
    """Workflow commands, which a hosted build shows among its results."""
    return "\n".join(
        f"::{one.severity} file={file.name},title={one.code}::"
        + f"{_where(one.place).lstrip(': ')} {one.message}{_of(one)} ({one.cure})".strip().replace("%", "%25")
        for file in looked
        for one in file.problems
    )


def as_json(looked: Sequence[Looked]) -> str:
    """A JSON object: each file with its condition, its verdict and its problems."""
    files = [
        {
            "file": file.name,
            "condition": file.condition.title,
            "standard": file.condition.standard,
            "passes": file.passes,
            "problems": [{**asdict(one), "severity": str(one.severity)} for one in file.problems],
        }
        for file in looked
    ]
    return json.dumps({"files": files}, indent=2, ensure_ascii=False) + "\n"


def as_html(looked: Sequence[Looked]) -> str:
    """A page that stands alone: verdicts, problems, and pictures of the pages that have some."""
    body = "".join(_file(file) for file in looked)
    title = "Preflight"
    head = f'<meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body><h1>{title}</h1>{body}</body></html>\n'


# How a report is written, by the name that it is asked for.
FORMATS = {"human": as_text, "json": as_json, "github": as_github}

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em }
h1, h2 { line-height: 1.2 } .error { color: #a83720 } .warning { color: #8e5101 } .notice { color: #514a3f }
li { margin: .4em 0 } figure { display: inline-block; margin: 1em 1em 1em 0; vertical-align: top }
svg { border: 1px solid #ccc; background: #fff } code { font-size: .9em }
"""


def _file(file: Looked) -> str:
    verdict = "passes" if file.passes else "does not pass"
    rows = "".join(
        f'<li class="{one.severity}"><b>{one.code}</b> {html.escape(_where(one.place).lstrip(":") or "")} '
        f"{html.escape(one.message)}{html.escape(_of(one))}<br><i>{html.escape(one.cure)}</i></li>"
        for one in file.problems
    )
    listed = f"<ul>{rows}</ul>" if rows else "<p>Nothing to query.</p>"
    made_for = f"<p>{html.escape(file.condition.title)}, {html.escape(file.condition.standard)}</p>"
    return f"<h2>{html.escape(file.name)}: {verdict}</h2>{made_for}{listed}{_pictures(file)}"


def _pictures(file: Looked) -> str:
    """The pages with problems, each place ringed."""
    numbers = sorted({one.place.page for one in file.problems if one.place.page})[:MOST_PAGES]
    if not numbers:
        return ""
    try:
        document = pypdfium2.PdfDocument(file.raw)
    except pypdfium2.PdfiumError:
        return ""
    with document:
        return "".join(_picture(document, number, file.problems) for number in numbers)


def _picture(document: pypdfium2.PdfDocument, number: int, problems: Sequence[Problem]) -> str:
    page = document[number - 1]
    shown = page.render(scale=SCALE).to_pil().convert("RGB")
    raw = io.BytesIO()
    shown.save(raw, "JPEG", quality=70)
    data = base64.b64encode(raw.getvalue()).decode()
    left, _, _, head = page.get_trimbox()
    box_left, _, _, box_head = page.get_mediabox()
    rings = "".join(
        _ring(one.place, (left - box_left) * SCALE, (box_head - head) * SCALE)
        for one in problems
        if one.place.page == number
    )
    width, height = shown.size
    picture = f'<image href="data:image/jpeg;base64,{data}" width="{width}" height="{height}"/>'
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return f"<figure><svg {size}>{picture}{rings}</svg><figcaption>Page {number}</figcaption></figure>"


def _ring(place: Place, left: float, head: float) -> str:
    if not any((place.x, place.y, place.right, place.bottom)):
        return ""
    unit = SCALE * mm(1).pt
    x, y = (place.x + place.right) / 2 * unit + left, (place.y + place.bottom) / 2 * unit + head
    across = max(10.0, (place.right - place.x) / 2 * unit + 6)
    down = max(10.0, (place.bottom - place.y) / 2 * unit + 6)
    ring = f'cx="{x:.1f}" cy="{y:.1f}" rx="{across:.1f}" ry="{down:.1f}"'
    return f'<ellipse {ring} fill="none" stroke="#cd4328" stroke-width="2.5"/>'


def _where(place: Place) -> str:
    if not place.page:
        return ""
    at = f", {place.x:g} x {place.y:g} mm" if place.x or place.y else ""
    return f": page {place.page}{at}"


def _of(one: Problem) -> str:
    thing = f" [{one.thing}]" if one.thing and one.thing not in one.message else ""
    return thing + (f" ({one.source})" if one.source else "")
