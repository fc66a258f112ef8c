"""Who knows what of the drawings: the rest only their public face, and they only lengths of the rest."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.output.building import PROJECT

PACKAGE = PROJECT / "pipeline" / "pressmark"
INSIDE = PACKAGE / "drawings"


def imported(file: Path) -> Iterator[str]:
    """The modules that a module imports, and the names that it takes of them, in full."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(name: str, module: str) -> bool:
    """Is it the module, or of it?"""
    return name == module or name.startswith(f"{module}.")


def test_nothing_outside_knows_the_modules_inside() -> None:
    """All but the drawings, and their own tests, import no more of them than `__init__.py` lists."""
    from pressmark import drawings

    known = {"pressmark.drawings", *(f"pressmark.drawings.{name}" for name in drawings.__all__)}
    own = PROJECT / "tests" / "drawings"
    files = [
        file
        for name in ("pipeline", "benchmarks", "docs", "tests")
        for file in PROJECT.glob(f"{name}/**/*.py")
    ]
    outside = [file for file in files if not file.is_relative_to(INSIDE) and not file.is_relative_to(own)]
    assert PACKAGE / "typeset" / "engine.py" in outside
    found = {
        (file.relative_to(PROJECT).as_posix(), name)
        for file in outside
        for name in imported(file)
        if within(name, "pressmark.drawings") and name not in known
    }
    assert not found


def test_the_drawings_know_nothing_of_the_rest() -> None:
    """They stand at the foot of the tree: of the project they import themselves."""
    found = {
        (file.name, name)
        for file in INSIDE.glob("**/*.py")
        for name in imported(file)
        if within(name, "pressmark") and not within(name, "pressmark.drawings")
    }
    assert not found
