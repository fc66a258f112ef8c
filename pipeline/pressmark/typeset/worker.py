"""What is done in the process of an engine, within bounds: sheets parsed, blocks measured, parts set.

A process outlives what it is asked for: an engine is used again for other roots as long as all that it was
made of is equal there, byte for byte.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import pickle
import resource
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from pressmark.bounds import TooMuchError, within
from pressmark.compose.pages import Measure
from pressmark.disk import temporary_fault
from pressmark.findings import Fault, Finding, Span, finding
from pressmark.recorded import Reads
from pressmark.root import Root
from pressmark.standings import ReadError
from pressmark.typeset.set_page import Fragment, SetPiece, Styles

if TYPE_CHECKING:
    from pressmark.typeset.engine import Engine

# A process holds the engines that it used last: one of a book, one of its job sheet, and of one book more.
MOST_ENGINES = 4

R = TypeVar("R")
P = ParamSpec("P")

# A root as it is sent: its number, and itself pickled, which is read where another was sent before it.
SentRoot = tuple[int, bytes]


@dataclass(frozen=True)
class Patience:
    """How long an engine may be at one task, in seconds of the processor's time, and how much it may
    grow by. A task may take `seconds`, and one more for every `characters` of its HTML; an engine that
    does not stop when it is told to is ended with its process after `grace`."""

    seconds: float = 15.0
    characters: int = 2_000
    grace: float = 5.0
    megabytes: int = 4_000

    def of(self, *markup: str) -> float:
        """Seconds for a task on so much HTML."""
        return self.seconds + sum(map(len, markup)) / self.characters


class EngineFault(Fault):
    """The engine was stopped, or stopped of itself; `finding` says what it was doing."""


def start(folder: str) -> None:
    """Make this process end as the one that began it does, and write into a temporary folder of theirs."""
    tempfile.tempdir = folder
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who stops the build stops it as a whole
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    threading.Thread(target=_end_with_parent, args=(folder,), daemon=True).start()
    gc.disable()


def _end_with_parent(folder: str) -> None:
    """End this process when the one that began it is no more, however it was ended; and take its folder away,
    which that does itself as long as it can."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(1)


def bounded(
    do: Callable[Concatenate[SentRoot, P], R],
    root: SentRoot,
    where: Span,
    seconds: float,
    patience: Patience,
    *args: P.args,
    **kwargs: P.kwargs,
) -> R:
    """What `do` returns for a root. Raises EngineFault where that takes too much, or the engine breaks."""
    # Code that is not Python, and Python out of memory, hear no alarm of ours: then the system ends the
    # process. Its time is that of user and system together, and stays measured when the task is done.
    used = time.process_time() + seconds + patience.grace
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(used), most))
    try:
        with within(seconds, patience.megabytes):
            return do(root, *args, **kwargs)
    except MemoryError:
        os._exit(1)  # whatever else is done now asks for memory too, and may ask for ever
    except TooMuchError as error:
        raise EngineFault(finding("E604", where, seconds=f"{seconds:.0f}")) from error
    except Exception as error:
        if isinstance(error, OSError) and (found := temporary_fault(error)):
            raise EngineFault(found) from error
        problem = f"{type(error).__name__} {error}".strip()
        raise EngineFault(finding("E605", where, problem=problem)) from error
    finally:
        gc.collect()


def begin(root: SentRoot, styles: Styles) -> tuple[list[Finding], Reads]:
    """What there is to say of the style sheets, and what was read for it."""
    return _done(root, styles, lambda engine: engine.findings)


def measure(
    root: SentRoot, styles: Styles, fragments: Sequence[Fragment]
) -> tuple[tuple[list[Measure], list[Finding]], Reads]:
    """The measure of each fragment, in order, what was found, and what was read."""
    return _done(root, styles, lambda engine: engine.measure(fragments))


def typeset(
    root: SentRoot, styles: Styles, html: str, where: Span
) -> tuple[tuple[SetPiece, list[Finding]], Reads]:
    """A piece of a book set, what was found, and what was read."""
    return _done(root, styles, lambda engine: engine.typeset(html, where))


def apply(root: SentRoot, do: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """What a function makes that needs neither an engine nor a root."""
    return do(*args, **kwargs)


def _done(root: SentRoot, styles: Styles, do: Callable[[Engine], R]) -> tuple[R, Reads]:
    """What this process's engine for its styles makes, and what of the root that is made of."""
    own = root_of(root)
    engine = _engine(own, styles)
    with own.recording() as reads:
        made = do(engine)
    return made, {**engine.reads, **reads}


# This process's copy of the root that it was last sent, by its number.
_roots: dict[int, Root] = {}

# This process's engines by the key of their styles, the one that was used last at the end.
_engines: dict[bytes, Engine] = {}


def root_of(sent: SentRoot) -> Root:
    """This process's copy of a root that it is sent."""
    number, pickled = sent
    if number not in _roots:
        root: Root = pickle.loads(pickled)
        for before in _roots.values():
            if before.same_place(root):
                root.take_over(before)
        _roots.clear()
        _roots[number] = root
    return _roots[number]


def _engine(root: Root, styles: Styles) -> Engine:
    """This process's engine for its styles, made when it is first asked for."""
    from pressmark.typeset.engine import Engine

    engine = _engines.pop(styles.key, None)
    if engine is None or not _fits(engine, root):
        while len(_engines) >= MOST_ENGINES:
            del _engines[next(iter(_engines))]
        engine = None  # one that does not fit, or was used last, goes with all that it holds
        gc.unfreeze()
        gc.collect()
        engine = Engine(root, styles)
        gc.freeze()  # what stays is not looked through for garbage after each task
    engine.root = engine.fetcher.root = root
    _engines[styles.key] = engine
    return engine


def _fits(engine: Engine, root: Root) -> bool:
    """Is all that an engine was made of the same in a root?"""
    if engine.root is root:
        return True
    try:
        return all(root.digest(address) == digest for address, digest in engine.reads.items())
    except ReadError:
        return False
