"""What a page paints, judged: each fault is found, and in its twin, which looks like it, there is nothing."""

from __future__ import annotations

from typing import Any

import pytest

from pressmark.preflight.checks import preflight
from tests.press.paint_cases import PAINT_CASES, Case
from tests.press.planted import Plant, clean, condition, saved


def codes(plant: Plant, given: dict[str, Any]) -> set[str]:
    """What preflight finds in the clean file with something planted."""
    standard = given.get("standard", "PDF/X-4")
    pdf = clean(standard)
    plant(pdf)
    return {one.code for one in preflight(saved(pdf, standard), condition(**given)).problems}


@pytest.mark.parametrize("case", PAINT_CASES, ids=[case.name for case in PAINT_CASES])
def test_a_fault_is_found_and_its_twin_is_clean(case: Case) -> None:
    """The fault is found and nothing beside it; nothing is found in its twin."""
    assert codes(case.fault, case.given) == {case.code, *case.beside}
    assert codes(case.twin, case.given if case.twin_given is None else case.twin_given) == set()
