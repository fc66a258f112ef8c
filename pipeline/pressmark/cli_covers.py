"""The command `covers`: every drawn cover of a publication on one sheet."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from pressmark.cli_roots import Exit, unwritten
from pressmark.findings import did_you_mean, has_errors, in_order
from pressmark.report import say
from pressmark.root import Root
from pressmark.typed import Exampled


@click.command(cls=Exampled, examples=("covers", "covers directory", "covers directory -o proofs"))
@click.argument("publication", nargs=-1)
@click.option(
    "-o",
    "--output",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write into.  [default: output/]",
)
@click.pass_obj
def covers(root: Root, publication: Sequence[str], folder: Path | None) -> None:
    """Show every drawn cover.

    A contact sheet of each PUBLICATION, as NAME-covers.pdf: all of them where none is named. One that draws
    no cover has none.
    """
    from pressmark.checking import house_of
    from pressmark.line import CHECK, Order, run
    from pressmark.read.sources import no_publication, publications
    from pressmark.startup import engine_missing

    missing = engine_missing()
    if missing is not None:
        say([missing], "human", root)
        sys.exit(Exit.ERRORS)
    there = publications(root)
    if not there:
        raise click.UsageError(no_publication(root))
    for name in publication:
        if name not in there:
            raise click.UsageError(f'no publication "{name}": {did_you_mean(name, there)}')
    from pressmark.cover_sheet import cover_sheet
    from pressmark.findings import Fault
    from pressmark.typeset.processes import Processes

    house, found = house_of(root)
    target = folder or root.folder / "output"
    with Processes(1) as processes:
        for name in publication or there:
            work = run(Order(root, house, name), upto=CHECK)
            found = [*found, *work.findings]
            if work.book is None or work.failed:
                continue
            try:
                pdf, count, more = cover_sheet(root, work.book, processes)
            except Fault as fault:
                found = [*found, fault.finding]
                continue
            found = [*found, *more]
            if count:
                _write(target / f"{name}-covers.pdf", pdf, count)
    say(in_order(found), "human", root)
    sys.exit(Exit.ERRORS if has_errors(found) else Exit.DONE)


def _write(file: Path, pdf: bytes, count: int) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(pdf)
    except OSError as error:
        raise unwritten(error, file) from error
    click.echo(f"{count} cover{'' if count == 1 else 's'} in {file}")
