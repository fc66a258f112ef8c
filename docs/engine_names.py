"""The file of all that the engine knows by name in a style sheet, which checks are made with.

Written anew by `make docs`; a test holds it against the engine.
"""

from __future__ import annotations

import json
from pathlib import Path

from pressmark.check import sheets
from pressmark.typeset.engine import names

FILE = Path(sheets.__file__).with_name("engine_names.json")


def text() -> str:
    """What it should say."""
    return json.dumps(names(), indent=1) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
