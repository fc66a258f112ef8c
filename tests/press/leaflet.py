"""A small booklet made for a test of its press file, and what that file holds."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf

from tests.output.building import PROJECT, SHARED, Run, pressmark

PUBLICATION = "quay"
STARTER = PROJECT / "pipeline" / "pressmark" / "starter" / "new" / "booklet"


def leaflet(root: Path, css: str = "", condition: str = "", text: str = "") -> Path:
    """A root with a booklet of four pages, with rules, a condition and words of its own."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, root / name)
    folder = root / "source" / PUBLICATION
    folder.mkdir(parents=True)
    for path in STARTER.iterdir():
        written = (
            path.read_text("utf-8")
            .replace("@title@", "The quay")
            .replace("@layout@", "booklet")
            .replace("@date@", "2006-06-01")
        )
        written = written.replace("@colour@", "teal").replace("@colours@", "teal, amber, vermilion, blue")
        if path.name == "publication.yaml" and condition:
            written += f"\ncondition: {condition}\n"
        if path.name == "text.md":
            written += text
        (folder / path.name).write_text(written, "utf-8")
    sheet = root / "styles" / "booklet.css"
    sheet.write_text(f"{sheet.read_text('utf-8')}\n{css}\n", "utf-8")
    return root


def build(root: Path, shared: bool = True) -> Run:
    """Build it."""
    return pressmark("--root", root, "build", "--format", "json", shared=shared)


def press_file(root: Path) -> Path:
    """Its press file."""
    return root / "output" / PUBLICATION / f"{PUBLICATION}-press.pdf"


def instructions(pdf: pikepdf.Pdf) -> Iterator[tuple[int, list[Any], str]]:
    """Every instruction of every page and of every form, once: the page, operands, operator."""
    seen: set[tuple[int, int]] = set()

    def of(source: Any, resources: Any, page: int) -> Iterator[tuple[int, list[Any], str]]:
        steps: list[Any] = list(pikepdf.parse_content_stream(source))
        for operands, operator in steps:
            yield page, list(operands), str(operator)
        for kind in ("/XObject", "/Pattern"):
            for item in resources.get(kind, {}).values():
                inside = isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image"
                if inside and item.objgen not in seen:
                    seen.add(item.objgen)
                    yield from of(item, item.get("/Resources", resources), page)

    for number, page in enumerate(pdf.pages):
        yield from of(page, page.Resources, number)


def opened(source: Path | bytes) -> pikepdf.Pdf:
    """A PDF, opened."""
    return pikepdf.open(io.BytesIO(source) if isinstance(source, bytes) else source)
