"""Digests of values: equal of what says the same, another of whatever is told apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from fractions import Fraction
from itertools import combinations

import pytest

from pressmark.digests import digest_of
from pressmark.findings import Span

HERE = Span("a.md", 1)


class Side(Enum):
    """Two values without a value of their own."""

    LEFT = object()
    RIGHT = object()


class Name(StrEnum):
    """A text by a name."""

    ONE = "one"


@dataclass(frozen=True)
class Nothing:
    """Without a field."""


@dataclass(frozen=True)
class Word:
    """With two fields, one of which is not compared."""

    text: object
    at: Span = HERE
    note: str = field(default="", compare=False)


def test_what_says_otherwise_has_another_digest() -> None:
    """By its value, its type, its order, and by where one part ends and the next begins."""
    values = [
        *("", "1", "one", 1, 1.0, True, None, Fraction(1), b"1", Name.ONE, Side.LEFT, Side.RIGHT),
        *((), [], {}, frozenset[str](), Nothing(), Word(""), Word("1"), Word(1), Word(Word("1"))),
        *(("ab", "c"), ("a", "bc"), ("a", "b", "c"), ("abc",), ["ab", "c"], frozenset(("ab", "c"))),
        *((("a",), "b"), ("a", ("b",)), (("a", "b"),), {"a": "b"}, {"b": "a"}, (("a", "b"), ())),
    ]
    digests = [digest_of(value) for value in values]
    for (one, its), (other, others) in combinations(zip(values, digests, strict=True), 2):
        assert its != others, (one, other)
    assert {len(digest) for digest in digests} == {64}


def test_what_says_the_same_has_the_same_digest() -> None:
    """Wherever it is written, whatever is not compared, and in whatever order a set comes."""
    assert digest_of(Word("a")) == digest_of(Word("a", Span("b.md", 2), "a note"))
    assert digest_of(frozenset("abcdefgh")) == digest_of(frozenset("hgfedcba"))
    assert digest_of((Word("a"), Word("a"))) == digest_of((word := Word("a"), word))


def test_a_field_may_be_left_out() -> None:
    """Of the value itself, not of one that it holds."""
    assert digest_of(Word("a"), without={"text"}) == digest_of(Word("b"), without={"text"})
    assert digest_of(Word(Word("a")), without={"at"}) != digest_of(Word(Word("b")), without={"at"})
    assert digest_of(Word("a"), without={"at"}) != digest_of(Word("b"), without={"at"})


def test_there_is_no_digest_of_what_nobody_can_tell() -> None:
    """A function, or an object of no kind."""
    for value in (len, object(), (object(),)):
        with pytest.raises(TypeError, match="there is no digest of a "):
            digest_of(value)
