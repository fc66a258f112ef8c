"""Who does what engines are asked for: the processes of this machine, or a cluster of many.

What is asked is a value, and so is what comes of it: so it can be done anywhere, and comes out the same.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Concatenate, ParamSpec, Protocol, Self, TypeVar

from pressmark.findings import Span
from pressmark.root import Root
from pressmark.typeset.worker import Patience, SentRoot

R = TypeVar("R")
P = ParamSpec("P")


class Executor(Protocol):
    """Where functions of `worker` are done; ended with the `with` that it is begun by."""

    @property
    def jobs(self) -> int:
        """How many are done side by side. Raises EngineFault where that cannot be known."""

    @property
    def elsewhere(self) -> bool:
        """Are they done on other machines, which may have other programs?"""

    def warm(self) -> None:
        """Begin to load what will be needed, beside whatever else is done."""

    def ask(
        self,
        do: Callable[Concatenate[SentRoot, P], R],
        root: Root,
        where: Span,
        seconds: float,
        patience: Patience,
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Future[R]:
        """What a function of `worker` returns for a root, within so many `seconds`. Raises EngineFault."""

    def answer(self, future: Future[R], where: Span) -> R:
        """What was done. Raises EngineFault."""

    def end(self) -> None:
        """What is not begun yet is not done."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
