"""What a printer would query in a PDF: the codes of its checks, what they say, and how bad a failure is
unless a printing condition takes it otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from pressmark.findings import NO_PAGE, Finding, Place, phrase
from pressmark.read.models.conditions import Condition
from pressmark.rules import Rule, Severity

E, W, N = Severity.ERROR, Severity.WARNING, Severity.NOTICE

_TABLE = (
    Rule("P101", "the file cannot be read: {why}", "write it anew", E),
    Rule("P102", "the file is encrypted", "write it without a password", E),
    Rule("P103", "the file was damaged, and was read all the same: {why}", "write it anew", W),
    Rule("P104", "the file does not say that it is {standard}", "export it as {standard}", E),
    Rule("P105", "the file does not say {what}", "set it where the file is made", E),
    Rule("P106", "PDF {version} is not what {standard} is written in", "export it as {standard}", E),
    Rule("P107", "its drawings hold one another in a circle ({thing})", "export it anew", E),
    Rule("P110", "the file has no identifier", "write it anew", E),
    Rule("P111", "the file has no metadata in XMP that can be read", "export it as {standard}", E),
    Rule("P112", "its metadata does not say {what} ({thing})", "set it where the file is made", E),
    Rule("P113", "its metadata says {thing} otherwise than its information", "export it anew", E),
    Rule("P114", "it says neither that it is trapped nor that it is not", "set Trapped to True or False", E),
    Rule("P115", "its objects are packed, which {standard} does not know", "export it as {standard}", E),
    Rule("P116", "a stream is written with {thing}, which {standard} does not know", "export it anew", E),
    Rule("P117", "a picture has 16 bits a channel, which {standard} does not know", "give it 8", E),
    Rule("P118", "{what} is in another file", "put it into this one", E),
    Rule("P119", "a drawing is a program in PostScript", "draw it as PDF", E),
    Rule("P120", "a picture stands in for a finer one (OPI)", "put the finer one in", E),
    Rule("P121", "a transfer function changes the inks", "take it out", E),
    Rule("P122", "a halftone is set as {standard} does not know", "take it out", E),
    Rule("P123", "a picture is printed as another", "put that one in its place", E),
    Rule("P124", "the rendering intent {thing} is none", "take one of the four", E),
    Rule("P125", "its pages are separated already", "send it composite", E),
    Rule("P126", "the file has layers, which {standard} does not know", "flatten them", E),
    Rule("P127", "its layers switch themselves, or have no name of their own", "flatten them", E),
    Rule("P128", "a profile is not of as many components as its colours have", "embed the right one", E),
    Rule("P134", "{thing} is no operator of PDF", "export it anew", E),
    Rule("P201", "the page has no trim box", "set the trim where the file is made", E),
    Rule("P202", "the boxes do not lie in one another: trim in bleed in media", "set the boxes anew", E),
    Rule("P203", "there is {bleed} of bleed {side}, and {wanted} are wanted", "add bleed", E),
    Rule("P204", "the page is {size}, and the first is {first}", "make all pages of one size", E),
    Rule("P205", "the page is turned by {turn} degrees", "export it upright", W),
    Rule("P206", "the page has a scale of its own (UserUnit {unit})", "export it at its size", E),
    Rule("P207", "a crop box shows less than the media box", "take the crop box out", W),
    Rule("P208", "the page has both a trim box and an art box", "take the art box out", E),
    Rule("P301", "{pages} pages are no multiple of {multiple}", "add or take out pages", E),
    Rule("P302", "nothing is printed on the page", "see that it is meant", N),
    Rule("P401", "the font {thing} is not embedded", "embed it", E),
    Rule("P402", "the font {thing} is of Type 3", "use an outline font", W),
    Rule(
        "P403",
        "two font programs are called {thing}",
        "export it anew: a subset's tag is its own",
        W,
    ),
    Rule("P501", "{what} is in {space}", "separate it into the inks of the press", E),
    Rule("P502", "a gradient gives {given} values where its colours have {wanted}", "export it anew", E),
    Rule("P503", "the spot ink {thing} is not wanted: process inks only", "build it of C, M, Y and K", E),
    Rule("P504", "the spot inks {thing} and {other} are one to a reader", "give them one name", W),
    Rule("P505", "registration colour is used inside the trim", "use black", W),
    Rule("P506", "{what} is in {space}, which {standard} does not know", "separate it into CMYK", E),
    Rule("P507", "the spot ink {thing} is built of {space}", "build it of C, M, Y and K, or of Lab", E),
    Rule("P508", "the spot ink {thing} is built in two ways", "give it one build", E),
    Rule("P509", "a colour of several inks does not say what {thing} is", "export it anew", E),
    Rule("P601", "white overprints, and so is not there", "let it knock out", E),
    Rule("P602", "black text knocks out what lies under it", "let it overprint", W),
    Rule("P603", "something overprints that is not black text", "let it knock out", W),
    Rule("P604", "white text lies on nothing, and is not there", "take it out, or give it a ground", W),
    Rule("P701", "{what} is transparent, which {standard} does not know", "flatten it, or send PDF/X-4", E),
    Rule("P702", "{what} is mixed in {space}", "mix it in the inks of the press", W),
    Rule("P801", "there is no output intent", "export it for a printing condition", E),
    Rule("P802", "it is made for {given}, and {wanted} is wanted", "export it for {wanted}", E),
    Rule("P803", "the output intent has no profile, or not one of four inks", "embed the profile", E),
    Rule("P804", "the output intent says {given}, and its profile is of {profile}", "embed the right one", E),
    Rule("P805", "there are {count} output intents for the press", "leave one", E),
    Rule("P806", "the profile of the output intent {how}, against {standard}", "export it as {standard}", E),
    Rule("P811", "the picture has {ppi} pixels per inch, under {limit}", "use a larger picture", E),
    Rule("P812", "the picture has {ppi} pixels per inch, under {limit}", "use a larger picture", W),
    Rule("P813", "the line art has {ppi} pixels per inch, under {limit}", "use a larger picture", W),
    Rule("P821", "a line is {width} pt thin, under {limit} pt", "make it thicker", W),
    Rule("P831", "text of {size} pt is in {inks} inks", "set it in one or two", W),
    Rule("P832", "text of {size} pt is white in {inks} inks", "set it larger, or on fewer inks", W),
    Rule("P833", "black text is in {inks} inks", "set it in black alone", W),
    Rule("P834", "text is {size} pt large, under {limit} pt", "set it larger", W),
    Rule("P841", "the page has {count} annotations", "take them out", E),
    Rule("P842", "the file has actions or scripts", "take them out", E),
    Rule("P843", "the file has attachments", "take them out", E),
    Rule("P844", "the file has layers that can be switched off", "flatten them", W),
    Rule("P845", "the file has bookmarks", "they are not printed", N),
    Rule("P901", "there is {given} % of ink here, over {limit} %", "use less", E),
    Rule("P902", "the bleed is not painted to its edge {side}", "run the ground out to the bleed", E),
    Rule(
        "P903",
        "ink coverage and painted bleed were not looked at: {why}",
        "run ./pressmark preflight where Ghostscript is installed",
        N,
    ),
    Rule("P904", "the file is behind its sources: {why}", "type: ./pressmark build {id}", E),
    Rule("P905", "it is not known what the file was made of: {why}", "type: ./pressmark build {id}", E),
    Rule("P906", "the file is left from before: {why}", "take output/{id}/ away", E),
    Rule("P907", "the file may be another now: {why}", "type: ./pressmark build {id}", E),
    Rule("P908", "{thing} beside it is not of these sources: {why}", "type: ./pressmark build {id}", E),
    Rule("P909", "{thing} beside it is not of these sources: {why}", "type: ./pressmark build {id}", W),
)

CHECKS: Mapping[str, Rule] = {check.code: check for check in _TABLE}


def problem(
    code: str, condition: Condition, place: Place = NO_PAGE, thing: str = "", **values: object
) -> Finding:
    """What check `code` says of a place in a file, as bad as the condition takes it.

    Raises KeyError for an unknown code or a value that the check's wording names and is not given.
    """
    given = condition.severities.get(code)
    words = {"thing": thing, "standard": condition.standard, **values}
    severity = Severity(given) if given else None
    return phrase(CHECKS[code], words, place=place, thing=thing, severity=severity)
