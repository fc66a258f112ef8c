"""The same pages, written by others: what is painted on them is judged alike, whoever wrote the file."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from pressmark.preflight.checks import preflight
from pressmark.preflight.rendered_pages import coverage
from tests.press.paint_cases import LINES, PAINT_CASES, Case, bare, spaces
from tests.press.planted import Plant, clean, condition, drawn, saved, spot

needs_ghostscript = pytest.mark.skipif(shutil.which("gs") is None, reason="Ghostscript is not installed")
needs_qpdf = pytest.mark.skipif(shutil.which("qpdf") is None, reason="qpdf is not installed")

# Of these the profile says too how they are written, and another writer may write otherwise.
UNWRITTEN = ("P104", "P106", "P110", "P112", "P113", "P114", "P801")


def painted(raw: bytes, case: Case) -> set[str]:
    """What preflight finds of what is painted."""
    return {one.code for one in preflight(raw, condition(**case.given)).problems} - set(UNWRITTEN)


def planted(plant: Plant, case: Case) -> bytes:
    """The clean file of the case's profile with something planted."""
    standard = case.given.get("standard", "PDF/X-4")
    pdf = clean(standard)
    plant(pdf)
    return saved(pdf, standard)


@needs_qpdf
@pytest.mark.parametrize("case", PAINT_CASES[::4], ids=[case.name for case in PAINT_CASES[::4]])
def test_qpdf_rewrites_and_the_verdict_stays(case: Case, tmp_path: Path) -> None:
    """Unpacked, and every stream written anew, a file has the same faults."""
    given, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    given.write_bytes(planted(case.fault, case))
    subprocess.run(["qpdf", "--qdf", "--warning-exit-0", given, other], check=True, capture_output=True)
    assert case.code in painted(other.read_bytes(), case)


@needs_ghostscript
@pytest.mark.parametrize("case", LINES, ids=[case.name for case in LINES])
def test_ghostscript_writes_anew_and_the_verdict_stays(case: Case, tmp_path: Path) -> None:
    """Lines and pictures are as thin and as coarse in a file that Ghostscript made of the pages."""
    given, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    given.write_bytes(planted(case.fault, case))
    words = ["gs", "-q", "-dSAFER", "-dBATCH", "-dNOPAUSE", "-sDEVICE=pdfwrite"]
    words += ["-sColorConversionStrategy=LeaveColorUnchanged", f"-sOutputFile={other}", str(given)]
    words[1:1] = ["-dDownsampleColorImages=false", "-dDownsampleMonoImages=false"]
    subprocess.run(words, check=True, capture_output=True, timeout=60)
    assert case.code in painted(other.read_bytes(), case)


GOLD = spot("Gold", [0, 0.3, 1, 0])
OVER = "q 0.9 0.8 0.8 0 k 40 40 40 40 re f /Over gs /Sp cs {} scn 40 40 40 40 re f Q"


@needs_ghostscript
def test_a_spot_ink_counts_as_the_ink_that_it_is() -> None:
    """On 250 % a whole spot ink is 350 %, and a fifth of it 270: its own plate counts, not what stands in."""

    def given(tint: float) -> list[str]:
        pdf = clean()
        bare(OVER.format(tint), **spaces(Sp=GOLD))(pdf)
        return [one.message for one in coverage(saved(pdf), condition())]

    assert given(0.2) == []
    assert [message.split(" of")[0] for message in given(1)] == ["there is 350 %"]


@needs_ghostscript
def test_a_spot_ink_alone_is_one_ink() -> None:
    """An ink whose stand-in is 360 % is 100 % on the press."""
    pdf = clean()
    drawn("q /Sp cs 1 scn 40 40 40 40 re f Q", **spaces(Sp=spot("Deep", [0.9, 0.9, 0.9, 0.9])))(pdf)
    assert list(coverage(saved(pdf), condition())) == []
