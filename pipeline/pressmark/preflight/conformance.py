"""What each profile of PDF/X has of a file, clause by clause, as one table.

A row is a clause: the code of its check, the profiles that have it, the clause of PDF in which what it is
about is described, and what breaks it. PDF/X-1a:2003 is ISO 15930-4, written in PDF 1.4; PDF/X-4 and X-4p are
ISO 15930-7, in PDF 1.6; PDF/X-6 is ISO 15930-9, in PDF 2.0. What is painted is judged page by page
(`page_checks.py`), and so are boxes (`page_boxes.py`); the output intent in `intents.py`, what is not for
printing in `extras.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pressmark.findings import Finding
from pressmark.preflight import conforming_objects as objects
from pressmark.preflight import conforming_words as words
from pressmark.preflight.opened import Opened
from pressmark.preflight.problems import problem

X1A, X4, X4P, X6 = "PDF/X-1a:2003", "PDF/X-4", "PDF/X-4p", "PDF/X-6"
ALL = (X1A, X4, X4P, X6)
WITH_XMP = (X4, X4P, X6)


@dataclass(frozen=True)
class Clause:
    """A clause: the code of its check, the profiles that have it, where PDF describes what it is about
    (ISO 32000-2), and what breaks it, as the values of the check's words."""

    code: str
    profiles: tuple[str, ...]
    source: str
    broken: Callable[[Opened], Iterator[Mapping[str, object]]]


CLAUSES = (
    # What it is, and what it says of itself.
    Clause("P104", (X1A,), "14.3.3 Document information dictionary", words.unnamed_in_info),
    Clause("P104", WITH_XMP, "14.3.2 Metadata streams", words.unnamed_in_xmp),
    Clause("P106", ALL, "7.5.2 File header", words.too_new),
    Clause("P110", ALL, "14.4 File identifiers", words.without_id),
    Clause("P105", (X1A,), "14.3.3 Document information dictionary", words.lacking_in_info),
    Clause("P111", WITH_XMP, "14.3.2 Metadata streams", words.without_xmp),
    Clause("P112", WITH_XMP, "14.3.2 Metadata streams", words.lacking_in_xmp),
    Clause("P113", (X1A, X4, X4P), "14.3.3 Document information dictionary", words.at_odds),
    Clause("P114", ALL, "14.11.6 Trapping support", words.trapped_or_not),
    # How it is written.
    Clause("P115", (X1A,), "7.5.7 Object streams", objects.packed),
    Clause("P116", (X1A,), "7.4 Filters", objects.filtered_for_x1a),
    Clause("P116", WITH_XMP, "7.4.10 Crypt filter", objects.encrypted_in_part),
    Clause("P117", (X1A,), "8.9.5 Image dictionaries", objects.of_16_bits),
    Clause("P118", ALL, "7.11 File specifications; 8.10.4 Reference XObjects", objects.outside),
    # What is in it.
    Clause("P119", ALL, "8.8.2 PostScript XObjects", objects.in_postscript),
    Clause("P120", ALL, "14.11.7 Open prepress interface (OPI)", objects.with_opi),
    Clause("P121", ALL, "10.5 Transfer functions", objects.with_transfer),
    Clause("P122", ALL, "10.6 Halftones", objects.with_halftone),
    Clause("P123", ALL, "8.9.5.4 Alternate images", objects.with_alternates),
    Clause("P124", ALL, "8.6.5.8 Rendering intents", objects.rendered_otherwise),
    Clause("P125", ALL, "14.11.4 Separation dictionaries", objects.separated),
    Clause("P126", (X1A,), "8.11 Optional content", objects.layered),
    Clause("P127", WITH_XMP, "8.11.4 Configuring optional content", objects.layered_by_itself),
)


def keeps(clause: Clause, opened: Opened) -> Iterator[Finding]:
    """Does a file keep a clause, if the profile that its condition asks for has it?"""
    if opened.condition.standard in clause.profiles:
        for values in clause.broken(opened):
            yield problem(clause.code, opened.condition, **values)  # type: ignore[arg-type]
