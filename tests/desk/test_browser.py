"""The desk in a real browser: what an editor types is on the page, and what stands there leads back."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.desk.browser import LAPTOP, LARGE, Window, chromium, kept, needs_browser, window
from tests.desk.served import Served, served
from tests.output.building import PUBLICATION, replaced, tiny_root

pytestmark = needs_browser

TIDE = f"source/{PUBLICATION}/02-by-the-tide.md"
FOAM = "Foam leaves a line on the piles"  # line 6 of it, on page 4
PAGE, FOAM_LINE = 5, 6


@pytest.fixture(name="begin", scope="module")
def _begin() -> Iterator[Callable[..., Browser]]:
    with chromium() as begin:
        yield begin


@pytest.fixture(name="browser", scope="module")
def _browser(begin: Callable[..., Browser]) -> Browser:
    return begin()


@pytest.fixture(name="folder", scope="module")
def _folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_root(tmp_path_factory.mktemp("browser") / "root")


@pytest.fixture(name="desk", scope="module")
def _desk(folder: Path) -> Iterator[Served]:
    with served(folder) as one:
        yield one


@pytest.fixture(name="shown")
def _shown(browser: Browser, desk: Served, folder: Path) -> Iterator[Window]:
    """A window on page 4; what it leaves behind is put back."""
    before = (folder / TIDE).read_text("utf-8")
    with window(browser, desk, f"/{PUBLICATION}/4") as one:
        yield one
    desk.send("PUT", "/api/unsaved", path=TIDE, text=None)
    if (folder / TIDE).read_text("utf-8") != before:
        (folder / TIDE).write_text(before, "utf-8")
    desk.until(lambda state: state["phase"] == "ready" and not state["behind"] and not errors(state))


def errors(state: Any) -> list[str]:
    """What keeps the pages from being set."""
    return [one["code"] for one in state["findings"] if one["severity"] == "error"]


def changes(shown: Window, before: dict[int, str]) -> None:
    """Wait till the picture of page 4 is another."""
    shown.until(lambda: shown.pictures.get(PAGE, before[PAGE]) != before[PAGE], "the changed page")


def drawn(shown: Window) -> dict[int, str]:
    """The pictures, once that of page 4 is drawn."""
    shown.until(lambda: PAGE in shown.pictures, "page 4")
    return shown.pictures


def edit(shown: Window, word: str) -> None:
    """Type a word in place of the first of line 6."""
    shown.to_line(FOAM_LINE)
    shown.press("Control+Shift+ArrowRight")
    shown.type(word)


def test_the_address_of_a_page_opens_it_and_bears_no_token(shown: Window) -> None:
    """Its source stands beside it, and the first spread of the rail that is in view is its own."""
    assert shown.path == f"/{PUBLICATION}/4"
    assert "4–5" in shown.text("#rail [aria-current] .thumb-label")
    assert "title: By the tide" in shown.source or FOAM in shown.source
    assert shown.page.title() == "4 · Harbour lights"


def test_what_is_typed_is_on_the_page_and_not_on_the_disk(shown: Window, folder: Path) -> None:
    before = drawn(shown)
    edit(shown, "Froth")
    changes(shown, before)
    shown.says("Your change is on page 4")
    assert shown.text("#unsaved") == "not saved"
    assert FOAM in (folder / TIDE).read_text("utf-8")
    shown.press("Control+S")
    shown.says("Saved")
    assert "Froth leaves a line" in (folder / TIDE).read_text("utf-8")
    assert shown.text("#unsaved") == ""


def test_what_another_editor_saves_is_on_the_page_and_in_the_source(shown: Window, folder: Path) -> None:
    before = drawn(shown)
    replaced(folder / TIDE, "Foam", "Spray")
    changes(shown, before)
    shown.until(lambda: "Spray leaves a line" in shown.source, "the disk's text")
    assert shown.text("#unsaved") == ""


def test_a_click_on_a_word_leads_to_it_in_its_source(shown: Window) -> None:
    """And a double click selects it there. What no source wrote says what made it."""
    shown.page.mouse.click(*shown.word(PAGE, "sea"))
    shown.caret_at(10)
    shown.page.mouse.dblclick(*shown.word(PAGE, "forgets"))
    shown.type("declines")
    shown.until(lambda: "the sea declines to hurry." in shown.source, "the word in place of another")
    shown.page.mouse.click(*shown.word(PAGE, "By"))
    shown.caret_at(2)
    shown.page.mouse.click(*shown.word(PAGE, "Research"))
    shown.until(lambda: "label: Research" in shown.source, "a symbol's source")


def test_the_caret_rings_its_block(shown: Window) -> None:
    shown.to_line(FOAM_LINE)
    ring = f'.leaf[data-n="{PAGE}"] .ring.dark.thick'

    def rung(word: str) -> bool:
        x, y = shown.word(PAGE, word)
        box = shown.box(ring)
        return box is not None and box[0] < x < box[2] and box[1] < y < box[3]

    shown.until(lambda: rung("Foam") and not rung("Twice"), "a ring round its block alone")
    assert rung("Reading"), "its title stands in the ring"
    shown.to_line(FOAM_LINE + 4)
    shown.until(lambda: rung("Twice") and not rung("Foam"), "a ring round another block")


def test_a_source_that_cannot_be_set_leaves_its_pages_and_a_cure_mends_it(shown: Window) -> None:
    """One key applies what was meant, and one step takes it back."""
    before = drawn(shown)
    shown.to_line(9)
    shown.press("End", "Backspace")
    shown.until(lambda: shown.count(".flaw.error"), "an underline")
    shown.looks_so(".late-bar", "Behind")
    assert "unknown title" in shown.text(".said")
    assert shown.pictures[PAGE] == before[PAGE]
    shown.press("Control+.")
    shown.until(lambda: "/// entry | neaps" in shown.source, "the cure")
    shown.until(lambda: not shown.count(".late-bar") and not shown.count(".flaw.error"), "all mended")
    shown.press("Control+Z")
    shown.until(lambda: "/// entry | neap\n" in shown.source, "what was written before")
    shown.looks_so(".late-bar", "Behind")


def test_a_file_that_is_broken_and_mended_on_the_disk_is_followed(shown: Window, folder: Path) -> None:
    before = drawn(shown)
    replaced(folder / TIDE, "title: By the tide", 'title: "By the tide')
    shown.looks_so(".late-bar", "Behind")
    shown.says("Line 2 of 02-by-the-tide.md")
    replaced(folder / TIDE, 'title: "By the tide', "title: By the tides")
    changes(shown, before)
    assert not shown.count(".late-bar")


def test_a_closed_tab_loses_nothing(shown: Window, browser: Browser, desk: Served, folder: Path) -> None:
    """What is not saved is there again, on the page and in the source, and is still not saved."""
    before = drawn(shown)
    edit(shown, "Scum")
    changes(shown, before)
    shown.page.reload()
    shown.opened()
    shown.until(lambda: "Scum leaves a line" in shown.source, "what was typed, after a reload")
    assert shown.text("#unsaved") == "not saved"
    assert kept(shown)[TIDE]["text"].count("Scum") == 1
    with window(browser, desk, f"/{PUBLICATION}/4", context=shown.page.context) as again:
        again.until(lambda: "Scum leaves a line" in again.source, "what was typed, in another tab")
        assert drawn(again)[PAGE] == desk.state["pages"][PAGE]["picture"] != before[PAGE]
        assert again.text("#unsaved") == "not saved"
    assert FOAM in (folder / TIDE).read_text("utf-8")


def test_what_both_changed_is_settled_and_nothing_is_overwritten(shown: Window, folder: Path) -> None:
    """What only one changed is merged; Ctrl S does nothing before the rest is settled."""
    edit(shown, "Mine")
    theirs = (folder / TIDE).read_text("utf-8").replace("Foam", "Theirs").replace("Ninety", "Eighty")
    (folder / TIDE).write_text(theirs, "utf-8")
    shown.looks_so("#banner", "This file changed on disk")
    shown.press("Control+S")
    shown.says("Not saved:")
    assert (folder / TIDE).read_text("utf-8") == theirs
    shown.page.get_by_role("button", name="Keep both").click()
    shown.looks_so(".clash .mine", "Mine leaves a line")
    shown.looks_so(".clash .disk", "Theirs leaves a line")
    assert "Eighty days of fog" in shown.source
    shown.press("Control+S")
    shown.says("Not saved:")
    shown.press("Alt+1")
    shown.until(lambda: not shown.count(".clash"), "all settled")
    shown.press("Control+S")
    shown.says("Saved")
    assert (folder / TIDE).read_text("utf-8") == theirs.replace("Theirs", "Mine")


def test_back_leads_to_the_page_before(shown: Window) -> None:
    shown.page.locator("#table").focus()
    shown.press("PageDown")
    shown.until(lambda: shown.path == f"/{PUBLICATION}/6", "the next spread's address")
    shown.press("PageDown")
    shown.until(lambda: shown.path == f"/{PUBLICATION}/8", "the one behind it")
    shown.page.go_back()
    shown.until(lambda: "6–7" in shown.text("#rail [aria-current] .thumb-label"), "the page before")
    shown.page.reload()
    shown.opened()
    assert shown.path == f"/{PUBLICATION}/6"
    assert "6–7" in shown.text("#rail [aria-current] .thumb-label")


def test_a_change_out_of_view_is_said_and_led_to(shown: Window, folder: Path) -> None:
    """Nothing jumps by itself; Alt P goes there."""
    drawn(shown)
    replaced(folder / f"source/{PUBLICATION}/01-after-dark.md", "A rope sings", "A rope hums")
    shown.says("Your change is on page 2")
    assert shown.path == f"/{PUBLICATION}/4"
    shown.looks_so("#show-change", "Show")
    shown.press("Alt+P")
    shown.until(lambda: shown.path == f"/{PUBLICATION}/2", "the page that has changed")
    assert shown.text("#show-change") == ""
    replaced(folder / f"source/{PUBLICATION}/01-after-dark.md", "A rope hums", "A rope sings")


def test_all_places_of_a_title_are_gone_round(shown: Window) -> None:
    """It stands on its entry's page, on the cover there, in the index: Alt R leads to each in turn."""
    shown.page.locator("#file").select_option("source/catalogue/tides.yaml")
    shown.until(lambda: "id: ebb" in shown.source, "the titles")
    shown.page.wait_for_timeout(500)  # till the pages out of view have their texts
    shown.to_line(5)
    shown.until(lambda: "places" in shown.foot, "how many places")
    count = int(shown.foot.split()[0])
    assert count > 2
    seen = []
    for turn in range(count):
        shown.press("Alt+R")
        shown.says(f"Place {(turn + 1) % count + 1} of {count}")
        seen.append(shown.path)
    assert {f"/{PUBLICATION}/4", f"/{PUBLICATION}/6"} <= set(seen)


def test_the_keyboard_alone_is_enough(shown: Window) -> None:
    """F6 goes round the panes, Escape and Enter between source and page, Ctrl K anywhere."""
    focused = (
        "() => ['head', 'rail', 'table', 'side'].find("
        "(id) => document.getElementById(id).contains(document.activeElement))"
    )
    shown.page.locator("#publication").focus()
    panes = []
    for _ in range(4):
        shown.press("F6")
        panes.append(shown.ask(focused))
    assert panes == ["rail", "table", "side", "head"]
    shown.press("F6", "ArrowDown", "Enter")
    shown.until(lambda: shown.path == f"/{PUBLICATION}/6", "the spread below in the rail")
    shown.press("Control+K")
    shown.type("ebb entry")
    shown.until(lambda: "ebb" in shown.text("#goto-list [aria-selected=true]"), "a block among the places")
    shown.press("Enter")
    shown.caret_at(5)
    shown.until(lambda: shown.path == f"/{PUBLICATION}/4", "its page")
    assert shown.text("#goto") == ""
    shown.press("Escape")
    assert shown.ask(focused) == "table"
    shown.press("2")
    assert shown.count("[data-zoom=page][aria-pressed=true]") == 1
    shown.press("1", "g")
    assert shown.count("[data-zoom=spread][aria-pressed=true]") == 1
    assert shown.count("[data-over=grid][aria-pressed=true]") == 1
    assert shown.count(".grid-line") > 0
    shown.press("g", "Enter")
    assert shown.ask(focused) == "side"
    shown.press("Escape", "?")
    shown.looks_so("#keys", "Next spread")
    shown.press("Escape")
    shown.until(lambda: shown.text("#keys") == "", "the keys put away")
    shown.press("F8")
    shown.until(lambda: shown.count(".flaw.chosen") or shown.count("li.chosen"), "a finding")
    shown.press("Control+B", "Control+J")
    assert not shown.text("#rail")
    assert not shown.text("#side")


def test_what_the_foot_says_is_heard_now_and_then(shown: Window) -> None:
    """Each keystroke changes the page; a screen reader is told every two seconds, of the newest."""
    drawn(shown)
    shown.ask(
        "() => { window.said = []; new MutationObserver(() => window.said.push([performance.now(),"
        " document.getElementById('status').textContent])).observe("
        "document.getElementById('status'), {childList: true}); }"
    )
    shown.to_line(FOAM_LINE)
    for letter in "abcdefgh":
        shown.type(letter)
        shown.page.wait_for_timeout(120)
    shown.until(
        lambda: "not saved" in shown.text("#unsaved") and shown.foot.startswith("Your change"), "a change"
    )
    shown.until(lambda: shown.ask("() => window.said.at(-1)?.[1].startsWith('Your change')"), "it is heard")
    times = [at for at, _ in shown.ask("() => window.said")]
    assert all(after - before > 1900 for before, after in itertools.pairwise(times))


def test_a_word_is_completed_by_keyboard(shown: Window) -> None:
    shown.to_line(9)
    shown.press("End", *["Backspace"] * 5)
    shown.type("ne")
    shown.looks_so(".cm-tooltip-autocomplete", "neaps")
    shown.page.wait_for_timeout(100)  # a key that comes as soon as the list is not meant for it
    shown.press("Enter")
    shown.until(lambda: "/// entry | neaps\n" in shown.source, "the title")


def test_a_desk_that_stops_keeps_what_is_typed(browser: Browser, tmp_path: Path) -> None:
    """The page says so, and typing goes on; the next desk offers it."""
    root, at = tiny_root(tmp_path / "root"), f"/{PUBLICATION}/4"
    context = browser.new_context(viewport={"width": LAPTOP[0], "height": LAPTOP[1]})
    with served(root) as first, window(browser, first, at, context=context) as shown:
        port = int(first.base.rpartition(":")[2])
        edit(shown, "Froth")
        shown.says("Your change is on page 4")
        first.process.terminate()
        shown.says("The desk has stopped")
        shown.type("y")
        shown.until(lambda: "Frothy" in str(kept(shown).get(TIDE)), "what was typed is kept")
    with served(root, port) as second, window(browser, second, at, context=context) as shown:
        shown.looks_so("#banner", "Yours of")
        assert FOAM in shown.source
        shown.page.get_by_role("button", name="Keep yours").click()
        shown.until(lambda: "Frothy leaves" in shown.source, "what was typed")
        shown.says("Your change is on page 4")
    context.close()


def test_axe_finds_what_is_wrong(shown: Window) -> None:
    """So that its silence says something."""
    shown.ask("() => document.getElementById('file').removeAttribute('aria-label')")
    assert any(found.startswith("select-name") for found in shown.axe())


def test_axe_finds_nothing_while_one_writes(shown: Window, folder: Path) -> None:
    """Not in what opens over the page, nor while something is wrong, nor while two texts are settled."""
    drawn(shown)
    found = {"the page": shown.axe()}
    for name, key in (("go to", "Control+K"), ("search", "Control+F")):
        shown.page.locator(".cm-content").focus()
        shown.press(key)
        found[name] = shown.axe()
        shown.press("Escape")
    for name, opens in (("keys", "#help"), ("publications", "#publication")):
        shown.page.locator(opens).click()
        found[name] = shown.axe()
        shown.press("Escape")
    shown.to_line(9)
    shown.press("End", "Backspace")
    shown.looks_so(".late-bar", "Behind")
    found["behind"] = shown.axe()
    shown.page.locator("#tab-findings").click()
    shown.press("F8")
    found["findings"] = shown.axe()
    replaced(folder / TIDE, "entry | neaps", "entry | race")
    shown.page.locator("#tab-source").click()
    shown.looks_so("#banner", "This file changed on disk")
    found["conflict"] = shown.axe()
    shown.page.get_by_role("button", name="Keep both").click()
    shown.until(lambda: shown.count(".clash"), "what is to be settled")
    found["clash"] = shown.axe()
    assert not any(found.values()), found


def test_axe_finds_nothing_in_either_theme_nor_at_press(shown: Window, desk: Served) -> None:
    desk.until(lambda state: state["press"]["state"] == "done")
    found = {}
    for theme in ("Dark", "Light"):
        shown.page.get_by_role("button", name=theme, exact=True).click()
        shown.page.get_by_role("button", name="Screen", exact=True).click()
        found[theme] = shown.axe()
        shown.page.get_by_role("button", name="Press", exact=True).click()
        shown.until(lambda: shown.count("#plate-choice button") > 4, "the plates")
        found[f"press, {theme}"] = shown.axe()
        shown.page.get_by_role("button", name="Heat").first.click()
        found[f"heat, {theme}"] = shown.axe()
    assert not any(found.values()), found


@pytest.mark.parametrize(
    ("size", "words", "emulated"),
    [
        (LARGE, (), {}),
        (LAPTOP, ("--blink-settings=defaultFontSize=32",), {}),  # all text twice as large
        (LAPTOP, (), {"reduced_motion": "reduce", "color_scheme": "dark"}),
        (LAPTOP, (), {"forced_colors": "active"}),
        ((900, 640), (), {}),
    ],
    ids=["large", "text twice as large", "reduced motion, dark", "forced colours", "narrow"],
)
def test_every_window_shows_all_of_the_desk(
    begin: Callable[..., Browser],
    browser: Browser,
    desk: Served,
    size: tuple[int, int],
    words: tuple[str, ...],
    emulated: dict[str, Any],
) -> None:
    """Page, source and copyfit are seen, nothing runs out of the window, and axe finds nothing."""
    own = begin(*words) if words else browser
    with window(own, desk, f"/{PUBLICATION}/4", size, **emulated) as shown:
        drawn(shown)
        for selector, least in (("#table", 100), ("#editor", 100), ("#copyfit", 24), ("#words", 12)):
            box = shown.box(selector)
            assert box is not None
            assert box[3] - box[1] > least, selector
        for button in shown.page.locator("#head button:visible, #side button:visible, #foot").all():
            place = button.bounding_box()
            assert place is not None
            assert place["x"] >= 0, button
            assert place["x"] + place["width"] <= size[0], button
            assert place["height"] >= 24, button
        if "reduced_motion" in emulated:
            shown.page.locator("#table").focus()
            shown.press("2", "1")
            moving = shown.ask("() => document.getAnimations().map((one) => one.animationName)")
            assert {*moving} <= {"cm-blink", "cm-blink2"}, "only a caret blinks"
        assert shown.axe() == []
    if words:
        own.close()
