"""The layout's templates: sandboxed Jinja over the root's layouts/, and what they may call."""

from __future__ import annotations

import functools
import re
import traceback
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sized
from contextlib import contextmanager, suppress
from html import escape
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    StrictUndefined,
    Template,
    TemplateNotFound,
    TemplatesNotFound,
    TemplateSyntaxError,
)
from jinja2.exceptions import SecurityError
from jinja2.loaders import split_template_path
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from pressmark.book.small_words import word
from pressmark.book.title import Mark
from pressmark.bounds import TooMuchError, within
from pressmark.compose.printed import Pages, Printed
from pressmark.drawings import Materials, functions
from pressmark.findings import Fault, Span, finding
from pressmark.read.addresses import is_whole
from pressmark.read.flat_shapes import without_hairlines
from pressmark.root import Root
from pressmark.standings import ReadError, Standing
from pressmark.typeset.title_lines import in_lines
from pressmark.typeset.unbroken import unbroken
from pressmark.units import Length

# What may a template take to set a block or a part? Ours take hundredths of a second.
SECONDS = 5.0
MEGABYTES = 1_000
MOST_CHARACTERS = 20_000_000

# The largest product, the longest text that is repeated, and the highest power.
LARGEST = 10**6
HIGHEST = 16

_SIZED = re.compile(r'\s(?:width|height|class|xmlns:[a-z]+)="[^"]*"')


def environment(root: Root, id: str, materials: Materials) -> Any:
    """The templates of a root for the publication `id`, which call for drawings made with `materials`. Every
    value in them is escaped unless it is markup of ours. What they read is recorded when they are used."""

    def made() -> Any:
        for address in root.list("layouts/**/*.j2"):
            if root.standing(address) is Standing.INSIDE:
                root.read(address)
        return _environment(materials)

    env = root.recall(("templates", id), (materials,), made)
    env.loader.root = root
    return env


def _environment(materials: Materials) -> Any:
    env = _Sandbox(
        loader=_Loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(functions(materials), symbol=functools.partial(symbol, materials), in_lines=in_lines)
    env.filters.update(
        css=_css,
        html=Markup,
        unbroken=unbroken,
        runs=_runs,
        said=word,
        suffixed=lambda s, end: s + end,
        web=web,
    )
    return env


class _Loader(BaseLoader):
    """The templates of layouts/, each called by its address; a link that leads out of the root is none."""

    root: Root

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, None]:
        """Raises TemplateNotFound."""
        address = _address(template)
        try:
            return self.root.read(address).decode("utf-8"), address, None
        except ReadError as error:
            raise TemplateNotFound(template) from error


def _address(template: str) -> str:
    """Where a template stands in the root, by its name. Raises TemplateNotFound for one that leads out."""
    return "/".join(("layouts", *split_template_path(template)))


class _Sandbox(ImmutableSandboxedEnvironment):
    """Does not multiply without end: one step of the processor's that nothing can stop. What is used of a
    template that was loaded before is recorded as read."""

    loader: _Loader
    intercepted_binops = frozenset(("*", "**"))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        one, other = _extent(left), _extent(right)
        if one * other > LARGEST or (operator == "**" and other > HIGHEST):
            raise SecurityError(f"it computes more than {LARGEST:,} with {operator}")
        return super().call_binop(context, operator, left, right)

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """A template by its name. Raises TemplateNotFound."""
        found = super().get_template(name, parent, globals)
        if found.name is not None:
            self.loader.root.read(_address(found.name))
        return found

    def select_template(
        self,
        names: Iterable[str | Template],
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        """The first template that there is. Raises TemplatesNotFound."""
        wanted = [*names]
        for name in wanted:
            with suppress(TemplateNotFound):
                return self.get_template(name, parent, globals)
        return super().select_template(wanted, parent, globals)


class Book:
    """A book as templates have it: what they ask of it is watched."""

    def __init__(self, asked: Mapping[str, Any]) -> None:
        self._asked = asked

    def __getattr__(self, name: str) -> Any:
        try:
            return self._asked[name]
        except KeyError as error:
            raise AttributeError(name) from error


def _extent(side: Any) -> float:
    """How much there is of one side of a product: of a length, say, that which is one."""
    if isinstance(side, Sized):
        return len(side)
    return abs(side) if isinstance(side, int | float) else 1


class TemplateFault(Fault):
    """A template cannot be used; `finding` says which line of it and why."""


# What Python calls a value of ours, in a message to a designer.
_OF_OURS = re.compile(r"'(?:\w+\.)*(\w+) object' has no attribute '(\w+)'")


@contextmanager
def faults(publication: str) -> Iterator[None]:
    """Whatever goes wrong in a template is the template's fault, and found at its line: that it comes
    to no end, too."""
    try:
        with within(SECONDS, MEGABYTES):
            yield
    except TemplateFault:
        raise
    except Exception as error:
        file, line = "layouts", 0
        for frame, number in traceback.walk_tb(error.__traceback__):
            if frame.f_code.co_filename.endswith(".j2"):
                file, line = frame.f_code.co_filename, number
        if isinstance(error, TemplateSyntaxError):
            file, line = error.filename or file, error.lineno
        message = f"{_why(error)} (rendering {publication})"
        raise TemplateFault(finding("E602", Span(file, line), message=message)) from error


def rendered(template: Template, values: Mapping[str, Any]) -> str:
    """What a template makes of values, as long as it is not too much; to be called inside `faults`."""
    pieces: list[str] = []
    size = 0
    making: Any = template.generate(values)
    for piece in making:
        pieces.append(piece)
        size += len(piece)
        if size > MOST_CHARACTERS:
            # Thrown into the template, so that it is found at the line that it has come to.
            making.throw(ValueError(f"it makes more than {MOST_CHARACTERS:,} characters"))
    return "".join(pieces)


_LINK = re.compile(r"<a\b[^>]*>|</a>")


def unnested(markup: str) -> str:
    """HTML without links in links, which it does not have: a title that is a link may hold one, as words."""
    depth = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth
        opens = match[0] != "</a>"
        depth += 1 if opens else -1
        return match[0] if depth == (1 if opens else 0) else ""

    return _LINK.sub(kept, markup)


def _why(error: Exception) -> str:
    match error:
        case TooMuchError():
            return f"it comes to no end within {SECONDS:g} seconds"
        case MemoryError():
            return f"it needs more than {MEGABYTES} MB"
        case TemplatesNotFound():
            return "there is no template " + " or ".join(f'"{name}"' for name in error.templates)
        case TemplateNotFound():
            return f'there is no template "{error.message}"'
        case RecursionError():
            return "it calls itself without end"
        case _:
            message = str(getattr(error, "message", "") or error) or type(error).__name__
            return _OF_OURS.sub(_said, message)


def _said(match: re.Match[str]) -> str:
    """That a value has no such attribute, by what a designer calls it."""
    kind, name = match[1], match[2]
    if kind == "TemplateModule":
        return f'there is no macro "{name}"'
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in kind).strip()
    return f'what is used here ({words}) has no "{name}"'


def _runs(places: tuple[tuple[str, ...], ...], numbers: Printed) -> list[Pages]:
    return numbers.runs(places)


def web(written: str) -> str:
    """A web address as it is printed, as one that a link leads to."""
    return written if is_whole(written) else f"https://{written}"


def _css(value: Length) -> str:
    return value.css


def symbol(materials: Materials, mark: Mark, ink: str, alt: bool = True) -> Markup:
    """A symbol in one ink, as inline SVG; `alt` says its label to those who cannot see it.

    The engine's SVG knows nothing of the page's style sheets, so the ink is written into it.
    """
    drawn = without_hairlines(mark.svg)
    svg = drawn[drawn.index("<svg") :].strip().replace("currentColor", materials.ink(ink))
    opening, _, rest = svg.partition(">")
    title = f"<title>{escape(mark.symbol.label)}</title>" if alt else ""
    return Markup(f'{_SIZED.sub("", opening)} class="symbol">{title}{rest}')
