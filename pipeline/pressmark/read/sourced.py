"""A value of a model and the places it was read from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from pressmark.findings import Span
from pressmark.read.yaml.located import MAX_BYTES, Located
from pressmark.root import Root

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Sourced(Generic[M]):
    """A value of a model and the places it was read from."""

    value: M
    located: Located

    def at(self, *path: str | int) -> Span:
        """The span of the value at `path`."""
        return self.located.at(*path)


def lines_of(root: Root, file: str) -> str:
    """The lines of a file that cannot be read as what it is; "" where it cannot be read at all."""
    try:
        return root.read(file, MAX_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""
