"""Records of a type of one's own: how their fields are read, printed, chosen, ordered and indexed."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

import pressmark
from pressmark.book.printed_values import printed
from pressmark.book.surnames import parted, surname_first
from pressmark.book.tree import Book
from pressmark.findings import Finding
from pressmark.parts.index.model import Index
from pressmark.parts.section.model import Entry, Head, Section
from pressmark.read.models.records import FieldOfType
from tests.output.building import PROJECT, SHARED

ELEMENTS = PROJECT / "tests" / "fixtures" / "elements"

TYPE = """\
title: Stall
name: "{name}"
id: name
sort_by: [-price, name]
shows: {value: "{price}", lines: ["{holder.surname}, {town}", "{open}{telephone}{mail}"]}
fields:
  name: {required: true}
  price: {type: money, currency: EUR}
  holder: {sorted: surname, surnames: [van der Berg]}
  town: {}
  open: {type: time, announced: from}
  telephone: {type: telephone}
  mail: {type: email}
  kind: {type: choice, of: {f: Food, c: Cloth}}
  since: {type: date, format: d. MMMM}
"""
PUBLICATION = """\
title: Stalls
layout: register
language: LANGUAGE
trim: A5
date: "2026-11-30"
publisher: {name: The Market}
parts:
  - {part: section, title: All, from: stalls, group_by: kind}
  - {part: index, title: Holders, of: holder}
  - {part: index, title: Towns, of: town, show: "{name} {price}"}
"""
SERIES = """\
title: Stalls
type: stall
records:
  - {name: Bread, price: 12500, holder: Ada Müller, town: Ely, kind: f, telephone: +44 (0)1353 496 0001}
  - {name: Eels, price: 8.50, holder: Jan van der Berg, town: Ely, kind: f, open: "7:30", mail: e@f.example}
  - {name: Ærø linen, price: 8.50, holder: Zoë Ash, kind: c, since: 2020-05-03}
  - {name: Apples, price: 99, holder: "Ash, Bo", kind: f, town: Ware}
"""


@functools.cache
def shared() -> Mapping[str, bytes]:
    """The project's layouts, styles and icons."""
    files = (path for name in SHARED for path in (PROJECT / name).rglob("*") if path.is_file())
    return {path.relative_to(PROJECT).as_posix(): path.read_bytes() for path in files}


def checked(series: str = SERIES, language: str = "en-GB", **files: str) -> tuple[Book | None, list[Finding]]:
    """The publication of these stalls, and what is found in it."""
    sources = {
        "source/catalogue/types/stall.yaml": TYPE,
        "source/catalogue/stalls.yaml": series,
        "source/market/publication.yaml": PUBLICATION.replace("LANGUAGE", language),
        **files,
    }
    root = pressmark.Root.of({**shared(), **{name: text.encode() for name, text in sources.items()}})
    made = root.job("market").run(upto="check")
    return made.work.book if made.work else None, list(made.findings)


def book(series: str = SERIES, language: str = "en-GB", **files: str) -> Book:
    """The publication, which has no fault."""
    made, found = checked(series, language, **files)
    assert [one for one in found if one.code[0] == "E"] == []
    assert made is not None
    return made


def lines(entry: Entry) -> list[str]:
    """What is shown of a record, line by line."""
    assert entry.shown is not None
    every = (entry.shown.name, entry.shown.value, *entry.shown.lines)
    return ["".join(f"{one.before}{one.words.text}{one.after}" for one in line) for line in every]


def section(of: Book) -> Section:
    """Its section."""
    part = of.parts[0]
    assert isinstance(part, Section)
    return part


def test_a_record_shows_its_fields_and_leaves_no_gap() -> None:
    """Lines are filled by name; what stands before an empty field is left out with it."""
    of = {item.title.text: lines(item) for item in section(book()).items if isinstance(item, Entry)}
    assert of["Bread"] == ["Bread", "€12,500", "Müller, Ely", "+44 (0)1353 496 0001"]
    assert of["Eels"] == ["Eels", "€8.50", "van der Berg, Ely", "from 07:30e@f.example"]
    assert of["Ærø linen"] == ["Ærø linen", "€8.50", "Ash"]


def test_fields_lead_where_they_say() -> None:
    """A telephone number is dialled without the nought in brackets, a mailbox is written to."""
    entries = [item for item in section(book()).items if isinstance(item, Entry) and item.shown]
    led = {
        one.name: one.href for e in entries if e.shown for line in e.shown.lines for one in line if one.href
    }
    assert led == {"telephone": "tel:+4413534960001", "mail": "mailto:e@f.example"}


def test_records_stand_in_groups_and_in_order() -> None:
    """Groups in the order of their choices; in each the dearest first, then by the words of the language."""
    said = [i.words.text if isinstance(i, Head) else i.title.text for i in section(book()).items]  # type: ignore[union-attr]
    assert said == ["Food", "Bread", "Apples", "Eels", "Cloth", "Ærø linen"]


@pytest.mark.parametrize(
    ("language", "value", "field", "wanted"),
    [
        ("fr", "10000", {"type": "money", "currency": "EUR"}, "10\u202f000\xa0€"),
        ("de", "1250.5", {"type": "money", "currency": "EUR", "decimals": 2}, "1.250,50\xa0€"),
        ("en-GB", "1898", {"type": "number"}, "1898"),
        ("en-GB", "18980", {"type": "number"}, "18,980"),
        ("de", "2.50", {"type": "number"}, "2,50"),
        ("en-GB", "-3", {"type": "number"}, "-3"),
        ("sv", "123456", {"type": "number", "grouped": False}, "123456"),
    ],
)
def test_numbers_are_printed_as_the_language_has_them(
    language: str, value: str, field: dict[str, object], wanted: str
) -> None:
    """As many decimals as are typed or wanted, thousands parted from 10,000 on."""
    assert printed(FieldOfType.model_validate(field), Decimal(value), language) == wanted


def test_dates_are_printed_by_a_pattern() -> None:
    """`d. MMMM` of 3 May is "3. Mai" in German."""
    of = TYPE.replace('"{price}"', '"{since}"')
    made = book(language="de", **{"source/catalogue/types/stall.yaml": of})
    found = [lines(i)[1] for i in section(made).items if isinstance(i, Entry) and i.id.endswith("linen")]
    assert found == ["3. Mai"]


def test_persons_stand_under_their_surnames() -> None:
    """Of several words, where its field says so; before a comma, where one is typed."""
    index = book().parts[1]
    assert isinstance(index, Index)
    assert [(term.initial, term.text) for term in index.terms] == [
        ("A", "Ash Bo"),
        ("A", "Ash Zoë"),
        ("M", "Müller Ada"),
        ("V", "van der Berg Jan"),
    ]
    assert parted("Berzelius") == ("Berzelius", "")
    assert surname_first("Marie Curie") == "Curie Marie"


def shown_in(index: Index) -> dict[str, list[str]]:
    """What an index shows of records, by its terms."""
    return {
        term.text: ["".join(field.before + field.words.text for field in one.line) for one in term.shown]
        for term in index.terms
    }


def test_an_index_shows_fields_of_each_record() -> None:
    """Of each value, the records that have it, in place of pages."""
    index = book().parts[2]
    assert isinstance(index, Index)
    said = {
        term.text: ["".join(f.before + f.words.text for f in s.line) for s in term.shown]
        for term in index.terms
    }
    assert said == {"Ely": ["Bread €12,500", "Eels €8.50"], "Ware": ["Apples €99"]}
    assert not any(term.paged for term in index.terms)
    assert index.id == "index-2"


def test_what_is_wrong_is_said_at_its_place() -> None:
    """A field that there is not, in the type, in a part, in an index; a choice of nothing."""
    publication = PUBLICATION.replace("LANGUAGE", "en").replace(
        "group_by: kind", "group_by: knid, sort_by: [prise]"
    )
    publication = publication.replace("of: holder", "of: holders").replace("{name} {price}", "{nam}")
    _, found = checked(**{"source/market/publication.yaml": publication})
    assert [(f.code, f.span.line, f.hint) for f in found if f.code[0] == "E"] == [
        ("E267", 8, 'did you mean "kind"?'),
        ("E267", 8, 'did you mean "price"?'),
        ("E267", 9, 'did you mean "holder"?'),
        ("E267", 10, 'did you mean "name"?'),
    ]
    publication = PUBLICATION.replace("LANGUAGE", "en").replace("group_by: kind", "where: {town: [Oz]}")
    _, found = checked(**{"source/market/publication.yaml": publication})
    assert "W325" in [f.code for f in found]


def test_two_records_of_one_name_have_names_of_their_own() -> None:
    """Where ids are made of what records say, none is taken twice."""
    twice = SERIES + "  - {name: Bread}\n"
    made = book(twice)
    assert {"bread", "bread-2"} <= made.catalogue.keys()


def test_an_entry_of_the_markdown_stands_for_its_record() -> None:
    """In its place among the others, with its own text."""
    publication = PUBLICATION.replace("LANGUAGE", "en").replace("title: All,", "file: all.md,")
    text = "---\ntitle: All\n---\n\n/// entry | apples\nRussets till March.\n///\n"
    made = book(**{"source/market/publication.yaml": publication, "source/market/all.md": text})
    entries = [item for item in section(made).items if isinstance(item, Entry)]
    assert [entry.title.text for entry in entries][:2] == ["Bread", "Apples"]
    assert entries[1].prose.text.strip() == "Russets till March."


@functools.cache
def elements() -> Book:
    """The register of the elements, read."""
    files = {path.relative_to(ELEMENTS).as_posix(): path.read_bytes() for path in _files(ELEMENTS)}
    made = pressmark.Root.of({**shared(), **files}).job("elements").run(upto="check")
    assert [str(one) for one in made.findings] == []
    assert made.work is not None
    assert made.work.book is not None
    return made.work.book


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_elements_are_those_of_their_sheet() -> None:
    """118 of them, by letters; each knows its cell."""
    part = next(part for part in elements().parts if isinstance(part, Section))
    entries = [item for item in part.items if isinstance(item, Entry)]
    assert len(entries) == 118
    assert [entry.title.text for entry in (entries[0], entries[-1])] == ["Actinium", "Zirconium"]
    gold = next(entry for entry in entries if entry.id == "entry/au")
    assert lines(gold) == ["Gold", "197.0", "79 known of old"]
    assert str(gold.title.span) == "source/catalogue/elements.xlsx:Elements!C80"
    assert gold.colour == "amber"


def test_the_elements_are_indexed_by_discoverer_year_and_symbol() -> None:
    """Davy found six; years are in the order of time; lawrencium is Lr."""
    who, when, what = (part for part in elements().parts if isinstance(part, Index))
    shown = {
        term.text: ["".join(f.before + f.words.text for f in s.line) for s in term.shown]
        for term in who.terms
    }
    assert shown["Davy Humphry"] == ["Ba 1808", "B 1808", "Ca 1808", "Mg 1808", "K 1807", "Na 1807"]
    assert "Lecoq de Boisbaudran Paul-Émile" in shown
    assert len(who.terms) == 96
    years = [term.text for term in when.terms]
    assert years == sorted(years, key=int)
    assert years[0] == "1669"
    assert not when.headed
    assert len(what.terms) == 118
    assert all(term.paged for term in what.terms)
