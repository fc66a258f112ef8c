"""Page numbers as layouts print them: each bears the places that it is the page of, to be proved by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from pressmark.compose.pages import Numbers, as_pages

# Between the two places that a range of pages reaches from and to, in `data-page-of`.
TO = ".."


@dataclass(frozen=True)
class Pages:
    """Page numbers as they are printed, and the ids of their places, a space between them.

    A template that prints it marks it: what the written page says is compared with where the places
    came to stand.
    """

    text: str
    places: str

    @property
    def anchor(self) -> str:
        """The first of the places."""
        return self.places.partition(" ")[0].partition(TO)[0]

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    def __html__(self) -> str:
        return f'<span data-page-of="{escape(self.places)}">{self.text}</span>'


class _Marked(Mapping[str, Pages]):
    """Page numbers by name, each with the places that `places_of` its name gives."""

    def __init__(self, pages: Mapping[str, int | tuple[int, ...]], places_of: Callable[[str], str]) -> None:
        self.pages, self.places_of = pages, places_of

    def __getitem__(self, name: str) -> Pages:
        found = self.pages[name]
        return Pages(as_pages(found if isinstance(found, tuple) else (found,)), self.places_of(name))

    def __iter__(self) -> Iterator[str]:
        return iter(self.pages)

    def __len__(self) -> int:
        return len(self.pages)


class Printed:
    """The numbers of a composition as templates have them: by the same names, and marked.

    `featured` are the ids of the blocks that describe or quote each title.
    """

    def __init__(self, numbers: Numbers, featured: Mapping[str, tuple[str, ...]]) -> None:
        self.sections = numbers.sections
        self.starts = _Marked(numbers.starts, lambda part: f"part/{part}")
        self.titles = _Marked(numbers.titles, lambda title: " ".join(featured[title]))
        self.entries = _Marked(numbers.entries, lambda title: f"title/{title}")
        self.marks = _Marked(numbers.marks, lambda place: place)
        self._pages = numbers.marks

    def runs(self, places: Iterable[tuple[str, ...]]) -> list[Pages]:
        """The pages of places, those that follow one another as one run."""
        return runs(places, self._pages)


def runs(places: Iterable[tuple[str, ...]], pages: Mapping[str, int]) -> list[Pages]:
    """The pages of places that stand on `pages`, those that follow one another as one run.

    Two ids together are the ends of a range.
    """
    reached: dict[int, list[str]] = {}
    for place in places:
        ends = [pages[id] for id in place if id in pages]
        for page in range(min(ends, default=0), max(ends, default=-1) + 1):
            reached.setdefault(page, []).append(TO.join(place))
    found: list[Pages] = []
    for run in as_pages(tuple(reached)).split(", ") if reached else ():
        first, _, last = run.partition("–")
        within = [place for page in range(int(first), int(last or first) + 1) for place in reached[page]]
        found.append(Pages(run, " ".join(dict.fromkeys(within))))
    return found
