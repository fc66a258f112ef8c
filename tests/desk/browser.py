"""A browser that looks at the desk as an editor does, for tests: by mouse, by keyboard, and by axe."""

from __future__ import annotations

import functools
import json
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from tests.desk.served import Served

CHROMIUM = shutil.which("chromium")
AXE = Path(__file__).with_name("axe") / "axe.min.js"

needs_browser = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium to open the desk in")

# So long is waited for what a window shows, in seconds.
PATIENCE = 15.0

LAPTOP, LARGE = (1280, 720), (2560, 1440)


@contextmanager
def chromium() -> Iterator[Callable[..., Browser]]:
    """What begins Debian's Chromium, without a window, with words on its command line."""
    with sync_playwright() as playwright:

        def begin(*words: str) -> Browser:
            return playwright.chromium.launch(executable_path=CHROMIUM, args=[*words])

        yield begin


@dataclass
class Window:
    """A window of the desk. What its scripts or its policy complain of is in `complaints`."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", self._said)

    def _said(self, message: ConsoleMessage) -> None:
        # A refusal is an answer that the page deals with: the browser writes of it all the same.
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.complaints.append(message.text)

    def ask(self, script: str, value: object = None) -> Any:
        """What a function in the page answers."""
        return self.page.evaluate(script, value)

    def until(self, so: Callable[[], object], what: str) -> Any:
        """What is answered once it is so."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if answer := so():
                return answer
            self.page.wait_for_timeout(20)
        raise AssertionError(f"not so within {PATIENCE} seconds: {what}; the foot says {self.foot!r}")

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        """Type a text where the focus is."""
        self.page.keyboard.type(text)

    def opened(self) -> None:
        """Wait till pages and source are there."""
        self.until(lambda: self.pictures and self.source, "a page and its source")

    @property
    def pictures(self) -> dict[int, str]:
        """The digest of the picture of each page that is drawn."""
        found: dict[str, str] = self.ask(
            """() => Object.fromEntries([...document.querySelectorAll(".leaf .picture img")].map((image) =>
              [image.closest(".leaf").dataset.n, new URL(image.src).searchParams.get("picture")]))"""
        )
        return {int(n): digest for n, digest in found.items()}

    @property
    def source(self) -> str:
        """The text in the editor, as far as it is in view."""
        lines: list[str] = self.ask(
            "() => [...document.querySelectorAll('.cm-line')].map((e) => e.textContent)"
        )
        return "\n".join(lines)

    @property
    def foot(self) -> str:
        """What just happened."""
        return self.text("#words")

    @property
    def path(self) -> str:
        """The address of the page that is looked at, without the host."""
        address: str = self.ask("() => location.pathname + location.search")
        return address

    def text(self, selector: str) -> str:
        """The text of an element; "" where there is none, or where it is not shown."""
        found: str = self.ask(
            "(selector) => { const e = document.querySelector(selector);"
            " return e && e.checkVisibility() ? e.innerText : ''; }",
            selector,
        )
        return found.replace("\xa0", " ")

    def count(self, selector: str) -> int:
        """How many elements there are."""
        return self.page.locator(selector).count()

    def box(self, selector: str) -> tuple[float, float, float, float] | None:
        """Left, head, right and foot of an element in the window; None where there is none."""
        found: list[float] | None = self.ask(
            "(selector) => { const b = document.querySelector(selector)?.getBoundingClientRect();"
            " return b ? [b.left, b.top, b.right, b.bottom] : null; }",
            selector,
        )
        return None if found is None else (found[0], found[1], found[2], found[3])

    def says(self, words: str) -> None:
        """Wait till the foot says so."""
        self.until(lambda: words in self.foot, words)

    def looks_so(self, selector: str, words: str) -> None:
        """Wait till an element has these words."""
        self.until(lambda: words in self.text(selector), f"{selector} has {words!r}")

    def caret_at(self, line: int) -> None:
        """Wait till the caret stands on a line."""
        self.looks_so("#line", f"line {line}")

    def to_line(self, line: int) -> None:
        """Put the caret at the beginning of a line of the source, by keyboard."""
        self.page.locator(".cm-content").focus()
        self.press("Control+Home")
        while self.text("#line") != f"line {line}":  # a line may be several in the window
            self.press("ArrowDown")

    def word(self, n: int, word: str) -> tuple[float, float]:
        """Where the middle of a word of a page is in the window."""
        found = self.until(
            lambda: self.ask(
                """([n, word]) => {
                  for (const text of document.querySelectorAll(`.leaf[data-n="${n}"] .words text`)) {
                    const at = text.textContent.search(new RegExp(String.raw`\\b${word}\\b`));
                    if (at < 0) continue;
                    const box = text.getExtentOfChar(at + (word.length >> 1));
                    const place = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
                    const { x, y } = place.matrixTransform(text.getScreenCTM());
                    return [x, y];
                  }
                  return null;
                }""",
                [n, word],
            ),
            f"{word!r} on page {n}",
        )
        return found[0], found[1]

    def axe(self) -> list[str]:
        """What axe finds, each with its element: nothing where all is well."""
        if not self.ask("() => 'axe' in window"):
            self.page.evaluate(axe_source())
        # Where a picture lies beneath, axe cannot judge a contrast: it says so among what is incomplete.
        told = self.ask("() => axe.run(document, {resultTypes: ['violations']})")
        assert len(told["passes"]) > 20, "axe has looked at next to nothing"
        return [f"{one['id']}: {node['html'][:200]}" for one in told["violations"] for node in one["nodes"]]


@functools.cache
def axe_source() -> str:
    """axe-core, as a script."""
    return AXE.read_text("utf-8")


@contextmanager
def window(
    browser: Browser,
    desk: Served,
    at: str = "/",
    size: tuple[int, int] = LAPTOP,
    context: BrowserContext | None = None,
    **emulated: Any,
) -> Iterator[Window]:
    """A window of the desk, opened by the address that the command prints; nothing in it complains."""
    own = context or browser.new_context(viewport={"width": size[0], "height": size[1]}, **emulated)
    page = own.new_page()
    elsewhere: list[str] = []

    def noted(request: Request) -> None:
        if not request.url.startswith((desk.base, "data:", "blob:")):
            elsewhere.append(request.url)

    page.on("request", noted)
    try:
        shown = Window(page)
        page.goto(desk.address.replace("/?", f"{at}?"))
        shown.opened()
        yield shown
        assert not shown.complaints, shown.complaints
        assert not elsewhere, elsewhere
    finally:
        page.close()
        if context is None:
            own.close()


def kept(shown: Window) -> Mapping[str, Any]:
    """What the browser keeps of texts that are not saved, by file."""
    found: dict[str, str] = shown.ask("() => ({...localStorage})")
    return {
        key.removeprefix("desk:kept:"): json.loads(value)
        for key, value in found.items()
        if key.startswith("desk:kept:")
    }
