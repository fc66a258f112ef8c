"""What of a publication's words is in no dictionary: each word once a file, with how often it is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pressmark.book.tree import Part
from pressmark.book.words import Words
from pressmark.findings import Finding, finding, which_file
from pressmark.read.models.publications import Publication
from pressmark.read.sourced import Sourced
from pressmark.read.yaml.located import read_text
from pressmark.root import Root
from pressmark.spelling.looked_up import OWN, DictionaryError, dictionary, missing, unknown
from pressmark.spelling.words import Forms, Word, forms_of, is_in, words_in
from pressmark.standings import Standing

# What a layout may leave out and holds names of people and places, which are in no dictionary.
_NAMES = frozenset(("authors", "publisher", "address"))


def spelling_faults(
    root: Root, publication: Sourced[Publication], parts: Iterable[Part]
) -> Iterator[Finding]:
    """The words of a publication's parts that are neither in the dictionary that it names, nor in its lists.

    Nothing is looked up where it names none.
    """
    spelling = publication.value.house.spelling
    name = spelling.dictionary
    if name is None:
        return
    at = publication.at("house", "spelling", "dictionary")
    own, found = house_words(root, publication)
    yield from found
    if (file := missing(root, name)) is not None:
        there = [*OWN, *(one.removesuffix(".dic") for one in root.names("source/*.dic"))]
        guess = which_file(name, there, f"put it there, or name one that is: {', '.join(there)}")
        yield finding("E110", at, file=file, guess=guess)
        return
    printed = [word for part in parts for word in _printed(root, publication, part)]
    forms = {text: rest for text in {word.text for word in printed} if (rest := _left(text, own))}
    try:
        wrong = unknown(root, dictionary(root, name), forms)
    except (OSError, DictionaryError) as error:
        yield finding("W335", at, name=name, problem=str(error))
        return
    yield from _said(printed, wrong, spelling.words[0] if spelling.words else "")


def house_words(root: Root, publication: Sourced[Publication]) -> tuple[frozenset[str], list[Finding]]:
    """The words of the lists that a publication names, and what is wrong with those: `#` begins a comment."""
    words: set[str] = set()
    found: list[Finding] = []
    for i, name in enumerate(publication.value.house.spelling.words):
        at, file = publication.at("house", "spelling", "words", i), f"source/{name}"
        if root.standing(file) is not Standing.INSIDE:
            guess = which_file(name, root.names("source/*.txt"), "write it, a word a line, or take it out")
            found.append(finding("E110", at, file=file, guess=guess))
            continue
        text, more = read_text(root, file)
        found += more
        words |= set(re.sub(r"#.*", "", text or "").replace("’", "'").split())
    return frozenset(words), found


def _printed(root: Root, publication: Sourced[Publication], part: Part) -> Sequence[Word]:
    """The words that a part prints, but for those in another language."""
    language, slot = publication.value.language, ("words", publication.located.file, part.id)
    return root.recall(slot, (part, language), lambda: tuple(_words(part, language)))


def _words(part: Part, language: str) -> Iterator[Word]:
    for words in part.words:
        yield from _of(words, language)
    for block in part.blocks:
        if is_in(block.lang, language):
            for words in block.words:
                yield from _of(words, language)


def _of(words: Words, language: str) -> Iterator[Word]:
    if words.left_out not in _NAMES:
        for piece in words.pieces:
            yield from words_in(piece, language)


def _left(word: str, own: frozenset[str]) -> Forms:
    """The forms of a word without those pieces that a house has itself; none where the house has it all."""
    forms = tuple(tuple(piece for piece in form if not _is_own(piece, own)) for form in forms_of(word))
    return () if () in forms else forms


def _is_own(word: str, own: frozenset[str]) -> bool:
    """Is it in a list as it is written, or as it is written where no sentence begins?"""
    return word in own or word[:1].lower() + word[1:] in own


def _said(printed: Iterable[Word], wrong: Mapping[str, tuple[str, ...]], list_: str) -> Iterator[Finding]:
    places: dict[tuple[str, str], list[Word]] = {}
    for word in printed:
        if word.text in wrong:
            places.setdefault((word.span.file, word.text.casefold()), []).append(word)
    for words in places.values():
        first = min(words, key=lambda word: word.span)
        times = len({word.span for word in words})
        often = f", and stands {times} times in this file" if times > 1 else ""
        yield finding("W334", first.span, word=first.text, times=often, cure=_cure(wrong[first.text], list_))


def _cure(suggested: tuple[str, ...], list_: str) -> str:
    listed = f"add it to source/{list_}" if list_ else "add it to a list of words: that you name"
    meant = ", ".join(f'"{word}"' for word in suggested)
    return f"did you mean {meant}? If it is right, {listed}" if meant else f"if it is right, {listed}"
