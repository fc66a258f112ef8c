"""The shape of the code: what knows what, read off its own imports and names."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from tests.output.building import PROJECT

PACKAGE = PROJECT / "pipeline" / "pressmark"

# Modules that may be long: tables of data, and one that a later issue does anew.
LONG = {"rules.py", "pdf/separate.py"}
MOST_LINES = 350

# What of parts/ others may use: the table, what it makes, and what goes along it.
PUBLIC = {"pressmark.parts.table", "pressmark.parts.kind", "pressmark.parts.models"}
PUBLIC |= {"pressmark.parts.resolve", "pressmark.parts.first_pages"}
PUBLIC |= {"pressmark.parts.contract", "pressmark.parts.template_values"}


@cache
def modules() -> Mapping[str, ast.Module]:
    """Every module of the package, parsed, by its path from it."""
    paths = sorted(PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


@cache
def kinds() -> frozenset[str]:
    """The kinds of part: the names of the rows of their table."""
    rows = (n for n in ast.walk(modules()["parts/table.py"]) if isinstance(n, ast.Call))
    fields = (field for row in rows if ast.unparse(row.func) == "Kind" for field in row.keywords)
    return frozenset(ast.literal_eval(field.value) for field in fields if field.arg == "name")


def imports(tree: ast.Module) -> Iterator[str]:
    """What a module imports of the package, as dotted names of modules."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pressmark"):
            for name in node.names:
                path = f"{node.module}.{name.name}".removeprefix("pressmark.").replace(".", "/")
                inner = f"{path}.py" in modules() or (PACKAGE / path).is_dir()
                yield f"{node.module}.{name.name}" if inner else node.module
        elif isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.startswith("pressmark."))


def room(dotted: str) -> str:
    """The folder, or the module beside the folders, that a module stands in."""
    return dotted.split(".")[1] if "." in dotted else ""


def room_of(path: str) -> str:
    """The room of a file of the package."""
    return path.partition("/")[0].removesuffix(".py")


def arrows() -> dict[str, set[str]]:
    """Which rooms each room imports from."""
    found: dict[str, set[str]] = {}
    for path, tree in modules().items():
        others = {room(name) for name in imports(tree)} - {room_of(path), ""}
        found.setdefault(room_of(path), set()).update(others)
    return found


def test_no_room_leads_back_to_itself() -> None:
    """The rooms stand in an order in which each imports from those below it only."""
    left = arrows()
    while left:
        ground = {name for name, below in left.items() if not below & left.keys()}
        assert ground, f"these lead back to one another: {left}"
        left = {name: below for name, below in left.items() if name not in ground}


def test_outside_parts_nothing_knows_a_kind() -> None:
    """Nothing outside parts/ imports a kind's folder, or asks of what kind a part is."""
    for path, tree in modules().items():
        if room_of(path) == "parts":
            continue
        assert {name for name in imports(tree) if name.startswith("pressmark.parts")} <= PUBLIC, path
        painted = room_of(path) in ("pdf", "preflight", "prove")  # there a kind is one of what is painted
        for node in () if painted else ast.walk(tree):
            if isinstance(node, ast.Compare) and isinstance(node.left, ast.Attribute):
                compared = {n.value for n in node.comparators if isinstance(n, ast.Constant)}
                assert not (node.left.attr in ("kind", "part") and compared & kinds()), path


def test_a_kind_is_a_folder_and_a_row() -> None:
    """Every kind of the table has its folder in parts/, and every folder there is a kind's."""
    folders = {path.parent.name for path in (PACKAGE / "parts").glob("*/__init__.py")}
    assert folders == kinds()


def test_only_the_table_names_the_kinds_together() -> None:
    """Within parts/ no kind imports another: what they share stands below them."""
    for path, tree in modules().items():
        parts = Path(path).parts
        if len(parts) == 3 and parts[0] == "parts":
            others = {f"pressmark.parts.{name}." for name in kinds() if name != parts[1]}
            assert not [name for name in imports(tree) if name.startswith(tuple(others))], path


def test_one_module_knows_the_engine() -> None:
    """Only typeset/engine.py imports WeasyPrint, and what makes it quicker."""
    knowing = {
        path
        for path, tree in modules().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom | ast.Import)
        and (getattr(node, "module", None) or node.names[0].name).split(".")[0] == "weasyprint"
    }
    assert knowing == {"typeset/engine.py", "typeset/quicker.py"}


def test_modules_hold_one_room() -> None:
    """No module is longer than fits one's head, but for tables and those that a later issue does anew."""
    long = {p for p in modules() if len((PACKAGE / p).read_text("utf-8").splitlines()) > MOST_LINES}
    assert long <= LONG
