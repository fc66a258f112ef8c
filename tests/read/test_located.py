"""YAML with places: what is read, where it stands, and what is said of what cannot be read."""

from __future__ import annotations

import datetime
import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from pressmark import Root
from pressmark.findings import Finding, Span
from pressmark.parts.models import MODELS
from pressmark.read.models.catalogue import series_model
from pressmark.read.models.colours import Palette
from pressmark.read.models.publications import Publication
from pressmark.read.models.records import record_model
from pressmark.read.series import PUBLICATIONS
from pressmark.read.sources import Symbols
from pressmark.read.yaml.files import read_yaml
from pressmark.read.yaml.located import MAX_BYTES, MAX_DEPTH, Located, parse, read_text
from pressmark.read.yaml.slips import MOST
from pressmark.read.yaml.validate import validated

Record, Series = record_model(PUBLICATIONS.value), series_model(PUBLICATIONS.value)

FILE = "source/catalogue/river.yaml"

SERIES = """\
# A series of two.
title: River walks
groups: []
records:
  - id: mill-walk
    title: The mill walk
    kinds: [walk,  map]
  - {id: weir-walk, "title": The weir walk}
"""

PUBLICATION = """\
title: Paths
layout: directory
trim: 210mm x 210mm
date: 2006-06-01
publisher: {name: Press}
parts:
  - {part: cover}
  - {part: notes}
"""


def located(text: str) -> Located:
    """The data of a text that is sound."""
    made, findings = parse(text, FILE)
    assert findings == []
    return made


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    """Code, line and column of each finding."""
    return [(f.code, f.span.line, f.span.column) for f in findings]


def said(model: type[Any], text: str) -> list[str]:
    """What validation says of a text, place and hint included."""
    value, findings = validated(model, located(text))
    assert (value is None) == bool(findings)
    return [str(f).removeprefix(f"{FILE}:") for f in findings]


def leaves(data: Any, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], Any]]:
    """Every scalar of `data` and the path that leads to it."""
    if isinstance(data, dict):
        return [leaf for key, value in data.items() for leaf in leaves(value, (*path, key))]
    if isinstance(data, list):
        return [leaf for i, value in enumerate(data) for leaf in leaves(value, (*path, i))]
    return [(path, data)]


# --- places


def test_a_value_stands_where_it_is_written() -> None:
    """The place of every scalar, in block and flow style, is the line and column of its first character."""
    made = located(SERIES)
    lines = SERIES.split("\n")
    for path, value in leaves(made.data):
        line, column = made.places[path]
        assert lines[line - 1][column - 1 :].startswith(value)
    assert made.at("records", 0, "kinds", 1) == Span(FILE, 7, 20)
    assert made.at("records", 1, "title") == Span(FILE, 8, 30)


def test_a_key_stands_where_it_is_written() -> None:
    """The place of a key is its own, in quotation marks or not."""
    made = located(SERIES)
    assert made.at_key("groups") == Span(FILE, 3, 1)
    assert made.at_key("records", 0, "kinds") == Span(FILE, 7, 5)
    assert made.at_key("records", 1, "title") == Span(FILE, 8, 21)


def test_what_is_missing_is_placed_at_what_is_around_it() -> None:
    """The place of a value that is not there is that of the nearest value around it."""
    made = located(SERIES)
    assert made.at("records", 0, "group") == made.at("records", 0) == Span(FILE, 5, 5)
    assert made.at_key("records", 1, "group", "id") == Span(FILE, 8, 5)
    assert made.at("records", 7) == made.at("records") == Span(FILE, 5, 3)
    assert made.at("subtitle") == made.at() == Span(FILE, 2, 1)
    assert Located({}, FILE).at("title") == Span(FILE)


def test_a_text_within_a_file_is_placed_in_the_file() -> None:
    """YAML that begins some lines down a file, as front matter does, has the file's lines."""
    made, _ = parse("title: Networks", FILE, line_offset=11)
    assert made.at("title") == Span(FILE, 12, 8)
    assert places(parse("title: 'Networks", FILE, line_offset=11)[1]) == [("E101", 12, 8)]
    assert places(parse("a: 1\na: 2", FILE, line_offset=11)[1]) == [("E103", 13, 1)]


_KEYS = st.text("abcdefgh-", min_size=1, max_size=6)
_SCALARS = st.text("ab0é–…:-[]{}&*!|>'\"#%@,? \n", max_size=12)
_DATA = st.dictionaries(
    _KEYS,
    st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(_KEYS, inner), max_leaves=12),
    min_size=1,
)


@given(_DATA, st.booleans())
def test_what_was_written_is_what_is_read(data: dict[str, Any], flow: bool) -> None:
    """Any data that YAML can write is read as it was, and each part of it has a place in the text."""
    written = yaml.safe_dump(data, default_flow_style=flow, allow_unicode=True)
    made = located(written)
    assert made.data == data
    count = written.count("\n") + 1
    assert all(made.at(*path).line in range(1, count + 1) for path, _ in leaves(data))


@given(st.text("ab:-[]{}&*!|>'\"#%@,? \n\t\x00é\ufeff", max_size=60))
def test_any_text_gives_data_or_a_finding(text: str) -> None:
    """Whatever the text, reading does not fail: it gives data, or says in which file it could not."""
    made, findings = parse(text, FILE)
    assert made.file == FILE
    assert all(f.span.file == FILE and f.code in ("E101", "E103", "E104") for f in findings)


# --- kinds of value


def test_text_stays_text() -> None:
    """Dates, times of day with seconds and numbers with a point are nobody's business but the model's."""
    made = located("a: 2006-06-01\nb: 2001-12-14 21:59:43\nc: 4.20\nd: '12'\ne: .nan\nf: 1e3")
    assert made.data == {
        "a": "2006-06-01",
        "b": "2001-12-14 21:59:43",
        "c": "4.20",
        "d": "12",
        "e": ".nan",
        "f": "1e3",
    }


def test_numbers_and_truths_are_text_until_a_model_wants_them() -> None:
    """A title of "2004", "No" or "9:30" is its words; where a truth is wanted, yes and true are one."""
    made = located("a: 12\nb: No\nc: 9:30\nd: 0115\ne: true")
    assert made.data == {"a": "12", "b": "No", "c": "9:30", "d": "0115", "e": "true"}
    value, findings = validated(Record, located("id: a\ntitle: 2004\npack: true\nseries_line: no"))
    assert findings == []
    assert value is not None
    assert (value["title"], value["pack"], value["series_line"]) == ("2004", True, False)


def test_nothing_is_nothing() -> None:
    """A key without a value, or with YAML's sign for none, has none; in quotation marks it is a word."""
    assert located("a:\nb: ~\nc: null\nd: 'null'\ne: ''").data == {
        "a": None,
        "b": None,
        "c": None,
        "d": "null",
        "e": "",
    }


def test_a_date_is_a_date_with_or_without_quotation_marks() -> None:
    """A publication's date is a day, however it is typed."""
    for typed in ("2006-06-01", '"2006-06-01"'):
        value, findings = validated(Publication, located(PUBLICATION.replace("2006-06-01", typed)))
        assert findings == []
        assert value is not None
        assert value.date == datetime.date(2006, 6, 1)


def test_the_date_of_a_record_is_printed_as_it_is_typed() -> None:
    """A record's date is text, even where it looks like a day."""
    value, findings = validated(Record, located("id: nexus\ntitle: Nexus\ndate: 2004-01-05"))
    assert findings == []
    assert value is not None
    assert value["date"] == "2004-01-05"


def test_an_alias_is_read_as_what_it_repeats() -> None:
    """A value with an anchor stands wherever its alias does, and is placed where it was written."""
    made = located("a: &name [walk]\nb: *name")
    assert made.data == {"a": ["walk"], "b": ["walk"]}
    assert made.at("b", 0) == Span(FILE, 1, 11)


# --- what cannot be read


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("title: Networks: a guide", 1, 16),
        ("title: 'Networks", 1, 8),
        ('title: "Networks\nsubtitle: "a guide"', 1, 8),
        ("title: It's 'so' and 'so\nnote: 'x' y", 2, 11),
        ("title:Networks\nnote: x", 1, 6),
        ("title Networks\nnote: x", 1, 1),
        ("a: {b: 1 c: 2}", 1, 11),
        ("a: [b](c)", 1, 7),
        ("a: - b", 1, 4),
        ("a:\n  b: [\n", 2, 6),
        ("a: | b\n  c", 1, 6),
        ('a: "\\q"', 1, 5),
        ("a:\n    b: 1\n  c: 2", 3, 3),
        ("a: [1, 2\nb: 3\n", 1, 4),
        ("\ttitle: Networks", 1, 1),
        ("a: b\n  c: d", 2, 3),
        ("records:\n  - id: a\n id: b", 3, 2),
        ("a: *nothing", 1, 4),
        ("a: @b", 1, 4),
        ("a: 1\n--- \nb: 2\n", 2, 1),
    ],
)
def test_what_is_not_yaml_is_said_where_it_ceases_to_be(text: str, line: int, column: int) -> None:
    """A text that is not YAML gives no data and one finding, at the parser's line and column."""
    made, findings = parse(text, FILE)
    assert made.data is None
    assert places(findings) == [("E101", line, column)]


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("a: 'x\nb: y\nc: 'z\nd: w: q\n", [(1, 4), (3, 4), (4, 5)]),
        ("intro:\n  A text\n  that goes on\nparts: [\n{a: b},\n{c: d}\n]\nb: x: y\n", [(8, 5)]),
        ("a:\n  b:\n    c: [1\n  d:\n    e: 'x\nf: g\n", [(3, 8), (5, 8)]),
        ("a:\n- b: 'x\n- c: d\n- e: [\n", [(2, 6), (4, 6)]),
        ("a:\n   - b: c\n  - d: e\n  - f: g\n", [(3, 3)]),
        ("title:Networks\nnote: x\nb: 'a' c\n", [(1, 6), (3, 8)]),
    ],
)
def test_every_record_that_is_not_yaml_is_said(text: str, slips: list[tuple[int, int]]) -> None:
    """Entries, rows of lists and of names are read each by itself; what is sound elsewhere is not said."""
    assert places(parse(text, FILE)[1]) == [("E101", *place) for place in slips]


# What a hand does to one line.
SLIPS: tuple[Callable[[str], str], ...] = (
    *(lambda line, opens=opens: line.replace(": ", f": {opens}", 1) for opens in ("'", '"', "[", "{")),
    *(lambda line, out=out: line.replace(out, "", 1) for out in ("]", "}", ":", "- ", " ")),
    *(lambda line, deep=deep: deep + line for deep in (" ", "    ", "\t")),
    lambda line: line.replace(": ", ":", 1),
    lambda line: f"{line}: x",
)


def test_one_slip_is_one_finding() -> None:
    """Whatever one line of a series, or of a publication, becomes: YAML is wrong in one place at the most."""
    for source in (SERIES, PUBLICATION, SERIES.replace("  -", "-").replace("    ", "  ")):
        lines = source.split("\n")
        for n, slip in itertools.product(range(len(lines)), SLIPS):
            text = "\n".join([*lines[:n], slip(lines[n]), *lines[n + 1 :]])
            assert len([f for f in parse(text, FILE)[1] if f.code == "E101"]) <= 1, text


def test_of_a_file_of_slips_some_are_said() -> None:
    """A file of nothing but slips is met with the first twenty."""
    assert len(parse("a: b: c\n" * 300, FILE)[1]) == MOST
    assert len(parse("a: b: c\n" * 6_000, FILE)[1]) == 1


def test_nothing_is_neither_data_nor_a_finding() -> None:
    """Of an empty text there is nothing to say here; whoever asked for it knows what it should hold."""
    for text in ("", "\n\n", "# a comment\n"):
        assert parse(text, FILE) == (Located(None, FILE), [])
    assert validated(Series, Located(None, FILE)) == (None, [])


def test_a_doubled_key_is_said_where_it_stands_again() -> None:
    """The second of two equal keys is a finding that names the line of the first, which is kept."""
    made, findings = parse("title: A\nrecords: []\ntitle: B\n", FILE)
    assert made.data == {"title": "A", "records": []}
    assert places(findings) == [("E103", 3, 1)]
    assert findings[0].message == 'the key "title" stands twice; the first is on line 1'


def test_a_colon_after_brackets_is_said() -> None:
    """Names and values in braces are no name; what they hold is read all the same."""
    made, findings = parse("a:\n  - {b: c}: d\n", FILE)
    assert made.data == {"a": [{"b": "c"}]}
    assert places(findings) == [("E101", 2, 11)]


def test_every_doubled_key_is_said() -> None:
    """Doubled keys are found at every depth and however often; the same key elsewhere is none."""
    text = "a: {b: 1, c: 2, b: 3}\nd:\n  - b: 1\n    b: 2\n    b: 3\n  - b: 4\n"
    assert places(parse(text, FILE)[1]) == [("E103", 1, 17), ("E103", 4, 5), ("E103", 5, 5)]


def test_a_file_may_not_multiply_itself() -> None:
    """Aliases of aliases, which a short file turns into millions of values, are refused."""
    bomb = "a: &a [x,x,x,x,x,x,x,x,x,x]\n"
    for last, name in zip("abcdefgh", "bcdefghi", strict=True):
        bomb += f"{name}: &{name} [{','.join([f'*{last}'] * 10)}]\n"
    made, findings = parse(bomb, FILE)
    assert made.data is None
    assert places(findings) == [("E104", 1, 1)]


@pytest.mark.parametrize("text", ["&a [*a]", "a: &a {b: *a}", "a: &a [1, {b: [*a]}]"])
def test_a_value_may_not_hold_itself(text: str) -> None:
    """An alias of what it stands in goes on without end, and is refused."""
    made, findings = parse(text, FILE)
    assert made.data is None
    assert [f.code for f in findings] == ["E104"]


@pytest.mark.parametrize(("before", "after"), [("[", "]"), ("{a: ", "}"), ("- ", "")])
def test_nesting_has_an_end(before: str, after: str) -> None:
    """Values nest as deep as any source needs, and no deeper."""
    assert parse(before * MAX_DEPTH + "x" + after * MAX_DEPTH, FILE)[1] == []
    for depth in (MAX_DEPTH + 1, 500):
        made, findings = parse(before * depth + "x" + after * depth, FILE)
        assert made.data is None
        assert [f.code for f in findings] == ["E104"]


@pytest.mark.parametrize("before", ["[", "{a: ", "- ", "? "])
def test_no_nesting_brings_the_process_down(before: str) -> None:
    """A hundred thousand brackets, which would overflow a parser's stack, are a finding like any other."""
    code = (
        "import sys; from pressmark.read.yaml.located import parse\n"
        "print(parse(sys.stdin.read(), '')[1][0].code)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, input=before * 100_000, capture_output=True, text=True, check=True)
    assert done.stdout == "E104\n"


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85"])
def test_only_a_line_feed_ends_a_line(mark: str) -> None:
    """Line separators that come with text pasted from elsewhere do not move the lines below them."""
    made, findings = parse(f"a: 'one{mark}two'\nb: 3\n", FILE)
    assert findings == []
    assert made.at("b") == Span(FILE, 2, 4)


def test_a_control_character_is_said_where_it_stands() -> None:
    """A character that YAML may not hold is named, at its line and column."""
    made, findings = parse("a: 1\nb: x\x07y\n", FILE)
    assert made.data is None
    assert places(findings) == [("E101", 2, 5)]
    assert "0x07" in findings[0].message


def test_a_text_has_an_end() -> None:
    """A text of more characters than any source has is not even looked at."""
    assert parse("#" * MAX_BYTES, FILE)[1] == []
    made, findings = parse("#" * (MAX_BYTES + 1), FILE)
    assert made.data is None
    assert places(findings) == [("E105", 0, 0)]


# --- files


def test_a_byte_order_mark_and_carriage_returns_are_taken_off() -> None:
    """A file from any machine has the same data at the same places."""
    for raw in (
        SERIES.encode(),
        SERIES.replace("\n", "\r\n").encode("utf-8-sig"),
        SERIES.replace("\n", "\r").encode(),
    ):
        assert read_yaml(Root.of({FILE: raw}), FILE) == (located(SERIES), [])


def test_a_byte_order_mark_within_a_text_is_kept() -> None:
    """Only the mark at the head of a file is taken off."""
    assert read_text(Root.of({FILE: "\ufeffa\ufeffb"}), FILE) == ("a\ufeffb", [])


def test_another_encoding_is_said_at_its_line() -> None:
    """A byte that is not UTF-8 is named at its place; the file is read on in the likely encoding."""
    root = Root.of({FILE: "title: Walks\nnote: caf\u00e9".encode("latin-1")})
    made, findings = read_yaml(root, FILE)
    assert made.data == {"title": "Walks", "note": "café"}
    assert places(findings) == [("E107", 2, 10)]
    assert findings[0].message == "the byte e9 is not UTF-8; it would be é in Windows-1252"


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    """A file that is not there, and a folder, give a finding each."""
    (tmp_path / "folder").mkdir()
    for file in ("nothing.yaml", "folder"):
        assert read_text(Root(tmp_path), file)[0] is None
        assert places(read_text(Root(tmp_path), file)[1]) == [("E106", 0, 0)]


def test_a_file_has_an_end(tmp_path: Path) -> None:
    """A file larger than any source is not read."""
    with (tmp_path / "a.yaml").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    text, findings = read_text(Root(tmp_path), "a.yaml")
    assert text is None
    assert places(findings) == [("E105", 0, 0)]


# --- validation


def test_a_missing_field_is_placed_at_what_lacks_it() -> None:
    """A field that must be there is missed at the record without it, each by its own finding."""
    assert said(Series, "records:\n  - id: a\n    title: A\n  - note: b\n") == [
        '1:1: E111 "title" is missing\n  hint: add a line for it',
        '4:5: E111 "id" is missing\n  hint: add a line for it',
        '4:5: E111 "title" is missing\n  hint: add a line for it',
    ]


def test_an_unknown_field_is_placed_at_its_name() -> None:
    """A name that the model does not know is said at the name, with the nearest that it knows."""
    text = "title: A\nrecords:\n  - {id: a, title: A, taken-from: b}\ngroup: []\n"
    assert said(Series, text) == [
        '3:23: E112 "taken-from" is not known here\n  hint: did you mean "taken_from"?',
        '4:1: E112 "group" is not known here\n  hint: did you mean "groups"?',
    ]


def test_names_that_are_like_nothing_are_met_with_those_that_are_known() -> None:
    """Where nothing is near, the few names that there are are listed."""
    assert said(Series, "title: A\ngroups:\n  - {id: a, title: A, zzz: b}\n") == [
        '3:23: E112 "zzz" is not known here\n  hint: one of: id, title'
    ]


def test_a_name_is_looked_for_where_it_stands() -> None:
    """The names that are offered are those of the very model that the field stands in."""
    text = PUBLICATION.replace("{name: Press}", "{name: Press, telefone: '1'}")
    text = text.replace("{part: cover}", "{part: cover, fille: a.md}")
    assert said(MODELS.publication, text) == [
        '5:26: E112 "telefone" is not known here\n  hint: did you mean "telephone"?',
        '7:19: E112 "fille" is not known here\n  hint: did you mean "file"?',
    ]


def test_a_value_that_is_none_of_the_choices_is_met_with_the_nearest() -> None:
    """A word from a short list is said at the value, with the nearest of the list."""
    assert said(MODELS.publication, PUBLICATION.replace("part: cover", "part: contense")) == [
        '7:12: E113 "part" cannot be "contense"\n  hint: did you mean "contents"?'
    ]


def test_a_value_that_cannot_be_used_is_said_in_words() -> None:
    """A colour, a name, a page size and an empty text are refused at their places, each for its reason."""
    text = PUBLICATION.replace("Paths", "' '").replace("210mm x 210mm", "A9").replace("directory", "a/b")
    assert said(MODELS.publication, text) == [
        '1:8: E114 "title" cannot be used: it is empty\n  hint: write something',
        '2:9: E114 "layout" cannot be used: "a/b" is not a name\n  hint: use letters, digits and hyphens',
        '3:7: E114 "trim" cannot be used: "A9" is not a page size\n'
        "  hint: write a name, as A5 or A5 landscape, or width x height, as 210mm x 210mm",
    ]


@pytest.mark.parametrize(
    ("model", "text", "name"),
    [
        (Palette, "colours: {}\nneutrals:\n  black: {cmyk: 0 0 0 0, srgb: '#000000', sgrb: a}", "srgb"),
        (Symbols, "walk: {label: a, meaning: b, group: kind, file: a.svg, fil: b}", "file"),
    ],
)
def test_a_name_in_a_table_is_met_with_the_nearest(model: type[Any], text: str, name: str) -> None:
    """In a table by name, as the palette and the symbols are, an unknown field is met as anywhere."""
    hints = [f.hint for f in validated(model, located(text))[1] if f.code == "E112"]
    assert hints == [f'did you mean "{name}"?']


def test_a_wrong_name_in_a_table_is_said_at_itself() -> None:
    """A key of a table that is no name is said by its own words, at its own place."""
    (line,) = said(Symbols, "'two words': {label: a, meaning: b, group: kind, file: a.svg}")
    assert line.startswith('1:1: E114 "two words" ')


def test_a_length_without_a_unit_is_told_that_it_wants_one() -> None:
    """A bare number is not a length, and what a length is like is said."""
    for typed in ("3", "three", "3 mmm"):
        (line,) = said(MODELS.publication, PUBLICATION + f"bleed: {typed}\n")
        assert line.startswith('9:8: E114 "bleed" ')
        assert "write a number and a unit, such as 4.2mm" in line


def test_an_ink_out_of_bounds_is_placed_at_its_figure() -> None:
    """In a list of four figures the one that no press can print is the one that is said."""
    ink = '{cmyk: [0, 0, 101, 0], srgb: "#00000g"}'
    text = f"neutrals: {{black: {ink}}}\ncolours: {{}}\n"
    assert [line.split(" ")[:2] for line in said(Palette, text)] == [
        ["2:10:", "E114"],
        ["1:33:", "E114"],
        ["1:48:", "E114"],
    ]


def test_a_file_of_another_shape_is_said() -> None:
    """A list, or a word, where names and values should be is one finding, at its place."""
    for text in ("- a\n- b\n", "River walks"):
        assert [line.split(" ")[:2] for line in said(Series, text)] == [["1:1:", "E114"]]


def test_nesting_without_end_is_said_where_it_goes_too_deep() -> None:
    """The place of E104 is where the file nests too deep."""
    (found,) = parse("a: 1\nb: " + "[" * 100, "f")[1]
    assert (found.code, found.span.line) == ("E104", 2)
