"""Another editor's address, of which the page makes one for each place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pressmark.desk.outer_editor import NoEditorError, editor_of
from tests.output.building import python


@pytest.mark.parametrize(
    ("template", "editor"),
    [
        ("vscode://file/{path}:{line}:{column}", "vscode://file/a%20b/c/{path}:{line}:{column}"),
        ("vscode://file{path}:{line}", "vscode://file/a%20b/c/{path}:{line}"),
        ("idea://open?file={path}&line={line}", "idea://open?file=/a%20b/c/{path}&line={line}"),
        ("", ""),
    ],
)
def test_the_path_of_the_root_is_put_into_it(template: str, editor: str) -> None:
    """Whole, encoded, and with one slash before it."""
    assert editor_of(template, "/a b/c") == editor


@pytest.mark.parametrize(
    "template",
    ["vscode", "javascript:alert({path})", "https://x/{path}", "vscode://file", "vscode://{path}:{row}"],
)
def test_what_opens_no_editor_is_refused(template: str) -> None:
    with pytest.raises(NoEditorError):
        editor_of(template, "/a")


def test_the_command_says_so(tmp_path: Path) -> None:
    """At once, and with what to write."""
    source = tmp_path / "source" / "a"
    source.mkdir(parents=True)
    (source / "publication.yaml").write_text("title: a\n", "utf-8")
    run = python(
        "-m", "pressmark", "--root", tmp_path, "serve", "--no-browser", "--editor", "javascript:{path}"
    )
    assert run.code == 2
    assert "--editor" in run.error
    assert "vscode://file/{path}:{line}:{column}" in run.error
