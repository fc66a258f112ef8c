"""The page of all that preflight looks at says what its tables say."""

from __future__ import annotations

from docs.preflight_reference import FILE, page


def test_the_page_is_that_of_the_tables() -> None:
    """docs/preflight.md is as `make docs` would write it."""
    assert FILE.read_text("utf-8") == page()
