"""The few words that a page prints and no source writes, by language."""

from __future__ import annotations

from collections.abc import Mapping

# What a language that is not here is set with.
OTHERWISE = "en"

_WORDS: Mapping[str, Mapping[str, str]] = {
    "and-others": {
        "en": " and others",
        "cy": " ac eraill",
        "da": " m.fl.",
        "de": " und andere",
        "es": " y otros",
        "fr": " et autres",
        "it": " e altri",
        "nb": " m.fl.",
        "nl": " en anderen",
        "pl": " i inni",
        "pt": " e outros",
        "sv": " m.fl.",
    },
    "continued": {
        "en": "continued",
        "cy": "parhad",
        "da": "fortsat",
        "de": "Fortsetzung",
        "es": "continuación",
        "fr": "suite",
        "it": "segue",
        "nb": "forts.",
        "nl": "vervolg",
        "pl": "cd.",
        "pt": "continuação",
        "sv": "forts.",
    },
    "to": {
        "en": "to",
        "cy": "i",
        "da": "til",
        "de": "bis",
        "es": "a",
        "fr": "à",
        "it": "a",
        "nb": "til",
        "nl": "tot",
        "pl": "do",
        "pt": "a",
        "sv": "till",
    },
    "see": {
        "en": "see",
        "cy": "gweler",
        "da": "se",
        "de": "siehe",
        "es": "véase",
        "fr": "voir",
        "it": "vedi",
        "nb": "se",
        "nl": "zie",
        "pl": "zob.",
        "pt": "ver",
        "sv": "se",
    },
}


def word(name: str, language: str) -> str:
    """The words of a name in a language; in English, where that is none of those that are known.

    Raises KeyError for a name that there is not.
    """
    known = _WORDS[name]
    return known.get(language.partition("-")[0].lower(), known[OTHERWISE])
