"""docs/layouts.md: what a layout gives, and what its templates may use."""

from __future__ import annotations

import re

from docs.layout_reference import PAGE, page
from pressmark.parts.table import KINDS
from pressmark.parts.template_values import NAMES

TEXT = PAGE.read_text("utf-8")


def test_the_page_is_what_the_parts_make() -> None:
    """`make docs` would change nothing."""
    assert page() == TEXT


def test_every_kind_and_every_name_is_there() -> None:
    """Each kind of part has its own place, with its designs; every name of a template stands once."""
    for kind in KINDS.values():
        own = TEXT.partition(f"\n### {kind.name}\n")[2].partition("\n### ")[0]
        assert all(f"`{design}`" in own for design in kind.designs)
        assert all(f"`{name}` (" in own for name in kind.gives)
    (listed,) = re.findall(r"^Every value .*$", TEXT, re.MULTILINE)
    assert set(re.findall("`(.*?)`", listed)) == NAMES


def test_its_links_lead_to_values() -> None:
    """What an attribute is, is told on the page itself."""
    heads = {head.replace(" ", "-") for head in re.findall(r"^### (.*)$", TEXT, re.MULTILINE)}
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT)) <= heads
