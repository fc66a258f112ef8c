"""The command `import`: the records of a series in YAML, from a table."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from pressmark.cli_roots import Exit, unwritten
from pressmark.findings import Span, did_you_mean, has_errors, in_order
from pressmark.report import say
from pressmark.root import Root
from pressmark.typed import Exampled


@click.command("import", cls=Exampled, examples=("import members.csv", "import members.csv -o members.yaml"))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--sheet", default="", help="The sheet of a workbook.  [default: the one that holds anything]")
@click.option("--id", "column", help="The column that the ids are made of.  [default: id, or the first]")
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write.  [default: it is printed]",
)
@click.option("--overwrite", is_flag=True, help="Write over the file, if it is there.")
def import_table(file: Path, sheet: str, column: str | None, target: Path | None, overwrite: bool) -> None:
    """Write YAML from a table.

    The rows of FILE, a .csv or .xlsx, become the records of a series, its columns their fields. Nothing is
    written while there are errors in the table.
    """
    from pressmark.read.tables.as_yaml import as_yaml
    from pressmark.read.tables.table import read_table

    if target is not None and target.exists() and not overwrite:
        raise click.UsageError(f"{target} is there already: name another, or add --overwrite")
    path = file.resolve()
    root = Root(path.parent)
    table, found = read_table(root, path.name, sheet, named_at=Span(path.name))
    say(in_order(found), "human", root, verbose=True)
    if table is None or has_errors(found):
        sys.exit(Exit.ERRORS)
    heads = [one.text for one in table.columns]
    if column is not None and column not in heads:
        raise click.UsageError(f'there is no column "{column}": {did_you_mean(column, heads)}')
    title = path.stem.replace("-", " ").replace("_", " ").strip().capitalize() or path.name
    text = as_yaml(table, title, None if column is None else heads.index(column))
    if target is None:
        sys.stdout.buffer.write(text.encode("utf-8"))
        return
    try:
        with target.open("w" if overwrite else "x", encoding="utf-8", newline="\n") as written:
            written.write(text)
    except OSError as error:
        raise unwritten(error, target) from error
    count = len(table.rows)
    click.echo(f"{count} record{'' if count == 1 else 's'} in {target}")
