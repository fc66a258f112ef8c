"""A warning accepted at the desk: what is written into its source, and where, so that it is said no more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pressmark.check.accept import SOURCES, acceptances_in
from pressmark.findings import Finding
from pressmark.parts.models import MODELS
from pressmark.patterns import matches
from pressmark.read.markdown.blocks import read_document
from pressmark.read.yaml.located import parse
from pressmark.root import Root
from pressmark.rules import RULES, Severity
from pressmark.standings import Standing

# What is said of acceptances themselves is mended, and not accepted.
OF_ACCEPTANCES = frozenset(("W354", "W360", "W361", "W362"))

# No reason is longer.
MOST_REASON = 300

# Of what cannot hold a comment: the file beside it, or above it, that does, by the folder; for a source the
# publication's.
_BESIDE = {
    "source": "publication.yaml",
    "layouts": "layout.yaml",
    "icons": "symbols.yaml",
    "styles": "palette.yaml",
}


class NotAcceptedError(Exception):
    """Why a finding cannot be accepted there."""


@dataclass(frozen=True)
class Acceptable:
    """How a finding may be accepted: in which file, on which line, 0 for one of its own at the head; and the
    comment, in which `{reason}` stands for the reason."""

    path: str
    line: int
    comment: str


@dataclass(frozen=True)
class Accepted:
    """What accepting writes: `insert` at a line and column of a file, which is `text` then."""

    path: str
    line: int
    column: int
    insert: str
    text: str


def acceptable(root: Root, found: Finding) -> Acceptable | None:
    """How a finding may be accepted; None where it may not: an error, and what has no file of the root's."""
    known = found.code in RULES and found.code not in OF_ACCEPTANCES
    if found.severity is Severity.ERROR or not known or found.code.startswith("E"):
        return None
    file = found.span.file
    if found.span.line and any(matches(file, one) for one in SOURCES):
        mark = ("<!-- ", " -->") if file.endswith(".md") else ("# ", "")
        return Acceptable(file, found.span.line, f"{mark[0]}accept {found.code}: {{reason}}{mark[1]}")
    beside = _beside(root, file)
    name = file.removeprefix(beside.rpartition("/")[0] + "/")
    if not beside or any(letter.isspace() or letter == ":" for letter in name):
        return None
    return Acceptable(beside, 0, f"# accept {found.code} {name}: {{reason}}")


def _beside(root: Root, file: str) -> str:
    """The file that says of another what is accepted; "" where there is none."""
    top, *rest = file.split("/")
    if top not in _BESIDE or not rest:
        return ""
    folder = f"{top}/{rest[0]}" if top in ("source", "layouts") and len(rest) > 1 else top
    named = f"{folder}/{_BESIDE[top]}"
    others = root.list(f"{folder}/*.yaml") if folder == "source/catalogue" else ()
    there = [one for one in (named, *others) if root.standing(one) is Standing.INSIDE]
    return there[0] if there and any(matches(there[0], one) for one in SOURCES) else ""


def accepted(how: Acceptable, found: Finding, reason: str, text: str) -> Accepted:
    """What is written into a `text` to accept a finding that stands in it. Raises NotAcceptedError."""
    said = " ".join(reason.split())
    if not said or len(said) > MOST_REASON or "-->" in said:
        raise NotAcceptedError(f"a reason is a line of up to {MOST_REASON} letters, without -->")
    lines = text.split("\n")
    if how.line > len(lines):
        raise NotAcceptedError("the text has changed since")
    before = _content(how.path, text)
    for made, line in _ways(how, lines, said):
        there = replace(found, span=replace(found.span, line=line))
        covered = any(one.covers(there) for one in acceptances_in(made.text, how.path))
        if covered and _content(how.path, made.text) == before:
            return made
    raise NotAcceptedError("a comment there would be a part of the text: accept it by hand")


def _ways(how: Acceptable, lines: Sequence[str], reason: str) -> Iterator[tuple[Accepted, int]]:
    """The ways to write a comment, and the line that it is then about: at the end of that line, or above it;
    what is accepted by its name, above the first line of the file that is no comment."""
    comment = how.comment.replace("{reason}", reason)
    if not how.line:
        at = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), 0)
        yield _above(how.path, lines, at, comment), 0
        return
    at, line = how.line - 1, lines[how.line - 1]
    bare = line.rstrip()
    text = "\n".join((*lines[:at], f"{bare} {comment}{line[len(bare) :]}", *lines[at + 1 :]))
    yield Accepted(how.path, at + 1, len(bare) + 1, f" {comment}", text), how.line
    indent = line[: len(line) - len(line.lstrip())]
    yield _above(how.path, lines, at, indent + comment), how.line + 1


def _above(path: str, lines: Sequence[str], at: int, comment: str) -> Accepted:
    return Accepted(path, at + 1, 1, f"{comment}\n", "\n".join((*lines[:at], comment, *lines[at:])))


def _content(path: str, text: str) -> Any:
    """What a file says, but for its comments."""
    if not path.endswith(".md"):
        return parse(text, path)[0].data
    document, _ = read_document(text, path, MODELS.blocks)
    blocks = [(one.name, one.argument, one.options.data, one.body) for one in document.blocks]
    return document.front.data, blocks
