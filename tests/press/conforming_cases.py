"""What breaks a clause of a profile of PDF/X, beside what looks like it and keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, StreamDecodeLevel, String

from tests.output.building import PROJECT
from tests.press.paint_cases import both, icc, root, spaces, untouched
from tests.press.planted import PROFILE, Plant, changed, drawn, picture

X1A, X4, X4P, X6 = "PDF/X-1a:2003", "PDF/X-4", "PDF/X-4p", "PDF/X-6"
WITH_XMP = (X4, X4P, X6)
ALL = (X1A, *WITH_XMP)
UNCOATED = (PROJECT / "styles/press/FOGRA29L_280.icc").read_bytes()


@dataclass(frozen=True)
class Conforming:
    """What breaks a clause and what keeps it, in files of these profiles; `fault_saved` and `twin_saved` are
    how they are written, `after` what becomes of the bytes of the fault."""

    name: str
    code: str
    profiles: tuple[str, ...]
    fault: Plant
    twin: Plant
    fault_saved: dict[str, Any] | None = None
    twin_saved: dict[str, Any] | None = None
    after: Callable[[bytes], bytes] = bytes
    beside: tuple[str, ...] = ()


def said(**entries: Any) -> Plant:
    """Other entries of the information dictionary, or none."""

    def plant(pdf: Pdf) -> None:
        for key, value in entries.items():
            if value is None:
                del pdf.docinfo[Name("/" + key)]
            else:
                pdf.docinfo[Name("/" + key)] = value

    return plant


def xmp(**entries: str | None) -> Plant:
    """Other entries of XMP, or none; a key's colon is written as two lines."""

    def plant(pdf: Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            for key, value in entries.items():
                name = key.replace("__", ":")
                name = "{http://www.npes.org/pdfx/ns/id/}" + name[4:] if name.startswith("npes") else name
                if value is None:
                    del metadata[name]
                else:
                    metadata[name] = value

    return plant


def held(**entries: Any) -> Plant:
    """A stream in the file that nothing draws; one that is no dictionary's."""

    def plant(pdf: Pdf) -> None:
        made = pdf.make_stream(b"")
        for key, value in entries.items():
            made[Name("/" + key)] = value
        pdf.Root.Held = made

    return plant


def written(name: str) -> Plant:
    """A stream that is written with a filter."""

    def plant(pdf: Pdf) -> None:
        made = Stream(pdf, b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01")
        made.stream_dict = Dictionary(Filter=Name("/" + name))
        pdf.Root.Held = pdf.make_indirect(made)

    return plant


def deep(bits: int) -> Plant:
    """A picture of so many bits."""

    def plant(pdf: Pdf) -> None:
        made = pdf.make_indirect(picture(pdf, Name.DeviceCMYK, 4 * bits // 8))
        made.BitsPerComponent = bits
        drawn("q 72 0 0 72 20 90 cm /D Do Q", XObject=lambda _: {"D": made})(pdf)

    return plant


def state(**entries: Any) -> Plant:
    """A graphics state that is in use."""
    return drawn("q /S gs 1 0 0 0 k 9 9 40 40 re f Q", ExtGState={"S": Dictionary(entries_of(entries))})


def entries_of(entries: dict[str, Any]) -> dict[str, Any]:
    """Entries by their names."""
    return {"/" + key: value for key, value in entries.items()}


def alternates(printed: bool) -> Plant:
    """A picture that has another beside it."""

    def plant(pdf: Pdf) -> None:
        other = pdf.make_indirect(picture(pdf, Name.DeviceCMYK, 4))
        image: Any = pdf.pages[1].obj.Resources.XObject.Im1
        image.Alternates = Array([Dictionary(Image=other, DefaultForPrinting=printed)])

    return plant


def rendered(name: str) -> Plant:
    """A picture of a rendering intent."""

    def plant(pdf: Pdf) -> None:
        image: Any = pdf.pages[1].obj.Resources.XObject.Im1
        image.Intent = Name("/" + name)

    return plant


def layers(**entries: Any) -> Plant:
    """Layers, the set of which has a name."""
    return root("OCProperties", Dictionary(OCGs=Array(), D=Dictionary(entries_of(entries))))


def intent(**entries: Any) -> Plant:
    """Other entries of the output intent, or none."""

    def plant(pdf: Pdf) -> None:
        its: Any = pdf.Root.OutputIntents[0]
        for key, value in entries.items():
            if value is None:
                del its[Name("/" + key)]
            else:
                its[Name("/" + key)] = value(pdf) if callable(value) else value

    return plant


def profile(raw: bytes, components: int = 4) -> Callable[[Pdf], Any]:
    """The profile of an output intent."""

    def made(pdf: Pdf) -> Any:
        stream = pdf.make_stream(raw)
        stream.N = components
        return stream

    return made


def second(kind: str) -> Plant:
    """A second output intent."""

    def plant(pdf: Pdf) -> None:
        one = Dictionary(
            Type=Name.OutputIntent, S=Name("/" + kind), OutputConditionIdentifier=String("FOGRA39")
        )
        pdf.Root.OutputIntents.append(one)

    return plant


def boxed(**boxes: bool) -> Plant:
    """The second page has an art box, or no trim box."""

    def plant(pdf: Pdf) -> None:
        its: Any = pdf.pages[1].obj
        if boxes.get("art"):
            its.ArtBox = Array(list(its.TrimBox))
        if not boxes.get("trim", True):
            del its[Name.TrimBox]

    return plant


SAVED_PACKED = {"object_stream_mode": ObjectStreamMode.generate, "force_version": "1.5"}
AS_IT_IS = {"stream_decode_level": StreamDecodeLevel.none}
OF_PRESS = PROFILE[:12] + b"mntr" + PROFILE[16:]  # the same, and it says that it is of a screen

CONFORMING = [
    Conforming(
        "the profile is named in the information",
        "P104",
        (X1A,),
        said(GTS_PDFXVersion=String("PDF/X-3:2003")),
        said(Keywords=String("PDF/X-3:2003")),
    ),
    Conforming(
        "the profile is named in XMP",
        "P104",
        WITH_XMP,
        both(xmp(npesGTS_PDFXVersion=None), said(GTS_PDFXVersion=String("PDF/X-4"))),
        said(Keywords=String("PDF/X-4")),
    ),
    Conforming(
        "the version is that of the profile",
        "P106",
        (X1A, X4, X4P),
        untouched,
        untouched,
        {"force_version": "1.7"},
        {"force_version": "1.4"},
    ),
    Conforming(
        "the file is identified",
        "P110",
        ALL,
        untouched,
        untouched,
        {"object_stream_mode": ObjectStreamMode.disable},
        {"object_stream_mode": ObjectStreamMode.disable},
        lambda raw: raw.replace(b"/ID [", b"/IX ["),
    ),
    *(
        Conforming(f"{key} is in the information", "P105", (X1A,), said(**{key: None}), untouched)
        for key in ("Title", "CreationDate", "ModDate")
    ),
    Conforming(
        "there is XMP",
        "P111",
        WITH_XMP,
        lambda pdf: pdf.Root.__delitem__(Name.Metadata),
        lambda pdf: pdf.docinfo.__delitem__(Name.Title),
        beside=("P104",),
    ),
    Conforming(
        "XMP can be read",
        "P111",
        WITH_XMP,
        lambda pdf: pdf.Root.Metadata.write(b"<x:xmpmeta"),
        xmp(dc__description="<x:xmpmeta"),
        beside=("P104",),
    ),
    *(
        Conforming(f"{key} is in XMP", "P112", WITH_XMP, xmp(**{key.replace(":", "__"): None}), untouched)
        for key in (
            *("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"),
            *("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"),
        )
    ),
    Conforming(
        "titles are the same",
        "P113",
        (X4, X4P),
        said(Title=String("Another")),
        both(said(Title=String("Another")), xmp(dc__title="Another")),
    ),
    Conforming(
        "titles are the same, where there is XMP",
        "P113",
        (X1A,),
        xmp(dc__title="Another"),
        xmp(dc__title="Clean"),
    ),
    Conforming(
        "dates are the same, in whatever zone",
        "P113",
        (X4, X4P),
        said(CreationDate=String("D:20060601020000Z")),
        said(CreationDate=String("D:20060601020000+02'00'")),
    ),
    Conforming(
        "it is trapped, or it is not",
        "P114",
        (X1A,),
        said(Trapped=Name.Unknown),
        said(Trapped=Name("/True")),
    ),
    Conforming(
        "it is trapped, or it is not, as XMP says too",
        "P114",
        WITH_XMP,
        both(said(Trapped=None), xmp(pdf__Trapped=None)),
        said(Trapped=None),
    ),
    Conforming(
        "objects are packed",
        "P115",
        (X1A,),
        untouched,
        said(Title=String("/Type /ObjStm")),
        SAVED_PACKED,
        beside=("P106",),
    ),
    *(
        Conforming(
            f"a stream is written with {name}",
            "P116",
            (X1A,),
            written(name + "_"),
            untouched,
            after=lambda raw: raw.replace(b"Decode_", b"Decode "),
        )
        for name in ("LZWDecode", "JBIG2Decode", "JPXDecode")
    ),
    Conforming(
        "a stream is encrypted",
        "P116",
        WITH_XMP,
        written("Crypd"),
        written("LZWDecode"),
        AS_IT_IS,
        AS_IT_IS,
        lambda raw: raw.replace(b"/Crypd", b"/Crypt"),
    ),
    Conforming("a picture of 16 bits", "P117", (X1A,), deep(16), deep(8)),
    Conforming(
        "a stream is in another file",
        "P118",
        ALL,
        held(F=String("other.txt")),
        held(Type=Name.EmbeddedFile, F=String("other.txt")),
    ),
    Conforming(
        "a drawing stands for another file",
        "P118",
        ALL,
        held(Subtype=Name.Form, Ref=Dictionary(F=String("other.pdf"), Page=0)),
        held(Subtype=Name.Form),
    ),
    Conforming(
        "a drawing in PostScript",
        "P119",
        ALL,
        held(Type=Name.XObject, Subtype=Name.PS),
        held(Type=Name.XObject, Subtype=Name.Form),
    ),
    Conforming(
        "a picture that stands in for another",
        "P120",
        ALL,
        held(Subtype=Name.Form, OPI=Dictionary()),
        held(Subtype=Name.Form, Metadata=Dictionary()),
    ),
    Conforming("a transfer function", "P121", ALL, state(TR=Name.Identity), state(TR2=Name.Default)),
    Conforming(
        "a transfer function of the second kind",
        "P121",
        ALL,
        state(TR2=Name.Identity),
        state(SA=True),
    ),
    Conforming(
        "a halftone of another kind",
        "P122",
        ALL,
        state(HT=Dictionary(Type=Name.Halftone, HalftoneType=6)),
        state(HT=Dictionary(Type=Name.Halftone, HalftoneType=1)),
    ),
    Conforming("a halftone that is moved", "P122", ALL, state(HTP=Array([1, 1])), state(HT=Name.Default)),
    Conforming("a picture that is printed as another", "P123", ALL, alternates(True), alternates(False)),
    Conforming(
        "a rendering intent that is none", "P124", ALL, rendered("Fine"), rendered("RelativeColorimetric")
    ),
    Conforming(
        "a page that is a plate",
        "P125",
        ALL,
        changed(lambda page: page.__setitem__(Name.SeparationInfo, Dictionary(DeviceColorant=Name.Cyan))),
        changed(lambda page: page.__setitem__(Name.PieceInfo, Dictionary())),
    ),
    Conforming("layers", "P126", (X1A,), layers(Name=String("All")), untouched, beside=("P844",)),
    Conforming(
        "an operator that is none",
        "P134",
        ALL,
        drawn("BX 1 2 xyz EX"),
        drawn("BX /Perceptual ri EX"),
    ),
    Conforming(
        "colours have as many parts as their profile",
        "P128",
        WITH_XMP,
        drawn(
            "q /I cs 0 scn 9 9 40 40 re f Q",
            **spaces(I=lambda pdf: Array([Name.ICCBased, profile(PROFILE, 1)(pdf)])),
        ),
        drawn("q /I cs 0 0 0 1 scn 9 9 40 40 re f Q", **spaces(I=icc)),
    ),
    Conforming(
        "an art box beside the trim box",
        "P208",
        ALL,
        boxed(art=True),
        boxed(art=True, trim=False),
    ),
    Conforming("neither a trim box nor an art box", "P201", ALL, boxed(trim=False), untouched),
    Conforming(
        "there is an output intent for the press",
        "P801",
        ALL,
        lambda pdf: pdf.Root.OutputIntents[0].__setitem__(Name.S, Name.GTS_PDFA1),
        untouched,
    ),
    Conforming(
        "the condition is that which is wanted, by any of its names",
        "P802",
        ALL,
        intent(OutputConditionIdentifier=String("CGATS TR 006")),
        intent(OutputConditionIdentifier=String("FOGRA39L")),
        beside=("P804",),
    ),
    Conforming("one intent for the press", "P805", ALL, second("GTS_PDFX"), second("GTS_PDFA1")),
    Conforming(
        "the profile is one",
        "P803",
        (X1A, X4, X6),
        intent(DestOutputProfile=profile(b"FOGRA39, a text file of four inks\n" * 9)),
        untouched,
    ),
    Conforming(
        "the profile is that of a press",
        "P803",
        (X1A, X4, X6),
        intent(DestOutputProfile=profile(OF_PRESS)),
        untouched,
    ),
    Conforming(
        "the profile is of the condition that is named",
        "P804",
        (X1A, X4, X6),
        intent(DestOutputProfile=profile(UNCOATED)),
        intent(OutputConditionIdentifier=String("ISO Coated v2 (ECI)")),
    ),
    Conforming(
        "the profile lies apart",
        "P806",
        (X4P,),
        intent(DestOutputProfileRef=None, DestOutputProfile=profile(PROFILE)),
        untouched,
    ),
    Conforming(
        "the profile is in the file",
        "P806",
        (X1A, X4, X6),
        intent(DestOutputProfile=None, DestOutputProfileRef=lambda _: Dictionary()),
        untouched,
    ),
]

# Of layers that a profile knows something is said in any case: they can be switched off.
SWITCHED = Conforming(
    "layers that switch themselves",
    "P127",
    WITH_XMP,
    layers(Name=String("All"), AS=Array([Dictionary()])),
    layers(Name=String("All")),
    beside=("P844",),
)
