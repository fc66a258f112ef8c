"""Templates, style sheets and drawings that were written to do harm: a finding each, and nothing fetched."""

from __future__ import annotations

import contextlib
import resource
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pressmark import Processes, Root
from pressmark.book.tree import Book
from pressmark.bounds import TooMuchError, within
from pressmark.compose.pages import Numbers
from pressmark.findings import Span
from pressmark.typeset import engines, templates
from pressmark.typeset.engines import Engines
from pressmark.typeset.set_page import Styles
from pressmark.typeset.setter import Setter
from pressmark.typeset.templates import TemplateFault
from pressmark.typeset.worker import EngineFault, Patience, SentRoot
from tests.hostile.guarded import WORD, secret, watched
from tests.hostile.test_hostile_sources import SVG, entities, png, uses
from tests.output.building import PUBLICATION, pressmark, replaced, tiny_root
from tests.output.reading import Reader

BAND = "layouts/shared/blocks/band.html.j2"

# What a template does on its third line, and what is said of it.
TEMPLATES: Mapping[str, tuple[str, str]] = {
    "loop": ("{% for i in range(99999) %}{% for j in range(99999) %}{% endfor %}{% endfor %}", "no end"),
    "output": ("{% for i in range(99999) %}{{ 'a' * 99999 }}{% endfor %}", "characters"),
    "range": ("{% for i in range(99999 * 99999) %}x{% endfor %}", "computes"),
    "long range": ("{% for i in range(1000000000) %}x{% endfor %}", "Range too big"),
    "product": ("{{ 'a' * 10000000000 }}", "computes"),
    "power": ("{{ 9**9**9 }}", "computes"),
    "macro": ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "itself"),
    "itself": ('{% include "shared/blocks/band.html.j2" %}', "itself"),
    "doubled": (
        "{% set n = namespace(a='abc') %}{% for i in range(99) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
        "MB",
    ),
    "format": ("{{ '%3000000000d' % 1 }}", "MB"),
    "centred": ("{{ 'a'|center(3000000000) }}", "MB"),
    "up": ('{% include "../../../secret/secret.svg" %}', "no template"),
    "link": ('{% import "shared/blocks/link.html.j2" as a %}', "no template"),
    "python": ("{{ ''.__class__.__mro__[1].__subclasses__() }}", "unsafe"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A root whose templates are changed, and beside it what nobody may read."""
    folder = tmp_path_factory.mktemp("layouts")
    root = tiny_root(folder / "root")
    (root / "layouts" / "shared" / "blocks" / "link.html.j2").symlink_to(secret(folder))
    return root


@pytest.fixture(scope="module")
def book(root: Path) -> Book:
    """Its one publication."""
    book = Root(root).job(PUBLICATION).run(upto="check").work.book
    assert book is not None
    return book


@pytest.fixture
def band(root: Path) -> Iterator[Path]:
    """A template that may be changed: it stands as it was afterwards."""
    file = root / BAND
    kept = file.read_bytes()
    yield file
    file.write_bytes(kept)


def process_seconds() -> float:
    """Seconds of the processor's time that this process has taken."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_utime


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_that_does_harm_is_stopped(
    name: str, root: Path, book: Book, band: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Loops, floods, recursion, paths out of the root: found at their line, soon, in bounded memory."""
    monkeypatch.setattr(templates, "SECONDS", 1.0)
    monkeypatch.setattr(templates, "MEGABYTES", 300)
    written, said = TEMPLATES[name]
    band.write_text(f"<p>\n</p>\n{written}\n")
    limits, begun = resource.getrlimit(resource.RLIMIT_AS), process_seconds()
    with pytest.raises(TemplateFault) as fault:
        Setter(book, Root(root), None).markup("section/1/band", "band", Numbers())  # type: ignore[arg-type]
    found = fault.value.finding
    assert (str(found.span), found.code) == (f"{BAND}:3", "E602")
    assert said in found.message
    assert process_seconds() - begun < 5
    assert resource.getrlimit(resource.RLIMIT_AS) == limits


def test_bounds_hold_whatever_swallows_them() -> None:
    """Who takes an alarm for a fault of the work hears it again; one bound may stand in another."""
    with pytest.raises(TooMuchError), within(0.2), within(60):
        _for_ever(swallowing=0)
    with pytest.raises(TooMuchError), within(0.2):
        _for_ever(swallowing=2)


def _for_ever(swallowing: int) -> None:
    """Go on without end, taking so many alarms for nothing."""
    for _ in range(swallowing):
        with contextlib.suppress(TooMuchError):
            _for_ever(0)
    while True:
        pass


def built(root: Path, monkeypatch: pytest.MonkeyPatch, patience: Patience) -> list[str]:
    """The codes of what is found when the root is built with engines of little patience."""
    monkeypatch.setattr(engines, "PATIENCE", patience)
    made = Root(root).job(PUBLICATION).run(editions=["screen"])
    assert made.files == {}
    return [one.code for one in made.findings]


ENDLESS = "<table>{% for i in range(60000) %}<tr><td>a<td>b</tr>{% endfor %}</table>"


def test_an_engine_that_comes_to_no_end_is_stopped(
    root: Path, band: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty thousand rows are not set in two seconds: an error, and no traceback."""
    band.write_text(ENDLESS)
    assert "E604" in built(root, monkeypatch, Patience(seconds=2.0, characters=10**9))


def test_an_engine_that_wants_all_memory_is_stopped(
    root: Path, band: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same rows do not fit in thirty megabytes: an error, whether the engine says so or dies of it."""
    band.write_text(ENDLESS)
    patience = Patience(seconds=30.0, characters=10**9, megabytes=30)
    assert "E605" in built(root, monkeypatch, patience)


def _sum(_: SentRoot, count: int) -> int:
    """What takes long, and is not Python."""
    return sum(range(count))


def test_an_engine_that_hears_no_alarm_is_ended_with_its_process(root: Path, book: Book) -> None:
    """What is not Python, and so cannot be stopped, takes its process with it, and is a finding."""
    where = Span("a part")
    with Processes() as processes:
        endless = processes.ask(_sum, Root(root), where, 0.2, Patience(grace=0.5), 10**13)
        with pytest.raises(EngineFault) as fault:
            processes.answer(endless, where)
    assert (fault.value.finding.code, fault.value.finding.span.file) == ("E605", "a part")


# What a style sheet asks for, a declaration each.
STYLES = """
@font-face { font-family: A; src: url(http://127.0.0.1:9/font.ttf) }
@font-face { font-family: B; src: url(fonts/link.ttf) }
.page { font-family: A, B }
.page--opener { background: url(http://127.0.0.1:9/background.png) }
.page--shelf { background: url(file://SECRET) }
.page--index { background: url(../../secret/secret.svg) }
.page--contents { background: url(link.svg) }
.page--notes { background: url(huge.png) }
.page--leaf::after, .page--notes::after { content: url(entities.svg) }
.page--index-opener::after { content: url(uses.svg) }
.page--contents::after { content: url(remote.svg) }
"""
IMPORTS = """
@import url(http://127.0.0.1:9/imported.css);
@import url(file://SECRET);
@import "link.css";
"""
HTML = """
<script>document.write(1)</script><iframe src="http://127.0.0.1:9/frame.html"></iframe>
<object data="http://127.0.0.1:9/object.svg"></object><embed src="http://127.0.0.1:9/embed.svg">
<img src="file://SECRET" alt="a"><link rel="stylesheet" href="http://127.0.0.1:9/linked.css">
<link rel="attachment" href="file://SECRET"><a rel="attachment" href="file://SECRET">a</a>
"""


def test_style_sheets_fetch_nothing_and_read_nothing_outside(tmp_path: Path) -> None:
    """Addresses, links and paths, pictures and drawings that grow: refused, and said."""
    root, hidden = tiny_root(tmp_path / "root"), secret(tmp_path)
    styles = root / "styles"
    sheet = styles / "page.css"
    sheet.write_text(STYLES.replace("SECRET", str(hidden)) + sheet.read_text())
    for link in ("link.svg", "fonts/link.ttf"):
        (styles / link).symlink_to(hidden)
    (styles / "huge.png").write_bytes(png(60_000, 60_000))
    (styles / "entities.svg").write_text(entities(10))
    (styles / "uses.svg").write_text(uses(9))
    remote = '<image href="http://127.0.0.1:9/in.png" width="9" height="9"/>'
    (styles / "remote.svg").write_text(f"{SVG}{remote}</svg>")
    band = root / "layouts" / "shared" / "blocks" / "band.html.j2"
    names = (
        "far.png",
        "link.svg",
        "huge.png",
        "entities.svg",
        "uses.svg",
        "remote.svg",
        "../../secret/up.svg",
    )
    band.write_text("".join(f'<img src="/styles/{name}" alt="a">' for name in names) + band.read_text())
    done = watched(root, "build", "--edition", "screen", seconds=280)
    assert (done.code, done.reached) == (1, "")
    assert WORD not in done.said
    said = " ".join(found["message"] for found in done.findings)
    for name in ("Font-face 'A'", "Font-face 'B'", *names[:5], "up.svg"):
        assert name in said, name


def test_style_sheets_import_nothing_from_outside(tmp_path: Path) -> None:
    """Addresses and links: found before anything is set, and refused by the engine all the same."""
    root, hidden = tiny_root(tmp_path / "root"), secret(tmp_path)
    sheet = root / "styles" / "page.css"
    sheet.write_text(IMPORTS.replace("SECRET", str(hidden)) + sheet.read_text())
    (root / "styles" / "link.css").symlink_to(hidden)
    found = pressmark("--root", root, "check", "--format", "json").findings
    places = [(one["file"], one["line"], one["code"]) for one in found]
    assert places == [("styles/page.css", line, "E109") for line in (2, 3, 4)]
    with Processes() as processes:
        minded = Engines(Root(root), Styles(("styles/page.css",)), processes).findings
    said = " ".join(one.message for one in minded)
    assert WORD not in said
    for name in ("imported.css", "secret.svg", "link.css"):
        assert name in said, name


def test_html_fetches_nothing_and_reads_nothing_outside(tmp_path: Path) -> None:
    """Scripts, frames, objects, sheets and attachments in a template: not fetched, not built."""
    root, hidden = tiny_root(tmp_path / "root"), secret(tmp_path)
    document = root / "layouts" / "shared" / "document.html.j2"
    replaced(document, "<body>", "<body>" + HTML.replace("SECRET", str(hidden)))
    done = watched(root, "build", "--edition", "screen", seconds=280)
    assert (done.code, done.reached) == (1, "")
    assert WORD not in done.said
    said = " ".join(found["message"] for found in done.findings)
    for name in ("linked.css", "embed.svg", "object.svg", "secret.svg"):
        assert name in said, name


def test_jinja_in_markdown_prints_as_it_is_typed(tiny: Path) -> None:
    """Braces in a text are braces on the page."""
    typed = "Say {{ 7*7 }}, {% for a in b %} and {# no #} aloud."
    replaced(tiny / "source" / PUBLICATION / "02-by-the-tide.md", "Foam leaves", f"{typed} Foam leaves")
    assert pressmark("--root", tiny, "build", "--edition", "screen").code == 0
    reader = Reader((tiny / "output" / PUBLICATION / f"{PUBLICATION}-screen.pdf").read_bytes())
    pages = ["".join(char.text for char in page.chars) for page in reader.painted]
    reader.close()
    assert any("Say{{7*7}},{%forainb%}and{#no#}aloud." in page for page in pages)


def test_nothing_is_written_through_a_link(tiny: Path, tmp_path: Path) -> None:
    """An output folder that is a link is an error, and what it leads to stays as it was."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "kept.txt").write_text("kept")
    (tiny / "output").symlink_to(other)
    run = pressmark("--root", tiny, "build", "--format", "json")
    assert (run.code, run.codes[-1:]) == (1, ["E801"])
    assert [file.name for file in other.iterdir()] == ["kept.txt"]
