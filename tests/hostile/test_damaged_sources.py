"""Two thousand damaged roots are checked: each is answered with findings, soon, and at places that are there.

Most damages are done to small roots, which hold every kind of source; some to the project's own. The
numbers may be raised: PRESSMARK_DAMAGES=20000 pytest tests/hostile.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from pressmark import Root
from pressmark.findings import Finding
from pressmark.report import as_json
from pressmark.rules import RULES
from tests.hostile.damage import damaged, damages, plain_files, sources
from tests.output.building import PROJECT, store

DAMAGES = int(os.environ.get("PRESSMARK_DAMAGES", "2000"))

# Seconds of the processor's time for one check; the slowest takes a tenth of it.
SOON = 5.0

PATTERNS = (
    "source/**/*",
    "layouts/*/layout.yaml",
    "styles/palette.yaml",
    "styles/press/*.yaml",
    "icons/*",
)


def check(files: Mapping[str, bytes]) -> list[Finding]:
    """What the command check finds in a root."""
    return list(Root.of(files, store()).check())


def sound(files: Mapping[str, bytes]) -> None:
    """The check of a damaged root comes to an end, and what it finds stands where it says."""
    begun = time.process_time()
    findings = check(files)
    assert time.process_time() - begun < SOON
    json.loads(as_json(findings))
    for found in findings:
        assert found.code in RULES
        assert found.message
        span = found.span
        assert not Path(span.file).is_absolute()
        if not (span.line and span.file in files):
            continue
        text = files[span.file].decode("utf-8-sig", "replace")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert span.line <= len(lines), str(found)
        assert span.column <= len(lines[span.line - 1]) + 1, str(found)


ROOTS = {
    "tiny": (PROJECT / "tests" / "fixtures" / "tiny", 0.5),
    "small": (PROJECT / "tests" / "fixtures" / "small", 0.475),
    "own": (PROJECT, 0.025),
}


@pytest.mark.parametrize("name", ROOTS)
def test_whatever_is_damaged_is_said(name: str) -> None:
    """No damage ends in a traceback or without end, and no finding names a place that is not there."""
    like, share = ROOTS[name]
    files = plain_files(like)
    assert check(files) == []
    contents = sources(files, *PATTERNS)

    @settings(max_examples=round(DAMAGES * share), suppress_health_check=list(HealthCheck))
    @given(st.randoms(use_true_random=True))
    def check_all(by: Random) -> None:
        done = damages(contents, by)
        note(str(done))
        sound(damaged(files, done))

    check_all()
