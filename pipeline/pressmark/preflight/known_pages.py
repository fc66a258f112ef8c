"""What was found before on equal pages, separated: that takes longer than all else of preflight."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace

from pikepdf import Pdf
from pydantic import TypeAdapter

from pressmark.digests import digest_of
from pressmark.findings import Finding
from pressmark.page_keys import page_keys
from pressmark.read.models.conditions import Condition
from pressmark.store import MemoryStore, Store, code_part, key_of

_PROBLEMS = TypeAdapter(tuple[Finding, ...])


@dataclass(frozen=True)
class KnownPages:
    """What was found on pages (from 1) of a file, and the keys of all of them in a store; of a file that is
    none of ours, nothing."""

    keys: Mapping[int, str] = field(default_factory=dict)
    found: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)
    store: Store = field(default_factory=MemoryStore)

    @property
    def lacking(self) -> list[int]:
        """The pages of which nothing is known."""
        return [number for number in self.keys if number not in self.found]

    @property
    def whole(self) -> bool:
        """Is something known of each page?"""
        return bool(self.keys) and not self.lacking

    def beside(self, found: Mapping[int, tuple[Finding, ...]]) -> KnownPages:
        """That, and what was found now, which is stored."""
        for number, problems in found.items():
            if number in self.keys:
                self.store.put(self.keys[number], _PROBLEMS.dump_json(problems))
        return replace(self, found={**self.found, **found})

    @property
    def problems(self) -> Iterator[Finding]:
        """What was found, page by page."""
        return (one for number in sorted(self.found) for one in self.found[number])


def known_pages(
    raw: bytes, condition: Condition, separator: str, reached: Collection[tuple[int, str]], store: Store
) -> KnownPages:
    """What a store has of the pages of a file that a `separator` is to separate; something runs to the edge
    on the sides of pages that are `reached`."""
    with Pdf.open(io.BytesIO(raw)) as file:
        pages = page_keys(file)
    made_by = (digest_of(condition).encode(), separator.encode(), code_part("pillow"))
    keys: dict[int, str] = {}
    found: dict[int, tuple[Finding, ...]] = {}
    for number, page in enumerate(pages, 1):
        sides = sorted(side for at, side in reached if at == number)
        keys[number] = key_of((b"separated page", *made_by, repr((number, sides)).encode(), page))
        with suppress(ValueError):
            if (value := store.get(keys[number])) is not None:
                found[number] = _PROBLEMS.validate_json(value)
    return KnownPages(keys, found, store)
