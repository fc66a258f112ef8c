"""What numbers of a workbook say: a date, a time and a share are numbers too, which their format tells
(ECMA-376-1, 18.8.30). The text is that of the value, as an editor would type it, not of what is shown of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache

# Formats that every workbook has, by their numbers, as far as they change what a number says.
BUILT_IN = {
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33), "hh:mm"),
    22: "yyyy-mm-dd hh:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    49: "@",
}

# Programs of tables keep so many digits of a number, and write noughts for the others.
DIGITS = 15

# No program writes a longer format.
MOST_OF_A_FORMAT = 255


class Kind(Enum):
    """What a format makes of a number."""

    NUMBER = "number"
    SHARE = "share"
    DAY = "day"
    TIME = "time"
    MOMENT = "moment"
    SPAN = "span"
    NOUGHTS = "noughts"


@dataclass(frozen=True)
class Format:
    """What a number is, and where it is of noughts alone, as 00000 or 000-00, what it is filled in."""

    kind: Kind = Kind.NUMBER
    mask: str = ""


PLAIN = Format()


class NoDateError(ValueError):
    """A number that is no day of any calendar that programs of tables know."""


_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_NOON = re.compile(r"am/pm|a/p", re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_PART_OF_MASK = re.compile(r'"([^"]*)"|\\(.)|_(.)|\[[^\]]*\]|([0 ()+:-])')


@cache
def format_of(code: str) -> Format:
    """What a format makes of a number that is not negative."""
    if len(code) > MOST_OF_A_FORMAT:
        return PLAIN
    first = re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)[0]
    bare = _NOON.sub("", _QUOTED.sub("", first)).lower()
    if bare in ("", "@", "general"):
        return PLAIN
    if _ELAPSED.search(bare):
        return Format(Kind.SPAN)
    if "%" in bare:
        return Format(Kind.SHARE)
    day, hour = any(c in bare for c in "dy"), any(c in bare for c in "hs")
    if day or hour or "m" in bare:
        return Format(Kind.MOMENT if day and hour else Kind.TIME if hour else Kind.DAY)
    mask = _mask(first)
    return Format(Kind.NOUGHTS, mask) if mask.count("0") > 1 else PLAIN


def _mask(code: str) -> str:
    """A format of noughts and signs between them, each nought a digit; "" where it is not of that kind."""
    parts, pos = [], 0
    while pos < len(code):
        match = _PART_OF_MASK.match(code, pos)
        if match is None:
            return ""
        sign = (match[1] or match[2] or (" " if match[3] else "")).replace("0", "")
        parts.append(match[4] or sign)
        pos = match.end()
    return "".join(parts)


def text_of(number: str, form: Format = PLAIN, since_1904: bool = False) -> str:
    """A number as it is typed: `5`, `12.5%`, `2006-06-30`, `09:30`.

    Raises NoDateError, and ValueError where it is no number.
    """
    if form.kind is Kind.NUMBER and len(number) < DIGITS and number.isdecimal():
        return number
    value = float(number)
    if value - value != 0:
        raise ValueError(number)
    return _TEXTS[form.kind](value, form, since_1904)


def _number(value: float, *_: object) -> str:
    """Of a number, the digits that are its own: 0.1 + 0.2 is .3 in a table, whatever its file has."""
    shown = f"{value + 0.0:.{DIGITS}g}"
    return format(Decimal(shown), "f") if "e" in shown and 1e-12 < abs(value) < 1e30 else shown


def _share(value: float, *_: object) -> str:
    return _number(float(Decimal(f"{value:.{DIGITS}g}") * 100)) + "%"


def _filled(value: float, form: Format, _: bool) -> str:
    """A number in the places of the noughts of its format, from the last."""
    if not 0 <= value < 10**DIGITS or value != int(value):
        return _number(value)
    digits = list(_number(value).zfill(form.mask.count("0")))
    shown = [digits.pop() if sign == "0" else sign for sign in reversed(form.mask)]
    first = next(i for i, sign in enumerate(form.mask) if sign == "0")
    shown[len(shown) - first : len(shown) - first] = reversed(digits)
    return "".join(reversed(shown)).strip()


def _seconds(value: float) -> int:
    return round(value * 86_400)


def _day_of(value: float, since_1904: bool) -> date:
    """The day of a number: 1 is New Year's Day of 1900, and 60 a day that there never was."""
    days = _seconds(value) // 86_400
    if since_1904:
        begin = date(1904, 1, 1)
    elif days == 60 or days < 1:
        raise NoDateError
    else:
        begin = date(1899, 12, 30 if days > 60 else 31)
    try:
        return begin + timedelta(days=days)
    except OverflowError as error:
        raise NoDateError from error


def _day(value: float, _: Format, since_1904: bool) -> str:
    return _day_of(value, since_1904).isoformat()


def _time(value: float, *_: object) -> str:
    return _clock(_seconds(value) % 86_400)


def _moment(value: float, form: Format, since_1904: bool) -> str:
    return f"{_day(value, form, since_1904)} {_time(value)}"


def _span(value: float, *_: object) -> str:
    return ("-" if value < 0 else "") + _clock(abs(_seconds(value)))


def _clock(seconds: int) -> str:
    hours, rest = divmod(seconds, 3_600)
    minutes, rest = divmod(rest, 60)
    return f"{hours:02}:{minutes:02}" + (f":{rest:02}" if rest else "")


_TEXTS: dict[Kind, Callable[[float, Format, bool], str]] = {
    Kind.NUMBER: _number,
    Kind.SHARE: _share,
    Kind.DAY: _day,
    Kind.TIME: _time,
    Kind.MOMENT: _moment,
    Kind.SPAN: _span,
    Kind.NOUGHTS: _filled,
}


def too_long(text: str) -> bool:
    """Is what a number says a whole number of more digits than are kept, as that of an account?"""
    digits = text.removeprefix("-")
    return len(digits) > DIGITS and digits.isdecimal()
