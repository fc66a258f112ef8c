"""The checks: each takes what a file or a page is, and yields what a printer would query."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pikepdf import Array, Dictionary, Name, Object, Page, PasswordError, Pdf, PdfError, Stream

from pipeline.pdf.preflight.inked import NOTHING, Inked, inked, pictures_of
from pipeline.pdf.preflight.problems import Place, Problem, problem
from pipeline.pdf.preflight.walk import GLYPH, TILE, Painted, Walk
from pipeline.read.models import Condition
from pipeline.units import MM_IN

Box = tuple[float, float, float, float]

# Boxes and sizes closer than this, in points, are the same.
SLACK = 0.05

# Which source a place of one of our own pages comes from, as file:line; "" where that is not known.
Sources = Callable[[Place], str]

# The sides of a page, in the order of a box's numbers (ISO 32000-2, 7.9.5).
SIDES = ("at the left", "at the foot", "at the right", "at the head")

_NOT_PRESS = ("DeviceRGB", "CalRGB", "CalGray", "Lab", "ICCBased RGB", "ICCBased")


@dataclass(frozen=True)
class Opened:
    """A file that is looked into, and the condition that it is looked at under."""

    pdf: Pdf
    condition: Condition
    version: str


@dataclass(frozen=True)
class Checked:
    """What was found in a file, what it is printed with, and the sides of its pages (from 1) on which the
    bleed needs no second look: something that is not white runs to its edge there, or there is none."""

    problems: tuple[Problem, ...]
    reached: frozenset[tuple[int, str]] = frozenset()
    inked: Inked = NOTHING

    @property
    def unread(self) -> bool:
        """Could the file not be read at all?"""
        return any(one.code in ("P101", "P102") and not one.place.page for one in self.problems)


def preflight(raw: bytes, condition: Condition, sources: Sources = lambda _: "") -> Checked:
    """Everything that a printer would query in a PDF, file first, then page by page."""
    try:
        pdf = Pdf.open(io.BytesIO(raw))
    except PasswordError:
        return Checked((problem("P102", condition),))
    except PdfError as error:
        why = str(error).partition(":")[2].strip() or str(error)
        return Checked((problem("P101", condition, why=why),))
    with pdf:
        found: list[Problem] = []
        if pdf.is_encrypted:
            found.append(problem("P102", condition))
        damage = [str(w) for w in pdf.get_warnings()]
        if damage:
            found.append(problem("P103", condition, why=damage[0]))
        opened = Opened(pdf, condition, pdf.pdf_version)
        for check in (_standard, _intent, _facts, _extras, _fonts, _count):
            found += check(opened)
        reached: set[tuple[int, str]] = set()
        spots: dict[str, int] = {}
        inside: list[Painted] = []
        first: Box | None = None
        for number, page in enumerate(pdf.pages, 1):
            trim = _box(page, Name.TrimBox)
            found += _boxes(opened, page, number, first)
            first = first or trim
            walk = Walk().page(page)
            placed = _Placed(number, trim or _box(page, Name.MediaBox) or (0, 0, 0, 0))
            found += _oddities(opened, walk, number)
            found += _painted(opened, walk.painted, placed)
            found += _run_out(opened, page, walk.painted, placed)
            reached |= {(number, side) for side in _reached(page, walk.painted, placed)}
            inside += [painted for painted in walk.painted if placed.inside(painted.box)]
            for painted in walk.painted:
                if painted.colour.space in ("Separation", "DeviceN"):
                    for name in painted.colour.name.split(", "):
                        spots.setdefault(name, number)
        found += _spots(opened, spots)
        plates = inked(inside, pictures_of(pdf))
    sourced = (replace(one, source=sources(one.place)) if one.place.page else one for one in _once(found))
    return Checked(tuple(sourced), frozenset(reached), plates)


def _once(found: Sequence[Problem]) -> Iterator[Problem]:
    """Each problem once: what is said alike of many things on a page is said of the first."""
    seen: set[tuple[str, str, int, str]] = set()
    for one in found:
        key = (one.code, one.message, one.place.page, one.thing)
        if key not in seen:
            seen.add(key)
            yield one


# --- the file


def _standard(opened: Opened) -> Iterator[Problem]:
    """Does it say what it is, and is it written so (ISO 15930-4, 6.2; ISO 15930-7, 6.2)?"""
    wanted = opened.condition.standard
    said = str(opened.pdf.docinfo.get(Name.GTS_PDFXVersion, ""))
    try:
        with opened.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            said = said or str(metadata.get("{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion", ""))
    except (PdfError, ValueError, KeyError):
        said = said or ""
    if said != wanted:
        yield problem("P104", opened.condition)
    most = {"PDF/X-1a:2003": "1.4", "PDF/X-4": "1.6"}[wanted]
    if opened.version > most:
        yield problem("P106", opened.condition, version=opened.version)


def _facts(opened: Opened) -> Iterator[Problem]:
    info = opened.pdf.docinfo
    for key, what in (
        (Name.Title, "what it is called"),
        (Name.CreationDate, "when it was made"),
        (Name.Trapped, "whether it is trapped"),
    ):
        if not str(info.get(key, "")).strip():
            yield problem("P105", opened.condition, what=what)


def _intent(opened: Opened) -> Iterator[Problem]:
    intents = [i for i in opened.pdf.Root.get(Name.OutputIntents, Array()) if i.get(Name.S) == Name.GTS_PDFX]
    if not intents:
        yield problem("P801", opened.condition)
        return
    wanted = opened.condition.intent.identifier
    given = str(intents[0].get(Name.OutputConditionIdentifier, "nothing"))
    if given != wanted:
        yield problem("P802", opened.condition, given=given, wanted=wanted)
    profile = intents[0].get(Name.DestOutputProfile)
    needed = opened.condition.profile is not None
    if needed and (not isinstance(profile, Stream) or profile.get(Name.N) != 4):
        yield problem("P803", opened.condition)


def _extras(opened: Opened) -> Iterator[Problem]:
    root = opened.pdf.Root
    names = root.get(Name.Names, Dictionary())
    if Name.JavaScript in names or Name.OpenAction in root or Name.AA in root:
        yield problem("P842", opened.condition)
    if Name.EmbeddedFiles in names or Name.AF in root:
        yield problem("P843", opened.condition)
    if Name.OCProperties in root:
        yield problem("P844", opened.condition)
    if root.get(Name.Outlines, Dictionary()).get(Name.First) is not None:
        yield problem("P845", opened.condition)
    for number, page in enumerate(opened.pdf.pages, 1):
        notes = [n for n in page.obj.get(Name.Annots, Array()) if n.get(Name.Subtype) != Name.TrapNet]
        if notes:
            yield problem("P841", opened.condition, Place(number), count=len(notes))
        if Name.AA in page.obj:
            yield problem("P842", opened.condition, Place(number))


def _fonts(opened: Opened) -> Iterator[Problem]:
    """Is every font embedded, and none of Type 3 (ISO 32000-2, 9.9)?"""
    for item in opened.pdf.objects:
        if not isinstance(item, Dictionary) or item.get(Name.Type) != Name.Font:
            continue
        name = re.sub(r"^/(?:[A-Z]{6}\+)?", "", str(item.get(Name.BaseFont, "")))
        if item.get(Name.Subtype) == Name.Type3:
            yield problem("P402", opened.condition, thing=name or "without a name")
        elif item.get(Name.Subtype) != Name.Type0:
            described = item.get(Name.FontDescriptor, Dictionary())
            if not any(key in described for key in (Name.FontFile, Name.FontFile2, Name.FontFile3)):
                yield problem("P401", opened.condition, thing=name)


def _count(opened: Opened) -> Iterator[Problem]:
    multiple, pages = opened.condition.page_multiple, len(opened.pdf.pages)
    if multiple and pages % multiple:
        yield problem("P301", opened.condition, pages=pages, multiple=multiple)


def _spots(opened: Opened, spots: Mapping[str, int]) -> Iterator[Problem]:
    process = ("Cyan", "Magenta", "Yellow", "Black", "All", "None")
    real = [name for name in spots if name not in process]
    if opened.condition.inks == "process":
        for name in real:
            yield problem("P503", opened.condition, Place(spots[name]), thing=name)
    for i, name in enumerate(real):
        for other in real[i + 1 :]:
            if re.sub(r"\W", "", name).casefold() == re.sub(r"\W", "", other).casefold():
                yield problem("P504", opened.condition, Place(spots[other]), thing=name, other=other)


# --- a page


@dataclass(frozen=True)
class _Placed:
    """A page, and its trim in points: what makes places of boxes."""

    number: int
    trim: Box

    def place(self, box: Box) -> Place:
        """A box in points as a place on the page."""
        left, _, _, head = self.trim
        mm = MM_IN["pt"]
        x, right = (box[0] - left) * mm, (box[2] - left) * mm
        y, bottom = (head - box[3]) * mm, (head - box[1]) * mm
        if abs(x) > 1e6 or abs(y) > 1e6:
            return Place(self.number)
        return Place(self.number, round(x, 2), round(y, 2), round(right, 2), round(bottom, 2))

    def inside(self, box: Box) -> bool:
        """Does any of it lie in the trim?"""
        left, foot, right, head = self.trim
        return box[0] < right and box[2] > left and box[1] < head and box[3] > foot


def _box(page: Page, name: Name) -> Box | None:
    """A page box, also one that the page has from its parent (ISO 32000-2, 7.7.3.4)."""
    node: Object | None = page.obj
    while node is not None:
        if name in node:
            a, b, c, d = (float(n) for n in node[name])
            return min(a, c), min(b, d), max(a, c), max(b, d)
        node = node.get(Name.Parent) if name in (Name.MediaBox, Name.CropBox) else None
    return None


def _boxes(opened: Opened, page: Page, number: int, first: Box | None) -> Iterator[Problem]:
    condition, place = opened.condition, Place(number)
    media, trim, bleed = (_box(page, name) for name in (Name.MediaBox, Name.TrimBox, Name.BleedBox))
    if int(page.obj.get(Name.Rotate, 0)) % 360:
        yield problem("P205", condition, place, turn=int(page.obj.Rotate))
    if float(page.obj.get(Name.UserUnit, 1)) != 1:
        yield problem("P206", condition, place, unit=float(page.obj.UserUnit))
    crop = _box(page, Name.CropBox)
    if crop is not None and media is not None and not _holds(crop, media):
        yield problem("P207", condition, place)
    if trim is None or media is None:
        yield problem("P201", condition, place)
        return
    bleed = bleed or trim
    if not (_holds(bleed, trim) and _holds(media, bleed)):
        yield problem("P202", condition, place)
    wanted = condition.bleed.pt
    given = (trim[0] - bleed[0], trim[1] - bleed[1], bleed[2] - trim[2], bleed[3] - trim[3])
    short = [(side, room) for side, room in zip(SIDES, given, strict=True) if room < wanted - SLACK]
    if not condition.bleed_at_spine and len(short) == 1 and short[0][0] in ("at the left", "at the right"):
        short = []
    for side, room in short:
        values = {"side": side, "bleed": _mm(room), "wanted": _mm(wanted)}
        yield problem("P203", condition, place, **values)
    if first is not None and _size(trim) != _size(first):
        yield problem("P204", condition, place, size=_size(trim), first=_size(first))


def _holds(outer: Box, inner: Box) -> bool:
    low = outer[0] <= inner[0] + SLACK and outer[1] <= inner[1] + SLACK
    return low and outer[2] >= inner[2] - SLACK and outer[3] >= inner[3] - SLACK


def _size(box: Box) -> str:
    return f"{_mm(box[2] - box[0])} x {_mm(box[3] - box[1])}"


def _mm(points: float) -> str:
    return f"{round(points * MM_IN['pt'], 1):g} mm"


def _oddities(opened: Opened, walk: Walk, number: int) -> Iterator[Problem]:
    condition, place = opened.condition, Place(number)
    x1a = condition.standard == "PDF/X-1a:2003"
    for oddity in walk.oddities:
        match oddity.kind:
            case "circle":
                yield problem("P107", condition, place, thing=oddity.what)
            case "unreadable":
                yield problem("P101", condition, place, why=oddity.what)
            case "function":
                given, wanted = oddity.what.split()
                yield problem("P502", condition, place, given=given, wanted=wanted)
            case "mixed" if x1a:
                yield problem("P701", condition, place, what=oddity.what)
            case "group" if x1a:
                yield problem("P701", condition, place, what="a group")
            case "group" if oddity.what in _NOT_PRESS:
                yield problem("P702", condition, place, space=oddity.what)


def _painted(opened: Opened, painted: Sequence[Painted], at: _Placed) -> Iterator[Problem]:
    if not any(at.inside(one.box) for one in painted):
        yield problem("P302", opened.condition, Place(at.number))
    grounds: list[Painted] = []
    for one in painted:
        for check in (_space, _overprint, _transparent, _resolution, _thin, _text):
            yield from check(opened.condition, one, at)
        if one.kind in ("fill", "picture"):
            grounds.append(one)
        elif one.kind == "text" and one.colour.is_white:
            yield from _knocked_out(opened.condition, one, grounds, at)


def _knocked_out(
    condition: Condition, text: Painted, grounds: Sequence[Painted], at: _Placed
) -> Iterator[Problem]:
    """Small white text on a ground of many inks fills in where they do not meet exactly."""
    if text.size >= condition.smallest_text.pt - 0.01 or text.name.startswith(FRONT):
        return
    under = next((ground for ground in reversed(grounds) if _holds(ground.box, text.box)), None)
    if under is None or under.colour.space != "DeviceCMYK":
        return
    inks = under.colour.inks if under.kind == "fill" else 4
    if inks > 2:
        size = f"{text.size:.1f}"
        yield problem("P832", condition, at.place(text.box), text.font, size=size, inks=inks)


# A ground's edge so near to the trim, in points, was meant to be run out.
NEAR = 1.5


def _run_out(opened: Opened, page: Page, painted: Sequence[Painted], at: _Placed) -> Iterator[Problem]:
    """Grounds and pictures that reach the trim and end before the edge of the bleed."""
    for one, side, beyond, wanted in _beside(page, painted, at):
        if wanted > SLACK and -NEAR <= beyond < wanted - 0.5:
            yield problem("P902", opened.condition, at.place(one.box), one.name, side=side)


def _reached(page: Page, painted: Sequence[Painted], at: _Placed) -> Iterator[str]:
    """The sides on which something runs to the edge of the bleed, or that have none."""
    bleed = _box(page, Name.BleedBox) or at.trim
    yield from (side for i, side in enumerate(SIDES) if abs(bleed[i] - at.trim[i]) < SLACK)
    for _, side, beyond, wanted in _beside(page, painted, at):
        if beyond >= wanted - 0.5:
            yield side


def _beside(
    page: Page, painted: Sequence[Painted], at: _Placed
) -> Iterator[tuple[Painted, str, float, float]]:
    """Each ground and picture beside each edge of the trim: how far it runs beyond, and how far the bleed."""
    trim, bleed = at.trim, _box(page, Name.BleedBox) or at.trim
    for one in painted:
        if one.kind not in ("fill", "picture", "gradient") or one.colour.is_white or not at.inside(one.box):
            continue
        if one.name.startswith((TILE, GLYPH)):
            continue  # where a tile or a glyph is drawn once says nothing of where it comes to stand
        for i, side in enumerate(SIDES):
            sign = -1 if i < 2 else 1
            yield one, side, (one.box[i] - trim[i]) * sign, (bleed[i] - trim[i]) * sign


def _space(condition: Condition, one: Painted, at: _Placed) -> Iterator[Problem]:
    space = one.colour.space
    if space in _NOT_PRESS or one.colour.name in _NOT_PRESS:
        what = {"picture": f"the picture {one.name}"}.get(one.kind, f"a {one.kind}")
        what += f" in {one.name}" if one.name and one.kind != "picture" else ""
        yield problem("P501", condition, at.place(one.box), one.name, what=what, space=space)
    if space == "Separation" and one.colour.name == "All" and at.inside(one.box):
        yield problem("P505", condition, at.place(one.box), one.name)


def _overprint(condition: Condition, one: Painted, at: _Placed) -> Iterator[Problem]:
    place = at.place(one.box)
    if one.over and one.colour.is_white:
        yield problem("P601", condition, place, one.name)
    elif one.kind == "text" and one.colour.is_black and not one.over:
        yield problem("P602", condition, Place(place.page), one.font)
    elif one.over and not (one.kind == "text" and one.colour.is_black):
        yield problem("P603", condition, place, one.name)


def _transparent(condition: Condition, one: Painted, at: _Placed) -> Iterator[Problem]:
    if one.alpha < 1 and condition.standard == "PDF/X-1a:2003":
        yield problem("P701", condition, at.place(one.box), one.name, what=f"a {one.kind}")


def _resolution(condition: Condition, one: Painted, at: _Placed) -> Iterator[Problem]:
    if one.kind != "picture":
        return
    for code, limit in (("P811", condition.pictures.refuse), ("P812", condition.pictures.warn)):
        if one.size < limit - 0.5:
            yield problem(code, condition, at.place(one.box), one.name, ppi=f"{one.size:.0f}", limit=limit)
            return


def _thin(condition: Condition, one: Painted, at: _Placed) -> Iterator[Problem]:
    limit = condition.thinnest_line.pt
    empty = one.box[2] <= one.box[0] or one.box[3] <= one.box[1]
    if one.kind in ("stroke", "fill") and not empty and one.size < limit - 0.005:
        width = f"{one.size:.2f}"
        yield problem("P821", condition, at.place(one.box), one.name, width=width, limit=f"{limit:.2f}")


def _text(condition: Condition, one: Painted, at: _Placed) -> Iterator[Problem]:
    if one.kind != "text" or one.name.startswith(FRONT):
        return
    place, size = at.place(one.box), f"{one.size:.1f}"
    colour = one.colour
    if colour.space == "DeviceCMYK" and len(colour.values) == 4:
        if colour.inks > 2 and one.size < condition.smallest_text.pt - 0.01:
            yield problem("P831", condition, place, one.font, size=size, inks=colour.inks)
        if colour.values[3] >= 0.95 and colour.inks > 1 and min(colour.values[:3]) > 0.3:
            yield problem("P833", condition, place, one.font, inks=colour.inks)


# The first page of another publication, shown as the cover of its title, is a picture of text.
FRONT = "Front-"
