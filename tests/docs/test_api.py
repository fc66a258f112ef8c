"""The examples of docs/api.md, run in order as a reader would."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import pressmark
from tests.output.building import PROJECT

PAGE = (PROJECT / "docs" / "api.md").read_text("utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_examples_run_as_they_stand(
    tiny: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each example does what the page says of it, one after the other, on a root called house."""
    tiny.rename(tiny.parent / "house")
    monkeypatch.chdir(tiny.parent)
    names: dict[str, object] = {}
    printed = []
    for example in EXAMPLES:
        exec(compile(example, "docs/api.md", "exec"), names)
        printed.append(capsys.readouterr().out)
    assert printed[0] == "('harbour',)\n"
    assert "Words." in printed[1]
    assert "E123" in printed[1]  # the block that is never closed
    assert printed[2] == ""
    assert "N502" in printed[3]
    assert printed[3].endswith(" 8\n")
    assert "harbour-screen.pdf" in printed[4]
    assert "contents.json" in printed[4]
    assert printed[5] == "False ['harbour-draft.pdf']\n"
    assert printed[6] == "{'harbour': 12}\n"  # eight pages, and the cover's four
    assert "Harbour lights source/harbour/publication.yaml:1:8 written\n" in printed[7]
    assert printed[8].startswith("False")  # what is for the screen is not for the press


def test_the_page_names_all_that_is_public() -> None:
    """Every public name stands on the page or is what one that does returns."""
    assert set(pressmark.__all__) == {"Cluster", "Job", "Processes", "Result", "Root", "preflight_pdf"}
    assert all(f"pressmark.{name}" in PAGE for name in ("Cluster", "Processes", "Root", "preflight_pdf"))


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda root: root.job("harbor"), 'did you mean "harbour"?'),
        (lambda root: root.job("harbour").run(upto="composed"), 'did you mean "compose"?'),
        (lambda root: root.job("harbour").run(editions=["pres"]), 'did you mean "press"?'),
    ],
    ids=["publication", "stage", "edition"],
)
def test_a_name_that_there_is_not_is_said_with_the_nearest(ask: object, said: str, small_root: Path) -> None:
    """Wrong names are errors of whoever calls, with the name that was probably meant."""
    (small_root / "source" / "paths").rename(small_root / "source" / "harbour")
    assert callable(ask)
    with pytest.raises((KeyError, ValueError)) as error:
        ask(pressmark.Root(small_root))
    assert said in str(error.value)
