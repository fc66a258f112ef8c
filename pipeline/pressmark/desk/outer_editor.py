"""The address by which another editor opens a file of the root at a line, as vscode:// addresses do."""

from __future__ import annotations

import re
from urllib.parse import quote

# What an address may name: the file must, and where in it.
PATH, LINE, COLUMN = "{path}", "{line}", "{column}"

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_NAMED = re.compile(r"\{[^{}]*\}")

# Schemes that the browser itself takes: none opens an editor, and some run what they hold.
_BROWSERS = frozenset(
    ("javascript", "data", "vbscript", "blob", "about", "view-source", "file", "http", "https")
)


class NoEditorError(Exception):
    """An address that opens no editor; it says why."""


def editor_of(template: str, folder: str) -> str:
    """The address of an editor for the files of the root in a folder: its `{path}` then stands for theirs
    from the root. "" for none. Raises NoEditorError."""
    if not template:
        return ""
    scheme = _SCHEME.match(template)
    if scheme is None or scheme[1] in _BROWSERS:
        raise NoEditorError(
            f"{template!r} is no address of an editor, as vscode://file/{PATH}:{LINE}:{COLUMN}"
        )
    unknown = {*_NAMED.findall(template)} - {PATH, LINE, COLUMN}
    if PATH not in template or unknown:
        named = f"{min(unknown)} stands for nothing" if unknown else f"it names no {PATH}"
        raise NoEditorError(
            f"{template!r}: {named}; write {PATH}, and {LINE} and {COLUMN} if the editor takes them"
        )
    root = quote(folder, safe="/:")
    if f"/{PATH}" in template:
        root = root.removeprefix("/")
    return template.replace(PATH, f"{root}/{PATH}")
