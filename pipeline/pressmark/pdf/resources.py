"""What the pages of a file name of fonts and drawings, and forms and patterns on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pikepdf import Dictionary, Name, Object, Page, Pdf, Stream


def fonts_of(file: Pdf) -> Iterator[Object]:
    """Every dictionary of fonts (ISO 32000-2, 7.8.3)."""
    return _named(file.pages, Name.Font)


def drawings_of(*pages: Page) -> Iterator[Object]:
    """Every dictionary of pictures and forms that is on pages."""
    return _named(pages, Name.XObject)


def _named(pages: Iterable[Page], kind: Name) -> Iterator[Object]:
    done: set[tuple[int, int]] = set()
    todo = [page.obj.get(Name.Resources, Dictionary()) for page in pages]
    while todo:
        resources = todo.pop(0)
        if kind in resources:
            yield resources[kind]
        for drawn in (Name.XObject, Name.Pattern):
            for _, one in resources.get(drawn, Dictionary()).items():
                if isinstance(one, Stream) and one.objgen not in done and Name.Resources in one:
                    done.add(one.objgen)
                    todo.append(one.Resources)
