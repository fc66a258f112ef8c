"""Faults in what a page paints, each beside a clean twin that looks like it: made by hand, for preflight."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from tests.press.planted import PROFILE, Plant, changed, drawn, font, form, glyphs, picture, shading, spot

X1A = {"standard": "PDF/X-1a:2003"}


@dataclass(frozen=True)
class Case:
    """A fault and its code, and its twin, in which there is nothing to query."""

    name: str
    code: str
    fault: Plant
    twin: Plant
    given: dict[str, Any] = field(default_factory=dict)
    beside: tuple[str, ...] = ()  # what else is to be said of the fault
    twin_given: dict[str, Any] | None = None


def bare(content: str, **resources: Any) -> Plant:
    """A second page on which nothing lies but this."""

    def plant(pdf: Pdf) -> None:
        drawn("", **resources)(pdf)
        pdf.pages[1].obj.Contents = pdf.make_stream(content.encode())

    return plant


def icc(pdf: Pdf, components: int = 4) -> Array:
    """A colour space of a profile."""
    made = pdf.make_stream(PROFILE if components == 4 else b"a profile of other colours")
    made.N = components
    return Array([Name.ICCBased, made])


def of_inks(names: list[str], listed: dict[str, Any] | None = None) -> Any:
    """A DeviceN colour space, the spot inks of which are listed or not."""

    def made(pdf: Pdf) -> Array:
        many = len(names)
        function = pdf.make_stream(b"{ " + b"pop " * many + b"0 0 0 0 }")
        function.FunctionType, function.Domain, function.Range = 4, Array([0, 1] * many), Array([0, 1] * 4)
        space = Array([Name.DeviceN, Array([Name("/" + name) for name in names]), Name.DeviceCMYK, function])
        if listed is not None:
            space.append(Dictionary(Colorants=Dictionary({f"/{k}": v for k, v in listed.items()})))
        return space

    return made


def spaces(**named: Any) -> dict[str, Any]:
    """Colour spaces among the resources."""
    return {
        "ColorSpace": lambda pdf: {
            name: space(pdf) if callable(space) else space for name, space in named.items()
        }
    }


def tile(space: Any, paint: int = 2, content: bytes = b"0 0 5 5 re f", **resources: Any) -> dict[str, Any]:
    """A tiling pattern, uncoloured if `paint` is 2, and the space that it is painted in."""

    def patterns(pdf: Pdf) -> dict[str, Any]:
        made = pdf.make_stream(content)
        its = {f"/{k}": v(pdf) if callable(v) else v for k, v in resources.items()}
        for key, value in (
            *(("Type", Name.Pattern), ("PatternType", 1), ("PaintType", paint), ("TilingType", 1)),
            *(("BBox", Array([0, 0, 10, 10])), ("XStep", 10), ("YStep", 10), ("Resources", Dictionary(its))),
        ):
            made[Name("/" + key)] = value
        return {"P1": made}

    return {"Pattern": patterns, "ColorSpace": {"PCS": Array([Name.Pattern, space])}}


def jpx(space: str) -> Any:
    """A picture in JPEG 2000 that the file gives no colour space."""

    def pictures(pdf: Pdf) -> dict[str, Any]:
        out = io.BytesIO()
        Image.new("RGB", (300, 300), (200, 10, 10)).save(out, "JPEG2000", irreversible=False)
        raw = out.getvalue()
        if space == "CMYK":
            at = raw.index(b"colr")
            raw = raw[: at + 7] + (12).to_bytes(4, "big") + raw[at + 11 :]
        made = Stream(pdf, raw)
        made.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=300, Height=300, Filter=Name.JPXDecode
        )
        return {"J": pdf.make_indirect(made)}

    return {"XObject": pictures}


def indexed(ink: int, space: Any) -> Any:
    """A picture of one bit whose one colour has so much of each of four inks, of 255."""

    def pictures(pdf: Pdf) -> dict[str, Any]:
        made = picture(pdf, Name.DeviceGray, 1)
        made.write(b"\xff" * (300 * 300))
        base = space(pdf) if callable(space) else space
        table = bytes(4) * 255 + bytes([ink] * 4)
        made.ColorSpace = Array([Name.Indexed, base, 255, String(table)])
        return {"X": pdf.make_indirect(made)}

    return {"XObject": pictures}


def one_bit(pixels: int, stencil: bool = False) -> Any:
    """Line art of so many pixels square."""

    def pictures(pdf: Pdf) -> dict[str, Any]:
        made = Stream(pdf, b"\x00" * ((pixels + 7) // 8 * pixels))
        made.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=pixels, Height=pixels, BitsPerComponent=1
        )
        if stencil:
            made.ImageMask = True
        else:
            made.ColorSpace = Name.DeviceGray
        return {"B": pdf.make_indirect(made)}

    return {"XObject": pictures}


def grey(pixels: int) -> Any:
    """A picture of so many pixels square."""
    return lambda pdf: {"Low": pdf.make_indirect(picture(pdf, Name.DeviceCMYK, 4, pixels))}


def nested(pixels: int) -> Any:
    """A form that draws a picture."""

    def forms(pdf: Pdf) -> dict[str, Any]:
        made = form(pdf, b"q 0.5 0 0 0.5 0 0 cm /Low Do Q", BBox=Array([0, 0, 1, 1]))
        made.Resources = Dictionary(XObject=Dictionary(Low=grey(pixels)(pdf)["Low"]))
        return {"F": made}

    return {"XObject": forms}


def half_heavy(pdf: Pdf) -> dict[str, Any]:
    """A picture of 400 % in its left half, and of 100 % in its right."""
    made = Stream(pdf, (b"\xff" * 600 + b"\x40" * 600) * 300)
    made.stream_dict = picture(pdf, Name.DeviceCMYK, 4).stream_dict
    return {"Heavy": pdf.make_indirect(made)}


def clipped(content: bytes) -> Any:
    """A form that shows a tenth of a point of what it paints."""
    return {"XObject": lambda pdf: {"F": form(pdf, content, BBox=Array([0, 0, 90, 0.1]))}}


def fonts(embedded: bool, typed: bool = True, direct: bool = True) -> Any:
    """A font in the resources themselves, perhaps without its type."""

    def made(pdf: Pdf) -> dict[str, Any]:
        own = font(pdf)
        if not typed:
            del own[Name.Type]
        if not embedded:
            del own.FontDescriptor[Name.FontFile2]
        return {"F2": own if direct else pdf.make_indirect(own)}

    return {"Font": made}


def type_3(pdf: Pdf) -> dict[str, Any]:
    """A font of Type 3 whose one glyph is in black."""
    made = glyphs(pdf)["T3"]
    made.CharProcs = Dictionary(a=pdf.make_stream(b"500 0 0 0 500 500 d1 0 0 500 500 re f"))
    return {"T3": pdf.make_indirect(made)}


def page_group(space: Any) -> Plant:
    """A page that is mixed in a space."""
    group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)
    return changed(lambda page: page.__setitem__(Name.Group, group))


def masked(space: Any, content: bytes) -> Any:
    """A graphics state whose soft mask is a group in a space."""

    def states(pdf: Pdf) -> dict[str, Any]:
        group = Dictionary(Type=Name.Group, S=Name.Transparency, CS=space)
        mask = Dictionary(Type=Name.Mask, S=Name.Luminosity, G=form(pdf, content, Group=group))
        return {"Soft": Dictionary(Type=Name.ExtGState, SMask=mask)}

    return {"ExtGState": states}


def noted(rect: list[float], subtype: str = "Square", **more: Any) -> Plant:
    """An annotation on the second page."""

    def plant(pdf: Pdf) -> None:
        note = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array(rect))
        for key, value in more.items():
            note[Name("/" + key)] = value(pdf) if callable(value) else value
        pdf.pages[1].obj.Annots = Array([note])

    return plant


def states(on: bytes, off: bytes) -> Any:
    """The appearances of an annotation that is on or off."""
    return lambda pdf: Dictionary(N=Dictionary(On=form(pdf, on), Off=form(pdf, off)))


def root(key: str, value: Any) -> Plant:
    """Another entry of the catalogue."""

    def plant(pdf: Pdf) -> None:
        pdf.Root[Name("/" + key)] = value(pdf) if callable(value) else value

    return plant


def both(*plants: Plant) -> Plant:
    """One after another."""

    def plant(pdf: Pdf) -> None:
        for one in plants:
            one(pdf)

    return plant


def untouched(pdf: Pdf) -> None:
    """Nothing at all."""


OVER_0: dict[str, Any] = {"ExtGState": {"Over0": Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=0)}}
OVER_1: dict[str, Any] = {"ExtGState": {"Over": Dictionary(Type=Name.ExtGState, OP=True, op=True, OPM=1)}}
GOLD = spot("Gold", [0, 0.3, 1, 0])
LAB = Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))])
LAB_FUNCTION = Dictionary(
    FunctionType=2, Domain=Array([0, 1]), C0=Array([100, 0, 0]), C1=Array([50, 60, 10]), N=1
)
RGB_FUNCTION = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 0, 0]), N=1)
OF_RGB = Array([Name.Separation, Name.Gold, Name.DeviceRGB, RGB_FUNCTION])
OF_LAB = Array([Name.Separation, Name.Gold, LAB, LAB_FUNCTION])
BLACK = spot("Black", [0, 0, 0, 1])
NONE = spot("None", [0, 0, 0, 0])
ALL = spot("All", [1, 1, 1, 1])
AWAY = [-8.4, -8.4, -1.0, -1.0]  # in the bleed, beside the trim
OUTSIDE = [-30.0, -30.0, -20.0, -20.0]  # beyond the bleed

TEXT = "BT /F1 {size} Tf 20 150 Td (x) Tj ET"
FILL = "9 9 40 40 re f"


def _gradient(space: Any, values: int) -> dict[str, Any]:
    ends = ([0.0] * values, [0.5] * values)
    return {"Shading": lambda pdf: {"S": shading(space(pdf) if callable(space) else space, ends)}}


def _low(content: str, pixels: int, **more: Any) -> Plant:
    return drawn(content, **{"XObject": grey(pixels), **more})


TURNED = "q 62.35 36 -36 62.35 80 60 cm /Low Do Q"
NESTED = "q 144 0 0 144 10 60 cm /F Do Q"


def _patterned(pixels: int) -> Plant:
    """A picture of an inch in a tile that is painted twice as large."""

    def plant(pdf: Pdf) -> None:
        made = tile(
            Name.DeviceCMYK,
            1,
            b"q 36 0 0 36 0 0 cm /Low Do Q",
            XObject=lambda own: Dictionary(Low=grey(pixels)(own)["Low"]),
        )
        drawn("q /Pattern cs /P1 scn 9 9 72 72 re f Q", **made)(pdf)
        its = pdf.pages[1].obj.Resources.Pattern.P1
        its.Matrix = Array([2, 0, 0, 2, 0, 0])
        its.BBox = Array([0, 0, 36, 36])

    return plant


COLOUR = [
    Case(
        "a gradient in CMYK of a profile gives four values",
        "P502",
        drawn("/S sh", **_gradient(icc, 3)),
        drawn("/S sh", **_gradient(icc, 4)),
    ),
    Case(
        "a gradient in two inks gives two values",
        "P502",
        drawn("/S sh", **_gradient(of_inks(["Cyan", "Black"], {}), 3)),
        drawn("/S sh", **_gradient(of_inks(["Cyan", "Black"], {}), 2)),
    ),
    Case(
        "a picture in JPEG 2000 is in the space of its own header",
        "P501",
        drawn("q 72 0 0 72 20 20 cm /J Do Q", **jpx("RGB")),
        drawn("q 72 0 0 72 20 20 cm /J Do Q", **jpx("CMYK")),
    ),
    Case(
        "a tile without colours is painted in those that it is given",
        "P501",
        drawn(f"q /PCS cs 1 0 0 /P1 scn {FILL} Q", **tile(Name.DeviceRGB)),
        drawn(
            f"q /PCS cs 1 0 0 0 /P1 scn {FILL} Q", **tile(Name.DeviceCMYK, content=b"1 0 0 rg 0 0 5 5 re f")
        ),
    ),
    Case(
        "a tile that is named and never painted is not there",
        "P501",
        drawn(f"q /Pattern cs /P1 scn {FILL} Q", **tile(Name.DeviceCMYK, 1, b"1 0 0 rg 0 0 5 5 re f")),
        drawn("q /Pattern cs /P1 scn Q", **tile(Name.DeviceCMYK, 1, b"1 0 0 rg 0 0 5 5 re f")),
    ),
    Case(
        "small text in four inks of a profile",
        "P831",
        drawn("q /I cs 0.5 0.5 0.5 0.2 scn " + TEXT.format(size=5) + " Q", **spaces(I=icc)),
        drawn("q /I cs 0.5 0.5 0.5 0.2 scn " + TEXT.format(size=9) + " Q", **spaces(I=icc)),
    ),
    Case(
        "an indexed picture of 400 %",
        "P901",
        drawn("q 72 0 0 72 20 20 cm /X Do Q", **indexed(255, icc)),
        drawn("q 72 0 0 72 20 20 cm /X Do Q", **indexed(128, icc)),
    ),
    Case(
        "an indexed picture of 400 %, of the device",
        "P901",
        drawn("q 72 0 0 72 20 20 cm /X Do Q", **indexed(255, Name.DeviceCMYK)),
        drawn("q 72 0 0 72 20 20 cm /X Do Q", **indexed(128, Name.DeviceCMYK)),
    ),
    Case(
        "a colour of 400 % in CMYK of a profile",
        "P901",
        drawn(f"q /I cs 1 1 1 1 scn {FILL} Q", **spaces(I=icc)),
        drawn(f"q /I cs 1 1 0 0 scn {FILL} Q", **spaces(I=icc)),
    ),
    Case(
        "Lab is no ink, and may stand in for one",
        "P501",
        drawn(f"q /L cs 50 60 10 scn {FILL} Q", **spaces(L=LAB)),
        drawn(f"q /G cs 1 scn {FILL} Q", **spaces(G=OF_LAB)),
    ),
    Case(
        "CalRGB is no ink",
        "P501",
        drawn(f"q /C cs 1 0 0 scn {FILL} Q", **spaces(C=Array([Name.CalRGB, Dictionary()]))),
        drawn(f"q /C cs 1 0 0 0 scn {FILL} Q", **spaces(C=icc)),
    ),
    Case(
        "several inks of which one is not listed",
        "P509",
        drawn(f"q /N cs 0.5 1 scn {FILL} Q", **spaces(N=of_inks(["Black", "Gold"]))),
        drawn(f"q /N cs 0.5 1 scn {FILL} Q", **spaces(N=of_inks(["Black", "Gold"], {"Gold": GOLD}))),
    ),
    Case(
        "process inks need no list",
        "P509",
        drawn(f"q /N cs 0.5 1 scn {FILL} Q", **spaces(N=of_inks(["Black", "Gold"], {}))),
        drawn(f"q /N cs 0.5 1 scn {FILL} Q", **spaces(N=of_inks(["Black", "Cyan"]))),
    ),
    Case(
        "a spot ink that is built of RGB",
        "P507",
        drawn(f"q /G cs 1 scn {FILL} Q", **spaces(G=OF_RGB)),
        drawn(f"q /G cs 1 scn {FILL} Q", **spaces(G=GOLD)),
    ),
    Case(
        "a spot ink that is built of Lab, in PDF/X-1a",
        "P507",
        drawn(f"q /G cs 1 scn {FILL} Q", **spaces(G=OF_LAB)),
        drawn(f"q /G cs 1 scn {FILL} Q", **spaces(G=GOLD)),
        X1A,
    ),
    Case(
        "one spot ink that is built in two ways",
        "P508",
        drawn(f"q /G cs 1 scn {FILL} /H cs 1 scn {FILL} Q", **spaces(G=GOLD, H=spot("Gold", [0, 0.5, 1, 0]))),
        drawn(f"q /G cs 1 scn {FILL} /H cs 1 scn {FILL} Q", **spaces(G=GOLD, H=spot("Gold", [0, 0.3, 1, 0]))),
    ),
    Case(
        "registration colour among several inks",
        "P505",
        drawn(f"q /N cs 0.1 0.1 scn {FILL} Q", **spaces(N=of_inks(["Black", "All"]))),
        drawn("q /A cs 1 scn -7 -7 3 3 re f Q", **spaces(A=ALL)),
    ),
    Case(
        "the ink None is no ink",
        "P503",
        drawn(f"q /N cs 1 scn {FILL} Q", **spaces(N=GOLD)),
        drawn(f"q /N cs 1 scn {FILL} Q", **spaces(N=NONE)),
        {"inks": "process"},
    ),
    Case(
        "CMYK of a profile, in PDF/X-1a",
        "P506",
        drawn(f"q /I cs 1 0 0 0 scn {FILL} Q", **spaces(I=icc)),
        drawn(f"q 1 0 0 0 k {FILL} Q"),
        X1A,
    ),
]

OVERPRINT = [
    Case(
        "black text in CMYK overprints in mode 1 alone",
        "P602",
        drawn("q /Over0 gs 0 0 0 1 k " + TEXT.format(size=12) + " Q", **OVER_0),
        drawn("q /Over gs 0 0 0 1 k " + TEXT.format(size=12) + " Q"),
    ),
    Case(
        "black text in grey overprints no process ink",
        "P602",
        drawn("q /Over gs 0 g " + TEXT.format(size=12) + " Q"),
        bare("q /Over gs 0 g " + TEXT.format(size=12) + " Q"),
    ),
    Case(
        "black text as an ink of its own",
        "P602",
        drawn("q /K cs 1 scn " + TEXT.format(size=12) + " Q", **spaces(K=BLACK)),
        drawn("q /Over0 gs /K cs 1 scn " + TEXT.format(size=12) + " Q", **spaces(K=BLACK), **OVER_0),
    ),
    Case(
        "black text that knocks out of a spot ink",
        "P602",
        bare(f"/G cs 1 scn 20 100 90 100 re f q 0 0 0 1 k {TEXT.format(size=12)} Q", **spaces(G=GOLD)),
        bare(f"/G cs 1 scn 20 20 90 100 re f q 0 0 0 1 k {TEXT.format(size=12)} Q", **spaces(G=GOLD)),
    ),
    Case(
        "black text that knocks out of nothing",
        "P602",
        bare("0.5 0 0 0 k 9 140 90 90 re f 0 0 0 1 k " + TEXT.format(size=12)),
        bare("0.5 0 0 0 k 9 40 90 90 re f 0 0 0 1 k " + TEXT.format(size=12)),
    ),
    Case(
        "black text on a tint of black",
        "P602",
        bare("0.1 0 0 0.2 k 9 140 90 90 re f 0 0 0 1 k " + TEXT.format(size=12)),
        bare("0 0 0 0.2 k 9 140 90 90 re f 0 0 0 1 k " + TEXT.format(size=12)),
    ),
    Case(
        "black text in a frame that is drawn round it",
        "P602",
        bare("1 0 0 0 K 2 w 9 154 m 99 154 l S 0 0 0 1 k " + TEXT.format(size=12)),
        bare("1 0 0 0 K 2 w 9 140 90 90 re S 0 0 0 1 k " + TEXT.format(size=12)),
    ),
    Case(
        "black text on a ground that is white again",
        "P602",
        bare("1 0 0 0 k 9 140 90 90 re f 0 0 0 0 k 9 40 40 40 re f 0 0 0 1 k " + TEXT.format(size=12)),
        bare("1 0 0 0 k 9 140 90 90 re f 0 0 0 0 k 9 140 90 40 re f 0 0 0 1 k " + TEXT.format(size=12)),
    ),
    Case(
        "white in CMYK overprints in mode 1",
        "P601",
        drawn(f"q /Over gs 0 0 0 0 k {FILL} Q"),
        drawn(f"q /Over0 gs 0 0 0 0 k {FILL} Q", **OVER_0),
    ),
    Case(
        "white in grey overprints a spot ink, and no process ink",
        "P601",
        drawn(f"q /G cs 1 scn 9 9 90 90 re f /Over gs 1 g {FILL} Q", **spaces(G=GOLD)),
        drawn(f"q /Over gs 1 g {FILL} Q"),
    ),
    Case(
        "none of a spot ink, overprinting",
        "P601",
        drawn(f"q /Over gs /G cs 0 scn {FILL} Q", **spaces(G=GOLD)),
        drawn(f"q /G cs 0 scn {FILL} Q", **spaces(G=GOLD)),
    ),
    Case(
        "a spot ink that overprints something",
        "P603",
        drawn(f"q /Over gs /G cs 1 scn {FILL} Q", **spaces(G=GOLD)),
        bare(f"q /Over gs /G cs 1 scn {FILL} Q", **spaces(G=GOLD)),
    ),
    Case(
        "a picture overprints no process ink",
        "P603",
        bare(f"/G cs 1 scn {FILL} q /Over gs 72 0 0 72 20 20 cm /Im1 Do Q", **spaces(G=GOLD)),
        drawn("q /Over gs 72 0 0 72 20 90 cm /Im1 Do Q"),
    ),
    Case(
        "a line that overprints is black",
        "P603",
        drawn("q /Over gs 1 0 0 0 K 1 w 9 60 m 99 60 l S Q"),
        drawn("q /Over gs 0 0 0 1 K 1 w 9 60 m 99 60 l S Q"),
    ),
    Case(
        "white text on white",
        "P604",
        bare("1 0 0 0 k 9 9 9 9 re f 0 0 0 0 k " + TEXT.format(size=12)),
        bare("1 0 0 0 k 9 140 90 90 re f 0 0 0 0 k " + TEXT.format(size=12)),
    ),
]

TRANSPARENCY = [
    Case("a page that is mixed in RGB", "P702", page_group(Name.DeviceRGB), page_group(Name.DeviceCMYK)),
    Case(
        "a page with a group, in PDF/X-1a",
        "P701",
        page_group(Name.DeviceCMYK),
        page_group(Name.DeviceCMYK),
        X1A,
        twin_given={},
    ),
    Case(
        "a soft mask whose group is in RGB",
        "P702",
        drawn("q /Soft gs 1 0 0 0 k 9 9 9 9 re f Q", **masked(Name.DeviceRGB, b"1 g 0 0 9 9 re f")),
        drawn("q /Soft gs 1 0 0 0 k 9 9 9 9 re f Q", **masked(Name.DeviceGray, b"1 g 0 0 9 9 re f")),
    ),
    Case(
        "RGB in a soft mask",
        "P501",
        drawn("q /Soft gs 1 0 0 0 k 9 9 9 9 re f Q", **masked(Name.DeviceGray, b"1 0 0 rg 0 0 9 9 re f")),
        drawn("q /Soft gs 1 0 0 0 k 9 9 9 9 re f Q", **masked(Name.DeviceGray, b"0.5 g 0 0 9 9 re f")),
    ),
]

TEXTS = [
    Case(
        "the lines of text that is filled and drawn",
        "P501",
        drawn("q /Over gs 0 0 0 1 k 1 0 0 RG 2 Tr " + TEXT.format(size=12) + " Q"),
        drawn("q /Over gs 0 0 0 1 k 0 0 0 1 K 2 Tr " + TEXT.format(size=12) + " Q"),
    ),
    Case(
        "the lines of text that is drawn alone",
        "P821",
        drawn("q /Over gs 0 0 0 1 K 0.1 w 1 Tr " + TEXT.format(size=12) + " Q"),
        drawn("q /Over gs 0 0 0 1 K 0.3 w 1 Tr " + TEXT.format(size=12) + " Q"),
    ),
    Case(
        "a picture that text clips",
        "P901",
        drawn("q BT /F1 30 Tf 7 Tr 20 40 Td (xx) Tj ET 72 0 0 72 20 20 cm /Heavy Do Q", XObject=half_heavy),
        drawn("q BT /F1 30 Tf 7 Tr 60 40 Td (x) Tj ET 72 0 0 72 20 20 cm /Heavy Do Q", XObject=half_heavy),
    ),
    Case(
        "a font that shows nothing need not be embedded",
        "P401",
        drawn(
            "q /Over gs BT /F2 12 Tf 20 150 Td (x) Tj ET Q", **fonts(embedded=False, direct=False), **OVER_1
        ),
        drawn("q BT 3 Tr /F2 12 Tf 20 150 Td (x) Tj ET Q", **fonts(embedded=False, direct=False)),
        beside=("P602",),
    ),
    Case(
        "a font that is never used",
        "P401",
        drawn(
            "q /Over gs 0 0 0 1 k BT /F2 12 Tf 20 150 Td (x) Tj ET Q", **fonts(embedded=False, direct=False)
        ),
        drawn("", **fonts(embedded=False, direct=False)),
    ),
    Case(
        "a font without its type, in the resources themselves",
        "P401",
        drawn(
            "q /Over gs 0 0 0 1 k BT /F2 12 Tf 20 150 Td (x) Tj ET Q", **fonts(embedded=False, typed=False)
        ),
        drawn("q /Over gs 0 0 0 1 k BT /F2 12 Tf 20 150 Td (x) Tj ET Q", **fonts(embedded=True, typed=False)),
    ),
    Case(
        "a font of Type 3 that shows something",
        "P402",
        drawn("q /Over gs 0 0 0 1 k BT /T3 12 Tf 20 150 Td (a) Tj ET Q", Font=type_3),
        drawn("", Font=type_3),
        beside=(),
    ),
    Case(
        "text that nobody reads",
        "P834",
        drawn("q /Over gs 0 0 0 1 k " + TEXT.format(size=3.5) + " Q"),
        drawn("q /Over gs 0 0 0 1 k " + TEXT.format(size=4) + " Q"),
    ),
    Case(
        "text that is scaled to be small",
        "P834",
        drawn("q 0.25 0 0 0.25 0 0 cm /Over gs 0 0 0 1 k " + TEXT.format(size=12) + " Q"),
        drawn("q 12 0 0 12 0 0 cm /Over gs 0 0 0 1 k BT /F1 1 Tf 2 10 Td (x) Tj ET Q"),
    ),
]

LINES = [
    Case(
        "a line without a thickness",
        "P821",
        drawn("q 0 0 0 1 K 0 w 9 60 m 99 60 l S Q"),
        drawn("q 0 0 0 1 K 0.25 w 9 60 m 99 60 l S Q"),
    ),
    Case(
        "a bar that is thin, among others",
        "P821",
        drawn("q 0 0 0 1 k 9 60 90 3 re 9 70 90 0.1 re f Q"),
        drawn("q 0 0 0 1 k 9 60 90 3 re 9 70 90 0.3 re f Q"),
    ),
    Case(
        "a bar that is thin, and slants",
        "P821",
        drawn("q 0.7 0.7 -0.7 0.7 60 60 cm 0 0 0 1 k 0 0 40 0.1 re f Q"),
        drawn("q 0.7 0.7 -0.7 0.7 60 60 cm 0 0 0 1 k 0 0 40 2 re f Q"),
    ),
    Case(
        "a fill that has no breadth",
        "P821",
        drawn("q 0 0 0 1 k 9 60 m 99 60 l f Q"),
        drawn("q 0 0 50 50 re W n 0 0 0 1 k 50 0 50 50 re f Q"),  # it lies beside its clip
    ),
    Case(
        "a form that shows a thin part of what it paints",
        "P821",
        drawn("q 1 0 0 1 9 60 cm /F Do Q", **clipped(b"0 0 0 1 k 0 0 90 90 re f")),
        drawn("q 1 0 0 1 9 60 cm /F Do Q", **clipped(b"1 1 1 1 k 0 5 90 90 re f")),
    ),
    Case(
        "line art as fine as a picture",
        "P813",
        drawn("q 72 0 0 72 20 20 cm /B Do Q", **one_bit(300)),
        drawn("q 72 0 0 72 20 20 cm /B Do Q", **one_bit(1000)),
    ),
    Case(
        "a stencil as fine as a picture",
        "P813",
        drawn("q 1 0 0 0 k 72 0 0 72 20 20 cm /B Do Q", **one_bit(300, stencil=True)),
        drawn("q 1 0 0 0 k 72 0 0 72 20 20 cm /B Do Q", **one_bit(1000, stencil=True)),
    ),
    Case("a picture that is turned", "P811", _low(TURNED, 140), _low(TURNED, 240)),
    Case("a picture in a form", "P811", drawn(NESTED, **nested(140)), drawn(NESTED, **nested(240))),
    Case("a picture in a tile", "P811", _patterned(140), _patterned(240)),
]

PLACES = [
    Case(
        "an annotation beside the trim, of the printer's",
        "P841",
        noted(AWAY),
        noted(AWAY, "PrinterMark", AP=lambda pdf: Dictionary(N=form(pdf, b"0 0 0 1 k 0 0 99 99 re f"))),
    ),
    Case("an annotation beyond the bleed", "P841", noted([9, 9, 20, 20]), noted(OUTSIDE)),
    Case(
        "the state that an annotation is in",
        "P501",
        noted(AWAY, "PrinterMark", AS=Name.On, AP=states(b"1 0 0 rg 0 0 9 9 re f", b"0 g 0 0 9 9 re f")),
        noted(AWAY, "PrinterMark", AS=Name.Off, AP=states(b"1 0 0 rg 0 0 9 9 re f", b"0 g 0 0 9 9 re f")),
    ),
    Case(
        "registration colour stands where its annotation does",
        "P505",
        drawn(f"q /A cs 1 scn {FILL} Q", **spaces(A=ALL)),
        noted(
            AWAY,
            "PrinterMark",
            AP=lambda pdf: Dictionary(
                N=form(
                    pdf,
                    b"/A cs 1 scn 20 20 60 60 re f",
                    Resources=Dictionary(ColorSpace=Dictionary(A=ALL)),
                )
            ),
        ),
    ),
    Case(
        "where a file is opened is no action",
        "P842",
        root("OpenAction", Dictionary(S=Name.GoTo, D=Array([0, Name.Fit]))),
        root("OpenAction", lambda pdf: Array([pdf.pages[0].obj, Name.Fit])),
    ),
    Case(
        "the action of an annotation",
        "P842",
        noted(OUTSIDE, "Link", A=Dictionary(S=Name.URI, URI=String("about:blank"))),
        noted(OUTSIDE, "Link", Dest=lambda pdf: Array([pdf.pages[0].obj, Name.Fit])),
    ),
    Case(
        "the action of a page",
        "P842",
        changed(lambda page: page.__setitem__(Name.AA, Dictionary(O=Dictionary(S=Name.Named, N=Name.Print)))),
        changed(lambda page: page.__setitem__(Name.Tabs, Name.S)),
    ),
    Case(
        "the action of a field",
        "P842",
        root(
            "AcroForm",
            Dictionary(
                Fields=Array(
                    [
                        Dictionary(
                            T=String("f"), AA=Dictionary(K=Dictionary(S=Name.JavaScript, JS=String("x")))
                        )
                    ]
                )
            ),
        ),
        root("PageMode", Name.UseNone),
    ),
]

PAINT_CASES = [*COLOUR, *OVERPRINT, *TRANSPARENCY, *TEXTS, *LINES, *PLACES]
