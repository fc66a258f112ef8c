"""What is done to a whole tree that Markdown made: ends of lines, lead-ins, names of headings."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from pressmark.read.markdown.inline_marks import Reading
from pressmark.read.markdown.references import NAMED

# An item opens with a lead-in: its label in bold, a dash, then the text.
_AFTER_LEAD_IN = re.compile(r"^\s*(?:[–—:.]|-{1,3})\s+")

_NEW_LINE = AtomicString("\n")


class LineEnds(Treeprocessor):
    """Puts the end of a line between blocks and after a break, where no rule of typography looks at it."""

    def run(self, root: Element) -> None:
        """Every element but code."""
        for element in root.iter():
            if element.tag in ("pre", "code"):
                continue
            for child in element:
                if child.tag == "br":
                    child.tail = f"\n{child.tail or ''}"
                elif self.md.is_block_level(child.tag) and not (child.tail or "").strip():
                    child.tail = _NEW_LINE
            if len(element) and self.md.is_block_level(element[0].tag) and not (element.text or "").strip():
                element.text = _NEW_LINE


class LeadIns(Treeprocessor):
    """Marks a list each item of which opens with a bold label: class "lead-ins"."""

    def run(self, root: Element) -> None:
        """Every list."""
        for tag in ("ul", "ol"):
            for items in root.iter(tag):
                if len(items) and all(_lead_in(item) is not None for item in items):
                    items.set("class", "lead-ins")
                    for item in items:
                        _mark(item)


def _lead_in(item: Element) -> Element | None:
    """The bold label that an item opens with, if it does."""
    holder = item[0] if len(item) and item[0].tag == "p" and not (item.text or "").strip() else item
    if (holder.text or "").strip() or not len(holder) or holder[0].tag != "strong":
        return None
    return holder[0]


def _mark(item: Element) -> None:
    label = _lead_in(item)
    if label is None:
        return
    label.set("class", "lead-in")
    match = _AFTER_LEAD_IN.match(label.tail or "")
    if match and label.tail:
        # The dash belongs to the run-in form only; a label on a line of its own does without.
        holder = item[0] if label not in item else item
        dash = Element("span", {"class": "lead-in-dash"})
        dash.text = match[0]
        rest = Element("span", {"class": "lead-in-text"})
        rest.text = label.tail[match.end() :]
        rest.extend(list(holder)[1:])
        for child in list(holder)[1:]:
            holder.remove(child)
        label.tail = None
        holder.extend([dash, rest])


class Headings(Treeprocessor):
    """Takes the name `{#name}` off the end of a heading, and makes the heading's id of it."""

    def __init__(self, md: Markdown, reading: Reading) -> None:
        super().__init__(md)
        self.reading = reading

    def run(self, root: Element) -> None:
        """Every heading, numbered from 1."""
        prefix = self.reading.prefix
        for n, heading in enumerate(e for e in root.iter() if re.fullmatch(r"h[1-6]", e.tag)):
            named = _name_taken_off(heading)
            if named or prefix:
                heading.set("id", f"at/{named}" if named else f"{prefix}/h{n + 1}")


def _name_taken_off(heading: Element) -> str:
    """The name at the end of a heading, taken out of it; "" where there is none."""
    last = heading[-1] if len(heading) else None
    text = (heading.text if last is None else last.tail) or ""
    match = NAMED.search(text)
    if match is None:
        return ""
    if last is None:
        heading.text = text[: match.start()]
    else:
        last.tail = text[: match.start()]
    return match[1]
