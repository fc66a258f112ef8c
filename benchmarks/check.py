"""What `pressmark check` takes: the whole process, for the project's own sources and for synthetic ones.

Run with `make benchmark`. Compare the ratios of one run: seconds of a shared machine are noise. That of
the bare interpreter is the floor.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.failing import run_to_end
from benchmarks.synthetic import PROJECT, write_root

SIZES = (60, 250, 1000)
TIMES = 5


def median(*words: str | Path) -> float:
    """The median of so many runs of Python, in seconds of the wall, after one that warms up."""
    seconds = []
    for _ in range(TIMES + 1):
        begun = time.perf_counter()
        run_to_end([sys.executable, *map(str, words)])
        seconds.append(time.perf_counter() - begun)
    return statistics.median(seconds[1:])


def checked(root: Path) -> float:
    """Seconds of a check of the root."""
    return median("-m", "pressmark", "--root", root, "check")


def main() -> None:
    """Print the table."""
    floor = median("-c", "pass")
    rows = [("the interpreter", floor), ("this project", checked(PROJECT))]
    for entries in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            rows.append((f"{entries} titles", checked(write_root(Path(folder), entries))))
    print(f"check, the median of {TIMES} runs")
    for name, seconds in rows:
        print(f"  {name:16} {seconds:6.2f} s {seconds / floor:7.1f} times the interpreter")


if __name__ == "__main__":
    main()
