"""What was set before of equal things is not set again: parts, measures, and that sheets have no fault.

It is stored by all that it was made of: the code and the libraries that make it, the HTML, the style sheets,
the inks; and by the SHA-256 of each file that was read of the root for it, which is known when it is made.
So there are two keys: one leads to what was read the last time, and that with what it holds now to what was
made. Only what there was nothing to say of is stored, so whatever is found is found again.
"""

from __future__ import annotations

import ctypes
import functools
import hashlib
import json
import zlib
from collections.abc import Hashable, Sequence
from contextlib import suppress
from importlib.metadata import PackageNotFoundError

from pydantic import TypeAdapter, ValidationError

from pressmark.compose.pages import Measure
from pressmark.drawings import of_others
from pressmark.memory import Result
from pressmark.recorded import Reads
from pressmark.root import Root
from pressmark.standings import ReadError
from pressmark.store import code_part, key_of, reads_part
from pressmark.typeset.set_page import Fragment, SetPage, SetPiece, Styles

# What sets, beside our own modules: packages, and what gives a library's version.
PACKAGES = ("weasyprint", "pydyf", "tinycss2", "tinyhtml5", "cssselect2", "fonttools", "pillow", "pyphen")
VERSIONS = {
    "pango_version_string": ("libpango-1.0.so.0", "libpango-1.0.0.dylib"),
    "hb_version_string": ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
}

# A book is measured in hundreds of blocks; of those that were measured before, so many are held.
MOST_MEASURES = 5_000

_DIGEST = len(hashlib.sha256().hexdigest())
_PAGES = TypeAdapter(tuple[SetPage, ...])
_MEASURES = TypeAdapter(dict[str, Measure])


class Stored:
    """What engines of a root have set before with the same styles."""

    def __init__(self, root: Root, styles: Styles) -> None:
        self.root = root
        self.styles = styles
        self._measures: dict[str, Measure] | None = None
        self._read: dict[str, str] = {}

    @property
    def without_fault(self) -> bool:
        """Was nothing to be said of the same style sheets?"""
        known = self.root.remembered(("sheets", self.styles.key), ())
        if known is None and (stored := self._known(b"sheets")) is not None:
            known = self._remember(("sheets", self.styles.key), None, stored[1])
        return known is not None

    def found_without_fault(self, reads: Reads) -> None:
        """Nothing was to be said of the style sheets."""
        self._remember(("sheets", self.styles.key), None, reads)
        self._store(b"sheets", reads, b"")

    def piece(self, html: str) -> SetPiece | None:
        """A piece as it was set before."""
        slot = ("piece", self.styles.key, html)
        known = self.root.remembered(slot, ())
        if known is None and (stored := self._known(b"piece", html.encode())) is not None:
            pages, _, pdf = stored[0].partition(b"\n")
            with suppress(ValidationError):
                piece = SetPiece(pdf, _PAGES.validate_json(pages), stored[1])
                known = self._remember(slot, piece, piece.reads)
        return known.value if known is not None else None

    def set_piece(self, html: str, piece: SetPiece) -> None:
        """A piece was set."""
        self._remember(("piece", self.styles.key, html), piece, piece.reads)
        self._store(b"piece", piece.reads, _PAGES.dump_json(piece.pages) + b"\n" + piece.pdf, html.encode())

    def measure(self, fragment: Fragment) -> Measure | None:
        """What a fragment measured before."""
        return self._measured().get(_name(fragment))

    def measured(self, fragments: Sequence[Fragment], measures: Sequence[Measure], reads: Reads) -> None:
        """Fragments were measured."""
        held = self._measured()
        held.update(zip(map(_name, fragments), measures, strict=True))
        self._read.update(reads)
        self._remember(("measures", self.styles.key), held, self._read)
        newest = dict([*held.items()][-MOST_MEASURES:])
        self._store(b"measures", self._read, _MEASURES.dump_json(newest))

    def _measured(self) -> dict[str, Measure]:
        if self._measures is None:
            self._measures = {}
            remembered = self.root.remembered(("measures", self.styles.key), ())
            if remembered is not None:
                self._measures, self._read = remembered.value, dict(remembered.reads)
                return self._measures
            value, reads = self._known(b"measures") or (b"{}", {})
            with suppress(ValidationError):
                self._measures = _MEASURES.validate_json(value)
                self._read = dict(reads)
        return self._measures

    def _remember(self, slot: tuple[Hashable, ...], value: object, reads: Reads) -> Result:
        result = Result.of(value, (), reads)
        self.root.remember(slot, result)
        return result

    def _known(self, *what: bytes) -> tuple[bytes, Reads] | None:
        """What is stored of something, and what of the root it was made of."""
        code = code_of_engine()
        if code is None:
            return None
        parts = (b"set", code, self.styles.key, *what)
        asked = self.root.store.get(key_of((*parts, b"reads")))
        if asked is None:
            return None
        try:
            reads = {address: self.root.digest(address) for address in json.loads(zlib.decompress(asked))}
        except ReadError:
            return None
        value = self.root.store.get(key_of((*parts, reads_part(reads))))
        if value is None:
            return None
        return zlib.decompress(value), reads

    def _store(self, name: bytes, reads: Reads, value: bytes, *what: bytes) -> None:
        code = code_of_engine()
        if code is None or any(len(digest) != _DIGEST for digest in reads.values()):
            return  # something was asked for that is not there
        parts = (b"set", code, self.styles.key, name, *what)
        self.root.store.put(key_of((*parts, reads_part(reads))), zlib.compress(value, 1))
        self.root.store.put(key_of((*parts, b"reads")), zlib.compress(json.dumps(sorted(reads)).encode()))


def _name(fragment: Fragment) -> str:
    own = (fragment.markup, repr(fragment.width.mm), fragment.colour, str(fragment.flows))
    return key_of(part.encode() for part in own)


def code_of_engine() -> bytes | None:
    """What sets, as a part of a key; None where that is not known, or packages of others draw."""
    return None if of_others() else _code()


@functools.cache
def _code() -> bytes | None:
    try:
        return code_part(*PACKAGES) + json.dumps([library_version(name) for name in VERSIONS]).encode()
    except (OSError, PackageNotFoundError):
        return None


def library_version(name: str) -> str:
    """The version of a library of the system. Raises OSError where there is none."""
    for file in VERSIONS[name]:
        with suppress(OSError, AttributeError):
            version = getattr(ctypes.CDLL(file), name)
            version.restype = ctypes.c_char_p
            return bytes(version()).decode()
    raise OSError(f"no library tells {name}")
