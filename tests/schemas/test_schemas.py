"""The schemas for editors take what sources write, offer the names there are, and say what is wrong."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft7Validator
from pydantic import ValidationError

from pressmark import Root
from pressmark.cli import cli
from pressmark.parts.models import MODELS
from pressmark.parts.text.source import BLOCKS as TEXT_BLOCKS
from pressmark.parts.text.source import Label
from pressmark.read.models.colours import Ink
from pressmark.read.models.layout import Layout
from pressmark.read.models.publications import Publication
from pressmark.read.models.records import record_model
from pressmark.read.models.values import Model
from pressmark.read.series import PUBLICATIONS
from pressmark.read.sources import House, read_manuscript
from pressmark.schemas.files import FOLDER, KINDS, UNKEPT, schemas
from pressmark.schemas.names import names_of
from pressmark.schemas.shape import shape_of
from pressmark.starter import write_root
from tests.broken.breaking import CASES, STEPS, told
from tests.output.building import PROJECT, replaced, tiny_root

Record: type[Model] = record_model(PUBLICATIONS.value)

# The rules of what is missing, unknown, or not one of the names there are. Values are tried below.
FIELD = ("E111", "E112", "E113")


class AsPluginsRead(yaml.SafeLoader):
    """YAML 1.2, which most plug-ins read: neither yes and no nor days are more than words."""


AsPluginsRead.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in resolvers if not tag.endswith((":bool", ":timestamp"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
AsPluginsRead.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("^(true|false)$"), list("tf"))


class AsOldPluginsRead(yaml.SafeLoader):
    """YAML 1.1, but that days stay words: JSON has none."""


AsOldPluginsRead.yaml_implicit_resolvers = {
    first: [(tag, regex) for tag, regex in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

LOADERS = (AsPluginsRead, AsOldPluginsRead)


def house_of(root: Path) -> House:
    return Root(root).house[0]


def of(root: Path) -> dict[str, Draft7Validator]:
    """The schemas of a root, ready to try sources with."""
    shapes = {name.removesuffix(".json"): json.loads(raw) for name, raw in schemas(house_of(root)).items()}
    for shape in shapes.values():
        Draft7Validator.check_schema(shape)
    return {name: Draft7Validator(shape) for name, shape in shapes.items()}


def said(validator: Draft7Validator, text: str) -> list[str]:
    """What a plug-in would say of a YAML text, whichever YAML it reads."""
    return [error.message for loader in LOADERS for error in validator.iter_errors(yaml.load(text, loader))]


def files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every YAML file of a root that has a schema, and which."""
    for kind in KINDS:
        for path in sorted(root.glob(kind.files)) if kind.files and kind.read else ():
            yield kind.name, path


def roots(tmp_path: Path, small_root: Path) -> Iterator[Path]:
    """Our own root, one that `init` writes, and those of the tests."""
    yield PROJECT
    write_root(tmp_path / "started")
    yield tmp_path / "started"
    yield small_root
    yield tiny_root(tmp_path / "tiny")
    specimen = tmp_path / "specimen"
    for name in ("layouts", "styles", "icons"):
        shutil.copytree(PROJECT / name, specimen / name)
    shutil.copytree(PROJECT / "tests/fixtures/specimen/source", specimen / "source")
    yield specimen


def test_every_source_is_taken(tmp_path: Path, small_root: Path) -> None:
    """No YAML file that the pipeline reads without a finding is found fault with."""
    count = 0
    for root in roots(tmp_path, small_root):
        validators = of(root)
        for name, path in files(root):
            assert said(validators[name], path.read_text("utf-8")) == [], path
            count += 1
    assert count > 45


def test_every_front_matter_and_option_is_taken(tmp_path: Path, small_root: Path) -> None:
    """Nor is the front matter of a part, or what stands below the fence of a block."""
    fronts = options = 0
    for root in roots(tmp_path, small_root):
        validators = of(root)
        for folder in sorted(path.parent for path in root.glob("source/*/publication.yaml")):
            manuscript, _ = read_manuscript(Root(root), folder.name, MODELS)
            assert manuscript is not None
            for part in manuscript.publication.value.parts:
                document = manuscript.documents.get(part.file or "")
                if document is None:
                    continue
                name = f"front-{part.part}" if f"front-{part.part}" in validators else "front"
                assert list(validators[name].iter_errors(document.front.data)) == [], document.file
                fronts += bool(document.front.data)
                for block in document.blocks:
                    own = f"options-{block.name}"
                    name = own if own in validators else "options"
                    if block.name in (*TEXT_BLOCKS, "entry"):
                        assert list(validators[name].iter_errors(block.options.data)) == [], block.span
                        options += bool(block.options.data)
    assert (fronts > 30, options > 15) == (True, True)


def test_every_field_says_what_it_is() -> None:
    """A hover text explains each field, in a sentence."""

    def bare(shape: Any, path: str) -> Iterator[str]:
        if isinstance(shape, dict):
            for name, field in shape.get("properties", {}).items():
                if not field.get("description", "").endswith((".", "?", "…", "`")):
                    yield f"{path}.{name}"
            for key, value in shape.items():
                yield from bare(value, f"{path}.{key}")

    for name, raw in schemas(house_of(PROJECT)).items():
        assert list(bare(json.loads(raw), name)) == []


def test_the_names_of_the_root_are_offered(small_root: Path) -> None:
    """Titles, kinds, colours and so on are those of this root, and of no other."""
    shapes: dict[str, Any] = {name: validator.schema for name, validator in of(small_root).items()}
    record = shapes["series"]["properties"]["records"]["items"]["properties"]
    part = shapes["publication"]["properties"]["parts"]["items"]["properties"]
    assert record["kinds"]["items"]["enum"] == ["walk", "map"]
    assert record["formats"]["items"]["enum"] == ["download", "printed"]
    assert "mill-walk" in record["part_of"]["anyOf"][0]["enum"]
    assert record["publication"]["enum"] == ["leaflet", "paths"]
    assert part["colour"]["enum"] == ["teal", "moss", "clay"]
    assert part["series"]["items"]["enum"] == ["hills", "river"]
    assert part["part"]["enum"][:3] == ["cover", "contents", "section"]
    assert shapes["publication"]["properties"]["layout"]["enum"] == ["booklet", "directory"]
    assert "sheetfed-coated" in shapes["publication"]["properties"]["condition"]["enum"]
    assert shapes["options-figure"]["properties"]["colour"]["enum"] == ["teal", "moss", "clay"]


@pytest.mark.parametrize("case", CASES, ids=[case.stem for case in CASES])
def test_a_field_that_is_wrong_is_said_by_the_schema_too(case: Path, small_root: Path) -> None:
    """Each field that `check` finds missing, unknown or wrongly named, the schema finds while it is typed."""
    steps, listed = told(case)
    wrong = [line.partition(":")[0] for line in listed if line.endswith(FIELD)]
    broken = {file for file in wrong if file.endswith(".yaml")}
    if not broken:
        return
    validators = of(small_root)
    for verb, what, lines in steps:
        STEPS[verb](small_root, what, lines)
    kinds = {path: name for name, path in files(small_root)}
    for file in sorted(broken):
        validator = validators[kinds[small_root / file]]
        data = yaml.load((small_root / file).read_text("utf-8"), AsPluginsRead)
        places = {(*error.path, error.message) for error in validator.iter_errors(data)}
        assert len(places) >= wrong.count(file), file


def test_every_file_names_its_schema(tmp_path: Path) -> None:
    """The first line of every YAML file, ours and what `init` and `new` write, leads to its schema."""
    write_root(tmp_path / "started")
    for layout in ("booklet", "directory"):
        run = CliRunner().invoke(cli, ["--root", str(tmp_path / "started"), "new", layout, f"a-{layout}"])
        assert run.exit_code == 0, run.output
    for root, least in ((PROJECT, 15), (tmp_path / "started", 12)):
        found = list(files(root))
        assert len(found) >= least
        for name, path in found:
            first = path.read_text("utf-8").partition("\n")[0]
            match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
            assert match is not None, path
            assert (path.parent / match[1]).resolve() == (root / FOLDER / f"{name}.json").resolve()


def test_the_commonest_editor_is_told() -> None:
    """Its settings lead from each kind of file to its schema, and it is told of the plug-in."""
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text("utf-8"))
    wanted = {f"{FOLDER}/{kind.name}.json": kind.files for kind in KINDS if kind.files and kind.read}
    assert settings["yaml.schemas"] == wanted
    told_of = json.loads((PROJECT / ".vscode/extensions.json").read_text("utf-8"))
    assert told_of == {"recommendations": ["redhat.vscode-yaml"]}


def test_a_new_root_has_its_schemas(tmp_path: Path) -> None:
    """`init` writes them, and the editor's settings beside them."""
    assert CliRunner().invoke(cli, ["init", str(tmp_path / "theirs")]).exit_code == 0
    made = schemas(house_of(tmp_path / "theirs"))
    written = {path.name: path.read_text("utf-8") for path in (tmp_path / "theirs" / FOLDER).iterdir()}
    assert written == {**made, UNKEPT[0]: UNKEPT[1]}
    assert (tmp_path / "theirs/.vscode/settings.json").is_file()


def check(root: Path) -> tuple[int, list[str]]:
    """The exit code and the codes of `pressmark check`."""
    run = CliRunner().invoke(cli, ["--root", str(root), "check", "--format", "json"])
    return run.exit_code, [row["code"] for row in json.loads(run.stdout)]


def test_check_keeps_them_fresh(small_root: Path) -> None:
    """A title that is new is offered after the next check; a root without the folder gets none."""
    assert check(small_root) == (0, [])
    assert not (small_root / FOLDER).exists()
    assert CliRunner().invoke(cli, ["--root", str(small_root), "schemas"]).exit_code == 0
    before = {path.name: path.stat().st_mtime_ns for path in (small_root / FOLDER).iterdir()}
    replaced(small_root / "source/catalogue/river.yaml", "- id: mill-walk", "- id: old-mill-walk")
    run = check(small_root)
    assert "old-mill-walk" in (small_root / FOLDER / "series.json").read_text("utf-8"), run
    after = {path.name: path.stat().st_mtime_ns for path in (small_root / FOLDER).iterdir()}
    assert {name for name in after if after[name] != before[name]} == {"series.json"}


def test_a_folder_that_leads_elsewhere_is_left_alone(small_root: Path, tmp_path: Path) -> None:
    """Nothing is written through a link, neither the folder's nor a file's."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (small_root / FOLDER).symlink_to(elsewhere)
    assert check(small_root) == (0, ["W381"])
    assert CliRunner().invoke(cli, ["--root", str(small_root), "schemas"]).exit_code == 2
    assert list(elsewhere.iterdir()) == []
    (small_root / FOLDER).unlink()
    (small_root / FOLDER).mkdir()
    (small_root / FOLDER / "series.json").symlink_to(elsewhere / "series.json")
    assert check(small_root) == (0, [])
    assert list(elsewhere.iterdir()) == []
    assert not (small_root / FOLDER / "series.json").is_symlink()


# Values as a source writes them: of which field, and whether it is one.
VALUES: dict[tuple[type[Model], str], dict[str, bool]] = {
    (Publication, "trim"): {
        "A5": True,
        "a4": True,
        "A5 landscape": True,
        "A5  Landscape": True,
        "A7": False,
        "210mm square": True,
        "210 mm square": False,
        "210mm x 148mm": True,
        "210MM×148mm": True,
        "8.5in x 11in": True,
        "210 x 148": False,
        "0mm x 210mm": False,
        "210mm x 0.0mm": False,
        "10mm x 20mm": True,
        "210mm": False,
    },
    (Publication, "bleed"): {
        "3mm": True,
        "0mm": True,
        "3 mm": True,
        "3": False,
        "-3mm": False,
        "3 furlongs": False,
    },
    (Publication, "date"): {"2006-06-30": True, "2006-6-30": False, "2006-13-01": False, "June 2006": False},
    (Publication, "pages"): {"8": True, "0": False, "eight": False},
    (Publication, "download_base"): {"https://a.example/": True, "a.example": False, "https://a b": False},
    (Layout, "unit"): {"4.2mm": True, "12pt": True, "0mm": False, "0.0pt": False, "4.2": False},
    (Ink, "cmyk"): {
        "96 0 40 40": True,
        "0 0 0 100": True,
        "0 0 0": False,
        "0 0 0 101": False,
        "0 0 0 100.5": False,
    },
    (Ink, "srgb"): {"#007174": True, "#00717": False, "007174": False, "#00717G": False},
    (Label, "at"): {"50% 20%": True, "50 20": True, "50%": False, "101% 0": False, "100% 0%": True},
    (Label, "width"): {"30%": True, "30": True, "101%": False, "wide": False},
    (Record, "id"): {"a-b_1": True, "a b": False, "": False},
    (Record, "title"): {"x": True, "  ": False, "2006": True},
    (Record, "cover_title"): {"x" * 60: True, "x" * 61: False},
    (Record, "pack"): {"yes": True, "no": True, "true": True, "maybe": False},
}


@pytest.mark.parametrize(("model", "field"), VALUES, ids=[f"{m.__name__}.{f}" for m, f in VALUES])
def test_a_value_is_taken_by_model_and_schema_alike(model: type[Model], field: str) -> None:
    """Neither takes what the other refuses, so that an editor is told the same before and after saving."""
    validator = Draft7Validator(shape_of(model, names_of(house_of(PROJECT)))["properties"][field])
    for value, good in VALUES[model, field].items():
        assert taken(model, field, value) is good, value
        written = f'"{value}"' if value.strip("# ") != value or not value else value
        assert all(validator.is_valid(yaml.load(written, loader)) is good for loader in LOADERS), value


def taken(model: type[Model], field: str, value: str) -> bool:
    """Does the model take a field's value? (Its other fields are missing, which is not asked.)"""
    try:
        model.model_validate({field: value})
    except ValidationError as error:
        return all(problem["loc"][0] != field for problem in error.errors())
    return True
