"""What a build takes again, and what the engine alone takes for the same entries, as ratios of one run.

Run with `make benchmark`. Seconds are the processor's, of the command and of all processes that it begins.
Plain WeasyPrint sets the same entries, extracts and index in one HTML, untuned, once, and writes its PDF: no
press files, no structure tree, no proof.
"""

from __future__ import annotations

import ctypes
import os
import resource
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from html import escape
from pathlib import Path

from benchmarks.failing import run_to_end
from benchmarks.synthetic import PROJECT, entry, extracts, write_root

ENTRIES = 60
TIMES = 3

# What is aimed at: of a cold build against the engine alone, and of another against a cold one.
GOALS = {"cold / plain WeasyPrint": 1.0, "a word edited / cold": 0.15, "nothing edited / cold": 0.08}

# prctl(2): who is left by who began it becomes ours, so that what it took is counted when it ends.
_CHILD_SUBREAPER = 36

STYLE = """
@page { size: 210mm 210mm; margin: 15mm; bleed: 3mm; @bottom-center { content: counter(page) } }
body { font: 10pt/14pt Alegreya Sans }
section { break-before: page }
.entries { columns: 2 }
.entry { break-inside: avoid; margin-bottom: 14pt }
.cover { float: left; width: 20mm; height: 28mm; margin-right: 4mm; background: #007a7a }
.symbol { width: 4mm }
.extract { break-inside: avoid; background: #e0f0f0; padding: 5mm }
.index { columns: 3 }
.index a::after { content: " " target-counter(attr(href), page) }
"""


def plain(entries: int) -> str:
    """The same entries as one HTML document, and the call that sets it."""
    return "".join(_plain(entries))


def _plain(entries: int) -> Iterator[str]:
    yield f"<!doctype html><meta charset=utf-8><style>{STYLE}</style><h1>Contents</h1>"
    symbol = (PROJECT / "icons" / "think-piece.svg").as_uri()
    for start in range(0, entries, 20):
        yield f'<section><h2>Section {start // 20 + 1}</h2><div class="entries">'
        for i in range(start, min(entries, start + 20)):
            title, blurb = entry(i)
            yield f'<div class="entry" id="t{i}"><div class="cover">{escape(title)}</div>'
            yield f'<img class="symbol" src="{symbol}"><h3>{escape(title)}</h3><p>{escape(blurb)}</p></div>'
            if points := extracts(i):
                items = "".join(f"<li>{escape(point)}</li>" for point in points)
                yield f'<div class="extract"><h3>Extract</h3><ul>{items}</ul></div>'
        yield "</div></section>"
    yield '<section><h2>Index</h2><div class="index">'
    yield from (f'<p><a href="#t{i}">{escape(entry(i)[0])}</a></p>' for i in range(entries))
    yield "</div></section>"


def seconds(*words: str | Path) -> float:
    """The processor's seconds of a run of Python, and of all that it begins."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "pipeline")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as where it is installed
    run_to_end([sys.executable, *map(str, words)], environment)
    with suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def once(folder: Path) -> dict[str, float]:
    """One round: the engine alone, and three builds, one after the other."""
    html = folder / "plain.html"
    html.write_text(plain(ENTRIES), "utf-8")
    root = write_root(folder / "root", ENTRIES)
    build = ("-m", "pressmark", "--root", root, "build")
    found = {"plain WeasyPrint": seconds("-m", "weasyprint", html, folder / "plain.pdf")}
    found["cold"] = seconds(*build)
    found["nothing edited"] = seconds(*build)
    section = root / "source" / "book" / "001.md"
    section.write_text(section.read_text("utf-8").replace(" schools ", " colleges ", 1), "utf-8")
    found["a word edited"] = seconds(*build)
    return found


def main() -> None:
    """Print the seconds of each, and the ratios beside what is aimed at."""
    ctypes.CDLL(None, use_errno=True).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)
    seconds("-m", "pressmark", "--root", PROJECT, "check")  # compiles what is not
    rounds = []
    for _ in range(TIMES):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(once(Path(folder)))
    best = {name: min(one[name] for one in rounds) for name in rounds[0]}
    print(f"\n{ENTRIES} entries, seconds of the processor, the least of {TIMES}")
    for name, taken in best.items():
        print(f"  {name:18} {taken:7.2f}")
    for name, goal in GOALS.items():
        over, under = name.split(" / ")
        print(f"  {name:26} {best[over] / best[under]:6.2f}   (aimed at {goal:.2f})")


if __name__ == "__main__":
    main()
