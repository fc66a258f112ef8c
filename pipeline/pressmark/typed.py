"""How a command is typed where somebody is: what help and messages name works as it stands there."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Sequence
from pathlib import Path

import click

# The script in the folder of a root says here how it was called.
TYPED = "PRESSMARK_TYPED"
COMMAND = "pressmark"
HERE = "./"


def program() -> str:
    """The command line, as it was called; else as it can be."""
    called = os.environ.get(TYPED)
    if called is None and shutil.which(COMMAND) is None and Path(COMMAND).is_file():
        called = HERE + COMMAND
    return shlex.quote(called or COMMAND)


def typed(root: Path, *words: str) -> str:
    """What to type, here, for `words` to be done in a root: with its own script, where it has one."""
    return " ".join((*_command(root), *map(shlex.quote, words)))


def _command(root: Path) -> Sequence[str]:
    called = os.environ.get(TYPED)
    if called and Path(called).resolve().parent == root.resolve():
        return [shlex.quote(called)]
    own, here = (root / COMMAND).resolve(), Path.cwd()
    if own.is_file() and os.access(own, os.X_OK):
        near = HERE + str(own.relative_to(here)) if own.is_relative_to(here) else str(own)
        return [shlex.quote(near)]
    return [program(), *(() if root.resolve() == here else ("--root", shlex.quote(str(root))))]


class Exampled(click.Command):
    """A command whose help ends with `examples`, each the words that are typed after the program's name."""

    def __init__(self, *args: object, examples: Sequence[str] = (), **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.examples = tuple(examples)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, a line each, as they are typed here."""
        write_examples(formatter, self.examples)


class ExampledGroup(click.Group):
    """A group whose help ends with examples."""

    command_class = Exampled

    def __init__(self, *args: object, examples: Sequence[str] = (), **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.examples = tuple(examples)

    def format_epilog(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, a line each, as they are typed here."""
        write_examples(formatter, self.examples)


def write_examples(formatter: click.HelpFormatter, examples: Sequence[str]) -> None:
    """Examples under a head of their own, none of them broken."""
    if examples:
        with formatter.section("Examples"):
            for words in examples:
                formatter.write(f"{'':{formatter.current_indent}}{program()} {words}\n")
