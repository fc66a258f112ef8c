"""Each clause of each profile of PDF/X: what breaks it is found, and what looks like it is not."""

from __future__ import annotations

from typing import Any

import pytest

from pressmark.preflight.checks import preflight
from pressmark.preflight.conformance import CLAUSES
from tests.press.conforming_cases import CONFORMING, SWITCHED, Conforming
from tests.press.planted import Plant, clean, condition, saved

EACH = [(case, standard) for case in CONFORMING for standard in case.profiles]


def codes(
    plant: Plant, standard: str, case: Conforming, how: dict[str, Any] | None, faulty: bool
) -> set[str]:
    """What preflight finds in the clean file of a profile with something planted."""
    pdf = clean(standard)
    plant(pdf)
    raw = saved(pdf, standard, **(how or {}))
    return {
        one.code
        for one in preflight(case.after(raw) if faulty else raw, condition(standard=standard)).problems
    }


@pytest.mark.parametrize(("case", "standard"), EACH, ids=[f"{c.name}, {s}" for c, s in EACH])
def test_what_breaks_a_clause_is_found_and_its_twin_is_not(case: Conforming, standard: str) -> None:
    """The broken clause is said and nothing beside it; nothing is said of the twin."""
    found = codes(case.fault, standard, case, case.fault_saved, faulty=True)
    assert case.code in found
    assert found <= {case.code, *case.beside}
    assert codes(case.twin, standard, case, case.twin_saved, faulty=False) == set()


@pytest.mark.parametrize("standard", SWITCHED.profiles)
def test_layers_that_switch_themselves_are_said(standard: str) -> None:
    """Layers that a reader switches by itself break their clause; others are warned of alone."""
    assert codes(SWITCHED.fault, standard, SWITCHED, None, faulty=True) == {"P127", "P844"}
    assert codes(SWITCHED.twin, standard, SWITCHED, None, faulty=False) == {"P844"}


def test_every_clause_of_every_profile_has_its_case() -> None:
    """No row of the table is without a file that breaks it, in each of its profiles."""
    cases = {(case.code, standard) for case in (*CONFORMING, SWITCHED) for standard in case.profiles}
    assert {(clause.code, standard) for clause in CLAUSES for standard in clause.profiles} - cases == {
        ("P106", "PDF/X-6")  # there is no later version of PDF
    }
