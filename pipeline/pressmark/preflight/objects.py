"""Every object of a file, those that stand in others among them (ISO 32000-2, 7.3)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

# How deep may objects stand in one another, without a number of their own?
_DEEP = 40


def every(pdf: Pdf) -> Iterator[Object]:
    """Every dictionary and stream of a file, once."""
    for item in pdf.objects:
        yield from _within(item, _DEEP)
    yield from _within(pdf.trailer, _DEEP)


def _within(item: Object, deep: int) -> Iterator[Object]:
    if deep and isinstance(item, Dictionary | Stream):
        yield item
        for _, value in item.items():
            yield from _inner(value, deep)
    elif deep and isinstance(item, Array):
        for value in item:
            yield from _inner(value, deep)


def _inner(value: object, deep: int) -> Iterator[Object]:
    if isinstance(value, Dictionary | Stream | Array) and not value.is_indirect:
        yield from _within(value, deep - 1)


def inherited(node: Object | None, name: Name) -> Object | None:
    """An entry of a page, or that of the nodes over it (7.7.3.4)."""
    for _ in range(_DEEP):
        if node is None or name in node:
            break
        node = node.get(Name.Parent)
    return None if node is None else node.get(name)
