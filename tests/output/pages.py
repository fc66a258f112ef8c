"""What stands on each page, and where: the words of every line with the place of its first letter.

python -m tests.output.pages    write page_lines/ anew, from builds as they are now
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from tests.output.building import Run, alone, own_root
from tests.output.reading import Char, Reader

FOLDER = Path(__file__).parent / "page_lines"

# Millimetres: what goes on after more than this is another line; and how far a line may have moved.
GAP = 4.0
SAME = 0.15

# Millimetres by a letter's size in points: what lies further from the letter before begins a word.
SPACE = 0.025


def lines(reader: Reader) -> Iterator[str]:
    """A row for each page, then one for each of its lines: millimetres from the left and the head of the
    trim, and the words, in the order in which they are painted."""
    for label, page in zip(reader.labels, reader.painted, strict=True):
        yield f"page {label}"
        line: list[Char] = []
        for char in page.chars:
            if line and not _goes_on(line[-1], char):
                yield from _row(line)
                line = []
            line.append(char)
        yield from _row(line)


def _goes_on(before: Char, char: Char) -> bool:
    # A ligature stands where its first letter does.
    return abs(before.y - char.y) < GAP / 4 and (char.x == before.x or -GAP < char.x - before.right < GAP)


def _row(line: Sequence[Char]) -> Iterator[str]:
    words = "".join(
        f" {char.text}" if char.x - before.right > SPACE * char.size else char.text
        for before, char in itertools.pairwise([*line[:1], *line])
    ).split()
    if words:
        first = next(char for char in line if char.text.strip())
        yield f"{first.x:7.2f} {first.y:7.2f} {' '.join(words)}"


def written(name: str) -> list[str]:
    """The rows of a publication that are written down."""
    return (FOLDER / f"{name}.txt").read_text("utf-8").splitlines()


def differences(before: Iterable[str], after: Iterable[str]) -> list[str]:
    """Where rows differ in their words, or by more than a hair in their place."""
    pairs = itertools.zip_longest(before, after, fillvalue="(nothing)")
    return [f"was {old}\nis  {new}" for old, new in pairs if not _equal(old, new)]


def _equal(old: str, new: str) -> bool:
    if old == new:
        return True
    if not (old.startswith(" ") and new.startswith(" ")):
        return False
    before, after = old.split(maxsplit=2), new.split(maxsplit=2)
    moved = [abs(float(a) - float(b)) for a, b in zip(before[:2], after[:2], strict=True)]
    return before[2] == after[2] and max(moved) <= SAME


def main() -> None:
    """Build all that is written down, and write it."""
    from tests.output.test_specimen import specimen_root

    with tempfile.TemporaryDirectory() as temporary:
        roots = own_root(Path(temporary) / "own"), specimen_root(Path(temporary) / "specimen")
        for root in roots:
            run: Run = alone("--root", root, "build")
            assert run.code == 0, run.error
            for file in sorted(root.glob("output/*/*-screen.pdf")):
                reader = Reader(file.read_bytes())
                rows = "\n".join(lines(reader))
                reader.close()
                (FOLDER / f"{file.parent.name}.txt").write_text(f"{rows}\n", "utf-8")


if __name__ == "__main__":
    main()
