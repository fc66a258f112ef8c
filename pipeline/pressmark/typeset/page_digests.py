"""What tells one page as it was set from another: a digest of all that is painted on it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from pikepdf import Dictionary, Name, Object, Pdf, Stream

# What content names: pictures, forms and patterns among it.
_NAMED = re.compile(rb"/([^\s/<>\[\](){}%]+)")

# Digits of a digest: pages are few.
_LENGTH = 16

# Forms do not stand deeper in one another than so.
_DEEPEST = 12


def page_digests(file: Pdf) -> tuple[str, ...]:
    """The digest of each page of a file: of its operators and of what they paint by name. Which letters of a
    typeface are in the file, and what else is, is no matter of it."""
    known: dict[tuple[int, int], bytes] = {}
    found: list[str] = []
    for page in file.pages:
        resources = page.obj.get(Name.Resources, Dictionary())
        found.append(_digest(page.obj.Contents.read_bytes(), resources, known, 0).hex()[:_LENGTH])
    return tuple(found)


def _digest(content: bytes, resources: Object, known: dict[tuple[int, int], bytes], depth: int) -> bytes:
    made = hashlib.sha256(content)
    painted: Mapping[str, Object] = {
        str(name): one
        for kind in (Name.XObject, Name.Pattern)
        for name, one in resources.get(kind, Dictionary()).items()
    }
    for name in sorted({f"/{match.decode('latin-1')}" for match in _NAMED.findall(content)} & painted.keys()):
        one = painted[name]
        if isinstance(one, Stream) and depth < _DEEPEST:
            made.update(name.encode("latin-1") + _of_stream(one, resources, known, depth))
    return made.digest()


def _of_stream(one: Stream, resources: Object, known: dict[tuple[int, int], bytes], depth: int) -> bytes:
    if one.objgen not in known:
        if one.get(Name.Subtype) == Name.Image:
            known[one.objgen] = hashlib.sha256(one.read_raw_bytes()).digest()
        else:
            inner = one.get(Name.Resources, resources)
            known[one.objgen] = _digest(one.read_bytes(), inner, known, depth + 1)
    return known[one.objgen]
