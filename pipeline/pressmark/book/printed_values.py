"""Values of records as they are printed: numbers, money, dates and times as the language of a publication has
them (by Babel, from Unicode's CLDR)."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from pressmark.read.models.records import FieldOfType

# From so large a number on, its thousands are parted: of four figures, and of a year, they stand together.
PARTED_FROM = 10_000

# What languages are set by that CLDR does not know.
OTHERWISE = "en"

_DECIMALS = re.compile(r"0(?:\.0+)?(?=[^0.]|$)")


def printed(field: FieldOfType, value: Any, language: str) -> str:
    """A value as it is printed; "" of what is not."""
    show = _SHOWN.get(field.type)
    return show(field, value, language) if show else str(value)


def _choice(field: FieldOfType, value: Any, language: str) -> str:
    return field.choices.get(value, str(value))


def _number(field: FieldOfType, value: Decimal, language: str) -> str:
    from babel.numbers import format_decimal

    grouped = abs(value) >= PARTED_FROM if field.grouped is None else field.grouped
    pattern = "#,##0" if grouped else "0"
    return format_decimal(value, _with_decimals(pattern, field, value), locale=locale_of(language))


def _money(field: FieldOfType, value: Decimal, language: str) -> str:
    from babel import Locale
    from babel.numbers import format_currency

    locale = locale_of(language)
    usual = Locale.parse(locale).currency_formats["standard"].pattern
    pattern = _with_decimals(usual if field.grouped is not False else usual.replace("#,##", ""), field, value)
    return format_currency(value, field.currency or "XXX", pattern, locale=locale, currency_digits=False)


def _with_decimals(pattern: str, field: FieldOfType, value: Decimal) -> str:
    """A pattern of CLDR with as many decimals as the field wants, or as the value is typed with."""
    exponent = value.as_tuple().exponent
    typed = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    count = typed if field.decimals is None else field.decimals
    return _DECIMALS.sub("0" + ("." + "0" * count if count else ""), pattern)


def _date(field: FieldOfType, value: Any, language: str) -> str:
    from babel.dates import format_date

    return format_date(value, field.format or "long", locale=locale_of(language))


def _time(field: FieldOfType, value: Any, language: str) -> str:
    from babel.dates import format_time

    return format_time(value, field.format or "short", locale=locale_of(language))


def _nothing(field: FieldOfType, value: Any, language: str) -> str:
    return ""


@functools.lru_cache(maxsize=64)
def locale_of(language: str) -> str:
    """What CLDR calls a language, as `en_GB`; the nearest that it knows."""
    from babel import Locale, UnknownLocaleError

    for tag in (language, language.partition("-")[0], OTHERWISE):
        try:
            return str(Locale.parse(tag.replace("-", "_")))
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError(f"CLDR knows {OTHERWISE}")


_SHOWN: Mapping[str, Callable[[FieldOfType, Any, str], str]] = {
    "choice": _choice,
    "number": _number,
    "money": _money,
    "date": _date,
    "time": _time,
    "flag": _nothing,
    "picture": _nothing,
}
