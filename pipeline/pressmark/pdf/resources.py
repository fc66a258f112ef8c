"""What the pages of a file name of fonts and drawings, and forms and patterns on them."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Dictionary, Name, Object, Pdf, Stream


def fonts_of(file: Pdf) -> Iterator[Object]:
    """Every dictionary of fonts (ISO 32000-2, 7.8.3)."""
    return (resources.Font for resources in _resources(file) if Name.Font in resources)


def drawings_of(file: Pdf) -> Iterator[Object]:
    """Every dictionary of pictures and forms."""
    return (resources.XObject for resources in _resources(file) if Name.XObject in resources)


def _resources(file: Pdf) -> Iterator[Object]:
    done: set[tuple[int, int]] = set()
    todo = [page.obj.get(Name.Resources, Dictionary()) for page in file.pages]
    while todo:
        resources = todo.pop(0)
        yield resources
        for kind in (Name.XObject, Name.Pattern):
            for _, one in resources.get(kind, Dictionary()).items():
                if isinstance(one, Stream) and one.objgen not in done and Name.Resources in one:
                    done.add(one.objgen)
                    todo.append(one.Resources)
