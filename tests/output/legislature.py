"""A legislature of nobody: 537 members of 56 states, always the same, and publications made of them."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

from tests.output.building import PROJECT, SHARED

MEMBERS = 537

STATES = (
    *("Alabama", "Alaska", "American Samoa", "Arizona", "Arkansas", "California", "Colorado", "Connecticut"),
    *("Delaware", "District of Columbia", "Florida", "Georgia", "Guam", "Hawaii", "Idaho", "Illinois"),
    *("Indiana", "Iowa", "Kansas", "Kentucky", "Louisiana", "Maine", "Maryland", "Massachusetts"),
    *("Michigan", "Minnesota", "Mississippi", "Missouri", "Montana", "Nebraska", "Nevada", "New Hampshire"),
    *("New Jersey", "New Mexico", "New York", "North Carolina", "North Dakota", "Northern Mariana Islands"),
    *("Ohio", "Oklahoma", "Oregon", "Pennsylvania", "Puerto Rico", "Rhode Island", "South Carolina"),
    *("South Dakota", "Tennessee", "Texas", "United States Virgin Islands", "Utah", "Vermont", "Virginia"),
    *("Washington", "West Virginia", "Wisconsin", "Wyoming"),
)
# Some send many, and most a few.
LARGE = {"California": 52, "Texas": 38, "Florida": 28, "New York": 26, "Pennsylvania": 19, "Illinois": 19}
FIRST = (
    "Ada",
    "Bruno",
    "Clara",
    "Dennis",
    "Edith",
    "Farid",
    "Grace",
    "Hugo",
    "Ines",
    "Jonas",
    "Kirsten",
    "Luis",
)
SURNAMES = (
    *("Abbot", "Baker-Lindqvist", "Castillo", "Dunne", "Espinoza", "Fairweather", "Grant", "Hawthorne"),
    *("Ito", "Jeffries", "Kowalczyk", "Lund", "Marchetti", "Novak", "O’Hara", "Pemberton", "Quiroga"),
    *("Radcliffe", "Sørensen", "Tremblay", "Underhill", "van der Meer", "Whitlock", "Yamamoto", "Zapata"),
)
ROLES = ("Representative", "Senator", "Representative", "Delegate")
FIELDS = ("surname", "first", "state", "role", "telephone", "email", "office", "since")

TYPE = """\
title: Member
name: "{first} {surname}"
sort_by: [surname, first]
fields:
  surname: {required: true}
  first: {required: true}
  state: {required: true}
  role: {}
  telephone: {type: telephone, announced: Tel.}
  email: {type: email}
  office: {}
  since: {type: number, announced: since}
shows:
  lines: ["{role}, {since}", "{office}", "{telephone}", "{email}"]
"""


def members() -> Iterator[tuple[str, ...]]:
    """Every member, as a row of the table: the id, then its fields."""
    seats = [LARGE.get(state, 1 + i * 5 % 13) for i, state in enumerate(STATES)]
    seats[0] += MEMBERS - sum(seats)
    number = 0
    for state, count in zip(STATES, seats, strict=True):
        for _ in range(count):
            first, surname = FIRST[number * 5 % len(FIRST)], SURNAMES[number * 7 % len(SURNAMES)]
            mail = f"{first}.{surname}".lower().replace(" ", "").replace("’", "").replace("ø", "o")
            yield (
                f"member-{number}",
                *(surname, first, state, ROLES[number % len(ROLES)], f"202 555 {number:04}"),
                *(f"{mail}{number}@{state.replace(' ', '').lower()}.example.gov", f"Office {number + 101}"),
                str(1985 + number * 3 % 40),
            )
            number += 1


def table() -> str:
    """The members as a .csv."""
    out = io.StringIO()
    csv.writer(out).writerows([("id", *FIELDS), *members()])
    return out.getvalue()


# One section, grouped by state; and one for each state, that begins below the one before.
GROUPED = "  - {part: section, title: Members by state, from: members, group_by: state}\n"


def by_section(opens: str = "here") -> str:
    """A section for each state, all but the first of which open so."""
    rows = []
    for i, state in enumerate(STATES):
        where = f", opens: {opens}" if i else ""
        rows.append(
            f"  - {{part: section, title: {state}, from: members, where: {{state: {state}}}{where}}}\n"
        )
    return "".join(rows)


def write_root(folder: Path, sections: str, layout: str = "directory") -> Path:
    """A root whose publication `members` has these sections after its contents, and nothing else."""
    for name in SHARED:
        shutil.copytree(PROJECT / name, folder / name)
    files = {
        "catalogue/types/member.yaml": TYPE,
        "catalogue/members.yaml": "title: Members\ntype: member\ntable: members.csv\n",
        "catalogue/members.csv": table(),
        "members/contents.md": "---\ntitle: Contents\n---\n",
        "members/publication.yaml": (
            f"title: Members\nlayout: {layout}\ntrim: 210mm square\ndate: 2026-11-30\nbinding: wire-bound\n"
            "publisher: {name: Nobody}\nparts:\n  - {part: contents, file: contents.md}\n" + sections
        ),
    }
    for name, text in files.items():
        path = folder / "source" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder
