"""Forty damaged roots are built whole: what is damaged so that it can still be built is printed to the word.

The words are looked for by readers that know nothing of the pipeline: a few lines for the sources, PDFium
for the pages. The number may be raised: PRESSMARK_BUILDS=400 pytest tests/hostile.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from pressmark import Root
from tests.hostile.damage import Damage, damaged, damages, sources
from tests.output.building import PUBLICATION, processes, store, tiny_files, written
from tests.output.manuscript import Manuscript
from tests.output.reading import Reader, letters

BUILDS = int(os.environ.get("PRESSMARK_BUILDS", "40"))

# Seconds of the wall for one build; on an idle machine it takes one or two.
SOON = 120.0

# What a hand may type into a text, or a disk leave in it, and still have it built.
TYPED = (
    *("{{ 7*7 }}", "{% for a in b %}", "{# no #}", "ſtrange ﬁlm, naïve façade", "a < b & c > d", "&amp;"),
    *("* * *", "two  \nlines", "`code *as* typed`", "**bold** *italic* ***both***", "100 %", "AT&T"),
    *("[words](https://a.example/b)", "'single' \"double\" -- dash ...", "1\\. not a list", "\\*stars\\*"),
    *("x_y_z", "H2O, 10^3", "|a|b|", "> quoted", "- item\n- another", "3. third\n4. fourth", "# Head"),
    *("Term\n:   meaning", "[x]: https://b.example", "[^1]", "a\\\nb", "~~gone~~", "https://c.example/d"),
    *("<https://e.example/f>", "!bang", "“”", "word " * 40, "a\tb", "soft\u00adhyphen", "no\u00a0break"),
    *("e\u0301", "\u2028", "ΑΒΓ", "≥ 5 mm", "½", "№ 7", "a/b//c", "// not"),
)
_FENCE = re.compile(r"/{3,}.*")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")


def typed(contents: Mapping[str, bytes], by: Random) -> list[Damage]:
    """Something typed into the body of a block: what most likely can be built."""
    file = by.choice(sorted(file for file in contents if file.endswith(".md")))
    lines = contents[file].decode().split("\n")
    at = by.choice([i for i, s in enumerate(lines) if i > 3 and s and not s.startswith(("/", "---", " "))])
    line, words = lines[at], by.choice(TYPED)
    lines[at] = by.choice((f"{line} {words}", f"{words} {line}", f"{line}\n\n{words}"))
    return [Damage(file, "\n".join(lines).encode())]


def printed_lines(root: Path) -> Iterator[tuple[str, str]]:
    """Each line of a block that the publication prints, without Markdown's marks; and its file."""
    manuscript = Manuscript(root, PUBLICATION)
    for part in manuscript.publication["parts"]:
        if "file" not in part:
            continue
        text = (manuscript.folder / part["file"]).read_bytes().decode("utf-8-sig")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        body = text.split("---\n", 2)[2] if text.startswith("---\n") else text
        options = False
        for line in body.split("\n"):
            if _FENCE.fullmatch(line):
                options = True
                continue
            options = options and line.startswith("    ")
            if not options:
                yield part["file"], manuscript.words(html.unescape(_LINK.sub(r"\1", _ITEM.sub("", line))))


def lost(root: Path, pdf: bytes) -> list[str]:
    """The lines of the sources that are not on the pages."""
    reader = Reader(pdf)
    try:
        pages = reader.words
    finally:
        reader.close()
    return [f"{file}: {line}" for file, line in printed_lines(root) if letters(line) not in pages]


def test_no_build_loses_a_word_in_silence(tmp_path: Path) -> None:
    """A damaged root is built with all its words, or not built and told why; never a traceback."""
    contents = sources(tiny_files(), "source/**/*")
    made = 0

    @settings(max_examples=BUILDS, suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=True))
    def build_all(by: Random) -> None:
        nonlocal made
        done = typed(contents, by) if by.random() < 0.7 else damages(contents, by, most=1)
        note(str(done))
        files = damaged(tiny_files(), done)
        begun = time.monotonic()
        built = Root.of(files, store()).job(PUBLICATION).run(editions=["screen"], processes=processes())
        assert time.monotonic() - begun < SOON
        assert bool(built.files) is not built.failed
        if built.files:
            made += 1
            shutil.rmtree(tmp_path)
            written(tmp_path, sources(files, "source/**/*", "icons/*", "styles/*.yaml"))
            assert lost(tmp_path, built.files[f"{PUBLICATION}-screen.pdf"]) == []

    build_all()
    assert made >= BUILDS // 3
