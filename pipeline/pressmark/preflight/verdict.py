"""The verdict on a file: for people, for programs, and as a page with pictures and the places ringed."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

import pypdfium2

from pressmark.findings import Finding, Place, has_errors
from pressmark.preflight.inked import NOTHING, Inked
from pressmark.read.models.conditions import Condition
from pressmark.report import command, count, entry, json_of, safe, statement
from pressmark.units import mm

# The pages of the report are drawn so large, and no more of them than this.
SCALE, MOST_PAGES = 0.9, 60


@dataclass(frozen=True)
class Verdict:
    """A file that was looked into, under which condition, what was found, and what it is printed with;
    `sources` is the digest of what one of our own is made of."""

    name: str
    raw: bytes
    condition: Condition
    problems: tuple[Finding, ...]
    inked: Inked = NOTHING
    sources: str = ""

    @property
    def passes(self) -> bool:
        """Is there nothing that a printer would send it back for?"""
        return not has_errors(self.problems)

    def __str__(self) -> str:
        return f"{self.name}: {'passes' if self.passes else 'does not pass'}"


def as_text(verdicts: Sequence[Verdict]) -> str:
    """A line or two for each problem, and a verdict for each file."""
    return "\n".join(line for verdict in verdicts for line in _lines(verdict))


def _lines(verdict: Verdict) -> Iterator[str]:
    for one in verdict.problems:
        yield entry(one, f"{verdict.name}: {one.place}" if one.place.page else verdict.name).plain
    counts = f": {count(verdict.problems)}" if verdict.problems else ""
    yield safe(f"{verdict} ({verdict.condition.title}){counts}")


def as_github(verdicts: Sequence[Verdict]) -> str:
    """Workflow commands, which a hosted build shows among its results."""
    return "\n".join(
        command(one, {"file": verdict.name}, str(one.place))
        for verdict in verdicts
        for one in verdict.problems
    )


def as_json(verdicts: Sequence[Verdict]) -> str:
    """A JSON object: each file with its condition, its verdict and its problems."""
    files = [
        {
            "file": verdict.name,
            **({"sources": verdict.sources} if verdict.sources else {}),
            "condition": verdict.condition.title,
            "standard": verdict.condition.standard,
            "passes": verdict.passes,
            "problems": [_row(one) for one in verdict.problems],
        }
        for verdict in verdicts
    ]
    return json_of({"files": files}) + "\n"


def _row(one: Finding) -> Mapping[str, object]:
    return {
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "cure": one.hint,
        "place": asdict(one.place),
        "thing": one.thing,
        "source": str(one.span),
    }


def as_html(verdicts: Sequence[Verdict]) -> str:
    """A page that stands alone: verdicts, problems, and pictures of the pages that have some."""
    body = "".join(_file(verdict) for verdict in verdicts)
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


def _file(verdict: Verdict) -> str:
    rows = "".join(_item(one) for one in verdict.problems)
    listed = f"<ul>{rows}</ul>" if rows else "<p>Nothing to query.</p>"
    made_for = f"<p>{html.escape(verdict.condition.title)}, {html.escape(verdict.condition.standard)}</p>"
    sources = f"<p>Sources: <code>{verdict.sources}</code></p>" if verdict.sources else ""
    return f"<h2>{html.escape(str(verdict))}</h2>{made_for}{sources}{listed}{_pictures(verdict)}"


def _item(one: Finding) -> str:
    text = html.escape(f"{one.place} {statement(one)}".lstrip())
    return f'<li class="{one.severity}"><b>{one.code}</b>  {text}<br><i>{html.escape(one.hint)}</i></li>'


def _pictures(verdict: Verdict) -> str:
    """The pages with problems, each place ringed."""
    numbers = sorted({one.place.page for one in verdict.problems if one.place.page})[:MOST_PAGES]
    if not numbers:
        return ""
    try:
        document = pypdfium2.PdfDocument(verdict.raw)
    except pypdfium2.PdfiumError:
        return ""
    with document:
        return "".join(_picture(document, number, verdict.problems) for number in numbers)


def _picture(document: pypdfium2.PdfDocument, number: int, problems: Sequence[Finding]) -> str:
    page = document[number - 1]
    image = page.render(scale=SCALE).to_pil().convert("RGB")
    raw = io.BytesIO()
    image.save(raw, "JPEG", quality=70)
    data = base64.b64encode(raw.getvalue()).decode()
    left, _, _, head = page.get_trimbox()
    box_left, _, _, box_head = page.get_mediabox()
    rings = "".join(
        _ring(one.place, (left - box_left) * SCALE, (box_head - head) * SCALE)
        for one in problems
        if one.place.page == number
    )
    width, height = image.size
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
