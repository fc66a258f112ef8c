"""From a word edited in a blurb to its page as a picture, in a process that lives on.

It stands beside what the engine alone takes to lay out and write that one page.

Run with `make benchmark`. Compare the ratios of one run: seconds of a shared machine are noise.
"""

from __future__ import annotations

import functools
import gc
import io
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from weasyprint import HTML

from benchmarks.failing import stop_at_errors
from benchmarks.synthetic import write_root
from pressmark.api import Root
from pressmark.line import TYPESET, Order, Work, run
from pressmark.pdf.page_picture import page_picture
from pressmark.typeset.engine import Engine
from pressmark.typeset.processes import Processes
from pressmark.typeset.set_page import BASE

EDITS = 20
DPI = 110

# What is aimed at, by the number of entries: the picture against the engine alone.
GOALS = {60: 1.5, 1000: 2.0}


def seconds(do: Callable[[], object]) -> float:
    """The wall time of what is done."""
    begun = time.perf_counter()
    do()
    return time.perf_counter() - begun


class Session:
    """A root that is edited, and set again in the same processes."""

    def __init__(self, folder: Path, entries: int, processes: Processes) -> None:
        self.root = Root(write_root(folder, entries))
        self.processes = processes
        self.text = folder / "source" / "book" / "001.md"
        self.written = self.text.read_text("utf-8")
        self.work = self.set()
        self.picture = b""
        self.changed: list[int] = []

    def set(self) -> Work:
        """The book set, as far as it has changed."""
        work = run(Order(self.root, self.root.house[0], "book", processes=self.processes), upto=TYPESET)
        stop_at_errors(work.findings, self.root)
        return work

    def edit(self, word: str) -> None:
        """A word edited in a blurb, and its page as a picture."""
        self.text.write_text(self.written.replace(" schools ", f" {word} ", 1), "utf-8")
        self.root = self.root.again()
        before, self.work = self.work, self.set()
        assert before.typeset is not None
        assert self.work.typeset is not None
        pairs = zip(before.typeset.pieces, self.work.typeset.pieces, strict=True)
        self.changed = [i for i, (old, new) in enumerate(pairs) if old is not new]
        assert self.work.book is not None
        piece, bleed = self.work.typeset.pieces[self.changed[0]], self.work.book.publication.bleed
        png = io.BytesIO()
        page_picture(self.root, piece, 0, bleed, DPI).save(png, "PNG", compress_level=1)
        self.picture = png.getvalue()

    def alone(self) -> Callable[[], object]:
        """What lays out and writes the page that was changed, alone; its sheets are parsed already."""
        work = self.work
        assert work.setter is not None
        assert work.composition is not None
        parts = (work.setter.pieces(part, work.composition) for part in work.composition.parts)
        html = [one for part in parts for one in part][self.changed[0]]
        engine = Engine(self.root, work.setter.engines.styles)

        def laid_out() -> object:
            page = HTML(string=html, base_url=BASE, url_fetcher=engine.fetcher)
            return page.write_pdf(stylesheets=engine.sheets, font_config=engine.fonts)

        return laid_out


def main() -> None:
    """Print the seconds of each, and the ratios beside what is aimed at."""
    for entries, goal in GOALS.items():
        with tempfile.TemporaryDirectory() as folder, Processes(1) as processes:
            session = Session(Path(folder) / "root", entries, processes)
            session.edit("colleges")
            alone = session.alone()
            alone()
            gc.collect()
            gc.freeze()
            edits = [functools.partial(session.edit, f"academies{i}") for i in range(EDITS)]
            rows = [(seconds(edit), seconds(alone)) for edit in edits]
        picture, plain = zip(*rows, strict=True)
        ratio = statistics.median(picture) / statistics.median(plain)
        print(f"\n{entries} entries, seconds of wall time, the median of {EDITS} and the worst")
        print(f"  a word edited, to the picture   {statistics.median(picture):.3f}  {max(picture):.3f}")
        print(f"  the engine alone, of that page  {statistics.median(plain):.3f}  {max(plain):.3f}")
        print(f"  ratio {ratio:.2f}   (aimed at {goal:.1f})", flush=True)


if __name__ == "__main__":
    main()
