"""What gives the shapes of a drawing their colours and lines: attributes, style="" and the rules of <style>.

SVG 2, 6.2 to 6.4. The rules are matched by the engine; what it would pass over is said here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pressmark.check.svg_support import SvgFault
from pressmark.findings import Span
from pressmark.read.drawings import tree_of
from pressmark.read.svg import Element

# Where the character at an offset stands.
At = Callable[[int], Span]

_AS_A_RULE = "write it as .name { fill: var(--teal-base) }"


@dataclass(frozen=True)
class Declared:
    """A property that is given a value, and where each character of the value stands. `on` is the element,
    if it is given on one and not in a rule; `attribute` says that it is one of its attributes."""

    name: str
    value: str
    at: At
    on: Element | None = None
    attribute: bool = False


def declared(elements: Sequence[Element]) -> Iterator[Declared | SvgFault]:
    """All that a drawing gives a value, and what cannot be read."""
    for element in elements:
        for key, value in element.attributes.items():
            if key == "style":
                yield from _declarations(value, lambda offset, on=element: on.at("style", offset), element)  # type: ignore[misc]
            else:
                place: At = lambda offset, on=element, key=key: on.at(key, offset)  # type: ignore[misc]  # noqa: E731
                yield Declared(key, value, place, element, attribute=True)
        if element.name == "style":
            yield from _sheet(element)


def _sheet(element: Element) -> Iterator[Declared | SvgFault]:
    """What the rules of a <style> declare."""
    kind = element.attributes.get("type", "text/css")
    if kind != "text/css":
        yield SvgFault(
            f"its <style> is {kind[:40]}, and is not read", 'write type="text/css"', element.at("type")
        )
        return
    text, at = element.text, element.text_at
    for rule in _rules(text):
        here = at(_offset(text, rule))
        if rule.type == "error":
            yield SvgFault("this cannot be read as CSS", _AS_A_RULE, here)
        elif rule.type == "at-rule":
            problem = f"a rule @{rule.at_keyword[:40]} of its <style> is not taken"
            yield SvgFault(problem, "take it out, and write what it is to do as plain rules", here)
        else:
            problem = _selector_problem(rule)
            if problem:
                yield SvgFault(problem, "write a class, as .name, or the name of an element", here)
            yield from _declarations(rule.content, at, None, text)


def _rules(text: str) -> Sequence[Any]:
    import tinycss2

    rules: Sequence[Any] = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return rules


def _selector_problem(rule: Any) -> str:
    """Why a rule would apply to nothing; "" where it may apply."""
    import cssselect2
    import tinycss2

    written = tinycss2.serialize(rule.prelude).strip()[:40]
    try:
        selectors = cssselect2.compile_selector_list(rule.prelude)
    except cssselect2.SelectorError:
        return f'the selector "{written}" cannot be read'
    if any(one.never_matches or one.pseudo_element for one in selectors):
        return f'the selector "{written}" applies to nothing in a drawing'
    return ""


def _declarations(source: Any, at: At, on: Element | None, whole: str = "") -> Iterator[Declared | SvgFault]:
    """The declarations of a block: of a style="", or of a rule in the `whole` text of a <style>."""
    import tinycss2

    text = whole or str(source)
    for node in tinycss2.parse_blocks_contents(source, skip_comments=True, skip_whitespace=True):
        offset = _offset(text, node)
        if node.type != "declaration":
            begun = _begun(text, offset)
            yield SvgFault("this cannot be read as CSS", "write it as fill: var(--teal-base)", at(begun))
            continue
        tokens = [token for token in node.value if token.type not in ("whitespace", "comment")]
        begins = _offset(text, tokens[0]) if tokens else offset
        value = tinycss2.serialize(node.value).strip()
        yield Declared(node.lower_name, value, lambda within, begins=begins: at(begins + within), on)  # type: ignore[misc]


def _begun(text: str, offset: int) -> int:
    """Where the declaration began at which a parser gave up."""
    begun = max(text.rfind(sign, 0, offset) for sign in ";{}") + 1
    return begun + len(text[begun:offset]) - len(text[begun:offset].lstrip())


def _offset(text: str, node: Any) -> int:
    """How far into a text a node of its CSS stands."""
    lines = text.split("\n")
    before: int = node.source_column - 1
    return sum(len(line) + 1 for line in lines[: node.source_line - 1]) + before


# What has a size, which is nothing or more.
_SIZES = ("stroke-width", "width", "height", "r", "rx", "ry")
_NEGATIVE = re.compile(r"\s*-\s*[\d.]*[1-9]")


def less_than_nothing(one: Declared) -> SvgFault | None:
    """A size below nought, which SVG does not draw and PDF draws as a hairline."""
    if one.name not in _SIZES or not _NEGATIVE.match(one.value):
        return None
    return SvgFault(
        f"{one.name} is less than nothing ({one.value[:40]})", "write a number from 0 on", one.at(0)
    )


def families_given(raw: bytes, elements: Sequence[Element]) -> Mapping[int, str]:
    """The font family that the rules of <style> give each element, by where it begins in the file."""
    sheets = [element.text for element in elements if element.name == "style"]
    if not any("font-family" in sheet for sheet in sheets):
        return {}
    import cssselect2
    import tinycss2

    matcher = cssselect2.Matcher()
    for rule in (rule for sheet in sheets for rule in _rules(sheet) if rule.type == "qualified-rule"):
        for node in tinycss2.parse_blocks_contents(rule.content):
            if (
                node.type == "declaration"
                and node.lower_name == "font-family"
                and not _selector_problem(rule)
            ):
                for selector in cssselect2.compile_selector_list(rule.prelude):
                    matcher.add_selector(selector, tinycss2.serialize(node.value).strip())
    wrapped = cssselect2.ElementWrapper.from_xml_root(tree_of(raw)).iter_subtree()
    given = zip(elements, (matcher.match(one) for one in wrapped), strict=True)
    return {element.offset: found[-1][-1] for element, found in given if found}
