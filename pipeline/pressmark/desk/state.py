"""What the desk knows, as the browser is told it: docs/desk.md says what each value is."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from pressmark.desk import files
from pressmark.desk.cures import cure_of
from pressmark.desk.desk import Desk, Shown
from pressmark.desk.follow import Following
from pressmark.desk.snapshot import DeskBlock, DeskPage, Snapshot
from pressmark.findings import Finding
from pressmark.root import Root
from pressmark.rules import Severity

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTICE: 2}


def state(desk: Desk, publication: str, following: Following) -> dict[str, Any]:
    """All that the browser shows of a publication, but for blocks and the texts of pages."""
    shown = desk.want(publication)
    known = shown.snapshot
    if known is None:
        return {
            **_empty(desk, publication),
            "phase": "starting",
            "progress": shown.progress or desk.broken or "reading",
        }
    root = Root(desk.folder)
    return {
        **_empty(desk, publication),
        "publications": [{"id": id, "title": title} for id, title in known.titles.items()],
        "title": known.title,
        "language": known.language,
        "trim": {"width": known.trim[0], "height": known.trim[1]},
        "bleed": known.bleed,
        "grid": dict(known.grid),
        "phase": "setting" if shown.progress else "ready",
        "progress": shown.progress,
        "draft": None if known.draft is None else asdict(known.draft),
        "behind": _behind(shown, known),
        "changed": list(shown.changed),
        "took": round(shown.seconds, 3),
        "pages": [_page(n, page, known) for n, page in enumerate(known.pages)],
        "spreads": [asdict(one) for one in known.spreads],
        "findings": [*_findings(desk, known)],
        "files": [
            {
                "path": path,
                "title": title,
                "language": files.language_of(path),
                "unsaved": path in desk.unsaved,
                "digest": files.digest_on_disk(root, path),
            }
            for path, title in known.files
        ],
        "press": {
            **following.told(publication, bool(desk.unsaved)),
            "digest": desk.press_views.digest(publication),
        },
    }


def blocks(desk: Desk, publication: str) -> tuple[DeskBlock, ...]:
    """Where each block stands, in its source and on the pages."""
    known = desk.want(publication).snapshot
    return known.blocks if known else ()


def _empty(desk: Desk, publication: str) -> dict[str, Any]:
    return {
        "revision": desk.revision,
        "publications": [],
        "publication": publication,
        "title": publication,
        "language": "en",
        "trim": {"width": 210, "height": 210},
        "bleed": 0,
        "grid": {},
        "draft": None,
        "behind": None,
        "changed": [],
        "took": 0,
        "pages": [],
        "spreads": [],
        "findings": [],
        "files": [],
        "press": {"state": "none", "note": "", "pages": None, "digest": ""},
    }


def _behind(shown: Shown, known: Snapshot) -> dict[str, str] | None:
    if known.good:
        return None
    since = time.strftime("%H:%M", time.localtime(shown.since)) if shown.since else ""
    return {"since": since, "why": known.why}


def _page(n: int, page: DeskPage, known: Snapshot) -> dict[str, Any]:
    return {
        "n": n,
        "label": page.label,
        "name": page.name,
        "side": page.side,
        "part": page.part,
        "colour": page.colour,
        "picture": page.picture,
        "behind": n in known.late,
    }


def _findings(desk: Desk, known: Snapshot) -> Iterator[dict[str, Any]]:
    """What there is to say, errors first, then in the order of the pages."""
    root, texts = Root(desk.folder), dict(desk.unsaved)
    by_file: dict[str, list[DeskBlock]] = {}
    for block in known.blocks:
        by_file.setdefault(block.file, []).append(block)
    rows = [(found, _pages(found, by_file.get(found.span.file, ()))) for found in known.findings]
    rows.sort(key=lambda row: (_ORDER[row[0].severity], row[1][:1] or [len(known.pages)], row[0]))
    for number, (found, pages) in enumerate(rows, 1):
        text = _text(root, found.span.file, texts)
        cure = cure_of(found, text)
        span = found.span
        end = None if cure is None else dict(zip(("line", "column"), cure.end, strict=True))
        yield {
            "number": number,
            "severity": str(found.severity),
            "code": found.code,
            "message": found.message,
            "hint": found.hint,
            "file": span.file,
            "line": span.line,
            "column": span.column,
            **({"cell": span.cell} if span.cell else {}),
            "until": end,
            "pages": pages,
            "cure": None if cure is None else asdict(cure),
        }


def _text(root: Root, path: str, texts: dict[str, str]) -> str:
    """A text as it is typed, else as it is on the disk; "" where there is none."""
    if path not in texts:
        try:
            texts[path] = files.read(root, path).text.replace("\r\n", "\n")
        except (files.RefusedError, OSError):
            texts[path] = ""
    return texts[path]


def _pages(found: Finding, blocks: Sequence[DeskBlock]) -> list[int]:
    """The pages that what a finding is about stands on."""
    there = [block for block in blocks if block.line <= found.span.line <= block.last]
    return sorted({box.n for block in there for box in block.boxes})
