"""What is set once is not set again of equal things, and anew where anything of it is another."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pytest

from pressmark import Root
from pressmark.line import Work
from pressmark.store import MemoryStore
from pressmark.typeset import engines, stored
from tests.output.building import PUBLICATION, processes, store, tiny_files

TEXT = f"source/{PUBLICATION}/02-by-the-tide.md"
SHEET = "styles/page.css"
FONT = next(file for file in tiny_files() if file.endswith(".ttf"))


@dataclass
class Asked:
    """What engines were asked to do, by the names of the functions."""

    to: list[str] = field(default_factory=list)

    def during(self, files: Mapping[str, bytes], store: MemoryStore) -> tuple[Work, list[str]]:
        """What is set of a root in memory, and what engines were asked for it."""
        self.to.clear()
        made = Root.of(files, store).job(PUBLICATION).run(upto="typeset", processes=processes())
        assert made.work.typeset is not None, made.findings
        return made.work, sorted(set(self.to))


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """Written down whenever an engine is asked."""
    seen, ask = Asked(), engines.Engines._ask

    def told(self: engines.Engines, do: object, *rest: object) -> object:
        seen.to.append(getattr(do, "__name__", ""))
        return ask(self, do, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(engines.Engines, "_ask", told)
    return seen


@pytest.fixture(scope="module")
def once() -> tuple[MemoryStore, Work]:
    """A store after the tiny publication was set, and that."""
    before = MemoryStore()
    made = Root.of(tiny_files(), before).job(PUBLICATION).run(upto="typeset", processes=processes())
    return before, made.work


def test_no_engine_is_asked_for_what_was_set(asked: Asked, once: tuple[MemoryStore, Work]) -> None:
    """A second time no process is begun, and all is equal to the last digit: pages, boxes, what was read."""
    before, first = once
    work, to = asked.during(tiny_files(), before)
    assert to == []
    assert work.typeset == first.typeset
    assert work.findings == first.findings


def test_only_what_changed_is_set_anew(asked: Asked, once: tuple[MemoryStore, Work]) -> None:
    """Of another word one block is measured, and one page set; the others are what they were."""
    before, first = once
    text = tiny_files()[TEXT].replace(b"Foam", b"Spray", 1)
    work, to = asked.during({**tiny_files(), TEXT: text}, before)
    assert to == ["measure", "typeset"]
    assert asked.to.count("typeset") == 1
    assert work.typeset is not None
    assert first.typeset is not None
    same = [one == other for one, other in zip(work.typeset.pieces, first.typeset.pieces, strict=True)]
    assert same.count(False) == 1


@pytest.mark.parametrize("file", [SHEET, FONT])
def test_all_is_set_anew_by_other_sheets_or_fonts(
    asked: Asked, once: tuple[MemoryStore, Work], file: str
) -> None:
    """One byte more in a style sheet, or in a font that it names, and nothing that was stored counts."""
    before, _ = once
    _, to = asked.during({**tiny_files(), file: tiny_files()[file] + b"\n"}, before)
    assert to == ["begin", "measure", "typeset"]


def test_what_is_stored_and_damaged_is_set_anew(asked: Asked, once: tuple[MemoryStore, Work]) -> None:
    """A page whose boxes are none counts as not there."""
    before, first = once
    deflated = {key: value for key, value in before.values.items() if value.startswith(b"\x78")}
    whole = {key: zlib.decompress(value) for key, value in deflated.items()}
    parts = {key: value[value.index(b"\n%PDF-") :] for key, value in whole.items() if b"\n%PDF-" in value}
    wrong = {key: zlib.compress(b"[{}]" + pdf) for key, pdf in parts.items()}
    store = MemoryStore({**before.values, **wrong})
    work, to = asked.during(tiny_files(), store)
    assert first.typeset is not None
    assert (to, asked.to.count("typeset")) == (["typeset"], len(first.typeset.pieces))
    assert work.typeset == first.typeset


def test_what_there_was_to_say_is_said_again(asked: Asked) -> None:
    """What an engine finds is not stored away: it is found each time."""
    bad = tiny_files()[SHEET] + b"\n.page { background: url(nowhere.png) }\n"
    files = {**tiny_files(), SHEET: bad}
    job = Root.of(files, store()).job(PUBLICATION)
    runs = [job.run(upto="typeset", processes=processes()) for _ in range(2)]
    assert "E601" in [one.code for one in runs[0].findings]
    assert runs[0].findings == runs[1].findings


def test_nothing_is_stored_where_others_draw(
    asked: Asked, once: tuple[MemoryStore, Work], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody tells us when the code of a package that brings a drawing has changed."""
    monkeypatch.setattr(stored, "of_others", lambda: True)
    before, _ = once
    held = dict(before.values)
    _, to = asked.during(tiny_files(), before)
    assert to == ["begin", "measure", "typeset"]
    assert before.values == held


def test_a_page_in_another_typeface_is_another(once: tuple[MemoryStore, Work]) -> None:
    """Its operators are the same where the letters have the same numbers; a style sheet that leaves them so
    changes no page."""
    typeset = once[1].typeset
    assert typeset is not None
    for file, same in ((FONT, False), (SHEET, True)):
        first, second, *rest = typeset.parts
        assert file in second.reads
        pieces = (replace(piece, reads={**piece.reads, file: "another"}) for piece in second.pieces)
        other = replace(typeset, parts=(first, replace(second, pieces=tuple(pieces)), *rest))
        assert (other.digests == typeset.digests) is same
