"""While sources have errors the desk shows a draft, as `build --draft` makes it; only where there is not even
that, the last pages stay."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pressmark.desk.pictures import QUALITY
from pressmark.today import today
from tests.desk.served import Served, pictures, served
from tests.output.building import PUBLICATION, processes, replaced, root_at, tiny_root

TIDE = f"source/{PUBLICATION}/02-by-the-tide.md"
DARK = f"source/{PUBLICATION}/01-after-dark.md"
DPI = 60
QUIET = 1.5  # so long nothing is to change, in seconds, till all is done


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_root(tmp_path_factory.mktemp("drafts") / "root")


@pytest.fixture(name="running", scope="module")
def _running(folder: Path) -> Iterator[Served]:
    with served(folder) as one:
        one.until(lambda state: state["phase"] == "ready" and state["pages"])
        yield one


@pytest.fixture(name="desk")
def _desk(running: Served, folder: Path) -> Iterator[Served]:
    """The desk, whose files are as they were when a test ends."""
    kept = {path: path.read_bytes() for path in folder.rglob("*") if path.suffix in (".md", ".yaml", ".j2")}
    yield running
    for path, content in kept.items():
        if path.read_bytes() != content:
            path.write_bytes(content)
    running.until(lambda state: not state["draft"] and not state["behind"])


def settled(desk: Served) -> Any:
    """The state, when nothing of its pages has changed for a while."""
    state, since = desk.state, time.monotonic()
    while time.monotonic() < since + QUIET:
        time.sleep(0.1)
        now = desk.state
        if (pictures(now), now["phase"]) != (pictures(state), "ready"):
            since = time.monotonic()
        state = now
    return state


def broken(desk: Served, file: Path, old: str, new: str) -> Any:
    """The state after words of a file were exchanged for such as cannot stand there."""
    replaced(file, old, new)
    return desk.until(lambda state: state["draft"] or state["behind"])


def names(state: Any, numbers: list[int]) -> list[str]:
    return [state["pages"][n]["name"] for n in numbers]


def draft_of(folder: Path) -> bytes:
    """The file that `build --draft` makes of a root."""
    job = root_at(folder).job(PUBLICATION)
    (draft,) = job.run(processes=processes(), draft=True, day=today(os.environ)).files.values()
    return draft


def as_in(desk: Served, file: bytes, state: Any) -> list[bool]:
    """Which pages of the desk are, to the byte, PDFium's of a file."""
    same = []
    with pypdfium2.PdfDocument(file) as document:
        assert len(document) == len(state["pages"])
        for page in state["pages"]:
            address = f"/picture/{PUBLICATION}/{page['n']}?picture={page['picture']}&dpi={DPI}"
            _, raw, _ = desk.get(address)
            made = io.BytesIO()
            picture = document[page["n"]].render(scale=DPI / 72).to_pil().convert("RGB")
            picture.save(made, "JPEG", quality=QUALITY, subsampling=0)
            same.append(raw == made.getvalue())
    return same


def test_an_unknown_title_is_set_and_marked(desk: Served, folder: Path) -> None:
    """What cannot be found is set as it is typed, and said; the page is that of the draft, and no other
    page is changed but where the entry is listed. Mended, the pages are the built ones again."""
    before = desk.state
    draft = broken(desk, folder / TIDE, "/// entry | neaps", "/// entry | neap")
    assert draft["behind"] is None
    assert not any(page["behind"] for page in draft["pages"])
    assert "4" in names(draft, draft["changed"])
    assert len(draft["changed"]) < len(draft["pages"])
    found = draft["findings"][0]
    assert (found["severity"], found["file"], found["line"]) == ("error", TIDE, 9)
    assert found["cure"]["new"] == "neaps"
    assert draft["draft"]["why"] == ['Line 9 of 02-by-the-tide.md: unknown title "neap"']
    assert date.fromisoformat(draft["draft"]["day"]) == today(os.environ)
    at_rest = settled(desk)
    assert not set(pictures(at_rest)) & set(pictures(before)), "each page is stamped"
    assert all(as_in(desk, draft_of(folder), at_rest))
    replaced(folder / TIDE, "/// entry | neap", "/// entry | neaps")
    mended = desk.until(lambda state: not state["draft"])
    assert pictures(mended) == pictures(before)
    assert mended["changed"] == draft["changed"]
    desk.until(lambda state: state["press"]["state"] == "done")
    screen = folder / "output" / PUBLICATION / f"{PUBLICATION}-screen.pdf"
    assert all(as_in(desk, screen.read_bytes(), mended))


def test_what_is_too_long_is_set_below_the_foot_and_said_in_words(desk: Served, folder: Path) -> None:
    """The page is the draft's; copyfit names the block, how much is too long, which words these are, and
    where they are written."""
    replaced(folder / DARK, "1. Count the bollards aloud.", " ".join(["rope"] * 900) + "\n\n1. Count.")
    draft = desk.until(lambda state: state["draft"])
    assert draft["draft"]["why"] == ["Page 3 does not fit; it is shown all the same"]
    (fit,) = [one["fit"] for one in draft["spreads"] if one["fit"] and one["fit"]["below"]]
    assert fit["state"] == "over"
    assert fit["words"].endswith("words too long")
    (below,) = fit["below"]
    assert names(draft, [below["n"]]) == ["3"]
    assert "words too long (" in below["said"]
    assert below["y"] > 100
    lines = (folder / DARK).read_text("utf-8").splitlines()
    written = lines[below["line"] - 1 : below["last"]]
    assert below["file"] == DARK
    assert written[-1][: below["end"] - 1].endswith(below["text"].split()[-1])
    assert written[0][below["column"] - 1 :].startswith(below["text"].split()[0])
    assert all(as_in(desk, draft_of(folder), settled(desk)))


def test_what_is_typed_is_a_draft_too(desk: Served, folder: Path) -> None:
    """In a draft a page follows what is typed on it, and the others stay as they are till nobody types."""
    text = (folder / TIDE).read_text("utf-8")
    desk.send("PUT", "/api/unsaved", path=TIDE, text=text.replace("/// entry | neaps", "/// entry | neap"))
    desk.until(lambda state: state["draft"])
    first = settled(desk)
    typed = text.replace("/// entry | neaps", "/// entry | neap").replace("Foam", "Froth")
    desk.send("PUT", "/api/unsaved", path=TIDE, text=typed)
    second = desk.until(lambda state: state["draft"]["digest"] != first["draft"]["digest"])
    assert names(second, second["changed"]) == ["4"]
    same = [a == b for a, b in zip(pictures(first), pictures(second), strict=True)]
    assert same.count(False) in (1, len(same)), "one at once, all when it is quiet"
    third = settled(desk)
    assert names(third, third["changed"]) == ["4"]
    assert not set(pictures(third)) & set(pictures(first)), "all bear the digest of what is typed now"
    desk.send("PUT", "/api/unsaved", path=TIDE, text=None)


def test_there_are_no_press_files_of_a_draft(desk: Served, folder: Path) -> None:
    """Nothing is built while there are errors, and what was built stays."""
    output = folder / "output" / PUBLICATION
    desk.until(lambda state: state["press"]["state"] == "done")
    before = {path.name: path.stat().st_mtime_ns for path in output.iterdir()}
    broken(desk, folder / TIDE, "/// entry | neaps", "/// entry | neap")
    time.sleep(6)
    assert {path.name: path.stat().st_mtime_ns for path in output.iterdir()} == before
    assert not list((folder / "output").glob("*-draft.pdf"))


def test_where_nothing_can_be_set_the_last_pages_stay(desk: Served, folder: Path) -> None:
    """A publication that cannot be read leaves all of them behind, as they were; mended, none."""
    before = desk.state
    file = folder / "source" / PUBLICATION / "publication.yaml"
    behind = broken(desk, file, "title: ", 'title: "')
    assert behind["draft"] is None
    assert pictures(behind) == pictures(before)
    assert all(page["behind"] for page in behind["pages"])
    assert behind["behind"]["since"]
    assert "publication.yaml" in behind["behind"]["why"]
    replaced(file, 'title: "', "title: ")
    mended = desk.until(lambda state: not state["behind"])
    assert not any(page["behind"] for page in mended["pages"])
    assert pictures(mended) == pictures(before)


def test_a_template_that_fails_leaves_behind_the_pages_that_it_draws(desk: Served, folder: Path) -> None:
    """And those of the parts whose text has changed meanwhile."""
    template = folder / "layouts" / "directory" / "pages" / "shelf.html.j2"
    template.write_text("{% if %}" + template.read_text("utf-8"), "utf-8")
    behind = desk.until(lambda state: state["behind"])
    late = [page["name"] for page in behind["pages"] if page["behind"]]
    assert 0 < len(late) < len(behind["pages"])
    replaced(folder / TIDE, "Foam", "Froth")
    desk.until(lambda state: {"4", *late} <= {page["name"] for page in state["pages"] if page["behind"]})
    assert len([page for page in desk.state["pages"] if page["behind"]]) < len(behind["pages"])
