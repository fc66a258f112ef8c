"""The A-Z index: what the texts mark, under its headings, in alphabetical order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from pressmark.book.words import Line, Mention, join_lines
from pressmark.findings import Finding, did_you_mean, finding
from pressmark.parts.index.model import Term
from pressmark.parts.index.source import IndexFront
from pressmark.read.markdown.convert import plain_line
from pressmark.read.places import Lines
from pressmark.read.sources import Sourced
from pressmark.read.yaml.located import Path_

# What stands under no letter stands under this, before A.
OTHER = "0–9"


def sorting(term: str) -> str:
    """What a term is sorted by: word by word, case, accents and punctuation apart."""
    folded = unicodedata.normalize("NFKD", plain_line(term)).casefold()
    letters = "".join(c if c.isalnum() else " " for c in folded if not unicodedata.combining(c))
    return " ".join(letters.split())


def terms_of(
    mentions: Iterable[Mention], front: Sourced[IndexFront], language: str
) -> tuple[tuple[Term, ...], list[Finding]]:
    """The headings of the index, those under another after it; and what leads nowhere."""
    findings: list[Finding] = []
    gathered: dict[tuple[str, ...], _Gathered] = {}
    for mention in mentions:
        if not all(mention.terms) or len(mention.terms) > 2:
            findings.append(finding("E224", mention.span))
            continue
        for depth in range(1, len(mention.terms) + 1):
            path = mention.terms[:depth]
            key = tuple(sorting(term) for term in path)
            own = gathered.setdefault(key, _Gathered(path, mention, language))
            if own.path[-1] != path[-1]:
                values = {"name": path[-1], "other": own.path[-1], "first": own.first.span}
                findings.append(finding("W310", mention.span, **values))
        findings += own.add(mention)
    for own in gathered.values():
        for opened in own.open:
            findings.append(finding("E225", opened.span, name=opened.terms[-1]))
    leads, more = _leads(gathered, front)
    findings += more
    return tuple(_made(gathered, leads, front, language)), findings


class _Gathered:
    """A heading while its places are gathered."""

    def __init__(self, path: tuple[str, ...], first: Mention, language: str) -> None:
        self.path, self.first, self.language = path, first, language
        self.places: list[tuple[str, ...]] = []
        self.open: list[Mention] = []

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


Lead = tuple[str, tuple[str, ...], bool]


def _leads(
    gathered: Mapping[tuple[str, ...], _Gathered], front: Sourced[IndexFront]
) -> tuple[list[Lead], list[Finding]]:
    """What leads from a heading to others: the heading, the others, and whether it is "see also"."""
    findings: list[Finding] = []
    names = {key[0]: own.path[0] for key, own in gathered.items() if len(key) == 1}
    leads: list[Lead] = []
    for heading, to in front.value.see.items():
        leads.append((heading, (to,), False))
        findings += _unknown(to, names, front, ("see", heading))
        if (sorting(heading),) in gathered:
            findings.append(finding("W311", front.located.at_key("see", heading), name=heading))
    for heading, others in front.value.see_also.items():
        leads.append((heading, others, True))
        if sorting(heading) not in names:
            guess = did_you_mean(heading, names.values())
            findings.append(
                finding("E227", front.located.at_key("see_also", heading), name=heading, guess=guess)
            )
        for i, to in enumerate(others):
            findings += _unknown(to, names, front, ("see_also", heading, i))
    return leads, findings


def _unknown(
    to: str, names: Mapping[str, str], front: Sourced[IndexFront], path: tuple[str | int, ...]
) -> Iterator[Finding]:
    """A heading that leads to itself, or to none."""
    if sorting(to) == sorting(str(path[1])):
        yield finding("E242", front.at(*path), name=to)
    elif sorting(to) not in names:
        yield finding("E227", front.at(*path), name=to, guess=did_you_mean(to, names.values()))


def _made(
    gathered: Mapping[tuple[str, ...], _Gathered],
    leads: Iterable[Lead],
    front: Sourced[IndexFront],
    language: str,
) -> Iterator[Term]:
    """The terms in their order, with an id each."""
    led = {
        (sorting(heading), also): _led_to(heading, others, also, front, language)
        for heading, others, also in leads
    }
    rows: dict[tuple[str, ...], tuple[Line, tuple[tuple[str, ...], ...]]] = {}
    for key, own in gathered.items():
        rows[key] = (own.name, tuple(own.places))
    for heading in front.value.see:
        line = Line.of(heading, front.located.at_key("see", heading), language=language)
        rows.setdefault((sorting(heading),), (line, ()))
    for n, key in enumerate(sorted(rows), 1):
        name, places = rows[key]
        letter = key[0][:1].upper()
        id, of = f"index/term/{n}", f'"{name.text}"'
        nothing = Line((), "", name.span)
        see, also = (led.get((key[0], also), nothing) if len(key) == 1 else nothing for also in (False, True))
        yield Term(
            id=f"term/{n}",
            initial=letter if letter.isalpha() else OTHER,
            level=len(key) - 1,
            name=name.words(f"{id}/name", "a term of the index"),
            see=see.words(f"{id}/see", f'"see" under {of}'),
            see_also=also.words(f"{id}/also", f'"see also" under {of}'),
            places=places,
        )


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
