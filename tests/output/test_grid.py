"""The baseline grid: lines of running text stand on whole units, those of facing pages in phase."""

from __future__ import annotations

from collections import Counter

from tests.output.building import PROJECT, processes, root_at

# How far may a line lie off the grid, in millimetres?
OFF = 0.12


def test_the_lines_of_the_booklet_stand_on_one_grid() -> None:
    """After heads, boxes, quotations and the figure, text and the lists of boxes are where lines are on every
    page."""
    made = root_at(PROJECT).job("learning-about-learning-networks")
    work = made.run(upto="typeset", editions=["screen"], processes=processes()).work
    assert work is not None
    assert work.book is not None
    assert work.typeset is not None
    layout = work.book.layout
    unit, head = layout.unit.mm, layout.unit.mm * layout.margins.top
    phases: dict[float, Counter[float]] = {}
    for set_page in work.typeset.parts[1].pages:
        for text in set_page.texts:
            if len(text.text) > 25 and any(source.startswith("text/") for source in text.sources):
                height = round(text.rect.bottom - text.rect.y, 1)
                phase = (text.rect.y - head) % unit
                phases.setdefault(height, Counter())[round(phase, 2)] += 1
    usual = sorted(phases, key=lambda height: -phases[height].total())[:2]  # the text, and the lists
    for height in usual:
        assert phases[height].total() > 20
        assert max(phases[height]) - min(phases[height]) <= OFF, phases[height]
