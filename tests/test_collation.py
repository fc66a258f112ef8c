"""Collation: the order in which readers of a language look for words, and the letter they look under."""

from __future__ import annotations

import functools
import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyuca import Collator

from pressmark.book.collation import Collation, _root, collation, words
from pressmark.book.tailorings import TAILORINGS

# The alphabets as they are taught, of languages that put letters elsewhere than Unicode's root does.
ALPHABETS = {
    "sv": "abcdefghijklmnopqrstuvwxyzåäö",
    "fi": "abcdefghijklmnopqrstuvwxyzåäö",
    "da": "abcdefghijklmnopqrstuvwxyzæøå",
    "nb": "abcdefghijklmnopqrstuvwxyzæøå",
    "pl": "aąbcćdeęfghijklłmnńoópqrsśtuvwxyzźż",
    "es": "abcdefghijklmnñopqrstuvwxyz",
    "tr": "abcçdefgğhıijklmnoöprsştuüvyz",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "et": "abcdefghijklmnopqrsšzžtuvwõäöüxy",
    "is": "aábdðeéfghiíjklmnoóprstuúvxyýþæö",
    "eo": "abcĉdefgĝhĥijĵklmnoprsŝtuŭvz",
    "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r s š t u v w x y z ž",
    "cy": "a b c ch d dd e f ff g ng h i j l ll m n o p ph r rh s t th u w y",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p r s š t u v z ž",
    "hu": "a b c cs d dz dzs e f g gy h i j k l ly m n ny o ö p q r s sz t ty u ü v w x y z zs",
    "sq": "a b c ç d dh e ë f g gj h i j k l ll m n nj o p q r rr s sh t th u v x xh y z zh",
}


@pytest.mark.parametrize("language", ALPHABETS)
def test_letters_stand_in_the_order_of_their_alphabet(language: str) -> None:
    """Each before all words of the next, small or capital, and each is a head of its own."""
    letters = ALPHABETS[language].split() if " " in ALPHABETS[language] else list(ALPHABETS[language])
    order = collation(language)
    begun = [word for letter in letters for word in (letter, f"{letter}q")]
    keys = [order.key(word)[0][0] for word in begun]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(begun)
    heads = [order.letter(f"{letter}bb") for letter in letters]
    assert len(set(heads)) == len(letters)
    large = {"tr": {"i": "İ"}}.get(language, {})
    assert heads == [large.get(letter, letter[0].upper()) + letter[1:] for letter in letters]


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("sv-SE", "[A] apa [O] ost [U] ur [Z] zon [Å] ål [Ä] ärt [Ö] örn"),
        ("de-DE", "[A] Apfel Ärger [O] Ofen Öl Ort [S] Straße Strauß [U] Übel Ufer [Z] Zoo"),
        ("da-DK", "[A] and [Z] zoo [Æ] æble [Ø] øre [Å] ål Aalborg Århus"),
        ("nb-NO", "[A] and [Z] zoo [Æ] ære [Ø] øl [Å] ås"),
        ("pl-PL", "[L] lato [Ł] ład łuk [M] mapa [S] sad [Ś] ślad [Z] zero [Ź] źle [Ż] żaba"),
        ("es-ES", "[L] llano luz [N] nube [Ñ] ñandú [O] oso"),
        ("cs-CZ", "[C] cena [Č] čaj [H] hora [Ch] chleba [I] inkoust"),
        ("cy", "[C] cath [Ch] chwarae [D] dyn [Dd] ddoe [F] fi [Ff] ffa [L] lan [Ll] llan"),
        ("hu-HU", "[C] cukor [Cs] csak [O] oda [Ö] ősz öt [Z] zug [Zs] zseb"),
        ("tr-TR", "[H] hal [I] ılık Irmak [İ] ibre İzmir [J] jale"),
        ("et-EE", "[S] sumo [Š] šokk [Z] zoo [T] tuli [Õ] õde [Ä] äss [Ö] öö [Ü] üks"),
        ("is-IS", "[A] api [Á] ár [Þ] þak [Æ] æð [Ö] örn"),
        ("fr-FR", "[C] cote côté [E] éclair effort [O] œuf or"),
        ("en-GB", "[A] Ærø [L] Łódź lorry [O] Ørsted oyster [Z] Zürich"),
        ("uk-UA", "[Г] година [Ґ] ґанок [І] іній [Ї] їжак"),
        ("el-GR", "[Α] άλφα αρχή [Β] βήτα"),
    ],
)
def test_words_stand_where_readers_look_for_them(language: str, wanted: str) -> None:
    """Letters and digraphs stand where readers of the language look for them, each under its own head."""
    order, found = collation(language), ""
    for word in sorted((word for word in reversed(wanted.split()) if word[0] != "["), key=order.key):
        head = f"[{order.letter(word)}]"
        found += f" {word}" if f" {head} " in f"{found} " else f" {head} {word}"
    assert found.strip() == wanted


def test_words_are_compared_word_by_word_without_the_signs_between() -> None:
    """A shorter word first, then the signs; an apostrophe within a word parts none."""
    wanted = ["new", "New", "(New)", "new town", "Newark", "o’clock", "O’Hara", "ohm"]
    assert sorted(set(wanted), key=collation("en").key) == wanted
    assert words("St Kenelm’s well, the") == ("St", "Kenelmʼs", "well", "the")


def test_numbers_are_compared_by_value() -> None:
    """However long; what begins with one stands under no letter."""
    wanted = ["2", "10", "10 a", "9" * 40, "a 2", "a 10"]
    assert sorted(set(wanted), key=collation("en").key) == wanted
    assert collation("en").letter("10 a") == collation("en").letter("!") == ""


def test_a_language_is_known_by_its_tag() -> None:
    """By its first part, and Serbian by its script too."""
    assert collation("sv-FI").key("ä") == collation("sv").key("ä") != collation("de").key("ä")
    assert collation("sr-Latn-RS").letter("ljeto") == "Lj"
    assert collation("xx").key("a") < collation("xx").key("b")


_LETTERS = st.sampled_from([*"abcdghijlnoszåäöøæłñčçşıİßéÆŒþÞ漢か я1٢ ’-", "ch", "Ch", "ccs", "a\u030a"])
_TEXTS = st.lists(_LETTERS, max_size=6).map("".join)


@given(st.sampled_from(sorted(TAILORINGS)), st.lists(_TEXTS, max_size=12))
def test_a_head_stands_once(language: str, texts: list[str]) -> None:
    """Whatever the words, those of one letter stand together, so no letter comes twice."""
    order: Collation = collation(language)
    heads = [order.letter(text) for text in sorted(texts, key=order.key)]
    runs = [head for i, head in enumerate(heads) if not i or heads[i - 1] != head]
    assert len(runs) == len(set(runs))


@given(st.sampled_from(sorted(TAILORINGS)), _TEXTS)
def test_one_text_in_two_forms_stands_in_one_place(language: str, text: str) -> None:
    """Composed or not, as Unicode has it: it is the same text."""
    order = collation(language)
    composed, apart = (unicodedata.normalize(form, text) for form in ("NFC", "NFD"))
    assert order.key(composed) == order.key(apart)
    assert order.letter(composed) == order.letter(apart)


@given(st.text(st.characters(codec="utf-8"), max_size=8))
def test_the_root_is_pyucas(text: str) -> None:
    """Read little by little, its table says what it says when it is read at once."""
    decomposed = unicodedata.normalize("NFD", text)
    assert _root().collation_elements(decomposed) == whole().collation_elements(decomposed)


@functools.cache
def whole() -> Any:
    """pyuca's own collator."""
    return Collator()
