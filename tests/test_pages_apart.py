"""Pages are set, separated, read and looked at each by itself, and share what they have in common."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

import pytest
from pikepdf import Dictionary, Name, Object, Pdf

from pressmark import Result, Root
from pressmark.book.tree import FirstPage
from pressmark.page_keys import SHOWN, page_keys
from pressmark.pdf.pieces import SeparatedPiece, placed
from pressmark.pdf.readback import map_of
from pressmark.pdf.resources import fonts_of
from pressmark.pdf.separate import Shown, Trouble
from pressmark.store import MemoryStore
from pressmark.typeset import engines, worker
from tests.output.building import PUBLICATION, processes, tiny_files

TEXT = f"source/{PUBLICATION}/02-by-the-tide.md"


@pytest.fixture(scope="module")
def once() -> tuple[MemoryStore, Result]:
    """A store after the tiny publication was made, and what came of it."""
    store = MemoryStore()
    result = Root.of(tiny_files(), store).job(PUBLICATION).run(processes=processes())
    assert not result.failed, result.findings
    return store, result


def pdfs(result: Result) -> dict[str, bytes]:
    """Its PDF files."""
    return {name: raw for name, raw in result.files.items() if name.endswith(".pdf")}


def descriptors(file: Pdf) -> list[Object]:
    """The descriptors of all fonts of a file."""
    return [
        one
        for one in file.objects
        if isinstance(one, Dictionary) and one.get(Name.Type) == Name.FontDescriptor
    ]


def test_each_typeface_is_in_a_file_once(once: tuple[MemoryStore, Result]) -> None:
    """However many pages show letters of it; and none is called by a digest any more."""
    assert pdfs(once[1])
    for name, raw in pdfs(once[1]).items():
        with Pdf.open(io.BytesIO(raw)) as file:
            fonts = descriptors(file)
            called = [str(one.FontName) for one in fonts]
            assert len(called) == len(set(called)), name
            for one in fonts:
                program = one[Name.FontFile2 if Name.FontFile2 in one else Name.FontFile3].read_bytes()
                assert len(program) > 1_000, (name, str(one.FontName))


def test_a_font_says_the_same_of_its_letters_on_every_page(once: tuple[MemoryStore, Result]) -> None:
    """Each code that a page shows has its text and its width in the font that pages share; its box is as wide
    as the widest, and it is of one width if they are, whatever letters the first page shows."""
    for raw in pdfs(once[1]).values():
        with Pdf.open(io.BytesIO(raw)) as file:
            for fonts in fonts_of(file):
                for font in (font for _, font in fonts.items() if Name.DescendantFonts in font):
                    widths: dict[int, float] = {}
                    inner = font.DescendantFonts[0]
                    rows = list(inner.W.as_list())
                    for first, run in zip(rows[::2], rows[1::2], strict=True):
                        widths.update(enumerate(map(float, run.as_list()), int(first)))
                    codes = {int.from_bytes(code) for code in map_of(font, {})}
                    assert codes <= widths.keys()
                    assert float(inner.FontDescriptor.FontBBox[2]) >= max(widths.values())
                    fixed = bool(int(inner.FontDescriptor.Flags) & 1)
                    assert not (fixed and len(set(widths.values())) > 1)


def test_only_the_page_of_a_word_is_made_anew(
    once: tuple[MemoryStore, Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One page is set, read and separated; of each written file no more than that is read again, looked at,
    separated to plates and drawn. The files are those that an empty store would have led to."""
    asked: list[tuple[str, int]] = []
    ask = engines.Engines._ask

    def told(self: engines.Engines, do: Callable[..., object], *rest: object) -> object:
        if do is worker.apply:
            given: Sequence[object] = rest[2:]  # after where it is said to be, and how long it may take
            name = getattr(given[0], "func", given[0])
            pages = given[2] if len(given) > 2 else [0]
            asked.append((name.__name__, len(pages)))  # type: ignore[attr-defined, arg-type]
        elif do is worker.typeset:
            asked.append(("typeset", 1))
        return ask(self, do, *rest)  # type: ignore[arg-type]

    store, first = once
    files = {**tiny_files(), TEXT: tiny_files()[TEXT].replace(b"Foam", b"Spray", 1)}
    with monkeypatch.context() as patched:
        patched.setattr(engines.Engines, "_ask", told)
        again = Root.of(files, MemoryStore(dict(store.values))).job(PUBLICATION).run(processes=processes())
    assert {"read", "separated", "typeset", "read_pages", "look_at", "draw_pages"} <= {do for do, _ in asked}
    assert sum(count for do, count in asked if do in ("read", "separated")) == 2
    assert sum(count for do, count in asked if do == "typeset") == 2  # and the job sheet
    assert max(count for _, count in asked) == 1
    anew = Root.of(files, MemoryStore()).job(PUBLICATION).run(processes=processes())
    assert again.files == anew.files
    assert again.files != first.files


def test_a_page_is_known_by_all_that_it_shows(once: tuple[MemoryStore, Result]) -> None:
    """One letter more on a page is another key for it alone; where a page stands in its file is no matter."""
    raw = once[1].files[f"{PUBLICATION}-press-text.pdf"]
    with Pdf.open(io.BytesIO(raw)) as file:
        file.pages[1].obj[Name.Contents] = file.make_stream(file.pages[1].Contents.read_bytes() + b" ")
        changed = io.BytesIO()
        file.save(changed)
        file.pages.reverse()
        turned = io.BytesIO()
        file.save(turned)
    keys, other = page_keys(raw, SHOWN), page_keys(changed.getvalue(), SHOWN)
    assert [one == two for one, two in zip(keys, other, strict=True)].count(False) == 1
    assert keys[1] != other[1]
    assert page_keys(turned.getvalue(), SHOWN) == other[::-1]


def test_what_leads_back_to_itself_is_like_nothing_else() -> None:
    """A form that names itself, by way of its resources: no page with it is ever taken for another."""
    with Pdf.new() as file:
        page = file.add_blank_page()
        form = file.make_stream(b"/Self Do", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 1, 1])
        form.Resources = Dictionary(XObject=Dictionary(Self=form))
        page.obj[Name.Resources] = Dictionary(XObject=Dictionary(Self=form))
        file.add_blank_page()
        out = io.BytesIO()
        file.save(out)
    keys, again = page_keys(out.getvalue()), page_keys(out.getvalue())
    assert keys[0] != again[0]
    assert keys[1] == again[1]


def test_what_is_wrong_on_a_front_page_is_said_where_it_stands() -> None:
    """A colour that cannot be separated, at the place of its page; a picture is as small as it is there."""
    trouble = Trouble("the colour #123456", 0, 20.0, 30.0)
    page = SeparatedPiece(b"", {"/Im": Shown(2.0, 1.0, 0, 5.0, 5.0)}, (trouble,))
    front = FirstPage(width=254.0, height=127.0, digest="", pdf=b"")  # 10 by 5 inches, shown a tenth as large
    at = Shown(1.0, 0.5, page=7, x=40.0, y=50.0)
    there = placed(page, front, at)
    assert there.troubles == (Trouble("the colour #123456", 7, 40.0, 50.0),)
    shown = there.shown["/Im"]
    assert (round(shown.across, 6), round(shown.down, 6)) == (0.2, 0.1)
    assert (shown.page, shown.x, shown.y) == (7, 40.0, 50.0)
