"""Every check as a printer asks it, by the part of the file that it is about, and what came of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pressmark.findings import Finding
from pressmark.preflight.conformance import CLAUSES
from pressmark.read.models.conditions import Condition

# Codes and questions, by part. A question has no value in it: what was measured stands beside it.
ASKED: Mapping[str, Mapping[str, str]] = {
    "The file": {
        "P101": "Can everything in it be read?",
        "P102": "Is it free of encryption?",
        "P103": "Is it undamaged?",
        "P107": "Do its drawings come to an end?",
        "P104": "Does it say that it is of the profile?",
        "P106": "Is it written in the version of that profile?",
        "P110": "Is it identified?",
        "P105": "Does its information say what it must?",
        "P111": "Has it metadata in XMP?",
        "P112": "Does XMP say what it must?",
        "P113": "Do both say the same?",
        "P114": "Does it say whether it is trapped?",
        "P115": "Are its objects unpacked?",
        "P116": "Are all its streams written as the profile knows?",
        "P118": "Is everything in the file itself?",
    },
    "What may not stand in it": {
        "P117": "Is every picture of 8 bits a channel?",
        "P119": "Is it free of PostScript?",
        "P120": "Is it free of stand-ins (OPI)?",
        "P121": "Is it free of transfer functions?",
        "P122": "Is it free of halftones of its own?",
        "P123": "Is every picture printed as itself?",
        "P124": "Is every rendering intent one of the four?",
        "P125": "Is it composite?",
        "P126": "Is it free of layers?",
        "P127": "Do its layers stay as they are?",
        "P134": "Are all its operators PDF's?",
        "P841": "Is the bleed free of annotations?",
        "P842": "Is it free of actions and scripts?",
        "P843": "Is it free of attachments?",
        "P844": "Is it free of layers that can be switched off?",
        "P845": "Is it free of bookmarks?",
    },
    "Pages and boxes": {
        "P201": "Has every page a trim box?",
        "P202": "Do trim, bleed and media lie in one another?",
        "P203": "Is there bleed enough?",
        "P204": "Are all pages of one size?",
        "P205": "Is every page upright?",
        "P206": "Is every page at its size?",
        "P207": "Is nothing cropped away?",
        "P208": "Is there one of trim box and art box?",
        "P301": "Are there as many pages as can be bound?",
        "P302": "Is something printed on every page?",
    },
    "Type": {
        "P401": "Is every font that is used embedded?",
        "P402": "Is no font of Type 3?",
        "P403": "Has every subset a tag of its own?",
        "P831": "Is small text in few inks?",
        "P832": "Is small white text on few inks?",
        "P833": "Is black text in black alone?",
        "P834": "Is text large enough to be read?",
    },
    "Colour": {
        "P501": "Is everything in the inks of the press?",
        "P506": "Is every colour space one that the profile knows?",
        "P128": "Has every profile as many components as its colours?",
        "P502": "Do gradients give as many values as their colours have?",
        "P503": "Is every spot ink wanted?",
        "P504": "Has every spot ink one name?",
        "P507": "Is every spot ink built of inks?",
        "P508": "Is every spot ink built in one way?",
        "P509": "Is every spot ink of a mixture listed?",
        "P505": "Does registration colour stay outside the trim?",
    },
    "Overprint and transparency": {
        "P601": "Does white knock out?",
        "P602": "Does black text overprint?",
        "P603": "Does nothing else overprint?",
        "P604": "Does white text lie on something?",
        "P701": "Is it free of transparency that the profile does not know?",
        "P702": "Is everything mixed in the inks of the press?",
    },
    "Printing condition": {
        "P801": "Is there an output intent?",
        "P802": "Is it the one that is wanted?",
        "P803": "Is its profile one of a press of four inks?",
        "P804": "Is its profile of that very condition?",
        "P805": "Is it the only one?",
        "P806": "Is its profile where the standard has it?",
    },
    "Pictures and lines": {
        "P811": "Has every picture pixels enough to be printed?",
        "P812": "Has every picture pixels enough to be good?",
        "P813": "Has line art pixels enough?",
        "P821": "Is every line thick enough?",
    },
    "Ink and bleed": {
        "P901": "Is there no more ink than the paper takes?",
        "P902": "Is the bleed painted to its edge?",
    },
    "Sources": {
        "P904": "Is it what its sources come to?",
        "P905": "Is it known what it was made of?",
        "P906": "Are its sources still there?",
        "P907": "Would it come out the same?",
        "P908": "Is what goes with it of the same sources?",
        "P909": "Is what lies beside it of the same sources?",
    },
}

# That something was not looked at is no check of its own.
NOT_ASKED = ("P903",)
_OWN = tuple(ASKED["Sources"])
_SEPARATED = tuple(ASKED["Ink and bleed"])


@dataclass(frozen=True)
class Answer:
    """What came of a check: how often it found something, or why it was not made; "" where it was."""

    code: str
    question: str
    value: str = ""
    found: int = 0
    not_looked: str = ""


def answers(
    condition: Condition, found: Sequence[Finding], values: Mapping[str, str], ours: bool, unseen: str
) -> Mapping[str, tuple[Answer, ...]]:
    """What came of every check, by part: of a file that is `ours` or not, which was not looked at separated
    for the reason `unseen`."""
    counts: dict[str, int] = {}
    for one in found:
        counts[one.code] = counts.get(one.code, 0) + 1
    unread = any(one.code in ("P101", "P102") and not one.place.page for one in found)

    def answer(code: str, question: str) -> Answer:
        why = "" if code in counts else _why_not(code, condition, unread, ours, unseen)
        return Answer(code, question, values.get(code, ""), counts.get(code, 0), why)

    return {part: tuple(answer(*row) for row in rows.items()) for part, rows in ASKED.items()}


def _why_not(code: str, condition: Condition, unread: bool, ours: bool, unseen: str) -> str:
    """Why a check was not made; "" where it was."""
    if code in _OWN:
        return "" if ours else "not one of ours in output/"
    if unread:
        return "the file cannot be read"
    profiles = {p for clause in CLAUSES if clause.code == code for p in clause.profiles}
    only_x1a = code == "P506" or (code == "P701")
    if (profiles and condition.standard not in profiles) or (only_x1a and condition.transparency):
        return f"{condition.standard} does not ask it"
    if code == "P509" and not condition.transparency:
        return f"{condition.standard} does not ask it"
    if code == "P301" and not condition.page_multiple:
        return "any number is bound"
    if code == "P503" and condition.inks == "spots":
        return "spot inks are taken"
    if code in ("P803", "P804") and (condition.profile is None or condition.standard == "PDF/X-4p"):
        return "the condition has no profile in the file"
    return unseen if code in _SEPARATED and unseen else ""
