"""Drawings that other packages bring: the designers' guide's own, and packages with faults."""

from __future__ import annotations

import itertools
import os
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest
import yaml

from pressmark.drawings import Materials, clashes, functions, names
from pressmark.drawings.registry import GROUP, drawing, from_packages
from pressmark.read.models.colours import Palette
from tests.output.building import PROJECT, PUBLICATION, alone, pressmark, replaced
from tests.output.reading import Reader

GUIDE = (PROJECT / "docs/designers-guide.md").read_text("utf-8")
COVERS = ("question", "handbook", "report", "magazine", "poster")
OWN = (*(f"cover_{name}" for name in COVERS), "front", "knot")
BAND = "layouts/shared/blocks/band.html.j2"


def installed(folder: Path, package: str, entries: Mapping[str, str], module: str = "") -> Path:
    """A package in a folder, as it stands there when it is installed; and the folder."""
    metadata = folder / f"{package.replace('-', '_')}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n", "utf-8")
    lines = "".join(f"{name} = {value}\n" for name, value in entries.items())
    (metadata / "entry_points.txt").write_text(f"[{GROUP}]\n{lines}", "utf-8")
    (folder / f"{package.replace('-', '_')}.py").write_text(module, "utf-8")
    return folder


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that packages are found in."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    from_packages.cache_clear()
    yield folder
    from_packages.cache_clear()


def of_the_guide(language: str) -> str:
    """The example of the section "A drawing of your own"."""
    section = GUIDE.partition("## A drawing of your own\n")[2].partition("\n## ")[0]
    (example,) = re.findall(rf"```{language}\n(.*?)```", section, re.DOTALL)
    return str(example)


def test_a_package_draws_what_a_template_asks_for(tiny: Path, tmp_path: Path) -> None:
    """The guide's package as it is written there, and its line in a template: the stripes are printed in
    the palette's inks, for the screen and for the press, and take the room that they need."""
    project = tomllib.loads(of_the_guide("toml"))["project"]
    entries = project["entry-points"][GROUP]
    folder = installed(tmp_path / "site", project["name"], entries, of_the_guide("python"))
    (call,) = re.findall(r"`(<img src=\"{{ stripes.*?)`", GUIDE)
    replaced(tiny / BAND, '<h1 class="band-title"', f'{call}<h1 class="band-title"')
    path = os.pathsep.join((str(folder), str(PROJECT / "pipeline"), str(PROJECT)))
    run = alone("--root", tiny, "build", "--format", "json", "--jobs", "1", PYTHONPATH=path)
    assert (run.code, run.loud) == (0, []), run.out + run.error
    reader = Reader((tiny / "output" / PUBLICATION / f"{PUBLICATION}-screen.pdf").read_bytes())
    palette = Palette.model_validate(yaml.safe_load((tiny / "styles/palette.yaml").read_text()))
    rows = {
        tuple(stripes(reader.picture(page).row(y), palette.inks["teal-tint"]))
        for page in range(len(reader))
        for y in range(60, 200, 2)
    }
    reader.close()
    # Of seven stripes three are of the tint, 60/7 mm each: 24 pixels, one a point.
    assert any(len(row) == 3 and all(23 <= width <= 25 for width in row) for row in rows)


def stripes(row: Sequence[tuple[int, int, int]], ink: str) -> Iterator[int]:
    """The runs of an ink in a row of pixels, and how long each is."""
    rgb = tuple(bytes.fromhex(ink.removeprefix("#")))
    for same, run in itertools.groupby(row, lambda pixel: pixel == rgb):
        if same:
            yield len(list(run))


def test_check_knows_the_functions_of_packages(site: Path, small_root: Path) -> None:
    """What an installed package brings is known in a template; what is not installed is an unknown name."""
    replaced(small_root / BAND, '<h1 class="band-title"', '{{ stripes(7) }}<h1 class="band-title"')
    assert pressmark("--root", small_root, "check", "--format", "json").codes == ["E250"]
    installed(site, "acme-stripes", {"stripes": "acme_stripes:STRIPES"})
    from_packages.cache_clear()
    assert pressmark("--root", small_root, "check", "--format", "json").codes == []


def test_drawings_stand_in_the_order_of_their_names(monkeypatch: pytest.MonkeyPatch) -> None:
    """However packages are found, the table is the same: ours, and theirs by name."""
    entries = [EntryPoint(name, f"{name}:ROW", GROUP) for name in ("waves", "bars", "dots")]
    for found in (entries, entries[::-1]):
        monkeypatch.setattr("importlib.metadata.entry_points", lambda group, found=found: found)
        from_packages.cache_clear()
        assert names() == (*OWN, "bars", "dots", "waves")
    from_packages.cache_clear()


TAKEN = {
    "knot": "Pressmark",  # a drawing of ours
    "symbol": "Pressmark",  # another function of ours
    "book": "Pressmark",  # a value that templates are given
    "range": "Pressmark",  # a function of Jinja's
    "waves": "acme-first",  # a drawing of another package
}


@pytest.mark.parametrize("name", TAKEN)
def test_a_name_that_is_taken_is_an_error_of_its_package(name: str, site: Path, small_root: Path) -> None:
    """Two drawings of one name, or one by a name that templates use for something else: found at check, with
    the package that brings it and whose the name is; and nothing takes the place of what was there."""
    installed(site, "acme-second", {name: "acme_second:ROW"})
    installed(site, "acme-first", {"waves": "acme_first:ROW"})
    from_packages.cache_clear()
    run = pressmark("--root", small_root, "check", "--format", "json")
    assert (run.code, [(one["code"], one["file"]) for one in run.findings]) == (1, [("E260", "this machine")])
    message = run.findings[0]["message"]
    assert (
        message
        == f'the package acme-second calls a drawing "{name}", and that name is taken by {TAKEN[name]}'
    )


def test_of_two_of_one_name_the_first_counts(site: Path) -> None:
    """Ours before those of packages, and of theirs the one whose package comes first by name."""
    installed(site, "acme-second", {"knot": "acme_second:ROW", "waves": "acme_second:ROW"}, row("waves", "b"))
    installed(site, "acme-first", {"waves": "acme_first:ROW"}, row("waves", "a"))
    from_packages.cache_clear()
    assert functions(Materials({}, {}))["waves"]() == "art/waves?of=a"
    assert drawing("knot").value.__module__ == "pressmark.drawings.knot"
    assert [clash[:2] for clash in clashes(())] == [("knot", "acme-second"), ("waves", "acme-second")]


def row(name: str, of: str) -> str:
    """A module with a drawing that is nothing but its name."""
    return (
        "from dataclasses import dataclass\nfrom pressmark.drawings import Drawing\n\n"
        "@dataclass(frozen=True)\nclass Value:\n    of: str\n\n"
        f"ROW = Drawing({name!r}, Value, repr, lambda materials: ROW.address(Value({of!r})))\n"
    )


FAULTY = {
    "absent": ("", "acme_faulty:ROW", "has no attribute 'ROW'"),
    "elsewhere": ("", "acme_elsewhere:ROW", "No module named 'acme_elsewhere'"),
    "broken": ("1 / 0\n", "acme_faulty:ROW", "division by zero"),
    "unreadable": ("ROW = (\n", "acme_faulty:ROW", "was never closed"),
    "another": ("ROW = 7\n", "acme_faulty:ROW", "acme_faulty:ROW is none of that name"),
    "misnamed": (row("other", "a"), "acme_faulty:ROW", "acme_faulty:ROW is none of that name"),
}


@pytest.mark.parametrize("fault", FAULTY)
def test_a_package_that_does_not_give_its_drawing_is_named(fault: str, site: Path) -> None:
    """Whoever asks for it is told which package it is and what is wrong; whoever does not, hears nothing."""
    module, value, said = FAULTY[fault]
    installed(site, "acme-faulty", {"waves": value}, module)
    from_packages.cache_clear()
    sys.modules.pop("acme_faulty", None)
    call = functions(Materials({"white": "#ffffff"}, {}))
    assert call["knot"](1, 1, 1.0, 1, [], "white")
    with pytest.raises(ValueError, match='the package acme-faulty gives no drawing "waves"') as fault_of:
        call["waves"]()
    assert said in str(fault_of.value)
