"""An hour at the desk by script: its memory stays flat, its pages are those of the present sources."""

from __future__ import annotations

import functools
import io
import itertools
import os
import random
import shutil
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from pressmark.desk.pictures import QUALITY
from tests.desk.served import Served, served
from tests.output.building import PUBLICATION, SHARED, alone, replaced, tiny_root

# So long at most, in seconds; and so many edits, evenly spread.
SECONDS = float(os.environ.get("PRESSMARK_SOAK_SECONDS", "3600"))
EDITS = 1000

# How often in that time memory is looked at, and the pages are held against a build that begins with nothing.
LOOKS, BUILDS = 40, 4

# By how much memory may have grown from the second quarter of the time to the last.
GROWTH = 1.1

DPI = 60
TIDE, DARK = (f"source/{PUBLICATION}/{name}.md" for name in ("02-by-the-tide", "01-after-dark"))
PUBLICATION_FILE = f"source/{PUBLICATION}/publication.yaml"
SECTION = "---\ntitle: {title}\n---\n\n/// standfirst\n{title}, and nothing else.\n///\n"


def pictures(state: Any) -> list[str]:
    """The digests of all pages' pictures."""
    return [page["picture"] for page in state["pages"]]


def errors(state: Any) -> list[str]:
    """What keeps the pages from being as they are written."""
    return [one["code"] for one in state["findings"] if one["severity"] == "error"]


class Hand:
    """What an editor and a designer do, each with a word that was never there before."""

    def __init__(self, desk: Served, root: Path) -> None:
        self.desk = desk
        self.root = root
        self.numbers = itertools.count(1)

    def follows(self, edit: Callable[[], object]) -> None:
        """An edit, and the pages that follow it without an error."""
        before = pictures(self.desk.state)
        edit()
        self.desk.until(
            lambda state: state["phase"] == "ready" and pictures(state) != before and not errors(state)
        )

    def replace(self, path: str, old: str, new: str) -> None:
        """Save something else in a file, as another editor does."""
        replaced(self.root / path, old, new)

    def typed(self) -> None:
        """Type a word, and save it now and then."""
        number = next(self.numbers)
        on_disk = self.desk.ask(f"/api/file?path={TIDE}")
        word, text = on_disk["text"].split("/// entry | ebb\n")[1].split()[0], on_disk["text"]
        new = text.replace(f"| ebb\n{word} ", f"| ebb\nFoam{number} ")
        self.follows(lambda: self.desk.send("PUT", "/api/unsaved", path=TIDE, text=new))
        if number % 3 == 0:
            status, _ = self.desk.send("POST", "/api/save", path=TIDE, text=new, digest=on_disk["digest"])
            assert status == 200
        else:
            self.follows(lambda: self.desk.send("PUT", "/api/unsaved", path=TIDE, text=None))

    def saved_elsewhere(self) -> None:
        """Change a word in another editor, and change it back."""
        word = f"rope{next(self.numbers)}"
        self.follows(lambda: self.replace(DARK, "A rope sings", f"A {word} sings"))
        self.follows(lambda: self.replace(DARK, f"A {word} sings", "A rope sings"))

    def broken(self) -> None:
        """Break a file in one of several ways, and mend it."""
        path, old, new = random.choice(
            [
                (TIDE, "/// entry | neaps", f"/// entry | neap{next(self.numbers)}"),
                (TIDE, "title: By the tide", 'title: "By the tide'),
                (PUBLICATION_FILE, "colour: amber", f"colour: amber{next(self.numbers)}"),
                (PUBLICATION_FILE, "layout: directory", "layout: [directory"),
                ("source/catalogue/tides.yaml", "- id: neaps", "- id: neaps\n    id: neaps"),
            ]
        )
        self.replace(path, old, new)
        self.desk.until(errors)
        self.replace(path, new, old)
        self.desk.until(lambda state: state["phase"] == "ready" and not errors(state))

    def section(self) -> None:
        """Add a section in a file of its own, rename the file, and take both away."""
        number = next(self.numbers)
        folder, title = self.root / f"source/{PUBLICATION}", f"Chapter {number}"
        first, second = (f"{name}-{number}.md" for name in ("new", "renamed"))
        row = "  - {{part: section, file: {}, colour: green}}\n  - {{part: index"
        (folder / first).write_text(SECTION.format(title=title), "utf-8")
        self.follows(lambda: self.replace(PUBLICATION_FILE, "  - {part: index", row.format(first)))
        assert title in str(self.desk.state["spreads"])
        (folder / first).rename(folder / second)
        self.desk.until(errors)
        self.replace(PUBLICATION_FILE, first, second)
        self.desk.until(lambda state: state["phase"] == "ready" and not errors(state))
        assert f"source/{PUBLICATION}/{second}" in {one["path"] for one in self.desk.state["files"]}
        self.follows(lambda: self.replace(PUBLICATION_FILE, row.format(second), "  - {part: index"))
        (folder / second).unlink()

    def sheet(self) -> None:
        """Move a rule of a style sheet, and move it back."""
        size = f"{11 + next(self.numbers) % 89 / 100}pt"
        self.follows(lambda: self.replace("styles/contents.css", "14.2pt/1.25rem", f"{size}/1.25rem"))
        self.follows(lambda: self.replace("styles/contents.css", f"{size}/1.25rem", "14.2pt/1.25rem"))

    def template(self) -> None:
        """Let a template print other words, and what it printed before."""
        path, words = "layouts/directory/pages/extract.html.j2", f"Read more ({next(self.numbers)}) in"
        self.follows(lambda: self.replace(path, "Read on in", words))
        self.follows(lambda: self.replace(path, words, "Read on in"))

    def typeface(self) -> None:
        """Put another typeface in place of one, and that one back."""
        faces = self.root / "styles/fonts/alegreya"
        own, other = faces / "Alegreya_800ExtraBold.ttf", faces / "Alegreya_900Black.ttf"
        raw = own.read_bytes()
        self.follows(lambda: shutil.copyfile(other, own))
        self.follows(lambda: own.write_bytes(raw))

    @property
    def acts(self) -> Iterator[Callable[[], None]]:
        """One after the other, by chance: most is typing."""
        often = {
            self.typed: 60,
            self.saved_elsewhere: 12,
            self.broken: 12,
            self.section: 4,
            self.sheet: 6,
            self.template: 3,
            self.typeface: 3,
        }
        while True:
            yield from random.choices([*often], [*often.values()], k=100)


def memory(session: int) -> int:
    """The bytes that a session's processes have for themselves, but for a build that comes and goes."""
    total = 0
    for path in Path("/proc").glob("[0-9]*"):
        try:
            values = (path / "stat").read_text("utf-8").rpartition(")")[2].split()
            if values[3] != str(session) or b"\0build\0" in (path / "cmdline").read_bytes():
                continue
            rows = (path / "smaps_rollup").read_text("utf-8").splitlines()
        except OSError:
            continue
        total += sum(1024 * int(row.split()[1]) for row in rows if row.startswith("Pss:"))
    return total


def hold_against_a_build(desk: Served, root: Path, aside: Path) -> None:
    """The desk's pictures are those of the screen edition of a build that begins with nothing."""
    state = desk.until(lambda state: state["phase"] == "ready" and not errors(state))
    assert not any(one["unsaved"] for one in state["files"])
    for name in (*SHARED, "source"):
        shutil.copytree(root / name, aside / name)
    run = alone("--root", aside, "build", PUBLICATION, "--edition", "screen", "--format", "json", cold=True)
    assert run.code == 0, run.out + run.error
    made = aside / "output" / PUBLICATION / f"{PUBLICATION}-screen.pdf"
    with pypdfium2.PdfDocument(made.read_bytes()) as document:
        assert len(document) == len(state["pages"])
        for page in state["pages"]:
            address = f"/picture/{PUBLICATION}/{page['n']}?picture={page['picture']}&dpi={DPI}"
            status, raw, _ = desk.get(address)
            built = io.BytesIO()
            picture = document[page["n"]].render(scale=DPI / 72).to_pil().convert("RGB")
            picture.save(built, "JPEG", quality=QUALITY, subsampling=0)
            assert (status, raw) == (200, built.getvalue()), page
    shutil.rmtree(aside)


@pytest.mark.soak
def test_an_hour_at_the_desk_leaves_its_memory_flat_and_its_pages_present(tmp_path: Path) -> None:
    """A thousand edits: typed, saved elsewhere, broken and mended; files added, renamed and removed; sheets,
    templates and typefaces changed. No process is left behind."""
    random.seed(15)
    root = tiny_root(tmp_path / "root")
    looked: list[int] = []
    begun, edits, builds = time.monotonic(), 0, 0
    with served(root) as desk:
        desk.until(lambda state: state["phase"] == "ready" and state["pages"])
        hand = Hand(desk, root)
        for act in itertools.islice(hand.acts, EDITS):
            act()
            edits += 1
            passed = max((time.monotonic() - begun) / SECONDS, edits / EDITS)
            if len(looked) < passed * LOOKS:
                looked.append(memory(desk.process.pid))
            if builds < int(passed * BUILDS):
                builds += 1
                hold_against_a_build(desk, root, tmp_path / "aside")
            if time.monotonic() - begun > SECONDS:
                break
            time.sleep(max(0.0, edits / EDITS * SECONDS - (time.monotonic() - begun)))
    quarter = len(looked) // 4
    early, late = (statistics.median(part) for part in (looked[quarter : 2 * quarter], looked[-quarter:]))
    mib = functools.partial(lambda size: f"{size / 2**20:.0f}")
    print(f"\n{edits} edits in {time.monotonic() - begun:.0f} s; MiB: {' '.join(map(mib, looked))}")
    assert late < GROWTH * early, f"memory grew: {' '.join(map(mib, looked))} MiB"
