"""A register of any size, made of nothing: its records in a table, names and all."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]

SYLLABLES = (
    "ba",
    "den",
    "fol",
    "gar",
    "hin",
    "kel",
    "lor",
    "mar",
    "nes",
    "pol",
    "quin",
    "ros",
    "sten",
    "tol",
    "ul",
    "van",
)

TYPE = """\
title: Ware
name: "{name}"
sort_by: name
fields:
  name: {label: Name, required: true}
  price: {label: Price, type: money, currency: EUR}
  maker: {label: Maker}
  telephone: {label: Telephone, type: telephone, announced: Tel.}
shows: {value: "{price}", lines: ["{maker}", "{telephone}"]}
"""

SECTION = """\
---
title: Wares
note: Name and price, maker, telephone
---

/// standfirst
All of them, by their names.
///
"""

PUBLICATION = """\
title: Wares
layout: register
language: en-GB
trim: {trim}
bleed: 3mm
binding: {binding}
cover: separate
date: "2026-11-30"
publisher: {{name: Nobody, address: [Nowhere]}}
parts:
  - {{part: cover}}
  - {{part: section, file: 01.md, from: wares, group_by: first letter of name, colour: purple}}
  - {{part: notes, when: needed}}
artwork: {{cover: 3}}
"""


def _name(dice: random.Random) -> str:
    words = ("".join(dice.choice(SYLLABLES) for _ in range(dice.choice((1, 2, 3)))) for _ in range(2))
    return " ".join(word.capitalize() for word in words)


def _telephone(dice: random.Random) -> str:
    return f"01632 960{dice.randint(100, 999)}" if dice.random() < 0.6 else ""


def register_sources(records: int, trim: str = "A4", binding: str = "perfect-bound") -> dict[str, str]:
    """The sources of a register of so many records, by their addresses: the same for the same number."""
    dice = random.Random(7)
    rows = [
        (f"ware-{i}", _name(dice), f"{dice.randint(1, 999)}.50", _name(dice), _telephone(dice))
        for i in range(records)
    ]
    table = "\n".join(",".join(row) for row in [("id", "name", "price", "maker", "telephone"), *rows])
    return {
        "source/catalogue/types/ware.yaml": TYPE,
        "source/catalogue/wares.yaml": "title: Wares\ntype: ware\ntable: wares.csv\n",
        "source/catalogue/wares.csv": f"{table}\n",
        "source/wares/01.md": SECTION,
        "source/wares/publication.yaml": PUBLICATION.format(trim=trim, binding=binding),
    }


def write_register(folder: Path, records: int, trim: str = "A4") -> Path:
    """Write a root with a register of so many records."""
    for name in ("layouts", "styles", "icons"):
        shutil.copytree(PROJECT / name, folder / name, dirs_exist_ok=True)
    for address, text in register_sources(records, trim).items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
