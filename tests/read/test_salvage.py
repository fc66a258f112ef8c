"""What is still read of a file that is not sound, so that the rest is checked with it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pressmark.findings import Span
from pressmark.parts.models import MODELS
from pressmark.read.models.catalogue import series_model
from pressmark.read.models.colours import Palette
from pressmark.read.models.publications import Publication
from pressmark.read.salvage import NO_ID, publication_of, salvaged, series_of
from pressmark.read.series import PUBLICATIONS
from pressmark.read.yaml.located import Located, parse

Series = series_model(PUBLICATIONS.value)

FILE = "source/paths/publication.yaml"
PUBLICATION = """\
title: Paths
layout: directory
trim: A9
date: 2006-06-01
publisher: {name: The Valley Press}
parts:
  - {part: covr, file: cover.md}
  - lost.md
  - {part: section, file: river.md, color: teal}
"""


def located(text: str) -> Located:
    """The data of YAML that can be read."""
    made, findings = parse(text, FILE)
    assert findings == []
    return made


def files(publication: Publication) -> list[tuple[str, str | None]]:
    """The parts of a publication and their files."""
    return [(part.part, part.file) for part in publication.parts]


def test_what_is_wrong_is_taken_out_and_the_rest_keeps_its_places() -> None:
    """A word is taken for the one that was meant; a part that cannot be read goes, those after it move up
    and are still found where they stand; a field in whose place another stands keeps it."""
    value, made = salvaged(MODELS.publication, located(PUBLICATION), MODELS.stand_in)
    assert value is not None
    assert files(value) == [("cover", "cover.md"), ("section", "river.md")]
    assert made.at("parts", 1, "file") == Span(FILE, 9, 27)
    assert made.at("trim") == Span(FILE, 3, 7)
    assert made.placer("river.md", "parts", 1, "file")(2) == Span(FILE, 9, 29)


def test_what_is_missing_is_stood_in_for() -> None:
    """A record without a title, a palette without a role, a publication of nothing but a title."""
    series, _ = salvaged(Series, located("title: A\nrecords: [{id: a}, {title: B}]"))
    assert series is not None
    assert [(record.id, record["title"]) for record in series.records] == [("a", "title"), (NO_ID, "B")]
    assert salvaged(Palette, located("colours: {teal: {base: {srgb: red}}}"))[0] is not None
    assert salvaged(MODELS.publication, located("title: A"), MODELS.stand_in)[0] is not None
    assert salvaged(MODELS.publication, located("- A"), MODELS.stand_in)[0] is None


def _publication_of(text: str) -> Publication:
    return publication_of(text, MODELS.row, MODELS.plain)


def test_lines_say_what_yaml_does_not() -> None:
    """Of YAML that cannot be read, the lines still give the ids of titles, and the parts and their files."""
    series = series_of('records:\n  - id: one\n    title: A: b\n  - {id: "two", kinds: [}\n', Series)
    assert [record.id for record in series.records] == ["one", "two"]
    publication = _publication_of(
        'title: "\nparts:\n  - {part: cover}\n  - part: text\n    when: x\n    file: a.md\n  - part: page\n'
    )
    assert files(publication) == [("cover", None), ("text", "a.md")]
    assert [part.part for part in _publication_of("").parts] == ["notes"]


_VALUES = st.recursive(
    st.none() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "parts", "x"]), inner),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*Publication.model_fields, *Series.model_fields, "x"]), _VALUES))
def test_nothing_is_beyond_salvage(data: object) -> None:
    """Whatever a list of names and values holds, something can be made of it."""
    for model in (MODELS.publication, Series):
        value, _ = salvaged(model, Located(data, FILE), MODELS.stand_in)
        assert value is not None
