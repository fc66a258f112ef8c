"""Names and texts in the two forms of Unicode: é as one character, and as e with an accent."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pressmark import Root
from pressmark.disk_names import on_disk
from pressmark.names import composed, one_name, typed_column
from pressmark.standings import Standing
from tests.output.building import pressmark, small_root

ADDRESS = "source/ärende/Übung é.md"
FORMS: tuple[Literal["NFC"], Literal["NFD"]] = ("NFC", "NFD")
NFC, NFD = (unicodedata.normalize(form, ADDRESS) for form in FORMS)


@pytest.fixture(params=[(where, form) for where in ("on disk", "in memory", "laid over") for form in FORMS])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Root:
    """One file, its name in either form, wherever a root has it."""
    where, form = request.param
    address = unicodedata.normalize(form, ADDRESS)
    if where == "in memory":
        return Root.of({address: "Words."})
    (tmp_path / address).parent.mkdir(parents=True)
    (tmp_path / address).write_text("Words." if where == "on disk" else "Saved.")
    there = Root(tmp_path)
    return there if where == "on disk" else there.overlaid(unicodedata.normalize("NFC", ADDRESS), "Words.")


@pytest.mark.parametrize("address", [NFC, NFD])
def test_a_file_is_found_by_either_form_of_its_name(root: Root, address: str) -> None:
    """Whichever its disk has; and what is listed is in the form that is typed."""
    assert root.standing(address) is Standing.INSIDE
    assert (root.read(address), root.size(address)) == (b"Words.", 6)
    assert root.state(address)
    folder, name = address.rsplit("/", 1)
    for pattern in ("source/*/*.md", "source/**/*.md", f"{folder}/*", f"{folder}/{name[:2]}*"):
        assert root.list(pattern) == (NFC,), pattern
    assert root.overlaid(address, "New.").list("source/*/*") == (NFC,)
    assert root.overlaid(address, "New.").read(NFC) == b"New."
    assert len(root.spelled("source/*/*")) == 1


def test_a_root_is_found_by_either_form_of_its_own_name(tmp_path: Path) -> None:
    """By the interface and by the command."""
    held, asked = (tmp_path / unicodedata.normalize(form, "Ångström") for form in FORMS[::-1])
    small_root(held)
    assert Root(asked).publications == ("leaflet", "paths")
    assert Root(asked).folder == held
    assert pressmark("--root", asked, "check").code == 0


def test_two_files_of_one_name_are_said_with_what_tells_them_apart(tmp_path: Path) -> None:
    """The one that keyboards type is read; on disk and in memory alike."""
    small_root(tmp_path)
    folder = tmp_path / "source" / "leaflet"
    text = (folder / "text.md").read_bytes()
    for form in FORMS:
        (folder / f"{unicodedata.normalize(form, 'téxt')}.md").write_bytes(text if form == "NFC" else b"")
    publication = folder / "publication.yaml"
    publication.write_text(publication.read_text().replace("text.md", "te\u0301xt.md"))
    (folder / "text.md").unlink()
    files = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file() and "output" not in path.parts
    }
    for root in (Root(tmp_path), Root.of(files)):
        (found,) = root.check()
        assert (found.code, found.span.file) == ("E238", "source/leaflet/téxt.md")
        assert "(U+00E9)" in found.message
        assert "(U+0065 U+0301)" in found.message


def test_names_in_texts_are_one_in_either_form(tmp_path: Path) -> None:
    """Of places, footnotes, terms, files and pictures; and findings have their columns as they are typed."""
    small_root(tmp_path)
    folder = tmp_path / "source" / "leaflet"
    (folder / "path.svg").rename(folder / "pa\u0308th.svg")
    text = (folder / "text.md").read_text()
    for old, new in (("#taking}", "#tåking}"), ("(#taking)", "(#ta\u030aking)"), ("path.svg", "päth.svg")):
        text = text.replace(old, new)
    text = text.replace("[^stick].", "[^stíck].").replace(".[^stick]", ".[^sti\u0301ck]")
    text = text.replace("[^stick]:", "[^stíck]:").replace("[[!boots]]", "[[!bööts]][[!bo\u0308o\u0308ts]]")
    (folder / "text.md").write_text(text)
    (folder / "index.md").write_text("---\ntitle: Index\nsee_also: {bööts: [sticks]}\n---\n")
    assert Root(tmp_path).check() == ()
    line = "Bo\u0308o\u0308ts for [[nobody]]."
    (folder / "text.md").write_text(f"{text}\n{line}\n")
    (found,) = Root(tmp_path).check()
    assert (found.code, found.span.column) == ("E201", line.index("nobody") + 1)


@given(st.text(st.sampled_from("aeÅé\u0301\u0323\u030a\u1100\u1161\u11a8神 "), max_size=12))
def test_a_composed_text_is_the_same_text(text: str) -> None:
    """It is what NFC makes of it, but for characters that stand for others, which stay."""
    both = composed(text)
    assert one_name(both) == one_name(text)
    assert composed(both) == both
    assert [c for c in both if c == "神"] == [c for c in text if c == "神"]
    for i, c in enumerate(both, 1):
        at = typed_column(text, i)
        assert unicodedata.normalize("NFD", text[at - 1])[:1] == unicodedata.normalize("NFD", c)[:1] or (
            unicodedata.combining(c)
        )


def test_what_no_disk_holds_keeps_the_form_that_is_asked_for(tmp_path: Path) -> None:
    """A name that is nowhere, and a folder that cannot be listed."""
    assert on_disk(f"{tmp_path}/", "a/é\0.md") == "a/é\0.md"
    assert on_disk(f"{tmp_path}/none/", "e\u0301") == "é"
