"""A build says what check says of its sources, once; what they accept is not said."""

from __future__ import annotations

from pathlib import Path

from tests.output.building import pressmark, replaced


def test_warnings_of_check_are_said_once_by_a_build(tiny: Path) -> None:
    """One warning stands in an entry, another is accepted in the next; the pages are set all the same, and
    what accepts is on none of them."""
    folder = tiny / "source" / "harbour"
    replaced(folder / "02-by-the-tide.md", "/// entry | ebb\n", "/// entry | ebb\nWhen the the water goes. ")
    replaced(
        folder / "01-after-dark.md",
        "/// entry | mooring",
        "<!-- accept W301: the title says all of it -->\n/// entry | wick\n///\n\n/// entry | mooring",
    )
    catalogue = tiny / "source" / "catalogue" / "lights.yaml"
    replaced(catalogue, "records:\n", "records:\n  - id: wick\n    title: Wick\n")
    checked = pressmark("--root", tiny, "check", "--format", "json")
    run = pressmark("--root", tiny, "build", "--edition", "screen", "--format", "json")
    assert checked.codes == ["W331"]
    assert (run.code, [row for row in run.loud if row in checked.findings]) == (0, checked.findings)
    assert [row["code"] for row in run.loud] == ["W331"]
