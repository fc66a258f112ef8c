"""Compare everything that the project makes with what it made before, or write that down anew.

    python -m tests.goldens [--write] [--keep FOLDER] [own specimen begun broken …]

Digests of every file of `output/`, and of what `init` and `new` write (their layouts apart); and what
`check --format json` says of every broken case.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.broken.breaking import CASES, ran
from tests.output.building import SHARED, alone, contents, own_root
from tests.output.test_specimen import specimen_root

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]


def digests(folder: Path) -> dict[str, str]:
    """Each file under a folder, and its SHA-256."""
    return {name: hashlib.sha256(content).hexdigest() for name, content in contents(folder).items()}


def built(root: Path, *words: str) -> None:
    """Build a root, as a user does."""
    run = alone("--root", root, "build", "--format", "json", "--jobs", "2", *words, cold=True)
    assert run.code == 0, run.out + run.error


def own(folder: Path) -> Mapping[str, Any]:
    """The project's own publications."""
    root = own_root(folder / "root")
    built(root)
    return digests(root / "output")


def specimen(folder: Path) -> Mapping[str, Any]:
    """The specimen."""
    root = specimen_root(folder / "root")
    built(root)
    return digests(root / "output")


def begun(folder: Path) -> Mapping[str, Any]:
    """What `init` and `new` write, and what is built of it."""
    root = folder / "root"
    assert alone("init", root).code == 0
    written = {name: digest for name, digest in digests(root).items() if not name.startswith("layouts/")}
    built(root)
    other = folder / "other"
    for name in SHARED:
        shutil.copytree(PROJECT / name, other / name)
    for layout, name in (("booklet", "village-hall"), ("directory", "our-titles")):
        assert alone("--root", other, "new", layout, name).code == 0
        publication = other / "source" / name / "publication.yaml"
        text = publication.read_text("utf-8")
        publication.write_text(re.sub(r"^date: .*", 'date: "2026-11-28"', text, flags=re.MULTILINE), "utf-8")
    sources = digests(other / "source") | {f"schemas/{k}": v for k, v in digests(other / "schemas").items()}
    built(other)
    return {
        "init": written,
        "init/output": digests(root / "output"),
        "new": sources,
        "new/output": digests(other / "output"),
    }


def broken(_: Path) -> Mapping[str, Any]:
    """What is found in every broken case."""
    return {case.stem: ran(case).findings for case in CASES}


GOLDENS: Mapping[str, Callable[[Path], Mapping[str, Any]]] = {
    "own": own,
    "specimen": specimen,
    "begun": begun,
    "broken": broken,
}


def differences(old: Any, new: Any, at: str = "") -> list[str]:
    """Where two values differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        return [
            line
            for key in sorted(old.keys() | new.keys())
            for line in differences(old.get(key), new.get(key), f"{at}/{key}")
        ]
    return [] if old == new else [f"{at}:\n  was {old}\n  is  {new}"]


def main() -> None:
    """Compare, or write."""
    words = sys.argv[1:]
    write = "--write" in words
    keep = Path(words[words.index("--keep") + 1]) if "--keep" in words else None
    names = [word for word in words if word in GOLDENS] or list(GOLDENS)
    wrong = 0
    for name in names:
        with tempfile.TemporaryDirectory() as temporary:
            folder = keep / name if keep else Path(temporary)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            made = json.loads(json.dumps(GOLDENS[name](folder)))
        file = HERE / f"{name}.json"
        if write:
            file.write_text(json.dumps(made, indent=1, sort_keys=True) + "\n", "utf-8")
            continue
        found = differences(json.loads(file.read_text("utf-8")), made)
        wrong += len(found)
        print(f"{name}: {len(found)} differences")
        for line in found[:40]:
            print(line)
    sys.exit(wrong > 0)


if __name__ == "__main__":
    main()
