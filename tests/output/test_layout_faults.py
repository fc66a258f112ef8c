"""Faults of a layout that only its rendering shows, said at their lines before any page is set."""

from __future__ import annotations

from pathlib import Path

from tests.output.building import pressmark, replaced


def test_templates_and_style_sheets_are_said_where_they_are_wrong(tiny: Path) -> None:
    """An attribute that a value has not: its template's line, and whose publication was rendered; a property
    that the engine does not know: its sheet, line and column. Check knows the first of neither."""
    template = tiny / "layouts/directory/blocks/entry.html.j2"
    at = template.read_text("utf-8").partition("{{ parts")[0].count("\n") + 2
    replaced(template, "{{ parts", "\n{{ title.titel }}\n{{ parts")
    sheet = tiny / "styles" / "symbols.css"
    lines = sheet.read_text("utf-8").count("\n") + 1
    sheet.write_text(sheet.read_text("utf-8") + ".symbol { width: 1rem; color: rd }\n", "utf-8")
    assert pressmark("--root", tiny, "check").code == 0
    run = pressmark("--root", tiny, "build", "--format", "json")
    said = {(f["file"], f["line"], f["column"]): f["message"] for f in run.findings}
    assert run.code == 1
    assert "color: rd" in said["styles/symbols.css", lines, 24]
    message = said["layouts/directory/blocks/entry.html.j2", at, None]
    assert '(title) has no "titel"' in message
    assert "(rendering harbour)" in message
    assert not list(tiny.glob("output/*/*.pdf"))
