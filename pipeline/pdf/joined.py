"""Parts set apart, joined into one file: pages in order, and one structure tree over them."""

from __future__ import annotations

import io
from collections.abc import Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf


def joined(parts: Sequence[bytes]) -> Pdf:
    """One PDF of the pages of all `parts`, with their structure trees under one Document.

    The engine numbers each part's marked content from 0, so the keys of its parent tree are moved
    up (ISO 32000-2, 14.7.5.4 "Finding structure elements from content items").
    """
    whole = Pdf.new()
    children: list[Object] = []
    parents: list[Object | int] = []
    used = 0
    for raw in parts:
        part = Pdf.open(io.BytesIO(raw))
        first = len(whole.pages)
        whole.pages.extend(part.pages)
        tree = part.Root.get(Name.StructTreeRoot)
        if tree is None:
            continue
        copied = whole.copy_foreign(tree)
        used = _renumbered(whole, first, copied, used, parents)
        children += _children(copied)
    if children:
        _root(whole, children, parents, used)
    return whole


def _renumbered(whole: Pdf, first: int, tree: Object, used: int, parents: list[Object | int]) -> int:
    """Move the keys of a part's parent tree up by `used`; the number of keys used then."""
    numbers = tree.ParentTree.Nums
    keys = [int(numbers[i]) for i in range(0, len(numbers), 2)]
    for i, key in enumerate(keys):
        parents += [key + used, numbers[2 * i + 1]]
    for page in list(whole.pages)[first:]:
        holders = [page.obj, *page.obj.get(Name.Annots, [])]
        for holder in holders:
            for name in (Name.StructParents, Name.StructParent):
                if name in holder:
                    holder[name] = int(holder[name]) + used
    return used + max(keys, default=-1) + 1


def _children(tree: Object) -> list[Object]:
    """What stands under the Document element of a part's tree."""
    document = tree.K[0] if isinstance(tree.K, Array) else tree.K
    kids = document.K
    return list(kids) if isinstance(kids, Array) else [kids]


def _root(whole: Pdf, children: list[Object], parents: list[Object | int], used: int) -> None:
    document = whole.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document))
    for child in children:
        child.P = document
    document.K = Array(children)
    tree = whole.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=Array([document]),
            ParentTree=whole.make_indirect(Dictionary(Nums=Array(parents))),
            ParentTreeNextKey=used,
        )
    )
    document.P = tree
    whole.Root.StructTreeRoot = tree
    whole.Root.MarkInfo = Dictionary(Marked=True)
