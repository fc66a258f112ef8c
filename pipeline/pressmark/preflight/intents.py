"""The output intent, proved: exactly one, its name that which is wanted, its profile of that very condition.

ISO 32000-2, 14.11.5 "Output intents"; ISO 15930-4 and ISO 15930-7 on PDF/X output intents.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream

from pressmark.findings import Finding
from pressmark.preflight.icc import Profile, profile_of
from pressmark.preflight.known_conditions import is_same, known_as
from pressmark.preflight.opened import Opened
from pressmark.preflight.problems import problem

_APART = "PDF/X-4p"


def intents_of(opened: Opened) -> list[Object]:
    """The output intents that are for PDF/X."""
    return [
        one for one in opened.pdf.Root.get(Name.OutputIntents, Array()) if one.get(Name.S) == Name.GTS_PDFX
    ]


def intent(opened: Opened) -> Iterator[Finding]:
    """Is it made for the condition that is asked for, and has its profile?"""
    found, condition = intents_of(opened), opened.condition
    if not found:
        yield problem("P801", condition)
        return
    if len(found) > 1:
        yield problem("P805", condition, count=len(found))
    wanted = condition.intent.identifier
    given = str(found[0].get(Name.OutputConditionIdentifier, "nothing"))
    if not is_same(given, wanted):
        yield problem("P802", condition, given=given, wanted=wanted)
    apart = Name.DestOutputProfileRef in found[0]
    if apart != (condition.standard == _APART):
        yield problem("P806", condition, how="lies apart" if apart else "is in the file")
    if condition.standard != _APART and not apart:
        yield from _profile(opened, found[0], given)


def _profile(opened: Opened, found: Object, given: str) -> Iterator[Finding]:
    """Is the embedded profile one of four inks of a press, and of the condition that is named?"""
    stream = found.get(Name.DestOutputProfile)
    if stream is None:
        if opened.condition.profile is not None:
            yield problem("P803", opened.condition)
        return
    profile = profile_of(stream.read_bytes()) if isinstance(stream, Stream) else None
    if profile is None or not profile.is_of_a_press or int(stream.get(Name.N, 4)) != 4:
        yield problem("P803", opened.condition)
        return
    own = condition_of(profile)
    if own and known_as(given) and own != known_as(given):
        yield problem("P804", opened.condition, given=given, profile=own)


def condition_of(profile: Profile) -> str:
    """The registered name of the condition that a profile says it is of; "" where none is known."""
    return next((name for text in profile.texts if (name := known_as(text))), "")


def profiles(opened: Opened) -> Iterator[Finding]:
    """Has each colour space of a profile as many components as that profile (ISO 32000-2, 8.6.5.5)?"""
    seen: set[tuple[int, int]] = set()
    for holder in opened.objects:
        for _, value in holder.items():
            for space in _spaces(value):
                stream = space[1]
                if not isinstance(stream, Stream) or stream.objgen in seen:
                    continue
                seen.add(stream.objgen)
                profile = profile_of(stream.read_bytes())
                if profile is None or profile.components != int(stream.get(Name.N, 0)):
                    yield problem("P128", opened.condition)


def _spaces(value: object, deep: int = 6) -> Iterator[Object]:
    """The colour spaces of a profile in an object, in those that are made of it as well."""
    if not deep or not isinstance(value, Array) or not len(value):
        return
    if value[0] == Name.ICCBased and len(value) > 1:
        yield value
    elif isinstance(value[0], Name | Array | Dictionary):
        for one in list(value)[:8]:
            yield from _spaces(one, deep - 1)
