"""Dictionaries: those that come with Pressmark, those of a root, and what they have not of some words."""

from __future__ import annotations

import base64
import functools
import json
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from pressmark.root import Root
from pressmark.spelling.words import Forms
from pressmark.standings import Standing
from pressmark.store import code_part

# The languages whose dictionaries come with Pressmark.
OWN = ("en-GB", "en-US")

# No dictionary is larger; for more words than this nothing is suggested.
MOST_BYTES = 30_000_000
MOST_SUGGESTED = 40

# What a dictionary said of so many words is held.
MOST_SAID = 100_000

# Of so many words a dictionary of their language has at least half.
ENOUGH = 20

# What the words of a dictionary begin with (hunspell(5)).
_COUNT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\d+")

SECONDS = 600  # of the wall's: the process stops itself long before, unless the machine is very busy

LOOKUP = resources.files("pressmark.spelling") / "lookup.py"


@dataclass(frozen=True)
class Dictionary:
    """The two files of a dictionary of Hunspell's."""

    aff: bytes
    dic: bytes


class DictionaryError(Exception):
    """A dictionary that cannot be used; it says why."""


def files_of(name: str) -> tuple[str, str]:
    """The addresses of a root's own dictionary, named from source/, with or without an ending."""
    stem = f"source/{name.removesuffix('.dic').removesuffix('.aff')}"
    return f"{stem}.aff", f"{stem}.dic"


def missing(root: Root, name: str) -> str | None:
    """Which file of a dictionary is not there, if one is not."""
    if name in OWN:
        return None
    return next((file for file in files_of(name) if root.standing(file) is not Standing.INSIDE), None)


def dictionary(root: Root, name: str) -> Dictionary:
    """A dictionary that is there. Raises OSError where it cannot be read."""
    if name in OWN:
        own = resources.files("pressmark.spelling.dictionaries")
        return Dictionary(*((own / f"{name}.{kind}").read_bytes() for kind in ("aff", "dic")))
    return Dictionary(*(root.read(file, MOST_BYTES) for file in files_of(name)))


def unknown(root: Root, known: Dictionary, words: Mapping[str, Forms]) -> Mapping[str, tuple[str, ...]]:
    """The words that a dictionary has in none of their forms, and what is suggested for each; asked for once,
    and stored. Raises DictionaryError where it cannot be used."""
    question = json.dumps({word: words[word] for word in sorted(words)})
    if not _COUNT.match(known.dic):
        raise DictionaryError("its first line is not the number of its words")
    parts = (b"spelling", code_part("chunspell"), known.aff, known.dic, question.encode())
    answer = root.store.get_or_make(parts, lambda: json.dumps(_answered(known, words)).encode())
    wrong: Mapping[str, list[str]] = json.loads(answer)
    if len(words) >= ENOUGH and len(wrong) > len(words) / 2:
        raise DictionaryError("it has not half of the words, so it is likely of another language")
    return {word: tuple(found) for word, found in wrong.items()}


@functools.lru_cache(maxsize=8)
def _said(known: Dictionary) -> dict[tuple[str, Forms], list[str] | None]:
    """What a dictionary said of words in their forms: what is suggested for each, None of what it has."""
    return {}


def _answered(known: Dictionary, words: Mapping[str, Forms]) -> Mapping[str, list[str]]:
    """The words that are wrong, in order, and what is suggested for the first of them.

    Only what was never asked is asked now: that takes a quarter of a second, and most words of a text are
    those that it had before it was changed.
    """
    said = _said(known)
    if len(said) > MOST_SAID:
        said.clear()
    asked = {word: (word, words[word]) for word in sorted(words)}
    new = {word: words[word] for word, key in asked.items() if key not in said}
    if new:
        found = _looked_up(known, new)
        if len(found) > MOST_SUGGESTED:  # for some of them it said nothing
            whole = {word: words[word] for word in asked}
            return found if len(new) == len(whole) else _looked_up(known, whole)
        said.update((asked[word], found.get(word)) for word in new)
    wrong = [(word, meant) for word, key in asked.items() if (meant := said[key]) is not None]
    return {word: meant if nth < MOST_SUGGESTED else [] for nth, (word, meant) in enumerate(wrong)}


def _looked_up(known: Dictionary, words: Mapping[str, Forms]) -> Mapping[str, list[str]]:
    """The same, by a process of its own."""
    asked = {
        "aff": base64.b64encode(known.aff).decode(),
        "dic": base64.b64encode(known.dic).decode(),
        "words": words,
        "suggest": MOST_SUGGESTED,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-P", str(LOOKUP)],
            input=json.dumps(asked).encode(),
            capture_output=True,
            check=True,
            timeout=SECONDS,
        )
        answer: Mapping[str, list[str]] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as error:
        raise DictionaryError("it cannot be read as Hunspell reads them, or takes too long") from error
    return answer
