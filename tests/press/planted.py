"""A PDF that a printer has nothing to query in, made by hand, and the faults that are planted in it."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from pressmark.read.models.conditions import Condition
from tests.output.building import PROJECT

MM = 72 / 25.4
PROFILE = (PROJECT / "styles/press/ISOcoated_v2_300_bas.icc").read_bytes()

# A ground that runs to the bleed, black text that overprints, a line and a picture.
CONTENT = b"""q 0.96 0 0.4 0.4 k -8.5039 -8.5039 200 317 re f Q
q /Over gs 0 0 0 1 k BT /F1 12 Tf 20 200 Td (Text) Tj ET Q
q 0 0 0 1 K 1 w 20 100 m 120 100 l S Q
q 72 0 0 72 20 20 cm /Im1 Do Q
"""


def condition(**given: Any) -> Condition:
    """A condition like sheetfed-coated, but for what is given."""
    intent = {"identifier": "FOGRA39", "condition": "coated", "info": "coated"}
    wanted: dict[str, Any] = {"title": "coated", "intent": intent, "ink_limit": 300, "profile": "p.icc"}
    return Condition.model_validate(wanted | given)


def picture(pdf: Pdf, space: Any, bytes_per_pixel: int, pixels: int = 300) -> Stream:
    """A picture of so many pixels square."""
    made = Stream(pdf, b"\x40" * (pixels * pixels * bytes_per_pixel))
    made.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=pixels,
        Height=pixels,
        BitsPerComponent=8,
        ColorSpace=space,
    )
    return made


def font(pdf: Pdf) -> Dictionary:
    """A font that says that it is embedded."""
    program = pdf.make_indirect(Stream(pdf, b"not looked into"))
    described = Dictionary(Type=Name.FontDescriptor, FontName=Name.Own, Flags=4, FontFile2=program)
    return Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name.Own, FontDescriptor=described)


def clean(standard: str = "PDF/X-4") -> Pdf:
    """The PDF without a fault: four pages of 60 x 100 mm, of a profile of PDF/X."""
    pdf = Pdf.new()
    width, height, bleed = 60 * MM, 100 * MM, 3 * MM
    for _ in range(4):
        pdf.add_blank_page(page_size=(width, height))
    face = pdf.make_indirect(font(pdf))
    image = pdf.make_indirect(picture(pdf, Name.DeviceCMYK, 4))
    over = pdf.make_indirect(Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1))
    for page in pdf.pages:
        around = Array([-bleed, -bleed, width + bleed, height + bleed])
        page.obj.MediaBox = page.obj.BleedBox = around
        page.obj.TrimBox = Array([0, 0, width, height])
        page.obj.Resources = Dictionary(
            Font=Dictionary(F1=face), XObject=Dictionary(Im1=image), ExtGState=Dictionary(Over=over)
        )
        page.obj.Contents = pdf.make_stream(CONTENT)
    intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier=String("FOGRA39"))
    if standard == "PDF/X-4p":
        intent.DestOutputProfileRef = Dictionary(ProfileName=String("ISO Coated v2 300% (basICColor)"))
    else:
        intent.DestOutputProfile = pdf.make_stream(PROFILE)
        intent.DestOutputProfile.N = 4
    pdf.Root.OutputIntents = Array([intent])
    _said(pdf, standard)
    return pdf


def _said(pdf: Pdf, standard: str) -> None:
    """What the file says of itself."""
    pdf.docinfo[Name.Title] = String("Clean")
    pdf.docinfo[Name.CreationDate] = pdf.docinfo[Name.ModDate] = String("D:20060601000000Z")
    pdf.docinfo[Name.Trapped] = Name("/False")
    if standard == "PDF/X-1a:2003":
        pdf.docinfo[Name.GTS_PDFXVersion] = String(standard)
        return
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as said:
        said["dc:title"] = "Clean"
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            said[key] = "2006-06-01T00:00:00Z"
        said["xmpMM:DocumentID"], said["xmpMM:VersionID"] = "uuid:1", "1"
        said["xmpMM:RenditionClass"] = "default"
        said["pdf:Trapped"] = "False"
        said["{http://www.npes.org/pdfx/ns/id/}GTS_PDFXVersion"] = standard


# How a file of each profile is written, where that is not as PDF/X-4 is.
WRITTEN: dict[str, dict[str, Any]] = {
    "PDF/X-1a:2003": {"force_version": "1.4", "object_stream_mode": ObjectStreamMode.disable},
    "PDF/X-6": {"force_version": "2.0"},
}


def saved(pdf: Pdf, standard: str = "PDF/X-4", **how: Any) -> bytes:
    """A PDF's bytes, written as those of a profile are."""
    out = io.BytesIO()
    pdf.save(out, **({"force_version": "1.6"} | WRITTEN.get(standard, {}) | how))
    return out.getvalue()


Plant = Callable[[Pdf], None]


def drawn(content: str, page: int = 1, **resources: Any) -> Plant:
    """More content on the second page, or on that of the number (from 0), with what it needs."""

    def plant(pdf: Pdf) -> None:
        its: Any = pdf.pages[page].obj
        own: Any = Dictionary(its.Resources)
        for kind, items in resources.items():
            merged: Any = Dictionary(own.get(Name("/" + kind), Dictionary()))
            made = items(pdf) if callable(items) else items
            for key, value in made.items():
                merged[Name("/" + key)] = value
            own[Name("/" + kind)] = merged
        its.Resources = own
        its.Contents = pdf.make_stream(CONTENT + content.encode())

    return plant


def changed(change: Callable[[Any], None], page: int = 1) -> Plant:
    """A change of the second page's dictionary."""
    return lambda pdf: change(pdf.pages[page].obj)


def form(pdf: Pdf, content: bytes, **entries: Any) -> Any:
    """A form of so much content."""
    made = pdf.make_stream(content)
    made.Type, made.Subtype = Name.XObject, Name.Form
    made.BBox = Array([0, 0, 100, 100])
    for key, value in entries.items():
        made[Name("/" + key)] = value
    return made


def tile(pdf: Pdf) -> dict[str, Any]:
    """A tiling pattern in RGB."""
    made = pdf.make_stream(b"1 0 0 rg 0 0 5 5 re f")
    for key, value in (
        *(("Type", Name.Pattern), ("PatternType", 1), ("PaintType", 1), ("TilingType", 1)),
        *(("BBox", Array([0, 0, 10, 10])), ("XStep", 10), ("YStep", 10), ("Resources", Dictionary())),
    ):
        made[Name("/" + key)] = value
    return {"P1": made}


def glyphs(pdf: Pdf) -> dict[str, Any]:
    """A Type 3 font whose glyph is in RGB."""
    glyph = pdf.make_stream(b"500 0 d0 1 0 0 rg 0 0 500 500 re f")
    return {
        "T3": Dictionary(
            Type=Name.Font,
            Subtype=Name.Type3,
            FontBBox=Array([0, 0, 500, 500]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            CharProcs=Dictionary(a=glyph),
            Encoding=Dictionary(Differences=Array([97, Name.a])),
            FirstChar=97,
            LastChar=97,
            Widths=Array([500]),
            Resources=Dictionary(),
        )
    }


def shading(space: Any, ends: tuple[list[float], list[float]]) -> Dictionary:
    """A gradient."""
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array(ends[0]), C1=Array(ends[1]), N=1)
    return Dictionary(ShadingType=2, ColorSpace=space, Coords=Array([0, 0, 100, 0]), Function=function)


def spot(name: str, build: list[float]) -> Array:
    """A Separation colour space."""
    function = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0, 0]), C1=Array(build), N=1)
    return Array([Name.Separation, Name("/" + name), Name.DeviceCMYK, function])


def circle(pdf: Pdf) -> dict[str, Any]:
    """Two forms, each of which draws the other."""
    one, other = form(pdf, b"/B Do"), form(pdf, b"/A Do")
    one.Resources = Dictionary(XObject=Dictionary(B=other))
    other.Resources = Dictionary(XObject=Dictionary(A=one))
    return {"A": one}


def annotated(page: Any) -> None:
    """An annotation without an appearance."""
    page.Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 9, 9]))])


def appearing(pdf: Pdf) -> None:
    """An annotation whose appearance is in RGB."""
    shown = form(pdf, b"1 0 0 rg 0 0 9 9 re f")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Square, Rect=Array([0, 0, 9, 9]), AP=Dictionary(N=shown))
    pdf.pages[1].obj.Annots = Array([note])


def opened(raw: bytes) -> pikepdf.Pdf:
    """A PDF, opened."""
    return pikepdf.open(io.BytesIO(raw))
