"""The A-Z index: which terms are one, what each is sorted by, and under which letter it stands."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pressmark import Root
from pressmark.findings import Finding
from tests.output.building import PROJECT, files_of

TEXT = "source/leaflet/text.md"
FRONT = "---\ntitle: Index\n{0}---\n"


@functools.cache
def _files() -> Mapping[str, bytes]:
    own = {address: raw for address, raw in files_of(PROJECT).items() if not address.startswith("source/")}
    small = files_of(PROJECT / "tests/fixtures/small")
    return MappingProxyType({a: raw for a, raw in (own | small).items() if not a.endswith(".ttf")})


def index(text: str, language: str = "en-GB", front: str = "") -> tuple[Any, list[Finding]]:
    """The index of a leaflet with this text, and what is found in it."""
    files: dict[str, bytes | str] = {**_files(), TEXT: f"---\ntitle: T\n---\n\n{text}\n"}
    files["source/leaflet/index.md"] = FRONT.format(front)
    own = _files()["source/leaflet/publication.yaml"].decode()
    files["source/leaflet/publication.yaml"] = f"{own}language: {language}\n"
    made = Root.of(files).job("leaflet").run(upto="check")
    found = [one for one in made.findings if one.code[1:] not in ("321", "312") and one.code[0] != "N"]
    assert made.work.book is not None, found
    return next(part for part in made.work.book.parts if part.kind == "index"), found


def marked(*terms: str) -> str:
    """A text that marks each of these terms."""
    return "\n\n".join(f"Words {n}.[[!{term}]]" for n, term in enumerate(terms))


def listed(*terms: str, language: str = "en-GB") -> list[str]:
    """The terms as the index has them, each letter before its first."""
    part, found = index(marked(*terms), language)
    assert found == []
    lines: list[str] = []
    for term in part.terms:
        if f"[{term.initial}]" not in lines:
            lines.append(f"[{term.initial}]")
        lines.append(term.text)
    return lines


def test_an_index_is_in_the_order_of_the_publications_language() -> None:
    """Å, ä and ö are letters of their own after z in Swedish, and stand with a and o in German."""
    wanted = ["[A]", "apa", "[O]", "ost", "[Z]", "zon", "[Å]", "ål", "[Ä]", "ärt", "[Ö]", "örn"]
    terms = [word for word in wanted if word[0] != "["]
    assert listed(*terms[::-1], language="sv-SE") == wanted
    german = ["[A]", "ål", "apa", "ärt", "[O]", "örn", "ost", "[Z]", "zon"]
    assert listed(*terms[::-1], language="de-DE") == german


def test_terms_that_differ_in_signs_are_different_terms() -> None:
    """Each has its own line, beside the word that it is sorted as; nothing is said of them."""
    wanted = ["[C]", "C", "C#", "C++", "[N]", "Net", ".NET"]
    assert listed(".NET", "C++", "Net", "C#", "C") == wanted


def test_accents_are_letters() -> None:
    """A word with an accent is another word than that without, though both are sorted alike."""
    assert listed("schön", "schon", "Maße", "Masse", language="de") == [
        *("[M]", "Masse", "Maße"),
        *("[S]", "schon", "schön"),
    ]


def test_numbers_stand_by_their_value_and_before_letters() -> None:
    """2 comes before 10, and what begins with no letter stands under a head of its own."""
    assert listed("10 steps", "2 steps", "mark 10", "mark 9", "!") == [
        *("[0–9]", "!", "2 steps", "10 steps"),
        *("[M]", "mark 9", "mark 10"),
    ]


def test_a_mark_says_what_a_term_is_sorted_by() -> None:
    """At one of its marks, for the term or for one under another; its words print without it."""
    marks = ("Sand", "The Hague|Hague", "The Hague", "Ham", "Sand > 2nd|second", "Sand > river", "Sand > wet")
    part, found = index(marked(*marks))
    assert found == []
    assert [(term.initial, term.level, term.text, len(term.places)) for term in part.terms] == [
        ("H", 0, "The Hague", 2),
        ("H", 0, "Ham", 1),
        ("S", 0, "Sand", 1),
        ("S", 1, "river", 1),
        ("S", 1, "2nd", 1),
        ("S", 1, "wet", 1),
    ]


def test_a_range_and_a_cell_of_a_table_take_a_key() -> None:
    """In a table the bar is written with a stroke before it, as any bar there."""
    table = "Kind | Use\n---- | ---\nÖl[[!Öl\\|oel]] | yes"
    part, found = index(f"In[[!Straße|strasse (]] the text.\n\n{table}\n\nOut.[[!Straße )]]")
    assert found == []
    assert [(term.text, len(term.places[0])) for term in part.terms] == [("Öl", 1), ("Straße", 2)]


def test_one_term_in_two_spellings_is_said_with_what_can_be_done() -> None:
    """It stands once, as it is first written; where two terms are meant, a key tells them apart."""
    part, found = index(marked("Polish", "polish"))
    assert [(one.code, one.span.line) for one in found] == [("W310", 7)]
    assert "[[!polish|" in found[0].hint
    assert [term.text for term in part.terms] == ["Polish"]
    part, found = index(marked("Polish", "polish|polish 2", "polish"))
    assert (found, [term.text for term in part.terms]) == ([], ["Polish", "polish"])


def test_two_keys_of_one_term_and_a_key_of_nothing_are_said() -> None:
    """Each at its mark."""
    _, found = index("A[[!Straße|strasse]] b[[!Straße|str]] c[[!sand|]]")
    assert [(one.code, one.span.column) for one in found] == [("W314", 26), ("W315", 43)]


def test_what_leads_elsewhere_is_told_apart_by_its_signs_too() -> None:
    """Headings lead from and to the very terms that they name; one that has no pages may have a key."""
    front = "see: {.NET: C#, 'Öl|oel': C}\nsee_also: {C++: [c, C#]}\n"
    part, found = index(marked("C", "C++", "C#", "Net"), "sv", front)
    assert found == []
    lines = [(term.initial, term.text, term.see.text, term.see_also.text) for term in part.terms]
    assert lines == [
        ("C", "C", "", ""),
        ("C", "C#", "", ""),
        ("C", "C++", "", "c; C#"),
        ("N", "Net", "", ""),
        ("N", ".NET", "C#", ""),
        ("O", "Öl", "C", ""),
    ]
