"""The glossary can be looked up: its words stand in their order, each once."""

from __future__ import annotations

import re

from tests.output.building import PROJECT


def test_its_words_are_in_order() -> None:
    """By letters, hyphens as spaces; each row has a word and a meaning."""
    text = (PROJECT / "docs/glossary.md").read_text("utf-8")
    words = re.findall(r"^\| \*\*([^*]+)\*\* \| \S", text, re.MULTILINE)
    assert len(words) == text.count("\n| **")
    keys = [word.lower().replace("-", " ") for word in words]
    assert keys == sorted(set(keys))
