"""A heading stands on the page of what it heads."""

from __future__ import annotations

import pytest

from tests.output.building import processes, root_in_memory
from tests.prove.test_too_long import PARAGRAPH, PUBLICATION

BLOCKS = {
    "box": f"/// box | Below\n{PARAGRAPH * 3}///\n",
    "table": "/// table | Below\n| A | B |\n|---|---|\n" + "| a | b |\n" * 6 + "///\n",
}


@pytest.mark.parametrize("block", BLOCKS)
def test_a_heading_goes_with_its_block_to_the_next_page(block: str) -> None:
    """Where a block does not fit below its heading, neither is left behind."""
    text = f"---\ntitle: A leaflet\n---\n\n{PARAGRAPH * 17}## Above\n\n{BLOCKS[block]}"
    root = root_in_memory({"source/leaflet/publication.yaml": PUBLICATION, "source/leaflet/text.md": text})
    made = root.job("leaflet").run(upto="typeset", editions=["screen"], processes=processes())
    assert made.work.typeset is not None
    pages = [[text.text for text in page.texts] for page in made.work.typeset.pages]
    (heading,) = [i for i, words in enumerate(pages) if "Above" in words]
    (below,) = [i for i, words in enumerate(pages) if "Below" in words]
    assert heading == below
    assert any("Words of a paragraph" in words for words in pages[heading - 1])
