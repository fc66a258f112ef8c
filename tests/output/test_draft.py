"""`pressmark build --draft`: whatever is wrong is set all the same, marked, and never goes to press."""

from __future__ import annotations

import functools
import io
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pikepdf import Page, Pdf, parse_content_stream
from PIL import Image

from pressmark.api import Result
from pressmark.drafts.flaws import flaws
from pressmark.line import CHECK
from pressmark.pagination.compose import frames_of
from pressmark.pdf.readback import map_of
from pressmark.today import EPOCH, today
from tests.broken.breaking import CASES, broken
from tests.output.building import (
    PROJECT,
    PUBLICATION,
    contents,
    pressmark,
    processes,
    replaced,
    root_at,
    tiny_root,
)

DRAFT = f"{PUBLICATION}-draft.pdf"
AFTER_DARK, BY_THE_TIDE = "01-after-dark.md", "02-by-the-tide.md"
DAY = date(2026, 11, 28)

# The pages of the tiny root, as they are called.
PAGES = ("Cover", "Inside front", *map(str, range(1, 9)), "Inside back", "Back")


def made(root: Path, draft: bool = True) -> Result:
    """The publication of a root, as a draft or for the screen."""
    return (
        root_at(root).job(PUBLICATION).run(editions=["screen"], processes=processes(), draft=draft, day=DAY)
    )


@functools.cache
def sound() -> Mapping[str, bytes]:
    """What stands on each page of the real screen edition, by what the page is called."""
    with tempfile.TemporaryDirectory() as folder:
        (content,) = [
            raw
            for name, raw in made(tiny_root(Path(folder) / "root"), draft=False).files.items()
            if "screen" in name
        ]
    with Pdf.open(io.BytesIO(content)) as file:
        return {name: page.obj.Contents.read_bytes() for name, page in zip(PAGES, file.pages, strict=True)}


def words_over(page: Page) -> tuple[str, ...]:
    """The labels that are laid over a page of a draft."""
    (form,) = [one for name, one in page.obj.Resources.XObject.items() if name.startswith("/Draft")]
    letters = {
        int.from_bytes(code, "big"): text for code, text in map_of(form.Resources.Font.Draft, {}).items()
    }
    shown = [one.operands[0] for one in parse_content_stream(form) if str(one.operator) == "Tj"]
    raw = [bytes(text) for text in shown]
    return tuple(
        "".join(letters[int.from_bytes(one[i : i + 2], "big")] for i in range(0, len(one), 2)) for one in raw
    )


def read(draft: bytes) -> tuple[dict[str, bytes], dict[str, tuple[str, ...]]]:
    """What is painted on each page of a draft below what is laid over it, and the labels of that."""
    with Pdf.open(io.BytesIO(draft)) as file:
        assert len(file.pages) == len(PAGES)
        painted, said = {}, {}
        for name, page in zip(PAGES, file.pages, strict=True):
            first, *own, last = page.obj.Contents
            assert (first.read_bytes(), last.read_bytes()[:2]) == (b"q", b"Q ")
            painted[name] = b"\n".join(one.read_bytes() for one in own)
            said[name] = words_over(page)
    return painted, said


def plant(file: str, old: str, new: str) -> Callable[[Path], None]:
    """A fault of the tiny root: `new` words for old ones."""
    return lambda root: replaced(root / "source" / file, old, new)


OVERSET = plant(
    f"{PUBLICATION}/{AFTER_DARK}",
    "1. Count the bollards aloud.",
    " ".join(["rope"] * 900) + "\n\n1. Count the bollards aloud.",
)

# Each fault: what is planted, the code that is found, the pages that it changes, the page that is marked, and
# what is said there.
FAULTS: Mapping[str, tuple[Callable[[Path], None], str, set[str], str, str]] = {
    "an overset page": (OVERSET, "E401", {"3"}, "3", " words too long ("),
    "an unknown title of an entry": (
        plant(f"{PUBLICATION}/{BY_THE_TIDE}", "/// entry | slack", "/// entry | slakc"),
        "E201",
        {"4", "6"},  # the index loses the page of the entry
        "4",
        'unknown title "slakc"',
    ),
    "an unknown title in a reference": (
        plant(f"{PUBLICATION}/{BY_THE_TIDE}", "Four crews", "Of [[neeps]], four crews"),
        "E201",
        {"4"},
        "4",
        'unknown title "neeps"',
    ),
    "a bad colour": (
        plant(f"{PUBLICATION}/publication.yaml", "colour: amber", "colour: ambre"),
        "E209",
        {*PAGES} - {"3", "7", "8"},  # whatever bears the colours of all
        "4",
        'the palette has no colour "ambre"',
    ),
    "a record without a title": (
        plant("catalogue/lights.yaml", "    title: Mooring by ear\n", ""),
        "E111",
        {"2", "6"},
        "2",
        '"title" is missing',
    ),
}


@pytest.mark.parametrize("fault", FAULTS, ids=[name.replace(" ", "-") for name in FAULTS])
def test_what_is_wrong_is_set_and_marked(fault: str, tmp_path: Path) -> None:
    """A fault is said, its page is set and marked, and all other pages are, to the byte, those of a real
    build; each is stamped."""
    planted, code, changed, page, words = FAULTS[fault]
    root = tiny_root(tmp_path / "root")
    planted(root)
    result = made(root)
    assert [one.code for one in result.findings if one.code[0] == "E"] == [code]
    assert list(result.files) == [DRAFT]
    painted, said = read(result.files[DRAFT])
    assert {name for name in PAGES if painted[name] != sound()[name]} <= changed
    assert page in {name for name in PAGES if len(said[name]) > 1}
    assert any(words in label for label in said[page][1:])
    assert all(said[name][0].startswith("draft · 28 Nov 2026 · ") for name in PAGES)


def test_a_draft_of_what_is_sound(tmp_path: Path) -> None:
    """Its pages are those of the real edition, each with a stamp and no other mark; its digest is that of
    the sources, and the same day it is the same file."""
    root = tiny_root(tmp_path / "root")
    result = made(root)
    painted, said = read(result.files[DRAFT])
    assert painted == sound()
    digest = result.work.made_of.on_screen.digest
    assert set(said.values()) == {(f"draft · 28 Nov 2026 · {digest[:4]} {digest[4:8]}",)}
    assert made(root).files == result.files


@pytest.mark.parametrize("how", ["missing", "cut", "of another profile"])
def test_a_cover_that_cannot_be_used_hinders_nothing(how: str, tmp_path: Path) -> None:
    """A picture of a cover that is missing, damaged or of a profile for other colours is said, and marked."""
    root = tiny_root(tmp_path / "root")
    cover = root / "source" / PUBLICATION / "cover.jpg"
    profile = (root / "styles" / "press" / "FOGRA29L_280.icc").read_bytes()
    Image.new("RGB", (1500, 1500)).save(cover, icc_profile=profile if "profile" in how else None)
    if how == "cut":
        cover.write_bytes(cover.read_bytes()[:-40])
    if how == "missing":
        cover.unlink()
    record = "title: Reading the ebb\n"
    plant("catalogue/tides.yaml", record, f"{record}    cover: {PUBLICATION}/cover.jpg\n")(root)
    result = made(root)
    assert {"missing": "E208", "cut": "E244"}.get(how, "E249") in {one.code for one in result.findings}
    _, said = read(result.files[DRAFT])
    assert len(said["4"]) > 1


def test_the_command_touches_nothing_else(tmp_path: Path) -> None:
    """A draft is put beside what real builds made, which stays to the byte, manifest and reports too; it is
    said where it is, and errors end with their exit code."""
    root = tiny_root(tmp_path / "root")
    assert pressmark("--root", root, "build").code == 0
    before = contents(root / "output")
    run = pressmark("--root", root, "build", "--draft")
    assert (run.code, run.error.rstrip().endswith(f"open output/{DRAFT}")) == (0, True)
    OVERSET(root)
    run = pressmark("--root", root, "build", "--draft")
    assert (run.code, "E401" in run.error) == (1, True)
    assert f"made {PUBLICATION} as a draft" in run.error
    after = contents(root / "output")
    draft = after.pop(DRAFT)
    assert after == before
    assert not (root / "output" / ".failed").exists()
    _, said = read(draft)
    day = today({})
    assert f"{day.day} {day:%b} {day.year}" in said["Cover"][0]


def test_a_draft_is_of_no_edition(tmp_path: Path) -> None:
    """To ask for one of an edition is wrong usage."""
    run = pressmark("--root", tiny_root(tmp_path / "root"), "build", "--draft", "--edition", "press")
    assert (run.code, "no edition" in run.error) == (2, True)


NONE: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "no publication": (
        plant(f"{PUBLICATION}/publication.yaml", "parts:", "parts: ["),
        "publication.yaml cannot be read",
    ),
    "no layout": (
        plant(f"{PUBLICATION}/publication.yaml", "layout: directory", "layout: poster"),
        "its layout",
    ),
    "no palette": (lambda root: (root / "styles" / "palette.yaml").unlink(), "styles/palette.yaml"),
}


@pytest.mark.parametrize("fault", NONE, ids=[name.replace(" ", "-") for name in NONE])
def test_where_there_is_no_draft_it_is_said_why(fault: str, tmp_path: Path) -> None:
    """Without anything to set, or to set it by, there is no draft, and the reason is a finding."""
    planted, why = NONE[fault]
    root = tiny_root(tmp_path / "root")
    planted(root)
    run = pressmark("--root", root, "build", "--draft")
    assert (run.code, "E505" in run.error, why in run.error) == (1, True, True)
    assert f"there is no draft of {PUBLICATION}" in run.error
    assert contents(root / "output") == {}


def test_a_template_that_raises_ends_the_draft(tmp_path: Path) -> None:
    """What no template can make is in no draft: the fault is said, and the last draft stays."""
    root = tiny_root(tmp_path / "root")
    assert pressmark("--root", root, "build", "--draft").code == 0
    before = contents(root / "output")
    template = root / "layouts" / "directory" / "blocks" / "entry.html.j2"
    template.write_text("{{ 1 / 0 }}" + template.read_text("utf-8"), "utf-8")
    run = pressmark("--root", root, "build", "--draft")
    assert (run.code, "E602" in run.error) == (1, True)
    assert contents(root / "output") == before


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_broken_sources_are_a_book_all_the_same(case: Path, tmp_path: Path) -> None:
    """Whatever is broken, there is a book for a draft, or a reason why there is none; and a draft says of the
    sources what a check says."""
    root = root_at(broken(case, tmp_path / "root"))
    for publication in root.publications:
        job = root.job(publication)
        draft, real = job.run(CHECK, draft=True), job.run(CHECK)
        none = [one for one in draft.findings if one.code == "E505"]
        assert (draft.work.book is None) == bool(none)
        assert [one for one in draft.findings if one not in none] == list(real.findings)


SET = CASES[::16]


@pytest.mark.parametrize("case", SET, ids=[case.stem for case in SET])
def test_broken_sources_are_set(case: Path, tmp_path: Path) -> None:
    """Some of them, all the way: a draft of each publication is made, or it is said why there is none."""
    folder = broken(case, tmp_path / "root")
    shutil.copytree(PROJECT / "styles" / "fonts", folder / "styles" / "fonts", dirs_exist_ok=True)
    root = root_at(folder)
    for publication in root.publications:
        result = root.job(publication).run(processes=processes(), draft=True)
        assert result.failed or result.files
        assert all(name == f"{publication}-draft.pdf" for name in result.files)
        assert result.files or {"E505", "E601", "E602", "E605"} & {one.code for one in result.findings}


def test_a_word_that_stands_twice_is_marked_where_it_is_meant(tmp_path: Path) -> None:
    """Of two equal words, that at the column of the finding."""
    root = tiny_root(tmp_path / "root")
    plant(f"{PUBLICATION}/{BY_THE_TIDE}", "Four crews tell", "`[[neeps]]` is [[neeps]], four tell")(root)
    result = made(root)
    book, typeset = result.work.book, result.work.typeset
    assert book is not None
    assert typeset is not None
    (word,) = [flaw.place for flaw in flaws(book, typeset, result.findings) if "neeps" in flaw.words]
    first, second = (text.rect for text in typeset.pages[word.page - 1].texts if "neeps" in text.text)
    assert not first.holds(word.x + 1, word.y + 1)
    assert second.holds(word.x + 1, word.y + 1)


def test_a_mark_lies_on_the_very_word(tmp_path: Path) -> None:
    """What is unknown in a text is hatched alone; what is too long from the foot of its page on."""
    root = tiny_root(tmp_path / "root")
    FAULTS["an unknown title in a reference"][0](root)
    OVERSET(root)
    result = made(root)
    book, typeset = result.work.book, result.work.typeset
    assert book is not None
    assert typeset is not None
    found = flaws(book, typeset, result.findings)
    (word,) = [flaw.place for flaw in found if "neeps" in flaw.words]
    page = typeset.pages[word.page - 1]
    (text,) = [text.rect for text in page.texts if "neeps" in text.text]
    assert text.holds(word.x + 1, word.y + 1)
    assert text.holds(word.right - 1, word.bottom - 1)
    assert word.right - word.x < 15
    (over,) = [flaw.place for flaw in found if flaw.below]
    foot = (frames_of(book).top + frames_of(book).depth).mm
    assert over.y == pytest.approx(foot)
    with Pdf.open(io.BytesIO(result.files[DRAFT])) as file:
        drawn = [page.obj.Resources.XObject.DraftMarks.read_bytes() for page in file.pages]
    assert [PAGES[i] for i, one in enumerate(drawn) if b"/Through gs" in one] == ["3", "4"]


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_a_draft_bears_the_day_where_the_machine_is(zone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of these two, twenty-five hours apart, one at least has another day than Greenwich."""
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert today({}) == datetime.now(ZoneInfo(zone)).date()
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_draft_can_be_made_again_of_the_same_day() -> None:
    """Its day is that of the moment that the environment says it is, in UTC."""
    assert today({EPOCH: "1795910399"}) == date(2026, 11, 28)
    assert today({EPOCH: "1795910400"}) == date(2026, 11, 29)
    with pytest.raises(ValueError, match="write a number of seconds"):
        today({EPOCH: "yesterday"})
