"""Checking sources is light: it opens no engine and no PDF."""

from __future__ import annotations

from pathlib import Path

from tests.output.building import python

HEAVY = ("weasyprint", "pikepdf", "pypdfium2", "fontTools", "PIL", "jinja2")


def test_check_loads_no_engine(small_root: Path) -> None:
    """`pressmark check` of sources without pictures loads neither engine nor PDF nor picture library.

    What it has to ask them of, as which characters the typefaces have, is asked once and stored.
    """
    asked = (
        "import sys\n"
        "from pressmark.cli import cli\n"
        "try:\n"
        f"    cli(['--root', {str(small_root)!r}, 'check'])\n"
        "except SystemExit as end:\n"
        f"    print(end.code, [name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    python("-c", asked)
    run = python("-c", asked)
    assert run.out == "0 []\n", run.out + run.error
