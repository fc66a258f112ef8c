"""Characters that no typeface of the project has: found where they stand in the sources."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pressmark import Root
from pressmark.check import characters
from pressmark.check.characters import lacking_in
from pressmark.findings import Span
from pressmark.pdf.join import joined
from pressmark.pdf.typefaces import Typefaces
from pressmark.typeset.engine import Engine
from pressmark.typeset.set_page import Styles
from tests.output.building import PROJECT, PUBLICATION, pressmark, replaced
from tests.output.reading import Reader

SECTION = f"source/{PUBLICATION}/02-by-the-tide.md"
CATALOGUE = "source/catalogue/tides.yaml"

# What no typeface need have, and what the typographer puts another character for.
FINE = "a\u00a0b\u202fc\u2003d\u00ad\u200b\u200c\u200d\u2060\ufeffe\ufe0f \u3000 -- ... 'f' \"g\" e\u0301"


def found(root: Path) -> list[tuple[str, str]]:
    """Where characters are found, and what is said of them."""
    run = pressmark("--root", root, "check", "--format", "json")
    rows = [row for row in run.findings if row["code"] == "E280"]
    said = [row["message"].removeprefix("no typeface of the project has ") for row in rows]
    places = [f"{row['file']}:{row['line']}:{row['column']}" for row in rows]
    return list(zip(places, said, strict=True))


def test_characters_are_found_where_they_stand(tiny: Path) -> None:
    """In Markdown, in its code, and in YAML: a run of them once. Addresses and comments are not printed."""
    text = tiny / SECTION
    replaced(
        text, "Foam leaves", "字字 Foam\x0b `\U0001f600` [x](https://example.org/字) \ufffd\ue000 leaves"
    )
    line = text.read_text().count("\n", 0, text.read_text().index("字字")) + 1
    catalogue = tiny / CATALOGUE
    first = next(row for row in catalogue.read_text().split("\n") if "title:" in row)
    catalogue.write_text(catalogue.read_text().replace(first, f"{first} ✓ # 字"))
    row = catalogue.read_text().split("\n").index(f"{first} ✓ # 字") + 1
    column = text.read_text().split("\n")[line - 1].index("字字") + 1
    assert found(tiny) == [
        (f"{CATALOGUE}:{row}:{len(first) + 2}", 'the character "✓" (U+2713)'),
        (f"{SECTION}:{line}:{column}", 'the characters "字字"'),
        (f"{SECTION}:{line}:{column + 10}", 'the character "\U0001f600" (U+1F600)'),
        (f"{SECTION}:{line}:{column + 40}", "the characters U+FFFD, U+E000"),
    ]


def test_what_the_engine_draws_without_a_typeface_is_fine(tiny: Path) -> None:
    """Spaces, soft hyphens, joiners, and what is typed for another character."""
    replaced(tiny / SECTION, "Foam leaves", f"{FINE} Foam leaves")
    assert found(tiny) == []


def test_what_is_lacking_is_what_the_engine_lacks(tmp_path: Path) -> None:
    """Each character that is found is set in no typeface of ours, and each that is not found is."""
    engine = Engine(Root(PROJECT), Styles(("styles/fonts.css",)))
    lacking = lacking_in(Root(PROJECT))
    assert lacking is not None
    for char in (
        *FINE.replace(" ", ""),
        *"\u1680\u2011\u2713\u0332\x0b\x7f\x85\ue000字\U0001f600\ufff9\u2028",
    ):
        html = f'<html lang="en"><body style="font-family: Alegreya Sans, Alegreya">a{char}b'
        piece, heard = engine.typeset(html, Span("x"))
        reader = Reader(joined([piece.pdf], {}, {}, Typefaces.read(engine.root, engine.reads)).pdf)
        foreign = not all(name.startswith("Alegreya") for name in reader.fonts)
        reader.close()
        other = foreign or any(one.code == "E280" for one in heard)
        assert bool(lacking.in_text.fullmatch(char)) == other, ascii(char)


def test_typefaces_are_read_only_when_one_has_changed(tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second check reads none; without typefaces, or with one that cannot be read, nothing is said."""
    replaced(tiny / SECTION, "Foam leaves", "字 Foam leaves")
    assert len(found(tiny)) == 1
    with monkeypatch.context() as without:
        without.setattr(characters, "_ranges", None)
        assert len(found(tiny)) == 1
    (tiny / "styles/fonts/other.ttf").write_bytes(b"no font")
    assert found(tiny) == []
    shutil.rmtree(tiny / "styles/fonts")
    assert found(tiny) == []
