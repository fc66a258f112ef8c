"""The checks of preflight: their codes, what they say, and how bad a failure is unless told otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pressmark.findings import Severity
from pressmark.read.models.conditions import Condition


@dataclass(frozen=True)
class Check:
    """One check. Names in braces are filled in by whoever finds."""

    code: str
    severity: Severity
    message: str
    cure: str


@dataclass(frozen=True)
class Place:
    """Where on a page something is: the page from 1 (0: the file as a whole), and a rectangle in
    millimetres from the head and left of the trim. All noughts: nowhere in particular."""

    page: int = 0
    x: float = 0.0
    y: float = 0.0
    right: float = 0.0
    bottom: float = 0.0


@dataclass(frozen=True)
class Problem:
    """What a check found: where, of which object, and, in our own files, from which source."""

    code: str
    severity: Severity
    message: str
    cure: str
    place: Place = Place()
    thing: str = ""
    source: str = ""


E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

_TABLE = (
    Check("P101", E, "the file cannot be read: {why}", "write it anew"),
    Check("P102", E, "the file is encrypted", "write it without a password"),
    Check("P103", W, "the file was damaged, and was read all the same: {why}", "write it anew"),
    Check("P104", E, "the file does not say that it is {standard}", "export it as {standard}"),
    Check("P105", E, "the file does not say {what}", "set it where the file is made"),
    Check("P106", E, "PDF {version} is not what {standard} is written in", "export it as {standard}"),
    Check("P107", E, "its drawings hold one another in a circle ({thing})", "export it anew"),
    Check("P201", E, "the page has no trim box", "set the trim where the file is made"),
    Check("P202", E, "the boxes do not lie in one another: trim in bleed in media", "set the boxes anew"),
    Check("P203", E, "there is {bleed} of bleed {side}, and {wanted} are wanted", "add bleed"),
    Check("P204", E, "the page is {size}, and the first is {first}", "make all pages of one size"),
    Check("P205", W, "the page is turned by {turn} degrees", "export it upright"),
    Check("P206", E, "the page has a scale of its own (UserUnit {unit})", "export it at its size"),
    Check("P207", W, "a crop box shows less than the media box", "take the crop box out"),
    Check("P301", E, "{pages} pages are no multiple of {multiple}", "add or take out pages"),
    Check("P302", N, "nothing is printed on the page", "see that it is meant"),
    Check("P401", E, "the font {thing} is not embedded", "embed it"),
    Check("P402", W, "the font {thing} is of Type 3", "use an outline font"),
    Check("P501", E, "{what} is in {space}", "separate it into the inks of the press"),
    Check("P502", E, "a gradient gives {given} values where its colours have {wanted}", "export it anew"),
    Check("P503", E, "the spot ink {thing} is not wanted: process inks only", "build it of C, M, Y and K"),
    Check("P504", W, "the spot inks {thing} and {other} are one to a reader", "give them one name"),
    Check("P505", W, "registration colour is used inside the trim", "use black"),
    Check("P601", E, "white overprints, and so is not there", "let it knock out"),
    Check("P602", W, "black text knocks out what lies under it", "let it overprint"),
    Check("P603", W, "something overprints that is not black text", "let it knock out"),
    Check("P701", E, "{what} is transparent, which {standard} does not know", "flatten it, or send PDF/X-4"),
    Check("P702", W, "a group is mixed in {space}", "mix it in the inks of the press"),
    Check("P801", E, "there is no output intent", "export it for a printing condition"),
    Check("P802", E, "it is made for {given}, and {wanted} is wanted", "export it for {wanted}"),
    Check("P803", E, "the output intent has no profile, or not one of four inks", "embed the profile"),
    Check("P811", E, "the picture has {ppi} pixels per inch, under {limit}", "use a larger picture"),
    Check("P812", W, "the picture has {ppi} pixels per inch, under {limit}", "use a larger picture"),
    Check("P821", W, "a line is {width} pt thin, under {limit} pt", "make it thicker"),
    Check("P831", W, "text of {size} pt is in {inks} inks", "set it in one or two"),
    Check("P832", W, "text of {size} pt is white in {inks} inks", "set it larger, or on fewer inks"),
    Check("P833", W, "black text is in {inks} inks", "set it in black alone"),
    Check("P841", E, "the page has {count} annotations", "take them out"),
    Check("P842", E, "the file has actions or scripts", "take them out"),
    Check("P843", E, "the file has attachments", "take them out"),
    Check("P844", W, "the file has layers that can be switched off", "flatten them"),
    Check("P845", N, "the file has bookmarks", "they are not printed"),
    Check("P901", E, "there is {given} % of ink here, over {limit} %", "use less"),
    Check("P902", E, "the bleed is not painted to its edge {side}", "run the ground out to the bleed"),
    Check(
        "P903",
        N,
        "ink coverage and painted bleed were not looked at: {why}",
        "run pressmark preflight where Ghostscript is installed",
    ),
)

CHECKS: Mapping[str, Check] = {check.code: check for check in _TABLE}


def problem(
    code: str, condition: Condition, place: Place | None = None, thing: str = "", **values: object
) -> Problem:
    """What check `code` says, as bad as the condition takes it.

    Raises KeyError for an unknown code or a value that the check's wording names and is not given.
    """
    check = CHECKS[code]
    given = condition.severities.get(code)
    severity = Severity(given) if given else check.severity
    words = {"thing": thing, "standard": condition.standard, **values}
    message, cure = check.message.format(**words), check.cure.format(**words)
    return Problem(code, severity, message, cure, place or Place(), thing)
