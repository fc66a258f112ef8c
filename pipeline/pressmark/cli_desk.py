"""The command `serve`: the pages in a browser while they are written."""

from __future__ import annotations

import os
import sys

import click

from pressmark.cli_roots import Exit, today_or_exit
from pressmark.findings import did_you_mean
from pressmark.report import say
from pressmark.root import Root
from pressmark.typed import Exampled

# Where the desk is looked for, if nothing else is said.
PORT = 8420


@click.command(cls=Exampled, examples=("serve", "serve --port 9000 --no-browser"))
@click.argument("publication", required=False)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="0: any that is free."
)
@click.option("--no-browser", is_flag=True, help="Open no browser; the address is printed.")
@click.pass_obj
def serve(root: Root, publication: str | None, port: int, no_browser: bool) -> None:
    """See the pages while you write.

    The desk opens in the browser: the spreads of a PUBLICATION beside their sources, which can be written
    there or in any editor. It is for this machine alone, and ends with Ctrl-C.
    """
    from pressmark.read.sources import no_publication, publications
    from pressmark.startup import engine_missing

    missing = engine_missing()
    if missing is not None:
        say([missing], "human", root)
        sys.exit(Exit.ERRORS)
    there = publications(root)
    if not there:
        raise click.UsageError(no_publication(root))
    if publication is not None and publication not in there:
        raise click.UsageError(f'no publication "{publication}": {did_you_mean(publication, there)}')
    from pressmark.desk.serve import PortTakenError
    from pressmark.desk.serve import serve as begin

    today_or_exit()  # rather now than with the first draft
    jobs = max(1, min((os.cpu_count() or 2) - 1, 4))
    try:
        begin(root.folder, publication or there[0], port, jobs, not no_browser, click.echo)
    except PortTakenError as error:
        message = f"something else is at port {port}: stop it (another desk?), or name one: --port {port + 1}"
        raise click.UsageError(message) from error
