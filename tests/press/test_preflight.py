"""Each check of preflight, by a PDF with that one fault and its clean twin."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from pressmark import preflight_pdf
from pressmark.preflight import checks
from pressmark.preflight.checks import preflight
from pressmark.preflight.problems import CHECKS
from pressmark.preflight.rendered_pages import coverage
from pressmark.rules import RULES, Severity
from tests.output.building import PROJECT, pressmark
from tests.press.planted import (
    MM,
    Plant,
    annotated,
    appearing,
    changed,
    circle,
    clean,
    condition,
    drawn,
    font,
    form,
    glyphs,
    picture,
    saved,
    shading,
    spot,
    tile,
)

X1A = {"standard": "PDF/X-1a:2003"}


def codes(raw: bytes, **given: Any) -> list[str]:
    """What preflight finds, by code."""
    return [one.code for one in preflight(raw, condition(**given)).problems]


def planted(plant: Plant) -> bytes:
    """The clean PDF with a fault."""
    pdf = clean()
    plant(pdf)
    return saved(pdf)


def info(key: str, value: Any) -> Plant:
    """Another entry of the information dictionary, or none."""

    def plant(pdf: Pdf) -> None:
        if value is None:
            del pdf.docinfo[Name("/" + key)]
        else:
            pdf.docinfo[Name("/" + key)] = value

    return plant


def root(key: str, value: Any) -> Plant:
    """Another entry of the catalogue."""

    def plant(pdf: Pdf) -> None:
        pdf.Root[Name("/" + key)] = value(pdf) if callable(value) else value

    return plant


def intent(key: str, value: Any) -> Plant:
    """Another entry of the output intent."""

    def plant(pdf: Pdf) -> None:
        pdf.Root.OutputIntents[0][Name("/" + key)] = value(pdf) if callable(value) else value

    return plant


def unembedded(pdf: Pdf) -> None:
    """A font of the second page whose program is not in the file."""
    its: Any = pdf.pages[1].obj
    its.Resources = Dictionary(its.Resources)
    its.Resources.Font = Dictionary(F1=pdf.make_indirect(font(pdf)))
    del its.Resources.Font.F1.FontDescriptor[Name.FontFile2]


def tagged(pdf: Pdf) -> None:
    """Two programs of the tag ABCDEF."""
    for name in ("One", "Other"):
        own = pdf.make_indirect(font(pdf).FontDescriptor)
        own.FontName = Name(f"/ABCDEF+{name}")
        own.FontFile2 = pdf.make_stream(name.encode())
        pdf.Root[Name("/" + name)] = own


def evil(pdf: Pdf) -> dict[str, Any]:
    """A font that is not embedded, whose name would clear a terminal and begin a workflow command."""
    name = Name("/Evil\x1b[2J\n::error::50 %")
    return {"F2": pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=name))}


def profile(pdf: Pdf) -> Any:
    """A profile of three inks."""
    made = pdf.make_stream(b"no profile")
    made.N = 3
    return made


def typed(pdf: Pdf) -> dict[str, Any]:
    """A font of Type 3, among the resources."""
    return {"T3": pdf.make_indirect(glyphs(pdf)["T3"])}


def low(pixels: int) -> Plant:
    """A picture of so many pixels on an inch, turned by a right angle."""
    return drawn(
        "q 0 72 -72 0 100 150 cm /Low Do Q",
        XObject=lambda pdf: {"Low": pdf.make_indirect(picture(pdf, Name.DeviceCMYK, 4, pixels))},
    )


TRIM = [0, 0, 60 * MM, 100 * MM]
GS = Dictionary(Type=Name.ExtGState, ca=0.5)
GROUP = Dictionary(Type=Name.Group, S=Name.Transparency, CS=Name.DeviceRGB)
CAL = Array([Name.CalRGB, Dictionary()])
GOLD, TWIN = spot("Gold", [0, 0.3, 1, 0]), spot("Pantone 7716C", [1, 0, 0, 0])
CYAN = b"1 0 0 0 k 9 9 9 9 re f"
INLINE = "q 9 0 0 9 20 20 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI Q"

FAULTS: list[tuple[str, Plant, dict[str, Any]]] = [
    ("P104", info("GTS_PDFXVersion", String("PDF/X-3:2003")), X1A),
    ("P105", info("Title", None), X1A),
    ("P105", info("ModDate", None), X1A),
    ("P107", drawn("q /A Do Q", XObject=circle), {}),
    ("P201", changed(lambda page: page.__delitem__(Name.TrimBox)), {}),
    ("P202", changed(lambda page: page.__setitem__(Name.MediaBox, Array([0, 0, 60 * MM, 100 * MM]))), {}),
    ("P203", changed(lambda page: page.__setitem__(Name.BleedBox, Array(TRIM))), {}),
    ("P205", changed(lambda page: page.__setitem__(Name.Rotate, 90)), {}),
    ("P206", changed(lambda page: page.__setitem__(Name.UserUnit, 2)), {}),
    ("P207", changed(lambda page: page.__setitem__(Name.CropBox, Array(TRIM))), {}),
    ("P208", changed(lambda page: page.__setitem__(Name.ArtBox, Array(TRIM))), {}),
    ("P301", lambda pdf: None, {"page_multiple": 8}),
    ("P302", lambda pdf: pdf.pages[1].obj.__setitem__(Name.Contents, pdf.make_stream(b"")), {}),
    ("P401", unembedded, {}),
    ("P402", drawn("q /Over gs 0 0 0 1 k BT /T3 9 Tf 20 150 Td (b) Tj ET Q", Font=typed), {}),
    ("P403", tagged, {}),
    ("P501", drawn("q 1 0 0 rg 9 9 9 9 re f Q"), {}),
    ("P501", drawn("q 1 0 0 RG 9 9 m 90 90 l S Q"), {}),
    ("P501", drawn("q /Pattern cs /P1 scn 9 9 9 9 re f Q", Pattern=tile), {}),
    ("P501", drawn(INLINE), {"pictures": {"warn": 0, "refuse": 0}}),
    (
        "P501",
        drawn("q /Cal cs 1 0 0 scn 9 9 9 9 re f Q", ColorSpace={"Cal": Array([Name.CalRGB, Dictionary()])}),
        {},
    ),
    ("P501", drawn("/F Do", XObject=lambda pdf: {"F": form(pdf, b"1 0 0 rg 9 9 9 9 re f")}), {}),
    ("P501", drawn("/S sh", Shading={"S": shading(Name.DeviceRGB, ([0, 0, 0], [1, 0, 0]))}), {}),
    ("P502", drawn("/S sh", Shading={"S": shading(Name.DeviceCMYK, ([0, 0, 0], [1, 0, 0]))}), {}),
    (
        "P503",
        drawn("/Sp cs 1 scn 9 9 9 9 re f", ColorSpace={"Sp": spot("Gold", [0, 0.3, 1, 0])}),
        {"inks": "process"},
    ),
    (
        "P504",
        drawn(
            "/Sp cs 1 scn 9 9 9 9 re f /Sq cs 1 scn 9 9 9 9 re f",
            ColorSpace={
                "Sp": spot("PANTONE 7716 C", [1, 0, 0, 0]),
                "Sq": spot("Pantone 7716C", [1, 0, 0, 0]),
            },
        ),
        {},
    ),
    ("P505", drawn("/All cs 1 scn 9 9 9 9 re f", ColorSpace={"All": spot("All", [1, 1, 1, 1])}), {}),
    ("P601", drawn("q /Over gs 0 0 0 0 k 9 9 9 9 re f Q"), {}),
    ("P602", drawn("q 0 0 0 1 k BT /F1 12 Tf 20 150 Td (x) Tj ET Q"), {}),
    ("P603", drawn("q /Over gs 1 0 0 0 k 9 9 9 9 re f Q"), {}),
    ("P701", drawn("q /Half gs 1 0 0 0 k 9 9 9 9 re f Q", ExtGState={"Half": GS}), X1A),
    (
        "P702",
        drawn("/F Do", XObject=lambda pdf: {"F": form(pdf, b"1 0 0 0 k 9 9 9 9 re f", Group=GROUP)}),
        {},
    ),
    ("P801", root("OutputIntents", Array()), {}),
    ("P802", intent("OutputConditionIdentifier", String("FOGRA51")), {}),
    ("P803", intent("DestOutputProfile", profile), {}),
    ("P811", low(140), {}),
    ("P812", low(200), {}),
    ("P821", drawn("q 0 0 0 1 K 0.1 w 9 9 m 99 9 l S Q"), {}),
    ("P821", drawn("q 0 0 0 1 k 9 9 90 0.1 re f Q"), {}),
    ("P821", drawn("q 9 9 90 0.1 re W n 0 0 0 1 k 9 0 90 90 re f Q"), {}),
    ("P831", drawn("q 0.5 0.5 0.5 0 k BT /F1 6 Tf 20 150 Td (x) Tj ET Q"), {}),
    ("P832", drawn("q 0.5 0.5 0.5 0 k 9 99 90 90 re f 0 0 0 0 k BT /F1 6 Tf 20 150 Td (x) Tj ET Q"), {}),
    ("P833", drawn("q 0.6 0.6 0.6 1 k BT /F1 12 Tf 20 150 Td (x) Tj ET Q"), {}),
    ("P841", changed(annotated), {}),
    ("P842", root("OpenAction", Dictionary(S=Name.JavaScript, JS=String("x"))), {}),
    ("P843", root("Names", Dictionary(EmbeddedFiles=Dictionary(Names=Array()))), {}),
    ("P844", root("OCProperties", Dictionary(OCGs=Array(), D=Dictionary(Name=String("All")))), {}),
    ("P845", root("Outlines", Dictionary(First=Dictionary(Title=String("x")))), {}),
    ("P902", drawn("q 1 0 0 0 k 0 0 40 40 re f Q"), {}),
]


def test_the_twin_is_clean() -> None:
    """In the PDF that every fault is planted in there is nothing to query, in any profile."""
    assert codes(saved(clean())) == []
    for standard in ("PDF/X-1a:2003", "PDF/X-4p", "PDF/X-6"):
        assert codes(saved(clean(standard), standard), standard=standard) == []


@pytest.mark.parametrize(
    ("code", "plant", "given"), FAULTS, ids=[f"{i}-{f[0]}" for i, f in enumerate(FAULTS)]
)
def test_a_planted_fault_is_found(code: str, plant: Plant, given: dict[str, Any]) -> None:
    """The fault is found, on its page, and nothing else is."""
    standard = given.get("standard", "PDF/X-4")
    pdf = clean(standard)
    plant(pdf)
    raw = saved(pdf, standard)
    found = preflight(raw, condition(**given)).problems
    beside = {"P202": {"P203", "P902"}, "P802": {"P804"}}.get(code, set())
    assert code in {one.code for one in found} <= {code, *beside}
    assert {one.place.page for one in found if one.code == code} <= {0, 1, 2}


def test_rgb_is_found_in_a_glyph_and_in_an_appearance() -> None:
    """RGB hides neither in a Type 3 glyph nor in the appearance of an annotation."""
    shown = drawn(
        "BT /T3 12 Tf 20 150 Td (a) Tj ET", Font=lambda pdf: {"T3": pdf.make_indirect(glyphs(pdf)["T3"])}
    )
    assert {"P402", "P501"} <= set(codes(planted(shown)))
    assert {"P841", "P501"} <= set(codes(planted(appearing)))


def test_pages_of_several_sizes_are_found() -> None:
    """A page of another size is found, with both sizes."""
    pdf = clean()
    page = pdf.pages[2].obj
    page.TrimBox = Array([0, 0, 50 * MM, 100 * MM])
    found = [one for one in preflight(saved(pdf), condition()).problems if one.code == "P204"]
    assert [(one.place.page, one.message) for one in found] == [
        (3, "the page is 50 mm x 100 mm, and the first is 60 mm x 100 mm")
    ]


def test_a_file_that_cannot_be_read_is_said() -> None:
    """A damaged file and an encrypted one are said as such, and are never passed."""
    assert codes(b"%PDF-1.6 and nothing") == ["P101"]
    assert codes(b"") == ["P101"]
    locked = saved(clean(), encryption=pikepdf.Encryption(owner="o", user="u"), force_version="2.0")
    assert codes(locked) == ["P102"]
    open_to_all = saved(clean(), encryption=pikepdf.Encryption(owner="o", user=""), force_version="2.0")
    assert "P102" in codes(open_to_all)
    assert codes(saved(clean(), force_version="2.0")) == ["P106"]
    raw = saved(clean())
    damaged = raw[: raw.rindex(b"startxref")]
    assert set(codes(damaged)) & {"P101", "P103"}


def endless(pdf: Pdf) -> Any:
    """A colour space that is a pattern in itself."""
    space = pdf.make_indirect(Array([Name.Pattern]))
    space.append(space)
    return space


def self_indexed(pdf: Pdf) -> Any:
    """A picture whose colours are indexed in the picture itself."""
    made = pdf.make_indirect(picture(pdf, Name.DeviceCMYK, 4, 30))
    made.ColorSpace = Array([Name.Indexed, made, 0, String("x")])
    return made


@pytest.mark.parametrize(
    ("plant", "page"),
    [
        (drawn("1 2 cm"), 2),
        (changed(lambda page: page.__setitem__(Name.BleedBox, Array([1, 2]))), 2),
        (drawn("/A cs", ColorSpace=lambda pdf: {"A": endless(pdf)}), 2),
        (drawn("q 99 0 0 99 9 9 cm /P Do Q", XObject=lambda pdf: {"P": self_indexed(pdf)}), 2),
        (root("OutputIntents", Array([5])), 0),
        (lambda pdf: pdf.pages[1].obj.__setitem__(Name.Annots, Array([5])), 0),
    ],
    ids=["operands", "box", "colour space", "picture", "output intent", "annotations"],
)
def test_an_object_that_is_not_what_it_should_be_is_a_problem(plant: Plant, page: int) -> None:
    """Whatever a file holds is said, at its page; the other pages are looked into all the same."""
    pdf = clean()
    plant(pdf)
    drawn("q 1 0 0 rg 9 9 9 9 re f Q", page=2)(pdf)
    found = [(one.code, one.place.page) for one in preflight(saved(pdf), condition()).problems]
    assert ("P101", page) in found
    assert ("P501", 3) in found


# The alarm may go off while garbage is collected, where hypothesis measures how long that takes.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_file_that_comes_to_no_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forms that draw forms that draw forms: it is said, once the time is up."""
    pdf = clean()
    inner = form(pdf, b"0 0 1 1 re f")
    for _ in range(8):
        outer = form(pdf, b"/A Do " * 10)
        outer.Resources = Dictionary(XObject=Dictionary(A=inner))
        inner = outer
    drawn("/A Do", XObject=lambda _: {"A": inner})(pdf)
    monkeypatch.setattr(checks, "SECONDS", 1)
    assert [one.code for one in checks.preflight_within(saved(pdf), condition()).problems] == ["P101"]


def test_a_condition_sets_how_bad_a_failure_is() -> None:
    """What a check is, error, warning or notice, is the condition's to say."""
    raw = planted(drawn("q 1 0 0 rg 9 9 9 9 re f Q"))
    for severity in ("error", "warning", "notice"):
        (found,) = preflight(raw, condition(severities={"P501": severity})).problems
        assert found.severity == severity
        assert found.place.page == 2
        assert found.place.x == pytest.approx(9 / MM, abs=0.01)
        assert found.place.right == pytest.approx(18 / MM, abs=0.01)


needs_ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")


def half_heavy(pdf: Pdf) -> dict[str, Any]:
    """A picture of 400 % in its left half, and of 100 % in its right."""
    made = Stream(pdf, (b"\xff" * 600 + b"\x40" * 600) * 300)
    made.stream_dict = picture(pdf, Name.DeviceCMYK, 4).stream_dict
    return {"Heavy": pdf.make_indirect(made)}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("q 1 1 1 1 k 40 40 40 40 re f Q", ["P901"]),
        ("q 0.9 0.9 0.9 0.3 k 40 40 40 40 re f Q", []),
        ("q 72 0 0 72 20 20 cm /Heavy Do Q", ["P901"]),
        ("q 60 20 32 72 re W n 72 0 0 72 20 20 cm /Heavy Do Q", []),
        ("q 50 20 32 72 re W n 72 0 0 72 20 20 cm /Heavy Do Q", ["P901"]),
        ("q 20 60 72 32 re W n 0 72 -72 0 92 20 cm /Heavy Do Q", []),
        ("q 20 50 72 32 re W n 0 72 -72 0 92 20 cm /Heavy Do Q", ["P901"]),
    ],
    ids=["colour", "less", "picture", "right half", "more", "turned, right half", "turned, more"],
)
def test_too_much_ink_in_one_thing_is_found_without_ghostscript(content: str, found: list[str]) -> None:
    """A colour, or a picture as far as it is shown, of more ink than the condition takes: at its place."""
    problems = preflight(planted(drawn(content, XObject=half_heavy)), condition()).problems
    assert [one.code for one in problems] == found
    assert all(one.place.page == 2 and one.place.right > one.place.x for one in problems)


@needs_ghostscript
def test_too_much_ink_is_said_once() -> None:
    """What the file itself shows is not said again from the plates of the same page."""
    verdict = preflight_pdf(planted(drawn("q 1 1 1 1 k 40 40 40 40 re f Q")), condition())
    assert [one.code for one in verdict.problems] == ["P901"]


@needs_ghostscript
def test_too_much_ink_is_found() -> None:
    """A patch of four solid inks is over the limit, and found where it is."""
    raw = planted(drawn("q 1 1 1 1 k 40 40 40 40 re f Q"))
    (found,) = list(coverage(raw, condition()))
    assert (found.code, found.place.page) == ("P901", 2)
    assert "400 % of ink here, over 300 %" in found.message
    assert found.place.x == pytest.approx(40 / MM, abs=1)
    assert list(coverage(saved(clean()), condition())) == []


@needs_ghostscript
def test_a_ground_that_stops_at_the_trim_is_seen() -> None:
    """Where nothing is known of how a page is drawn, a ground without bleed is seen on its plates."""
    pdf = clean()
    for page in pdf.pages:
        page.obj.Contents = pdf.make_stream(b"0.5 0 0 0 k 0 0 170.08 283.46 re f")
    found = list(coverage(saved(pdf), condition()))
    assert {(one.code, one.place.page) for one in found} == {("P902", n) for n in (1, 2, 3, 4)}
    assert len(found) == 16


def test_without_ghostscript_it_says_what_was_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Checks that could not be made are said, not passed."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert [one.code for one in coverage(saved(clean()), condition())] == ["P903"]


def test_the_command_looks_into_anybodys_file(tmp_path: Path) -> None:
    """`preflight FILE` gives a verdict by its exit code, as text and as JSON, and draws a page of it."""
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(saved(clean()))
    bad.write_bytes(planted(drawn("q 1 0 0 rg 9 9 9 9 re f Q")))
    run = pressmark("--root", PROJECT, "preflight", good)
    assert (run.code, "passes" in run.out) == (0, True)
    page = tmp_path / "report.html"
    run = pressmark("--root", PROJECT, "preflight", good, bad, "--format", "json", "--html", page)
    assert run.code == 1
    report = json.loads(run.out)
    assert [file["passes"] for file in report["files"]] == [True, False]
    assert [one["code"] for one in report["files"][1]["problems"] if one["severity"] == "error"] == ["P501"]
    assert "<ellipse" in page.read_text("utf-8")
    run = pressmark("--root", PROJECT, "preflight", bad, "--format", "github")
    assert run.out.startswith("::error file=bad.pdf,title=P501::page 2, ")
    assert pressmark("--root", PROJECT, "preflight", bad, "--condition", "nobodys").code == 2


def test_anybodys_file_steers_nothing(tmp_path: Path) -> None:
    """What a PDF holds, and what it is called, never steers a terminal nor ends a workflow command; a name
    that is no text is written all the same."""
    strange = tmp_path / "caf\udce9, 1.pdf"
    strange.write_bytes(planted(drawn("q /Over gs 0 0 0 1 k BT /F2 12 Tf 9 9 Td (x) Tj ET Q", Font=evil)))
    run = pressmark("--root", PROJECT, "preflight", strange)
    assert run.out.startswith(
        "caf\ufffd, 1.pdf: page 2: P401 error: the font Evil\ufffd[2J\ufffd::error::50 % is"
    )
    run = pressmark("--root", PROJECT, "preflight", strange, "--format", "github")
    assert run.out.startswith(
        "::error file=caf\ufffd%2C 1.pdf,title=P401::page 2 the font Evil\ufffd[2J%0A::error::50 %25 is"
    )
    page = tmp_path / "report.html"
    run = pressmark("--root", PROJECT, "preflight", strange, "--format", "json", "--html", page)
    assert [one["code"] for one in json.loads(run.out)["files"][0]["problems"]] == ["P401"]
    assert "caf\\udce9" in page.read_text("utf-8")


def test_a_code_stands_in_one_table() -> None:
    """No code is both a rule and a check of preflight; each has a severity and, notices apart, a cure."""
    assert not RULES.keys() & CHECKS.keys()
    for code, rule in {**RULES, **CHECKS}.items():
        assert rule.code == code
        assert rule.severity in Severity
        assert rule.hint or rule.severity is Severity.NOTICE


def test_every_check_is_tested() -> None:
    """Each check of the table is planted here or in the cases, or in a file of our own that is behind its
    sources."""
    others = ("test_preflight.py", "paint_cases.py", "conforming_cases.py", "../output/test_standing.py")
    here = "".join((Path(__file__).parent / other).read_text("utf-8") for other in others)
    assert [code for code in CHECKS if f'"{code}"' not in here] == []
