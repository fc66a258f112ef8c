"""The commands that begin something, and keep it: `init`, `new`, `schemas`."""

from __future__ import annotations

import os
import sys
from datetime import date
from enum import IntEnum
from pathlib import Path

import click

from pressmark.disk import is_full, no_room
from pressmark.findings import Span, did_you_mean, in_order
from pressmark.report import say
from pressmark.root import Root
from pressmark.today import today
from pressmark.typed import Exampled, typed


class Exit(IntEnum):
    """Exit codes: part of the contract."""

    DONE = 0
    ERRORS = 1
    USAGE = 2
    OURS = 70


def unwritten(error: OSError, place: Path) -> click.ClickException:
    """What is said where what was asked for cannot be written; that a disk is full is no wrong usage."""
    if is_full(error):
        fault = no_room(error, place.name, place.absolute().parent, Span(str(place)))
        return click.ClickException(str(fault))
    return click.UsageError(f"{place} cannot be written: {error.strerror}")


def today_or_exit() -> date:
    """The day that drafts bear. Raises click.UsageError where the environment names none."""
    try:
        return today(os.environ)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


@click.command(cls=Exampled, examples=("init ../our-publications",))
@click.argument("directory", type=click.Path(path_type=Path))
def init(directory: Path) -> None:
    """Write a complete, small root.

    DIRECTORY must be empty, or not there: sources, layouts, styles, guides, and a command of its own are
    written into it.
    """
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
        raise unwritten(error, directory) from error
    click.echo(f"{len(written)} files in {directory}")
    click.echo(f"next: {typed(directory, 'build')}")


@click.command(
    cls=Exampled, examples=("new directory our-titles", "new booklet leaflet", "new register members")
)
@click.argument("layout")
@click.argument("name")
@click.pass_obj
def new(root: Root, layout: str, name: str) -> None:
    """Write a small publication.

    It is of LAYOUT, a folder of layouts/, and stands in source/NAME/.
    """
    from pressmark.parts.models import MODELS
    from pressmark.read.models.values import is_name
    from pressmark.read.sources import layouts, read_house, read_layout
    from pressmark.schemas.files import refreshed
    from pressmark.starter import NotEmptyError, beginnings, words_for, write_publication

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
    own, values = given.value, words_for(house, name)
    if own.beginning is not None and own.beginning not in beginnings():
        guess = did_you_mean(own.beginning, beginnings())
        raise click.UsageError(f'the layout begins with "{own.beginning}", which there is not: {guess}')
    try:
        written = write_publication(root.folder, layout, name, values, own.sets, own.beginning)
    except NotEmptyError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise unwritten(error, root.folder / "source" / name) from error
    for path in written:
        click.echo(path.relative_to(root.folder))
    house, _ = read_house(Root(root.folder))
    say(list(refreshed(root.folder, house)), "human", root)
    click.echo(f"next: {typed(root.folder, 'build', name)}")


@click.command(cls=Exampled, examples=("schemas",))
@click.pass_obj
def schemas(root: Root) -> None:
    """Write the schemas for editors.

    From schemas/ the plug-ins of editors complete and explain YAML. Check and build keep them fresh.
    """
    from pressmark.read.sources import read_house
    from pressmark.schemas.files import FOLDER, write_schemas

    house, found = read_house(root)
    say(in_order(found), "human", root)
    if not house.sound:
        sys.exit(Exit.ERRORS)
    try:
        written = write_schemas(root.folder, house)
    except OSError as error:
        raise unwritten(error, root.folder / FOLDER) from error
    click.echo(f"{len(written)} files written in {root.folder / FOLDER}")
