"""Spelling: which words are looked up, where they are said, and that nothing else is."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import pytest

from pressmark import Root
from pressmark.findings import Finding
from pressmark.spelling import looked_up
from pressmark.spelling.words import Forms
from tests.output.building import tiny_files

TEXT = "source/harbour/01-after-dark.md"
AT = "1. Count the bollards aloud."


def files(words: str, spelling: str = "en-GB", **more: str) -> Mapping[str, str | bytes]:
    """The tiny root with words in the midst of a text, and how its house spells."""
    own = dict(tiny_files())
    text = own[TEXT].decode()
    assert AT in text
    publication = own["source/harbour/publication.yaml"].decode()
    house = f"{publication}\nhouse: {{spelling: {spelling}}}\n"
    changed = {TEXT: text.replace(AT, f"{AT}\n\n{words}"), "source/harbour/publication.yaml": house}
    return {
        **own,
        **changed,
        **{f"source/{name.replace('_', '.')}": content for name, content in more.items()},
    }


def found(words: str, spelling: str = "en-GB", **more: str) -> list[Finding]:
    """What is said of the spelling of words."""
    return [f for f in Root.of(files(words, spelling, **more)).check() if f.code in ("W334", "W335", "E110")]


def wrong(words: str, spelling: str = "en-GB", **more: str) -> list[str]:
    """The words that are said to be in no dictionary."""
    return [one.message.split('"')[1] for one in found(words, spelling, **more) if one.code == "W334"]


RIGHT = """\
Organised people's well-being: it's the teachers’ own, isn’t it? They’d re-elect co-ordinators;
self-evaluation and pre-school, three-quarters, and/or “quoted” words – here, Monday. MONDAY, NATO, iPhone,
PDFs, B4021, the 1990s, 2nd, x86, snake_case, www.exmaple.org/wlaks, nobdy@exmaple.org, `cdoe` and
[chemin perdu]{lang=fr}, and **un**-*likely* words.
"""


def test_what_is_right_is_not_said() -> None:
    """Possessives, curly apostrophes, compounds; addresses, code, ids, passages in other languages."""
    assert wrong(RIGHT) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They recieve it. Recieve!", ["recieve"]),
        ("A well-knwon quay, and the quay's kepeer's lamp.", ["well-knwon", "kepeer's"]),
        ("He organizes it.", ["organizes"]),
        ("On monday they left.", ["monday"]),
        ("A **misspellt** word, *spellled* so.", ["misspellt", "spellled"]),
        ("A [frist link](https://www.example.org/frsit).", ["frist"]),
    ],
)
def test_what_is_wrong_is_said(text: str, words: list[str]) -> None:
    """A word as it prints, in emphasis and in links; American spelling in a British text."""
    assert wrong(text) == words


def test_a_word_is_said_at_its_place_once() -> None:
    """At its line and column, with how often it stands in the file, and what may be meant."""
    (one,) = found("The first is right.\nThen recieve, and recieve\nand Recieve.")
    line = files("The first")[TEXT]
    assert isinstance(line, str)
    number = line.split("\n").index("The first") + 1
    assert (one.span.file, one.span.line, one.span.column) == (TEXT, number + 1, 6)
    assert one.message == '"recieve" is in no dictionary, and stands 3 times in this file'
    assert one.hint.startswith('did you mean "receive"')


def test_each_language_has_its_own() -> None:
    """What is right in one of the dictionaries is wrong in the other; nothing is said where none is named."""
    american, british = (set(wrong("Organise the color.", name)) for name in ("en-US", "en-GB"))
    assert ("Organise" in american, "color" in american) == (True, False)
    assert ("Organise" in british, "color" in british) == (False, True)
    assert wrong("Orgnaise the colro.", "{colour: hue}") == []


def test_a_house_has_words_of_its_own() -> None:
    """A list of words, with comments: as written, at the head of a sentence, in possessives and compounds."""
    own = "Llanfair  # a village\nkelpie-ish\ntombolo\n"
    spelling = "{dictionary: en-GB, words: [own.txt]}"
    text = "Llanfair's tombolo. Tombolo-like, Llanfair-born; but llanfair."
    assert wrong(text, spelling, own_txt=own) == ["llanfair"]
    (missing,) = (one for one in found(text, spelling) if one.code == "E110")
    assert "source/own.txt" in missing.message


def test_a_dictionary_of_the_teams_own() -> None:
    """Two files beside the sources, named without their endings; one of another language is said as that."""
    few = {"own_aff": "SET UTF-8\n", "own_dic": "2\nbollard\nquay\n"}
    (one,) = found("Words.", "own", **few)
    assert (one.code, one.span.file) == ("W335", "source/harbour/publication.yaml")
    assert "another language" in one.message
    (none,) = found("Words.", "own")
    assert (none.code, "source/own.aff" in none.message) == ("E110", True)


def test_looked_up_once() -> None:
    """Equal words in an equal dictionary are not looked up again: what came of it is stored."""
    from pressmark.store import MemoryStore

    store = MemoryStore()
    first = Root.of(files("They recieve it."), store).check()
    count = len(store.values)
    assert Root.of(files("They recieve it."), store).check() == first
    assert len(store.values) == count


def test_only_new_words_are_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a text that was changed, what its words are is known but for the new ones; and said as if it was
    not."""
    texts = ("They recieve it.", "They recieve an adress.", "They recieve an adress; they beleive it.")
    afresh = [found(text) for text in texts]
    asked: list[Collection[str]] = []
    ask = looked_up._looked_up

    def counted(known: looked_up.Dictionary, words: Mapping[str, Forms]) -> Mapping[str, list[str]]:
        asked.append(tuple(words))
        return ask(known, words)

    looked_up._said.cache_clear()
    monkeypatch.setattr(looked_up, "_looked_up", counted)
    assert [found(text) for text in texts] == afresh
    assert asked[1:] == [("adress",), ("beleive",)]
