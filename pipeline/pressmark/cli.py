"""The command `pressmark`: reads its words, runs the pipeline, says what it found."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pressmark.cli_covers import covers
from pressmark.cli_desk import serve
from pressmark.cli_import import import_table
from pressmark.cli_roots import Exit, init, new, schemas, today_or_exit, unwritten
from pressmark.disk_names import folder_on_disk
from pressmark.findings import Finding, did_you_mean, has_errors, in_order
from pressmark.report import FORMATS, say, tally
from pressmark.root import Root
from pressmark.store import FileStore
from pressmark.typed import ExampledGroup, program

if TYPE_CHECKING:
    from pressmark.typeset.executor import Executor

Command = TypeVar("Command", bound=Callable[..., Any])


# How many processes lay out where nothing is said: more than eight have nothing to do.
JOBS = min(os.cpu_count() or 1, 8)

# What a command keeps its processes under.
PROCESSES = "pressmark.processes"


class _Folder(click.Path):
    """A folder, by its name in either form of Unicode."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return super().convert(folder_on_disk(Path(value)), param, ctx)


ROOT = _Folder(exists=True, file_okay=False, path_type=Path)


@click.group(
    cls=ExampledGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    examples=("check", "build", "build --help"),
)
@click.option(
    "--root",
    type=ROOT,
    default=".",
    help="The folder with source/, layouts/, styles/, icons/.  [default: that of ./pressmark, or this one]",
)
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="PRESSMARK_STORE",
    help="Where what takes long to make is stored.  [default: in output/]",
)
@click.version_option(
    package_name="pressmark",
    prog_name="pressmark",
    message=f"%(prog)s %(version)s, run by {sys.executable}",
)
@click.pass_context
def cli(context: click.Context, root: Path, store: Path | None) -> None:
    """Markdown and YAML to print-ready PDF directories and booklets."""
    context.meta[PROCESSES] = context.obj  # of whoever runs more than one command in one process
    context.obj = Root(root.resolve(), store=None if store is None else FileStore(store.resolve()))


def _format(known: Iterable[str], what: str) -> Callable[[Command], Command]:
    """The option --format of a command, which is given as `style`."""
    return click.option("--format", "style", type=click.Choice(list(known)), default="human", help=what)


VERBOSE = click.option("-v", "--verbose", is_flag=True, help="List notices, too.")


def _processes(jobs: int) -> AbstractContextManager[Executor]:
    """So many processes that set type, or those that are there already."""
    from pressmark.typeset.processes import Processes

    there: Executor | None = click.get_current_context().meta[PROCESSES]
    return nullcontext(there) if there else Processes(jobs)


def _cluster_or_exit(address: str, root: Root, style: str) -> AbstractContextManager[Executor]:
    """The cluster at an address, or say why it cannot be used: then nothing is begun."""
    from pressmark.typeset.cluster import Cluster
    from pressmark.typeset.worker import EngineFault

    cluster = Cluster(address)
    try:
        return cluster.found()
    except EngineFault as fault:
        say([fault.finding], style, root)
        sys.exit(Exit.ERRORS)


def _engine_or_exit(root: Root, style: str) -> None:
    """Say where the engine's libraries are missing, and what installs them."""
    from pressmark.startup import engine_missing

    missing = engine_missing()
    if missing is not None:
        say([missing], style, root)
        sys.exit(Exit.ERRORS)


@cli.command(examples=("build", "build --edition screen", "build --draft"))
@click.argument("publication", nargs=-1)
@click.option(
    "--edition",
    "editions",
    type=click.Choice(["screen", "press"]),
    multiple=True,
    help="Only this edition; both when not given. Whatever else stands in output/ is left as it is.",
)
@_format(FORMATS, "How findings are written.")
@VERBOSE
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=JOBS,
    help="How many processes lay out; the files come out the same.  [default: the processors]",
)
@click.option(
    "--on",
    "address",
    metavar="ADDRESS",
    help="Lay out on a cluster of other machines instead, as tcp://desk:8786; the files come out the same.",
)
@click.option("--condition", help="Another printing condition than the publications name.")
@click.option("--draft", is_flag=True, help="Set what is wrong too, marked: as output/NAME-draft.pdf, alone.")
@click.pass_obj
def build(
    root: Root,
    publication: Sequence[str],
    editions: Sequence[str],
    style: str,
    verbose: bool,
    jobs: int,
    address: str | None,
    condition: str | None,
    draft: bool,
) -> None:
    """Build publications into output/.

    All of them where no PUBLICATION is named. One in which an error is found is not built, and its last good
    files stay.
    """
    begun = time.monotonic()
    if draft and editions:
        raise click.UsageError("a draft is of no edition: leave out --edition, or --draft")
    _engine_or_exit(root, style)
    gc.disable()  # a build is one short process; collecting costs a fifth of it
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
    progress = Progress(style, len(names))
    with _cluster_or_exit(address, root, style) if address else _processes(jobs) as processes:
        day = today_or_exit() if draft else None  # only a draft may depend on it
        order = Order(
            root, house, "", tuple(editions) or EDITIONS, condition, processes, draft=draft, day=day
        )
        outcome, more = built(order, names, found, progress)
        everything += more
    progress.finish()
    outcome = replace(outcome, seconds=time.monotonic() - begun)
    findings = reportable(root, everything, whole=names == publications(root))
    say(findings, style, root, verbose, outcome.last_line(findings, verbose))
    sys.exit(Exit.ERRORS if has_errors(findings) else Exit.DONE)


@cli.command(examples=("check", "check --verbose", "check --format json"))
@click.argument("publication", nargs=-1)
@_format(FORMATS, "How findings are written.")
@VERBOSE
@click.pass_obj
def check(root: Root, publication: Sequence[str], style: str, verbose: bool) -> None:
    """Read and validate the sources.

    Those of all publications, where no PUBLICATION is named. Nothing is laid out.
    """
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
    told = tally(shown, verbose) if shown else "nothing to say"
    say(shown, style, root, verbose, f"checked {', '.join(names)}: {told}")
    sys.exit(Exit.ERRORS if has_errors(shown) else Exit.DONE)


@cli.command(examples=("fit", "fit --format json", "fit --format tabs"))
@click.argument("publication", nargs=-1)
@_format(("human", "tabs", "json"), "How it is written; tabs: a line a spread, for a spreadsheet.")
@VERBOSE
@click.pass_obj
def fit(root: Root, publication: Sequence[str], style: str, verbose: bool) -> None:
    """Say how full every spread is.

    Its words, its room, and what was done to make it fit. Publications are composed, and nothing is built.
    """
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
    elif style == "tabs":
        click.echo(as_lines(done))
    else:
        show(done)
    everything = reportable(root, [*findings, *(found for one in done for found in one.findings)])
    say(everything, "human", root, verbose)
    sys.exit(Exit.ERRORS if errors(done) or has_errors(everything) else Exit.DONE)


@cli.command(examples=("preflight", "preflight --html preflight.html", "preflight --format json"))
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
    """Check press files against a printing condition.

    FILES may be anybody's; without FILES, those in output/ are checked.
    """
    from pressmark.api import preflight_pdf
    from pressmark.checking import condition_of
    from pressmark.output import files_of, press_files, read_manifest
    from pressmark.preflight.verdict import FORMATS as REPORTS
    from pressmark.preflight.verdict_page import as_html
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
        try:
            page.write_text(as_html(verdicts), "utf-8", "backslashreplace")
        except OSError as error:
            raise unwritten(error, page) from error
    sys.exit(Exit.DONE if all(one.passes for one in verdicts) else Exit.ERRORS)


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


for command in (covers, import_table, init, new, schemas, serve):
    cli.add_command(command)


def main() -> None:
    """Run the command; a fault of ours is said as one, with exit code 70."""
    try:
        cli(prog_name=program())
    except Exception as error:
        from pressmark.disk import temporary_fault

        if isinstance(error, OSError) and (fault := temporary_fault(error)):
            click.echo(str(fault), err=True)
            sys.exit(Exit.ERRORS)
        import traceback

        traceback.print_exc()
        click.echo(
            f"pressmark: this is a fault of ours, not of your sources ({type(error).__name__})",
            err=True,
        )
        sys.exit(Exit.OURS)
