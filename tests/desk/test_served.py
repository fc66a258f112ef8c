"""The desk as it is served: pages follow what is typed, and nothing is written unasked."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pressmark.desk.pictures import QUALITY
from tests.desk.served import Served, pictures, processes_of, served
from tests.output.building import PUBLICATION, tiny_root

TIDE = f"source/{PUBLICATION}/02-by-the-tide.md"
DPI = 110


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_root(tmp_path_factory.mktemp("desk") / "root")


@pytest.fixture(name="desk", scope="module")
def _desk(folder: Path) -> Iterator[Served]:
    with served(folder) as one:
        one.until(lambda state: state["phase"] == "ready" and state["pages"])
        yield one


def text_of(desk: Served, path: str = TIDE) -> str:
    text: str = desk.ask(f"/api/file?path={path}")["text"]
    return text


def test_the_spreads_lie_as_they_are_bound(desk: Served) -> None:
    """The front alone, a verso beside its recto, the back alone."""
    state = desk.state
    assert [len(spread["pages"]) for spread in state["spreads"]] == [1, 2, 2, 2, 2, 2, 1]
    assert [page["side"] for page in state["pages"]][:3] == ["recto", "verso", "recto"]
    assert state["spreads"][2]["fit"]["words"].endswith("of room")


def test_what_is_typed_is_on_its_page_and_not_on_the_disk(desk: Served, folder: Path) -> None:
    before = desk.state
    text = text_of(desk)
    status, _ = desk.send("PUT", "/api/unsaved", path=TIDE, text=text.replace("Foam", "Froth"))
    after = desk.until(lambda state: pictures(state) != pictures(before))
    assert status == 200
    assert [before["pages"][n]["name"] for n in after["changed"]] == ["4"]
    n = after["changed"][0]
    texts = desk.ask(f"/api/page/{PUBLICATION}/{n}")["texts"]
    run = next(one for one in texts if one["text"].startswith("Froth"))
    assert (run["file"], run["line"], run["column"]) == (TIDE, 6, 1)
    assert "Foam" in (folder / TIDE).read_text("utf-8")
    assert [one["path"] for one in after["files"] if one["unsaved"]] == [TIDE]
    desk.send("PUT", "/api/unsaved", path=TIDE, text=None)
    desk.until(lambda state: pictures(state) == pictures(before))


def test_an_editor_beside_it_is_followed(desk: Served, folder: Path) -> None:
    before, file = desk.state, folder / TIDE
    text = file.read_text("utf-8")
    file.write_text(text.replace("Foam", "Spray"), "utf-8")
    desk.until(lambda state: pictures(state) != pictures(before))
    file.write_text(text, "utf-8")
    desk.until(lambda state: pictures(state) == pictures(before))


def test_saving_writes_what_was_typed_and_never_over_another(desk: Served, folder: Path) -> None:
    begun = desk.ask(f"/api/file?path={TIDE}")
    mine = begun["text"].replace("Foam", "Mist")
    desk.send("PUT", "/api/unsaved", path=TIDE, text=mine)
    assert desk.ask(f"/api/file?path={TIDE}")["unsaved"] == mine
    status, answer = desk.send("POST", "/api/save", path=TIDE, text=mine, digest=begun["digest"])
    assert status == 200
    assert (folder / TIDE).read_text("utf-8") == mine
    assert desk.ask(f"/api/file?path={TIDE}")["unsaved"] is None
    status, theirs = desk.send("POST", "/api/save", path=TIDE, text=begun["text"], digest=begun["digest"])
    assert (status, theirs["text"], theirs["digest"]) == (409, mine, answer["digest"])
    assert (folder / TIDE).read_text("utf-8") == mine
    desk.send("POST", "/api/save", path=TIDE, text=begun["text"], digest=answer["digest"])


def test_each_file_bears_the_digest_of_what_is_on_the_disk(desk: Served, folder: Path) -> None:
    """So the page need not ask which have changed; what is typed changes none."""

    def digests(state: Any) -> dict[str, str]:
        return {file["path"]: file["digest"] for file in state["files"]}

    first = digests(desk.state)
    assert first == {path: hashlib.sha256((folder / path).read_bytes()).hexdigest() for path in first}
    desk.send("PUT", "/api/unsaved", path=TIDE, text=text_of(desk).replace("Foam", "Rime"))
    desk.until(lambda state: any(file["unsaved"] for file in state["files"]))
    assert digests(desk.state) == first
    desk.send("PUT", "/api/unsaved", path=TIDE, text=None)
    before = (folder / TIDE).read_bytes()
    (folder / TIDE).write_bytes(before + b"\n")
    changed = desk.until(lambda state: digests(state) != first)
    assert [path for path, digest in digests(changed).items() if digest != first[path]] == [TIDE]
    (folder / TIDE).write_bytes(before)
    desk.until(lambda state: digests(state) == first)


def test_a_block_is_found_on_its_page_and_in_its_source(desk: Served) -> None:
    status, body, headers = desk.get(f"/api/blocks/{PUBLICATION}")
    blocks = {block["id"]: block for block in json.loads(body)["blocks"]}
    assert status == 200
    assert (blocks["entry/ebb"]["file"], blocks["entry/ebb"]["line"]) == (TIDE, 5)
    assert blocks["entry/ebb"]["last"] == 6
    assert len(blocks["entry/ebb"]["boxes"]) == 1
    title = blocks["section/2/title"]
    assert (title["file"], title["line"], title["last"], title["kind"]) == (TIDE, 2, 2, "title")
    (box,) = title["boxes"]
    run = next(
        run
        for run in desk.ask(f"/api/page/{PUBLICATION}/{box['n']}")["texts"]
        if run["text"].startswith("By the") and run["line"] == 2
    )
    assert box["x"] <= run["x"] < box["x"] + box["width"]
    assert abs(box["y"] - run["y"]) < 3
    again, _, _ = desk.get(f"/api/blocks/{PUBLICATION}", **{"If-None-Match": str(headers["ETag"])})
    assert again == 304


def test_what_is_quiet_is_built_and_the_pictures_are_those_of_its_pages(desk: Served, folder: Path) -> None:
    """Press files follow behind; a page alone looks as the page of the screen edition does."""
    state = desk.until(lambda state: state["press"]["state"] == "done")
    assert state["press"]["note"].startswith("Press files as built ")
    made = folder / "output" / PUBLICATION / f"{PUBLICATION}-screen.pdf"
    with pypdfium2.PdfDocument(made.read_bytes()) as document:
        assert len(document) == len(state["pages"])
        for page in state["pages"]:
            address = f"/picture/{PUBLICATION}/{page['n']}?picture={page['picture']}&dpi={DPI}"
            status, raw, headers = desk.get(address)
            assert (status, headers["Content-Type"]) == (200, "image/jpeg")
            built = io.BytesIO()
            picture = document[page["n"]].render(scale=DPI / 72).to_pil().convert("RGB")
            picture.save(built, "JPEG", quality=QUALITY, subsampling=0)
            assert raw == built.getvalue(), page
    press = desk.get(f"/picture/{PUBLICATION}/2?view=press&dpi=40")
    assert press[0] == 200


def test_the_inks_of_press_files_are_told(desk: Served) -> None:
    """Where most ink lies, within the limit; how much of each at a place; and which files these are."""
    state = desk.until(lambda state: state["press"]["state"] == "done")
    assert len(state["press"]["digest"]) == 20
    plates = desk.ask(f"/api/plates/{PUBLICATION}")
    most = plates["heaviest"]
    assert plates["plates"] == ["Cyan", "Magenta", "Yellow", "Black"]
    assert 0 < most["total"] <= plates["limit"] == 300
    assert plates["legend"][0] == {"total": 0, "colour": "#ffffff"}
    there = desk.ask(f"/api/inks/{PUBLICATION}/{most['n']}?x={most['x']}&y={most['y']}")
    assert abs(there["total"] - most["total"]) <= 1
    assert there["row"] == most["row"]
    for asked, status in (("x=1", 400), ("x=nan&y=1", 400), ("x=900&y=1", 404)):
        assert desk.get(f"/api/inks/{PUBLICATION}/2?{asked}")[0] == status
    assert desk.get(f"/api/inks/{PUBLICATION}/99?x=1&y=1")[0] == 404
    heat = desk.get(f"/picture/{PUBLICATION}/2?view=press&plate=heat&bleed=1&dpi=40")
    assert (heat[0], heat[2]["Content-Type"]) == (200, "image/jpeg")


def test_a_picture_that_is_no_more_is_not_there(desk: Served) -> None:
    assert desk.get(f"/picture/{PUBLICATION}/2?picture=00")[0] == 404
    assert desk.get(f"/picture/{PUBLICATION}/99")[0] == 404
    assert desk.get(f"/picture/{PUBLICATION}/2?dpi=many")[0] == 400
    assert desk.get("/picture/nothing/2")[0] == 404
    assert desk.get("/api/state/nothing")[0] == 404


def test_files_out_of_the_root_are_not_given(desk: Served, folder: Path) -> None:
    for path in ("../root/source", "output/manifest.json", "/etc/passwd", "source/%2e%2e/x.md"):
        assert desk.get(f"/api/file?path={path}")[0] in (403, 404)
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py"):
        assert desk.get(path)[0] in (303, 404)
    assert desk.send("PUT", "/api/unsaved", path="output/x.md", text="x")[0] == 403


def test_a_maker_that_is_killed_is_begun_anew(desk: Served) -> None:
    """Nothing that was typed is lost."""
    before = desk.state
    desk.send("PUT", "/api/unsaved", path=TIDE, text=text_of(desk).replace("Foam", "Haze"))
    changed = desk.until(lambda state: pictures(state) != pictures(before))
    time.sleep(5.5)  # one that ends at once is not begun again
    makers = [
        int(path.parent.name)
        for path in Path("/proc").glob("[0-9]*/stat")
        if path.read_text("utf-8").rpartition(")")[2].split()[1] == str(desk.process.pid)
        and b"spawn_main" in (path.parent / "cmdline").read_bytes()
    ]
    assert makers
    for pid in makers:
        os.kill(pid, signal.SIGKILL)
    desk.send("PUT", "/api/unsaved", path=TIDE, text=text_of(desk).replace("Foam", "Hazes"))
    after = desk.until(lambda state: pictures(state) not in (pictures(before), pictures(changed)))
    assert after["phase"] in ("ready", "setting")
    desk.send("PUT", "/api/unsaved", path=TIDE, text=None)


def test_a_port_that_is_taken_is_said(desk: Served, folder: Path) -> None:
    from tests.output.building import python

    port = desk.base.rpartition(":")[2]
    run = python("-m", "pressmark", "--root", folder, "serve", "--no-browser", "--port", port)
    assert run.code == 2
    assert f"something else is at port {port}" in run.error


def test_what_is_killed_leaves_no_process(folder: Path) -> None:
    """However it ends."""
    with served(folder) as one:
        one.until(lambda state: state["pages"])
        one.process.kill()
        one.process.wait()
        assert processes_of(one.process.pid) == []
