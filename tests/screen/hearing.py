"""A tagged PDF as it is read out: its structure tree, with the words of PDFium. Nothing here asks the
pipeline."""

from __future__ import annotations

import ctypes
import io
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import page as validator
import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium


def failures(raw: bytes) -> list[str]:
    """What an independent validator says against the file as PDF/UA-1."""
    report = validator.validate_pdf_bytes(raw, profile="ua1")
    assert report.rules.total > 100
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def words(text: str) -> list[str]:
    """The words of a text, without what is not letters or digits."""
    folded = unicodedata.normalize("NFKD", text).casefold().split()
    bare = ("".join(c for c in word if c.isalnum()) for word in folded)
    return [word for word in bare if word]


@dataclass(frozen=True)
class Heard:
    """A structure element: its type, what is said in its place, its own text, what is in it, its object."""

    kind: str
    alt: str
    actual: str
    kids: tuple[Heard | str, ...]
    it: Any

    def all(self, *kinds: str) -> Iterator[Heard]:
        """It and what is in it, of these types, in the order of reading."""
        if self.kind in kinds or not kinds:
            yield self
        for kid in self.kids:
            if isinstance(kid, Heard):
                yield from kid.all(*kinds)

    def said(self, without: Sequence[str] = ()) -> str:
        """Its words as they are read out, those of some types left out."""
        if self.kind in without:
            return " "
        if self.alt or self.actual:
            return f" {self.alt or self.actual} "
        apart = " " if self.kind in BLOCKS else ""
        inner = "".join(kid if isinstance(kid, str) else kid.said(without) for kid in self.kids)
        return f"{apart}{inner}{apart}"

    @property
    def contents(self) -> list[str]:
        """What its annotations say."""
        return [str(kid.Obj.Contents) for kid in self.it.get("/K", []) if is_annotation(kid)]


BLOCKS = ("P", "H1", "H2", "H3", "H4", "LI", "LBody", "Lbl", "TD", "TH", "TOCI", "Note", "Figure")


def is_annotation(kid: Any) -> bool:
    """Is it a reference to an annotation?"""
    return isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"


class Listener:
    """A file as a screen reader has it."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.file = pikepdf.open(io.BytesIO(raw))
        self.document = pypdfium2.PdfDocument(raw)
        self.numbers: dict[Any, int] = {page.objgen: n for n, page in enumerate(self.file.pages)}

    @cached_property
    def root(self) -> Heard:
        """The document."""
        return self._element(self.file.Root.StructTreeRoot.K[0])

    def close(self) -> None:
        """Let go of the file."""
        self.document.close()
        self.file.close()

    def labels(self) -> list[str]:
        """What each page is called."""
        return [self.document.get_page_label(n) for n in range(len(self.document))]

    def headings(self) -> list[tuple[int, str]]:
        """The level and the words of each heading; the marks of its notes are none."""
        found = self.root.all("H1", "H2", "H3", "H4", "H5", "H6")
        return [(int(one.kind[1:]), " ".join(one.said(("Mark", "Note")).split())) for one in found]

    def bookmarks(self) -> list[tuple[int, str]]:
        """The level, from 1, and the words of each line of the outline."""
        return [(mark.level + 1, mark.get_title()) for mark in self.document.get_toc()]

    def links(self) -> Iterator[tuple[int, Any]]:
        """Each annotation that is a link, and its page (from 0)."""
        for n, page in enumerate(self.file.pages):
            for annotation in page.obj.get("/Annots", []):
                if annotation.Subtype == "/Link":
                    yield n, annotation

    def leads_to(self, annotation: Any) -> int:
        """The page (from 0) that a link within the file leads to."""
        return self.numbers[annotation.Dest[0].objgen]

    @cached_property
    def _texts(self) -> dict[tuple[int, int], str]:
        """The text of each piece of marked content."""
        found: dict[tuple[int, int], str] = {}
        for n in range(len(self.document)):
            page = self.document[n]
            text = page.get_textpage()
            for i in range(pdfium.FPDFPage_CountObjects(page)):
                shown = pdfium.FPDFPage_GetObject(page, i)
                mark = pdfium.FPDFPageObj_GetMarkedContentID(shown)
                if mark >= 0 and pdfium.FPDFPageObj_GetType(shown) == pdfium.FPDF_PAGEOBJ_TEXT:
                    found[n, mark] = found.get((n, mark), "") + (_text(shown, text) or " ")
        return found

    def _element(self, it: Any) -> Heard:
        kids: list[Heard | str] = []
        for kid in it.get("/K", []):
            if not isinstance(kid, pikepdf.Dictionary):
                kids.append(self._texts.get((self.numbers[it.Pg.objgen], int(kid)), ""))
            elif kid.get("/Type") == "/MCR":
                kids.append(self._texts.get((self.numbers[kid.Pg.objgen], int(kid.MCID)), ""))
            elif not is_annotation(kid):
                kids.append(self._element(kid))
        alt, actual = str(it.get("/Alt", "")), str(it.get("/ActualText", ""))
        mark_of_note = it.S == "/Reference" and "/ID" in it
        return Heard("Mark" if mark_of_note else str(it.S)[1:], alt, actual, tuple(kids), it)


def _text(shown: Any, text: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(shown, text, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(shown, text, buffer, size)
    # PDFium says U+0002 for a hyphen at the end of a line.
    return bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le").replace("\x02", "-")
