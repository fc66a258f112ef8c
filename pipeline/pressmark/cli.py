"""The command `pressmark`: reads its words, runs the pipeline, says what it found."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pressmark.findings import Finding, Span, did_you_mean, has_errors, in_order
from pressmark.report import FORMATS, say
from pressmark.root import Root
from pressmark.store import FileStore

if TYPE_CHECKING:
    from pressmark.typeset.processes import Processes

Command = TypeVar("Command", bound=Callable[..., Any])


class Exit(IntEnum):
    """Exit codes: part of the contract."""

    DONE = 0
    ERRORS = 1
    USAGE = 2
    OURS = 70


# How many processes lay out where nothing is said: more than eight have nothing to do.
JOBS = min(os.cpu_count() or 1, 8)

# What a command keeps its processes under.
PROCESSES = "pressmark.processes"

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--root", type=ROOT, default=".", help="The folder with source/, layouts/, styles/ and icons/.")
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PRESSMARK_STORE",
    help="Where what takes long to make is stored.  [default: in output/]",
)
@click.version_option(package_name="pressmark", prog_name="pressmark")
@click.pass_context
def cli(context: click.Context, root: Path, store: Path | None) -> None:
    """Markdown and YAML to print-ready PDF directories and booklets."""
    context.meta[PROCESSES] = context.obj  # of whoever runs more than one command in one process
    context.obj = Root(root.resolve(), store=None if store is None else FileStore(store.resolve()))


def _format(known: Iterable[str], what: str) -> Callable[[Command], Command]:
    """The option --format of a command, which is given as `style`."""
    return click.option("--format", "style", type=click.Choice(list(known)), default="human", help=what)


def _processes(jobs: int) -> AbstractContextManager[Processes]:
    """So many processes that set type, or those that are there already."""
    from pressmark.typeset.processes import Processes

    there: Processes | None = click.get_current_context().meta[PROCESSES]
    return nullcontext(there) if there else Processes(jobs)


def _engine_or_exit(root: Root, style: str) -> None:
    """Say where the engine's libraries are missing, and what installs them."""
    from pressmark.startup import engine_missing

    missing = engine_missing()
    if missing is not None:
        say([missing], style, root)
        sys.exit(Exit.ERRORS)


@cli.command()
@click.argument("publication", nargs=-1)
@click.option(
    "--edition",
    "editions",
    type=click.Choice(["screen", "press"]),
    multiple=True,
    help="Only this edition; both when not given.",
)
@_format(FORMATS, "How findings are written.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=JOBS,
    help="How many processes lay out; the files come out the same.  [default: the processors]",
)
@click.option("--condition", help="Another printing condition than the publications name.")
@click.pass_obj
def build(
    root: Root,
    publication: Sequence[str],
    editions: Sequence[str],
    style: str,
    jobs: int,
    condition: str | None,
) -> None:
    """Build publications into output/."""
    _engine_or_exit(root, style)
    gc.disable()  # a build is one short process; collecting costs a fifth of it
    from pressmark.typeset.processes import warm

    warm()
    from pressmark.building import built
    from pressmark.checking import house_of, reportable
    from pressmark.line import Order
    from pressmark.products import EDITIONS
    from pressmark.progress import Progress
    from pressmark.read.sources import publications
    from pressmark.schemas.files import refreshed

    names = _named(root, publication)
    house, found = house_of(root)
    everything: list[Finding] = [*found, *(refreshed(root.folder, house) if house.sound else ())]
    progress = Progress(style)
    with _processes(jobs) as processes:
        order = Order(root, house, "", tuple(editions) or EDITIONS, condition, processes)
        everything += built(order, names, found, progress)
    progress.finish()
    findings = reportable(root, everything, whole=names == publications(root))
    say(findings, style, root)
    sys.exit(Exit.ERRORS if has_errors(findings) else Exit.DONE)


@cli.command()
@click.argument("publication", nargs=-1)
@_format(FORMATS, "How findings are written.")
@click.pass_obj
def check(root: Root, publication: Sequence[str], style: str) -> None:
    """Read and validate the sources; lay nothing out."""
    gc.disable()  # as for a build
    from pressmark.checking import house_of, reportable
    from pressmark.line import CHECK, Order, run
    from pressmark.read.sources import publications
    from pressmark.schemas.files import refreshed

    names = _named(root, publication)
    house, found = house_of(root)
    findings = [*found, *(refreshed(root.folder, house) if house.sound else ())]
    for name in names:
        findings += run(Order(root, house, name), upto=CHECK).findings
    shown = reportable(root, findings, whole=names == publications(root))
    say(shown, style, root)
    if style == "human" and not shown:
        click.echo("nothing to say", err=True)
    sys.exit(Exit.ERRORS if has_errors(shown) else Exit.DONE)


@cli.command()
@click.argument("publication", nargs=-1)
@_format(("human", "json"), "How it is written.")
@click.pass_obj
def fit(root: Root, publication: Sequence[str], style: str) -> None:
    """Say how full every spread is: words, room, and what was done to make it fit."""
    _engine_or_exit(root, "human")
    from pressmark.checking import house_of, reportable
    from pressmark.fit_report import as_json, as_lines, errors, fitted, show
    from pressmark.line import COMPOSE, Order, run

    names = _named(root, publication)
    house, findings = house_of(root)
    with _processes(JOBS) as processes:
        orders = [Order(root, house, name, processes=processes) for name in names]
        done = [fitted(run(order, upto=COMPOSE)) for order in orders]
    if style == "json":
        click.echo(as_json(done))
    elif sys.stdout.isatty():
        show(done)
    else:
        click.echo(as_lines(done))
    everything = reportable(root, [*findings, *(found for one in done for found in one.findings)])
    say(everything, "human", root)
    sys.exit(Exit.ERRORS if errors(done) or has_errors(everything) else Exit.DONE)


@cli.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--condition",
    help="A printing condition of styles/press/.  [default: that of the publication, else sheetfed-coated]",
)
@_format(FORMATS, "How the report is written.")
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the report as a page with pictures, too.",
)
@click.pass_obj
def preflight(
    root: Root, files: Sequence[Path], condition: str | None, style: str, page: Path | None
) -> None:
    """Check press FILES, anybody's, against a printing condition; without FILES, those in output/."""
    from pressmark.api import preflight_pdf
    from pressmark.checking import condition_of
    from pressmark.output import files_of, press_files, read_manifest
    from pressmark.preflight.verdict import FORMATS as REPORTS
    from pressmark.preflight.verdict import as_html
    from pressmark.read.sources import read_conditions, read_house
    from pressmark.standing import behind, with_standing

    conditions, found = read_conditions(root)
    if has_errors(found):
        say(in_order(found), "human", root)
        sys.exit(Exit.ERRORS)
    output = root.folder / "output"
    files = files or press_files(output)
    if not files:
        raise click.UsageError(f"there is no press file in {output}: name one, or build first")
    stand = files_of(output)
    ours = [file for file in files if _from(output, file) in stand]
    late = behind(root, read_house(root)[0], read_manifest(output), stand) if ours else ()
    verdicts = []
    for file in files:
        folder = file.resolve().parent
        own = condition_of(root, folder.name) if folder.parent == output else None
        name = condition or own or "sheetfed-coated"
        if name not in conditions:
            raise click.UsageError(f'no printing condition "{name}": {did_you_mean(name, conditions)}')
        verdict = preflight_pdf(file.read_bytes(), conditions[name].value, file.name)
        verdicts.append(with_standing(verdict, folder.name, late) if file in ours else verdict)
    click.echo(REPORTS[style](verdicts))
    if page is not None:
        page.write_text(as_html(verdicts), "utf-8", "backslashreplace")
    sys.exit(Exit.DONE if all(one.passes for one in verdicts) else Exit.ERRORS)


@cli.command()
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Write a complete, small root into DIRECTORY."""
    from pressmark.read.sources import read_house
    from pressmark.schemas.files import write_schemas
    from pressmark.starter import NotEmptyError, write_root

    try:
        written = write_root(directory)
        house, _ = read_house(Root(directory))
        written += write_schemas(directory, house)
    except NotEmptyError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{directory} cannot be written: {error.strerror}") from error
    click.echo(f"{len(written)} files in {directory}")
    click.echo(f"next: pressmark --root {directory} build")


@cli.command()
@click.argument("layout")
@click.argument("name")
@click.pass_obj
def new(root: Root, layout: str, name: str) -> None:
    """Write a small publication of LAYOUT, a folder of layouts/, into source/NAME/."""
    from pressmark.parts.models import MODELS
    from pressmark.read.models.values import is_name
    from pressmark.read.sources import layouts, read_house, read_layout
    from pressmark.schemas.files import refreshed
    from pressmark.starter import NotEmptyError, words_for, write_publication

    there = layouts(root)
    if layout not in there:
        raise click.UsageError(f'there is no layout "{layout}": {did_you_mean(layout, there)}')
    if not is_name(name) or name in ("catalogue",):
        raise click.UsageError(f'"{name}" cannot be a name: use letters, digits and hyphens')
    house, found = read_house(root)
    given, more = read_layout(root, layout, Span(f"layouts/{layout}"), MODELS.layout)
    if not house.sound or given is None:
        say(in_order([*found, *more]), "human", root)
        sys.exit(Exit.ERRORS)
    try:
        written = write_publication(root.folder, layout, name, words_for(house, name), given.value.sets)
    except NotEmptyError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.UsageError(f"{name} cannot be written: {error.strerror}") from error
    for path in written:
        click.echo(path.relative_to(root.folder))
    house, _ = read_house(Root(root.folder))
    say(list(refreshed(root.folder, house)), "human", root)
    click.echo(f"next: pressmark build {name}, or make pdf")


@cli.command()
@click.pass_obj
def schemas(root: Root) -> None:
    """Write schemas/, from which editors complete and explain YAML; check and build keep it fresh."""
    from pressmark.read.sources import read_house
    from pressmark.schemas.files import FOLDER, write_schemas

    house, found = read_house(root)
    say(in_order(found), "human", root)
    if not house.sound:
        sys.exit(Exit.ERRORS)
    try:
        written = write_schemas(root.folder, house)
    except OSError as error:
        raise click.UsageError(f"{FOLDER}/ cannot be written: {error.strerror}") from error
    click.echo(f"{len(written)} files written in {root.folder / FOLDER}")


def _named(root: Root, wanted: Sequence[str]) -> Sequence[str]:
    """The publications to work on; a name that is none of the root's is wrong usage."""
    from pressmark.read.sources import no_publication, publications

    there = publications(root)
    if not there:
        raise click.UsageError(no_publication(root))
    for name in wanted:
        if name not in there:
            raise click.UsageError(f'no publication "{name}": {did_you_mean(name, there)}')
    return wanted or there


def _from(output: Path, file: Path) -> str:
    """A file's path from output/, "" where it lies elsewhere."""
    path = file.resolve()
    return path.relative_to(output).as_posix() if path.is_relative_to(output) else ""


def main() -> None:
    """Run the command; a fault of ours is said as one, with exit code 70."""
    try:
        cli(prog_name="pressmark")
    except Exception as error:
        import traceback

        traceback.print_exc()
        click.echo(
            f"pressmark: this is a fault of ours, not of your sources ({type(error).__name__})",
            err=True,
        )
        sys.exit(Exit.OURS)
