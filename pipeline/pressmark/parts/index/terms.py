"""The A-Z index: what the texts mark, under its headings, in the order of the language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pressmark.book.collation import Collation, collation
from pressmark.book.words import Line, Mention, join_lines
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.index.model import Term
from pressmark.parts.index.source import IndexFront
from pressmark.read.markdown.convert import plain_line
from pressmark.read.markdown.references import term_and_key
from pressmark.read.places import Lines
from pressmark.read.sourced import Sourced
from pressmark.read.yaml.located import Path_

# What stands under no letter stands under this, before A.
OTHER = "0–9"

# What a heading is known by: its words, case and emphasis apart, and where it stands in the order.
Identity = tuple[str, object]
Places = tuple[tuple[str, ...], ...]


def terms_of(
    mentions: Iterable[Mention], front: Sourced[IndexFront], language: str, index: str = "index"
) -> tuple[tuple[Term, ...], list[Finding]]:
    """The headings of an index (its id), those under another after it; and what leads nowhere."""
    held, findings = _sound(mentions)
    keys, more = _keys(held)
    findings += more
    order = _Order(language, collation(language), keys)
    gathered: dict[tuple[Identity, ...], _Gathered] = {}
    for mention in held:
        for depth in range(1, len(mention.terms) + 1):
            path = mention.terms[:depth]
            own = gathered.setdefault(order.identity(path), _Gathered(path, mention, language))
            if own.path[-1] != path[-1]:
                values = {"name": path[-1], "other": own.path[-1], "first": own.first.span}
                findings.append(finding("W310", mention.span, **values))
        findings += own.add(mention)
    for own in gathered.values():
        for opened in own.open:
            findings.append(finding("E225", opened.span, name=opened.terms[-1]))
    findings += _wrong_leads(gathered, order, front)
    return tuple(_made(gathered, order, front, index)), findings


def _sound(mentions: Iterable[Mention]) -> tuple[list[Mention], list[Finding]]:
    """The marks that name one heading, or one under another."""
    held: list[Mention] = []
    findings: list[Finding] = []
    for mention in mentions:
        if all(mention.terms) and len(mention.terms) <= 2:
            held.append(mention)
        else:
            findings.append(finding("E224", mention.span))
    return held, findings


Keys = Mapping[tuple[str, ...], str]


def _keys(mentions: Iterable[Mention]) -> tuple[Keys, list[Finding]]:
    """What headings are sorted by where a mark says so, each as it is written: one mark says it for all."""
    keys: dict[tuple[str, ...], str] = {}
    findings: list[Finding] = []
    for mention in mentions:
        for depth, (key, at) in enumerate(zip(mention.keys, mention.spans, strict=True), 1):
            path = mention.terms[:depth]
            if key == "":
                findings.append(finding("W315", at, name=path[-1]))
            elif key is not None and keys.setdefault(path, key) != key:
                findings.append(finding("W314", at, name=path[-1], key=key, first=keys[path]))
    return keys, findings


@dataclass(frozen=True)
class _Order:
    """The order of headings: by their words, or by what the sources have them sorted by."""

    language: str
    collation: Collation
    keys: Keys

    def identity(self, path: tuple[str, ...]) -> tuple[Identity, ...]:
        """What a heading is known by; signs are of its words, and C is not C++."""
        return tuple(
            (plain_line(term).lower(), self.collation.key(self._sorted_by(path[: i + 1]))[0][0])
            for i, term in enumerate(path)
        )

    def key(self, path: tuple[str, ...]) -> tuple[object, ...]:
        """What a heading is ordered by among those beside it."""
        return self.collation.key(self._sorted_by(path)), self.collation.key(plain_line(path[-1])), path[-1]

    def letter(self, path: tuple[str, ...]) -> str:
        """The letter that a heading stands under."""
        return self.collation.letter(self._sorted_by(path)) or OTHER

    def _sorted_by(self, path: tuple[str, ...]) -> str:
        return plain_line(self.keys.get(path) or path[-1])


@dataclass
class _Gathered:
    """A heading while its places are gathered."""

    path: tuple[str, ...]
    first: Mention
    language: str
    places: list[tuple[str, ...]] = field(default_factory=list)
    open: list[Mention] = field(default_factory=list)

    @property
    def name(self) -> Line:
        """The heading, as it is first written."""
        span = self.first.spans[len(self.path) - 1]
        return Line.of(self.path[-1], self.first.span, Lines(self.path[-1], span), language=self.language)

    def add(self, mention: Mention) -> Iterable[Finding]:
        """Take a mention in: a place, or the beginning or end of a range."""
        if mention.opens is None:
            self.places.append((mention.id,))
        elif mention.opens:
            self.open.append(mention)
        elif self.open:
            self.places.append((self.open.pop().id, mention.id))
        else:
            return (finding("E226", mention.span, name=mention.terms[-1]),)
        return ()


Headings = Mapping[tuple[Identity, ...], _Gathered]


def _wrong_leads(gathered: Headings, order: _Order, front: Sourced[IndexFront]) -> Iterator[Finding]:
    """Headings that lead to themselves or to none, and those that have pages of their own besides."""
    names = {own.path[0]: key for key, own in gathered.items() if len(key) == 1}
    for heading, to in front.value.see.items():
        yield from _wrong_lead(heading, to, names, front, ("see", heading))
        name, _ = term_and_key(heading)
        if _found(name, names):
            yield finding("W311", front.located.at_key("see", heading), name=name)
    for heading, others in front.value.see_also.items():
        if not _found(heading, names):
            at, guess = front.located.at_key("see_also", heading), did_you_mean(heading, names)
            yield finding("E227", at, name=heading, guess=guess)
        for i, to in enumerate(others):
            yield from _wrong_lead(heading, to, names, front, ("see_also", heading, i))


Names = Mapping[str, tuple[Identity, ...]]


def _found(name: str, names: Names) -> tuple[Identity, ...] | None:
    """The heading of a name: written so, or else otherwise in emphasis, or in case, alone."""
    likenesses: tuple[Callable[[str], str], ...] = (str, plain_line, lambda one: plain_line(one).lower())
    for like in likenesses:
        for other, key in names.items():
            if like(other) == like(name):
                return key
    return None


def _wrong_lead(
    heading: str, to: str, names: Names, front: Sourced[IndexFront], path: Path_
) -> Iterator[Finding]:
    """A heading that leads to itself, or to none."""
    name, found = term_and_key(heading)[0], _found(to, names)
    if plain_line(to).lower() == plain_line(name).lower() and found == _found(name, names):
        yield finding("E242", front.at(*path), name=to)
    elif found is None:
        yield finding("E227", front.at(*path), name=to, guess=did_you_mean(to, names))


@dataclass(frozen=True)
class _Heading:
    """A heading as it is printed, and where it is mentioned; `place` is where it stands in the order."""

    path: tuple[str, ...]
    name: Line
    places: Places
    place: tuple[object, ...]
    initial: str


def _made(gathered: Headings, order: _Order, front: Sourced[IndexFront], index: str) -> Iterator[Term]:
    """The terms in their order, with an id each."""
    names = {own.path[0]: key for key, own in gathered.items() if len(key) == 1}
    headings: dict[object, _Heading] = {}
    for key, own in gathered.items():
        above = headings.get(key[:1])
        headings[key] = _heading(own.path, own.name, order, tuple(own.places), above)
    led: dict[object, dict[bool, Line]] = {}
    for heading, others, also in _leads(front):
        term, given = term_and_key(heading)
        found = _found(term, names) or (term, given)
        led.setdefault(found, {})[also] = _led_to(heading, others, also, front, order.language)
        if not also and found not in headings:
            name = Line.of(term, front.located.at_key("see", heading), language=order.language)
            headings[found] = _heading((term,), name, replace(order, keys={(term,): given or term}))
    in_order = sorted(headings.items(), key=lambda item: item[1].place)
    for n, (known, one) in enumerate(in_order, 1):
        id, of, nothing = f"{index}/term/{n}", f'"{one.name.text}"', Line((), "", one.name.span)
        leads = led.get(known, {})
        yield Term(
            id=f"term/{n}",
            initial=one.initial,
            level=len(one.path) - 1,
            name=one.name.words(f"{id}/name", "a term of the index"),
            see=leads.get(False, nothing).words(f"{id}/see", f'"see" under {of}'),
            see_also=leads.get(True, nothing).words(f"{id}/also", f'"see also" under {of}'),
            places=one.places,
        )


def _heading(
    path: tuple[str, ...], name: Line, order: _Order, places: Places = (), above: _Heading | None = None
) -> _Heading:
    """A heading where it stands: right after the one above it, and what is under that before it."""
    over = above.place if above else ()
    return _Heading(
        path, name, places, (*over, order.key(path)), above.initial if above else order.letter(path)
    )


def _leads(front: Sourced[IndexFront]) -> Iterator[tuple[str, tuple[str, ...], bool]]:
    """What leads from a heading to others: the heading, the others, and whether it is "see also"."""
    for heading, to in front.value.see.items():
        yield heading, (to,), False
    for heading, others in front.value.see_also.items():
        yield heading, others, True


def _led_to(
    heading: str, others: Iterable[str], also: bool, front: Sourced[IndexFront], language: str
) -> Line:
    """The headings that one leads to, as the index prints them."""
    at: Path_ = ("see_also" if also else "see", heading)
    lines = (
        Line.of_value(other, front.located, *at, *((i,) if also else ()), language=language)
        for i, other in enumerate(others)
    )
    return join_lines(lines, "; ", front.at(*at))
