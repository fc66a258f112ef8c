"""docs/layouts.md, made of the table of kinds of part and the values of templates: `make docs` writes it."""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from pressmark.book.tree import Book
from pressmark.check.attributes import called, names_of, type_of
from pressmark.check.vocabulary import FILTERS, functions
from pressmark.checking import book_of
from pressmark.parts.kind import Kind
from pressmark.parts.models import MODELS
from pressmark.parts.table import KINDS, LEAF
from pressmark.parts.template_values import GIVEN, NAMES, STANDS_FOR
from pressmark.read.sources import Manuscript, read_house, read_manuscript
from pressmark.root import Root
from pressmark.schemas.shape import shape_of

PROJECT = Path(__file__).parents[1]
PAGE = PROJECT / "docs" / "layouts.md"

# Publications that have parts of every kind between them: where they stand, and what they are called.
SAMPLES = (
    (PROJECT / "source", "directory"),
    (PROJECT / "source", "learning-about-learning-networks"),
    (PROJECT / "tests/fixtures/specimen/source", "specimen"),
    (PROJECT / "tests/fixtures/elements/source", "elements"),
)

HEAD = """# What a layout gives, and what its templates may use

<!-- Made from pipeline/pressmark/parts/ by `make docs`; change that, not this page. -->

`./pressmark check` holds every layout against this page: what is missing, or called otherwise, is found at
its line. How to make a layout is told in the [designer's guide](designers-guide.md#a-third-layout).

Values print themselves: `{{ entry.title }}` is the title as XHTML, marked so that proof finds it on the page.
A page number prints itself too, and follows when pages move.
"""


def page() -> str:
    """The whole page."""
    samples = tuple(_samples())
    pieces = [HEAD, "## Kinds of part\n", *(_kind(kind, samples) for kind in KINDS.values())]
    pieces.append(
        f"A page that is drawn only, of any part, takes the design `{LEAF}`. Every part is set by "
        "`document.html.j2`, a text by `flow.html.j2`.\n"
    )
    pieces += ["## Names\n", *_names(), "## Values\n", *(_value(cls) for cls in _classes())]
    return "\n".join(pieces)


@dataclass(frozen=True)
class Sample:
    """A publication of the project: as it is written, and resolved."""

    manuscript: Manuscript
    book: Book


def _samples() -> Iterator[Sample]:
    for folder, id in SAMPLES:
        root = _root(folder)
        house, _ = read_house(root)
        manuscript, _ = read_manuscript(root, id, MODELS)
        book, found = book_of(root, house, id, None)
        assert book is not None, found
        yield Sample(manuscript, book)


def _root(source: Path) -> Root:
    """The project with the sources of that folder."""
    files: dict[str, str | bytes] = {}
    for folder in (source, *(PROJECT / name for name in ("layouts", "styles", "icons"))):
        above = folder.parent
        files |= {
            file.relative_to(above).as_posix(): file.read_bytes()
            for file in sorted(folder.rglob("*"))
            if file.is_file()
        }
    return Root.of(files)


def _kind(kind: Kind, samples: tuple[Sample, ...]) -> str:
    """A kind of part: what it asks of a layout."""
    lines = [f"### {kind.name}\n"]
    lines += [*_numbers(kind), *_asked(kind, samples)]
    lines.append(f"- Designs of its pages, in `pages/`: {_listed(kind.designs)}")
    if kind.places:
        lines.append(f"- Places: {_listed(kind.places)}; it must have {_listed(kind.placed)}")
    templates: dict[str, str] = {}
    for block in (
        block
        for sample in samples
        for part in sample.book.parts
        if part.kind == kind.name
        for block in part.blocks
    ):
        templates.setdefault(block.template, _listed(sorted(block.values)))
    if templates:
        given = "; ".join(f"`{name}` ({values})" for name, values in sorted(templates.items()))
        lines.append(f"- Templates of its blocks, and what each is given besides: {given}")
    classes = {name: one if isinstance(one, tuple) else (one,) for name, one in kind.gives.items()}
    own = ", ".join(f"`{name}` ({' or '.join(map(_link, some))})" for name, some in classes.items())
    lines.append(f"- Values of its own: {own}")
    if kind.left_out:
        lines.append(f"- A layout may leave out: {_listed(kind.left_out)}")
    return "\n".join([*lines, ""])


def _numbers(kind: Kind) -> Iterator[str]:
    """Its group of layout.yaml, as a table."""
    if kind.layout is None:
        yield "`layout.yaml` need say nothing of it.\n"
        return
    yield f"`{kind.name}:` in `layout.yaml`:\n\n| | |\n|---|---|"
    shape = shape_of(kind.layout, {})
    for name, field in shape["properties"].items():
        need = "" if name in shape.get("required", ()) else " May be left out."
        yield f"| `{name}` | {field.get('description', '').replace('|', '/')}{need} |"
    yield ""


def _asked(kind: Kind, samples: tuple[Sample, ...]) -> Iterator[str]:
    """The forms that it asks for, in each layout of the project."""
    forms: dict[str, dict[str, None]] = {}
    for sample in samples:
        layout = sample.manuscript.layout
        group = getattr(layout.value, kind.name, None) if layout else None
        if group is not None:
            asked = (one.form for one in kind.forms(group, sample.manuscript))
            forms.setdefault(sample.book.publication.layout, {}).update(dict.fromkeys(asked))
    for name, asked_for in forms.items():
        if asked_for:
            yield f"- Forms, in `{name}`: {_listed(asked_for)}"


def _names() -> Iterator[str]:
    yield f"Every value that one template or another is given: {_listed(sorted(NAMES))}.\n"
    yield f"Functions: {_listed(sorted(functions()))}.\n"
    yield f"Filters, besides Jinja's: {_listed(sorted(FILTERS))}.\n"
    values = ", ".join(
        f"`{name}` ({' or '.join(_link(cls) for cls in dict.fromkeys(classes))})"
        for name, classes in sorted(GIVEN.items())
    )
    yield f"Those that are values of ours: {values}.\n"


def _classes() -> list[type]:
    """The classes of all values that templates can reach, in the order of what they are called."""
    found: dict[type, None] = {}
    left = [cls for classes in GIVEN.values() for cls in classes]
    while left:
        cls = STANDS_FOR.get(left[0], left[0])
        left = left[1:]
        if cls in found:
            continue
        found[cls] = None
        for name in _attributes(cls):
            left += _ours(type_of(cls, name))
    return sorted(found, key=lambda cls: (called(cls), cls.__module__))


def _attributes(cls: type) -> Iterator[str]:
    """What a template may ask a value for: its fields and properties."""
    for name in sorted(names_of(cls)):
        own = inspect.getattr_static(cls, name, None)
        of_library = issubclass(cls, BaseModel) and name in names_of(BaseModel)
        of_python = issubclass(cls, str | int) and name in names_of(str) | names_of(int)
        is_call = isinstance(own, classmethod | staticmethod | types.FunctionType)
        if not (of_library or of_python or is_call):
            yield name


def _ours(annotation: Any) -> Iterator[type]:
    """The classes of our own in an annotation."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        if annotation.__module__.startswith("pressmark"):
            yield annotation
        return
    for one in typing.get_args(annotation):
        yield from _ours(one)


def _value(cls: type) -> str:
    """A class: what it is, and its attributes."""
    lines = [
        f"### {called(cls)}\n",
        " ".join(inspect.cleandoc(cls.__doc__ or "").split()),
        "",
        "| | | |",
        "|---|---|---|",
    ]
    for name in _attributes(cls):
        own = inspect.getattr_static(cls, name, None)
        own = inspect.getattr_static(cls, name, None)
        held = own.fget if isinstance(own, property) else getattr(own, "func", None)
        said = (inspect.getdoc(held) or "").partition("\n\n")[0] if held else ""
        lines.append(
            f"| `{name}` | {_type(type_of(cls, name))} | {' '.join(said.split()).replace('|', '/')} |"
        )
    return "\n".join([*lines, ""])


def _type(annotation: Any) -> str:
    """A type in words."""
    if annotation is None or annotation is type(None):
        return "nothing"
    args = [one for one in typing.get_args(annotation) if one is not ...]
    origin = typing.get_origin(annotation)
    if origin in (typing.Union, types.UnionType):
        return " or ".join(_type(one) for one in args)
    if origin is typing.Literal:
        return " or ".join(f'"{one}"' for one in args)
    if origin is typing.Annotated:
        return _type(args[0])
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return f"{_type(args[1])} by {_type(args[0])}"
    if args:
        return f"list of {' and '.join(dict.fromkeys(_type(one) for one in args))}"
    if isinstance(annotation, type):
        plain = {str: "text", int: "number", float: "number", bool: "yes or no", bytes: "bytes"}
        return (
            _link(annotation)
            if annotation.__module__.startswith("pressmark")
            else plain.get(annotation, annotation.__name__)
        )
    return "anything"


def _link(cls: type) -> str:
    name = called(STANDS_FOR.get(cls, cls))
    return f"[{name}](#{name.replace(' ', '-')})"


def _listed(names: Any) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
