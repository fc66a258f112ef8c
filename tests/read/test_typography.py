"""Quotation marks, apostrophes, dashes and dots: what is set for what is typed, by language and place."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pressmark import Root
from pressmark.read.markdown.breaks import with_breaks
from pressmark.read.markdown.convert import plain_line, read_line, read_prose
from pressmark.read.markdown.text_tree import Element, Nodes, Origin, Run, render, runs_of, text_of
from pressmark.read.markdown.typography import set_type, straight
from tests.output.building import PUBLICATION, tiny_files

NARROW = "\u202f"


def printed(typed: str, language: str = "en") -> str:
    """A line as it prints, its narrow spaces kept."""
    return "".join(run.text for run in runs_of(read_line(typed, None, language)))


ENGLISH = [
    ("'single'", "‘single’"),
    ('"double"', "“double”"),
    ("\"She said 'no'.\"", "“She said ‘no’.”"),
    ("'\"Quoted\" he said'", "‘“Quoted” he said’"),
    ("\"'a' b\"", "“‘a’ b”"),
    ("\"a 'b'\"", "“a ‘b’”"),
    ('"It is \'a "b" c\' d"', "“It is ‘a “b” c’ d”"),
    # words that have lost their beginning, and years
    ("'tis", "’tis"),
    ("'Twas 'tis", "’Twas ’tis"),
    ('"\'Tis," he said', "“’Tis,” he said"),
    ("rock 'n' roll", "rock ’n’ roll"),
    ("rock'n'roll", "rock’n’roll"),
    ("get 'em", "get ’em"),
    ("'round the corner", "’round the corner"),
    ("'Round the World' and", "‘Round the World’ and"),
    ("in '98 it", "in ’98 it"),
    ("(the '98 one)", "(the ’98 one)"),
    ("the '60s", "the ’60s"),
    ("the '60s' music", "the ’60s’ music"),
    ('"\'90s"', "“’90s”"),
    ("'1984'", "‘1984’"),
    # apostrophes
    ("it's the boys' own", "it’s the boys’ own"),
    ("James' book", "James’ book"),
    ("'James' book,' he said", "‘James’ book,’ he said"),
    ("'Don't,' she said, 'go.'", "‘Don’t,’ she said, ‘go.’"),
    ("the dogs' and cats' food", "the dogs’ and cats’ food"),
    ("O'Brien's fo'c'sle", "O’Brien’s fo’c’sle"),
    ("'goin' home'", "‘goin’ home’"),
    ("**Bob**'s `code`'s", "Bob’s code’s"),
    ("Q&amp;A's", "Q&A’s"),
    # feet and inches, minutes and seconds
    ("5'10\"", "5'10\""),
    ('"He is 5\'10" tall"', "“He is 5'10\" tall”"),
    ("6' by 4'", "6' by 4'"),
    ('a 12" pipe, 8"x10"', 'a 12" pipe, 8"x10"'),
    ('"a 12" pipe"', '“a 12" pipe”'),
    ("40°26'46\"N", "40°26'46\"N"),
    ('"in 1998" and "in 1999"', "“in 1998” and “in 1999”"),
    ("'in 1998' and", "‘in 1998’ and"),
    # beside dashes, dots and brackets
    ('"But--"', "“But–”"),
    ('"But---" he said', "“But—” he said"),
    ('a--"b"--c', "a–“b”–c"),
    ('"a"--b', "“a”–b"),
    ('"...and so"', "“…and so”"),
    ('("so")', "(“so”)"),
    ("['so']", "[‘so’]"),
    ('say "a"/"b"', "say “a”/“b”"),
    ('semi-"private"', "semi-“private”"),
    ('"Stop!"; she', "“Stop!”; she"),
    ('"a," "b," and "c"', "“a,” “b,” and “c”"),
    ('He said:"no"', "He said:“no”"),
    # beside marks
    ('*"word"*', "“word”"),
    ('"*word*"', "“word”"),
    ("**'a'**", "‘a’"),
    ('"**a** *b*"', "“a b”"),
    ('the "*em* b"', "the “em b”"),
    ('"[a](https://e.example)"', "“a”"),
    ('["a"](https://e.example)', "“a”"),
    ('"`a`"', "“a”"),
    ('"www.e.example"', "“www.e.example”"),
    # over the end of a line, and what goes on in the next paragraph
    ('"One.\nTwo" three', "“One. Two” three"),
    ('"One goes on', "“One goes on"),
    ("'One goes on", "‘One goes on"),
    ("He said, 'One goes on", "He said, ‘One goes on"),
    # what stays
    ("“set” ‘already’ – yes…", "“set” ‘already’ – yes…"),
    ("“mixed\" 'x’", "“mixed” ‘x’"),
    ('\\"a\\" \\--', '"a" --'),
    ("&quot;a&quot; &#39;", '"a" \''),
    ("`'a' -- b...`", "'a' -- b..."),
    ("https://e.example/a--b...'c'd", "https://e.example/a--b...'c'd"),
    ("---- ....", "---- ...."),
]


@pytest.mark.parametrize(("typed", "wanted"), ENGLISH)
def test_what_is_set_in_english(typed: str, wanted: str) -> None:
    """In a line and in a paragraph alike."""
    assert plain_line(typed) == wanted
    assert text_of(read_prose(typed)) == wanted
    assert straight(plain_line(typed)).replace("–", "--").replace("—", "---").replace("…", "...") == straight(
        wanted
    ).replace("–", "--").replace("—", "---").replace("…", "...")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "“a ‘b’”"),
        ("en-US", "“a ‘b’”"),
        ("de", "„a ‚b‘“"),
        ("de-AT", "„a ‚b‘“"),
        ("de-CH", "«a ‹b›»"),
        ("de-ch-1996", "«a ‹b›»"),
        ("fr", f"«{NARROW}a “b”{NARROW}»"),
        ("fr-BE", f"«{NARROW}a “b”{NARROW}»"),
        ("fr-CH", "«a ‹b›»"),
        ("it", "«a “b”»"),
        ("es", "“a ‘b’”"),
        ("pt-BR", "“a ‘b’”"),
        ("pt-PT", "«a “b”»"),
        ("nl", "“a ‘b’”"),
        ("pl", "„a «b»”"),
        ("cs", "„a ‚b‘“"),
        ("sv", "”a ’b’”"),
        ("fi", "”a ’b’”"),
        ("da", "“a ‘b’”"),
        ("nb", "«a ‘b’»"),
        ("hu", "„a »b«”"),
        ("ru", "«a „b“»"),
        ("ja", "「a 『b』」"),
        ("tlh", "“a ‘b’”"),
    ],
)
def test_each_language_has_its_own_marks(language: str, wanted: str) -> None:
    """Those of CLDR, by the tag or the beginning of it that is known; else English's."""
    assert printed("\"a 'b'\"", language) == wanted
    assert printed("it's", language) == "it’s"


@pytest.mark.parametrize(
    ("language", "typed", "wanted"),
    [
        ("de", "Hans' Buch, 's ist gut", "Hans’ Buch, ’s ist gut"),
        ("de", '"Gut," sagte er, "\'s ist ja--"', "„Gut,“ sagte er, „’s ist ja–“"),
        ("de", '„schon“ "neu"', "„schon“ „neu“"),
        ("de-CH", "1'000'000 und 5'10\"", "1’000’000 und 5'10\""),
        ("nl", "'t is zo", "’t is zo"),
        ("fr", 'Il dit "l\'eau".', f"Il dit «{NARROW}l’eau{NARROW}»."),
        ("fr", 'Il dit " oui " et', f"Il dit «{NARROW}oui{NARROW}» et"),
        ("fr", "« oui » et ‘non’", "« oui » et ‘non’"),
        ("en", 'a [dit "oui"]{lang=fr} "b"', f"a dit «{NARROW}oui{NARROW}» “b”"),
        ("en", '"[dit "oui"]{lang=de} b"', "“dit „oui“ b”"),
    ],
)
def test_what_is_set_in_other_languages(language: str, typed: str, wanted: str) -> None:
    """Apostrophes are no closing marks, and a passage has the marks of its own language."""
    assert printed(typed, language) == wanted


def test_a_run_keeps_its_place() -> None:
    """What is set for one typed mark of its kind stays in its run; what is not is a run of its own there."""
    assert read_line('a "b" -- c', None, "de") == (
        Run("a „b“ ", 0, Origin.WRITTEN),
        Run("–", 6, Origin.REPLACED),
        Run(" c", 8, Origin.WRITTEN),
    )
    assert read_line('"b"', None, "fr") == (
        Run(f"«{NARROW}", 0, Origin.REPLACED),
        Run("b", 1, Origin.WRITTEN),
        Run(f"{NARROW}»", 2, Origin.REPLACED),
    )


def test_the_engine_gets_a_space_that_copies_as_one() -> None:
    """A narrow no-break space is set as a thin space that does not break."""
    assert render(with_breaks(read_line('"b"', None, "fr"))) == "«\u2060\u2009\u2060b\u2060\u2009\u2060»"


def test_notes_and_terms_are_texts_of_their_own() -> None:
    """A note's marks close within it, and what stands around a note sees nothing of it."""

    def note(name: str, at: int) -> Nodes:
        return (Element("span", (("class", "note"), ("data-source", "n")), read_line('"A note.')),)

    assert text_of(read_prose('He "said[^a]" so', note)) == "He “said“A note.” so"


BITS = st.sampled_from(
    [
        *"ab1 9.,;:!?()-/\n'\"'\"  *s’“\u00a0é",
        *("--", "...", "'tis", "'98", "5'10\"", "`'`", "www.a.org/'", "[x]{lang=fr}", '\\"', "s'"),
    ]
)


@given(st.lists(BITS, max_size=40).map("".join), st.sampled_from(["en", "de", "fr", "sv", "pl", "hu"]))
@example("'a'" * 20, "de")
def test_setting_changes_nothing_but_the_shape_of_marks(typed: str, language: str) -> None:
    """With its marks straight again, a set text is the text that was typed, each run at its own place."""
    nodes: Nodes = (Element("p", (), (Run(typed, 0, Origin.WRITTEN),)),)
    set_nodes = set_type(nodes, language)
    text = "".join(run.text for run in runs_of(set_nodes))
    marks = {"„": '"', "“": '"', "”": '"', "«": '"', "»": '"', "‚": "'", "‘": "'", "’": "'"}

    def folded(one: str) -> str:
        one = one.replace(NARROW, "").replace("---", "—").replace("--", "–").replace("...", "…")
        return "".join("'" if marks.get(c, c) in "\"'" else c for c in one).replace(" ", "")

    assert folded(text) == folded(typed)
    for run in runs_of(set_nodes):
        if run.origin is Origin.WRITTEN:
            assert straight(typed)[run.at : run.at + len(run.text)] == straight(run.text)
    # Nothing that was set is set again.
    assert "".join(run.text for run in runs_of(set_type(set_nodes, language))) == text


@pytest.mark.parametrize("bit", ["'a ", '"a ', "''", "a' ", "5'1\"", "'n' ", '" ', ". 'a", "a\"b'"])
def test_no_text_takes_long(bit: str) -> None:
    """However many marks a text has, it is set in time that grows with it."""
    begun = time.process_time()
    set_type((Run(bit * (60_000 // len(bit)), 0, Origin.WRITTEN),), "en")
    assert time.process_time() - begun < 1.5


def test_the_language_of_a_publication_reaches_each_of_its_texts() -> None:
    """Titles, headings, entries, their drawn covers and the index have the marks of its language."""
    publication = f"source/{PUBLICATION}/publication.yaml"
    section = f"source/{PUBLICATION}/02-by-the-tide.md"
    files = dict(tiny_files())
    files[publication] += b"language: de\n"
    files[section] = (
        files[section]
        .replace(b"Foam leaves", b"\"Foam\" it's 'leaves'")
        .replace(b"title: By the tide", b'title: By "the" tide')
    )
    series = "source/catalogue/tides.yaml"
    files[series] = files[series].replace(b"Reading the ebb", b'Reading "A"')
    work = Root.of(files).job(PUBLICATION).run(upto="check").work
    assert work.book is not None
    blocks = (block for part in work.book.parts for block in part.blocks)
    texts = {words.text for block in blocks for words in block.words}
    texts |= {words.text for part in work.book.parts for words in part.words}
    assert any("„Foam“ it’s ‚leaves‘" in text for text in texts)
    assert "By „the“ tide" in texts
    assert not any('"' in text or "“A”" in text for text in texts)
