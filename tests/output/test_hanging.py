"""What stands beside a text or a page keeps clear of it: numerals of notes, the words of an edge tab."""

from __future__ import annotations

from collections.abc import Mapping

import pypdfium2
import pytest

from pressmark import Root
from tests.output.building import PROJECT, files_of, processes, store

SMALL = PROJECT / "tests" / "fixtures" / "small"
MM = 72 / 25.4
LONG = "which is long enough to run over more than one line of its page, so that it hangs beside its number"


def screen(publication: str, changed: Mapping[str, str]) -> bytes:
    """The screen edition of a publication of the small root with these files changed."""
    files: dict[str, bytes | str] = {
        address: raw for address, raw in files_of(PROJECT).items() if not address.startswith("source/")
    }
    for path in SMALL.rglob("*.*"):
        files[path.relative_to(SMALL).as_posix()] = path.read_bytes()
    root = Root.of({**files, **changed}, store())
    result = root.job(publication).run(editions=["screen"], processes=processes())
    assert not result.failed, result.findings
    return result.files[f"{publication}-screen.pdf"]


def boxes(page: pypdfium2.PdfPage, words: str) -> list[list[tuple[float, float, float, float]]]:
    """The boxes of the characters of some words, each time that they stand on a page: left, bottom, right,
    top."""
    text = page.get_textpage()
    found, search = [], text.search(words)
    while (place := search.get_next()) is not None:
        first, count = place
        found.append([text.get_charbox(first + i) for i in range(count)])
    return found


@pytest.mark.parametrize("notes", [9, 11])
def test_numbers_of_notes_keep_clear_of_their_notes(notes: int) -> None:
    """Of one digit and of two; and the lines of a note stand one under the other."""
    calls = "\n\n".join(f"Words {n}.[^n{n}]" for n in range(1, notes + 1))
    said = "\n".join(f"[^n{n}]: Note {n}, {LONG}." for n in range(1, notes + 1))
    text = f"---\ntitle: Before you set out\n---\n\n{calls}[[!boots]][[!sticks]]\n\n{said}\n"
    file = pypdfium2.PdfDocument(screen("leaflet", {"source/leaflet/text.md": text}))
    page = next(page for page in file if boxes(page, "Note 1, which"))
    height = page.get_height()
    for n in range(1, notes + 1):
        (note,) = boxes(page, f"Note {n}, which")
        numbers = [one for one in boxes(page, f"{n}.") if abs(one[-1][1] - note[0][1]) < 1]
        gap = note[0][0] - max(box[2] for box in numbers[0])
        assert gap > 1.0 * MM, (n, gap)
        assert 0 < note[0][1] < height
    file.close()


@pytest.mark.parametrize(
    "title", ["Index", "Index of titles", "All the titles of this house, in their order"]
)
def test_an_edge_tab_holds_its_words(title: str) -> None:
    """One word or three, along the tab and within its width and height; of more, as many as it holds."""
    own = (SMALL / "source/paths/index.md").read_text().replace("title: Index", f"title: {title}")
    file = pypdfium2.PdfDocument(screen("paths", {"source/paths/index.md": own}))
    page = next(page for page in file if boxes(page, "Every walk by its series"))
    text = page.get_textpage()
    tab = [text.get_charbox(i) for i in range(text.count_chars()) if text.get_charbox(i)[2] < 8.4 * MM]
    held = [box for box in tab if box[2] > box[0]]
    assert len(held) >= min(len(title.replace(" ", "")), 20)
    assert min(box[0] for box in held) > 2 * MM
    assert max(box[2] for box in held) < 8.3 * MM
    assert max(box[3] for box in held) - min(box[1] for box in held) < 21 * MM
    file.close()
