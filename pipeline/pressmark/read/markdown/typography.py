"""Typography: how straight quotes, double hyphens and three dots are set, and how they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pressmark.read.addresses import addresses_in
from pressmark.read.markdown.quotes import OBJECT, STRAIGHT, Role, roles_of
from pressmark.read.markdown.text_tree import Element, Node, Nodes, Origin, PageNumber, Run, runs_of

APOSTROPHE, NARROW_SPACE = "’", "\u202f"


@dataclass(frozen=True)
class Marks:
    """The quotation marks of a language: those for " and those for '; is there a space within the first?"""

    outer: tuple[str, str]
    inner: tuple[str, str]
    spaced: bool = False

    def of(self, mark: str, role: Role) -> str:
        """What is set for a straight mark."""
        if role is Role.APOSTROPHE:
            return APOSTROPHE
        start, end = self.outer if mark == '"' else self.inner
        if self.spaced and mark == '"':
            start, end = start + NARROW_SPACE, NARROW_SPACE + end
        return start if role is Role.OPENS else end


def _marks(four: str, spaced: bool = False) -> Marks:
    return Marks((four[0], four[1]), (four[2], four[3]), spaced)


# The delimiters of CLDR 48.2 (common/main/*.xml): quotation, and alternate. It is departed from where its two
# pairs are one, in French and Dutch: what was typed as two kinds stays so. Its alternate pair for Canadian
# French is the wrong way round. In German too, Switzerland and Liechtenstein set « » and ‹ › (Bundeskanzlei,
# Schreibweisungen), which it has for their French and Romansh only.
_ENGLISH = _marks("“”‘’")
_BY_LANGUAGE: Mapping[str, Marks] = {
    **dict.fromkeys(("de", "cs", "et", "hr", "is", "lb", "mk", "sk", "sl"), _marks("„“‚‘")),
    **dict.fromkeys(("de-CH", "de-LI", "fr-CH", "rm"), _marks("«»‹›")),
    **dict.fromkeys(("bg", "lt"), _marks("„“„“")),
    **dict.fromkeys(("be", "ru", "uk"), _marks("«»„“")),
    **dict.fromkeys(("nb", "nn", "no"), _marks("«»‘’")),
    **dict.fromkeys(("ca", "el", "eu", "it", "pt-PT"), _marks("«»“”")),
    **dict.fromkeys(("pl", "ro"), _marks("„”«»")),
    **dict.fromkeys(("fi", "sv"), _marks("””’’")),
    "bs": _marks("„”‘’"),
    "fr": _marks("«»“”", spaced=True),
    "hu": _marks("„”»«"),
    "ja": _marks("「」『』"),
    "sr": _marks("„”’’"),
}
_BY_TAG = {tag.casefold(): marks for tag, marks in _BY_LANGUAGE.items()}


def marks_of(language: str) -> Marks:
    """The quotation marks of a language, by its tag (BCP 47), or by the beginning of that which is known."""
    tag = language.casefold()
    while tag:
        if tag in _BY_TAG:
            return _BY_TAG[tag]
        tag = tag.rpartition("-")[0]
    return _ENGLISH


_AS_TYPED = str.maketrans(dict.fromkeys("“”„‟«»「」", '"') | dict.fromkeys("‘’‚‛‹›『』", "'"))


def straight(text: str) -> str:
    """A text with straight quotes, so that it can be compared with what was typed, character by character."""
    return text if text.isascii() else text.translate(_AS_TYPED)


# What is set, and for what; quotes apart.
_STOPS = {"---": "—", "--": "–", "...": "…"}
_STOP = re.compile(r"(?<!-)-{2,3}(?!-)|(?<!\.)\.{3}(?!\.)")
_TO_SET = re.compile(r"[\"'-]|\.\.\.")

# Noncharacters that stand for what is to stay as it is: what was escaped or named, or set when it was read.
_HELD = {ord(c): 0xFDE0 + i for i, c in enumerate("\"'-.")}
_RELEASED = {held: c for c, held in _HELD.items()}
_IS_HELD = re.compile("[{}]".format("".join(map(chr, _RELEASED))))


def held(text: str) -> str:
    """A text of whose characters `set_type` sets none."""
    return text.translate(_HELD)


def released(text: str) -> str:
    """A text whose characters are held no more."""
    return text.translate(_RELEASED)


def with_held(nodes: Nodes) -> Nodes:
    """A tree of whose characters `set_type` sets none."""
    return _translated(nodes, _HELD)


def _translated(nodes: Nodes, table: Mapping[int, int]) -> Nodes:
    return tuple(
        replace(node, text=node.text.translate(table))
        if isinstance(node, Run)
        else replace(node, children=_translated(node.children, table))
        if isinstance(node, Element)
        else node
        for node in nodes
    )


# What stands within a line of words. All else begins a text of its own.
_INLINE = frozenset(("a", "br", "cite", "code", "del", "dfn", "em", "span", "strong", "sub", "sup", "wbr"))
_CODE = frozenset(("code", "pre"))


def set_type(nodes: Nodes, language: str) -> Nodes:
    """A text's tree with its quotation marks, dashes and dots as they are set in its language.

    What is in code or in an address stays, and so does what is held or set already.
    """
    texts = [run.text for run in runs_of(nodes)]
    if any(map(_TO_SET.search, texts)):
        nodes = _set(nodes, language)
    return _translated(nodes, _RELEASED) if any(map(_IS_HELD.search, texts)) else nodes


def _set(nodes: Nodes, language: str) -> Nodes:
    leaves = _leaves(nodes, language)
    made: list[Sequence[Run]] = []
    flow: list[_Leaf] = []
    for leaf in (*leaves, None):
        if leaf is not None and not leaf.ends:
            flow.append(leaf)
            continue
        made += _set_flow(flow)
        flow.clear()
    left = iter(made)
    return tuple(_with_runs(nodes, left))


@dataclass(frozen=True)
class _Leaf:
    """A run, or what stands in a text besides: an object, the end of a line; or what `ends` a text."""

    text: str
    language: str = ""
    run: Run | None = None
    ends: bool = False


_END = _Leaf("", ends=True)


def _leaves(nodes: Nodes, language: str) -> Iterator[_Leaf]:
    for node in nodes:
        if isinstance(node, Run):
            yield _Leaf(node.text, language, node)
        elif isinstance(node, PageNumber):
            yield _Leaf("0", language)
        elif node.tag == "code":
            yield _Leaf(OBJECT, language)
        elif node.tag == "br":
            yield _Leaf("\n", language)
        elif node.tag not in _INLINE:
            yield _END
            if node.tag not in _CODE:
                yield from _leaves(node.children, node.get("lang") or language)
            yield _END
        elif not _is_apart(node):
            yield from _leaves(node.children, node.get("lang") or language)


def _is_apart(element: Element) -> bool:
    """Is it a text of its own that was set when it was read: a note?"""
    return element.has("data-source")


def _with_runs(nodes: Nodes, made: Iterator[Sequence[Run]]) -> Iterator[Node]:
    """A tree with what was made of each of its runs."""
    for node in nodes:
        if isinstance(node, Run):
            yield from next(made)
        elif isinstance(node, Element) and not (
            node.tag in _CODE or (node.tag in _INLINE and _is_apart(node))
        ):
            yield replace(node, children=tuple(_with_runs(node.children, made)))
        else:
            yield node


def _set_flow(flow: Sequence[_Leaf]) -> Iterator[Sequence[Run]]:
    """What becomes of each run of one text."""
    text = "".join(leaf.text for leaf in flow)
    if not _TO_SET.search(text):
        yield from ((leaf.run,) for leaf in flow if leaf.run is not None)
        return
    free = [leaf.run is not None for leaf in flow for _ in leaf.text]
    for address in addresses_in(text):
        free[address.start : address.end] = [False] * (address.end - address.start)
    # Of which leaf is each character? No change goes over the end of one.
    of = [i for i, leaf in enumerate(flow) for _ in leaf.text]
    found = (*_stops(text, free), *_quotes(text, free, [flow[i].language for i in of], of))
    changes = sorted(change for change in found if of[change[0]] == of[change[1] - 1])
    start, n = 0, 0
    for leaf in flow:
        end = start + len(leaf.text)
        own: list[tuple[int, int, str]] = []
        while n < len(changes) and changes[n][0] < end:
            first, last, new = changes[n]
            own.append((first - start, last - start, new))
            n += 1
        if leaf.run is not None:
            yield tuple(_changed(leaf.run, own)) if own else (leaf.run,)
        start = end


def _stops(text: str, free: Sequence[bool]) -> Iterator[tuple[int, int, str]]:
    for match in _STOP.finditer(text):
        if all(free[match.start() : match.end()]):
            yield match.start(), match.end(), _STOPS[match[0]]


def _quotes(
    text: str, free: Sequence[bool], languages: Sequence[str], of: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    if not STRAIGHT.intersection(text):
        return
    for i, role in roles_of(text, free, languages).items():
        if role is Role.STAYS:
            continue
        marks = marks_of(languages[i])
        new, start, end = marks.of(text[i], role), i, i + 1
        # A space that was typed within is the language's own.
        beside = end if role is Role.OPENS else start - 1
        if NARROW_SPACE in new and 0 <= beside < len(text) and text[beside] == " " and of[beside] == of[i]:
            start, end = min(start, beside), max(end, beside + 1)
        yield start, end, new


def _changed(run: Run, changes: Sequence[tuple[int, int, str]]) -> Iterator[Run]:
    """A run with other characters at some places: what is not what was typed is a run of its own."""
    done, characters = 0, list(run.text)

    def up_to(end: int) -> Iterator[Run]:
        if done < end:
            yield replace(run.part(done, end), text="".join(characters[done:end]))

    for start, end, new in changes:
        if straight(new) == run.text[start:end]:
            characters[start:end] = new
            continue
        yield from up_to(start)
        at = run.at + start if run.origin is Origin.WRITTEN else run.at
        yield Run(new, at, Origin.BLOCK if run.origin is Origin.BLOCK else Origin.REPLACED)
        done = end
    yield from up_to(len(characters))
