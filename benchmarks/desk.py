"""From a keystroke in the desk's source to the picture of its page in the window, in a real browser.

It stands beside what of it the pages took to be set, and what the engine alone takes for that one page.

Run with `make benchmark`. Compare the ratios of one run: seconds of a shared machine are noise.
"""

from __future__ import annotations

import gc
import shutil
import statistics
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from weasyprint import HTML

from benchmarks.failing import stop_at_errors
from benchmarks.keystroke import seconds
from benchmarks.synthetic import PROJECT, write_root
from pressmark.api import Root
from pressmark.line import TYPESET, Order, run
from pressmark.typeset.engine import Engine
from pressmark.typeset.processes import Processes
from pressmark.typeset.set_page import BASE
from tests.desk.browser import CHROMIUM, Window, chromium, window
from tests.desk.served import served

KEYS = 30

# Between the picture and the next key, in milliseconds: shorter than what is done in rest takes, and longer.
RESTS = (200, 500, 900, 1400)


@dataclass(frozen=True)
class Place:
    """A word of a text, and the page that it stands on."""

    root: Path
    publication: str
    label: str
    line: int
    goal: float  # seconds that are aimed at, on a quiet machine


def directory(folder: Path) -> Place:
    """The project's own directory, on page 18."""
    for name in ("layouts", "styles", "icons", "source"):
        shutil.copytree(PROJECT / name, folder / name)
    return Place(folder, "directory", "18", 11, 0.2)


def thousand(folder: Path) -> Place:
    """A thousand entries, on the first page of them."""
    return Place(write_root(folder, 1000), "book", "4", 10, 0.4)


# In the page: when the last key was pressed, and when the frame that showed another picture had been drawn.
WATCH = """(n) => {
  addEventListener("keydown", (event) => { window.pressed = event.timeStamp; window.seen = 0; }, true);
  const drawn = () => requestAnimationFrame(() => setTimeout(() => { window.seen ||= performance.now(); }));
  const picture = document.querySelector(`.leaf[data-n="${n}"] .picture`);
  new MutationObserver(drawn).observe(picture, {childList: true});
}"""
TOOK = "() => window.seen ? (window.seen - window.pressed) / 1000 : 0"


def keys(shown: Window, place: Place, setting: Callable[[], float]) -> list[tuple[float, float]]:
    """The seconds of each key, and of them those till the pages were set."""
    n = int(shown.ask("() => document.querySelector('#rail [aria-current] [data-n]').dataset.n"))
    shown.to_line(place.line)
    shown.page.wait_for_timeout(5000)
    page = shown.ask("() => location.pathname").rpartition("/")[2]
    assert page == place.label, page
    shown.ask(WATCH, n)
    rows = []
    for i in range(KEYS):
        shown.type("abcdefghijklmno"[i % 15])
        took = float(shown.until(lambda: shown.ask(TOOK), "the changed page"))
        rows.append((took, setting()))
        shown.page.wait_for_timeout(RESTS[i % len(RESTS)])
    return rows


def alone(place: Place, n: int) -> float:
    """What lays out and writes a page in the engine alone; its sheets are parsed already."""
    root = Root(place.root)
    with Processes(1) as processes:
        work = run(Order(root, root.house[0], place.publication, processes=processes), upto=TYPESET)
        stop_at_errors(work.findings, root)
    assert work.setter is not None
    assert work.composition is not None
    assert work.typeset is not None
    parts = (work.setter.pieces(part, work.composition) for part in work.composition.parts)
    pieces = [i for i, piece in enumerate(work.typeset.pieces) for _ in piece.pages]
    html = [one for part in parts for one in part][pieces[n]]
    engine = Engine(root, work.setter.engines.styles)

    def laid_out() -> object:
        page = HTML(string=html, base_url=BASE, url_fetcher=engine.fetcher)
        return page.write_pdf(stylesheets=engine.sheets, font_config=engine.fonts)

    laid_out()
    gc.collect()
    return statistics.median(seconds(laid_out) for _ in range(5))


def main() -> None:
    """Print the seconds of each, and the ratios beside what is aimed at."""
    if CHROMIUM is None:
        raise SystemExit("there is no chromium to open the desk in")
    for name, made in (("the directory", directory), ("1000 entries", thousand)):
        with tempfile.TemporaryDirectory() as folder:
            place = made(Path(folder) / "root")
            with served(place.root) as desk, chromium() as begin:
                address = f"/api/state/{place.publication}"
                with window(begin(), desk, f"/{place.publication}/{place.label}") as shown:
                    rows = keys(shown, place, lambda: float(desk.ask(address)["took"]))  # noqa: B023
                    pages = desk.ask(address)["pages"]
            engine = alone(place, next(page["n"] for page in pages if page["label"] == place.label))
        whole, setting = zip(*rows, strict=True)
        median, set_in = statistics.median(whole), statistics.median(setting)
        ratio = median / engine
        print(f"\n{name}, seconds of wall time, the median of {KEYS} keys and the worst")
        print(f"  from the key to the picture in the window  {median:.3f}  {max(whole):.3f}")
        print(f"  of it, till the pages are set              {set_in:.3f}  {max(setting):.3f}")
        print(f"  the engine alone, of that page             {engine:.3f}")
        print(f"  ratio {ratio:.2f}   (aimed at, on a quiet machine: {place.goal:.1f} s)", flush=True)


if __name__ == "__main__":
    main()
