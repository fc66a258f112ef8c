"""Content that paints paths in colours of DeviceRGB and does nothing else, an operator a line: ornaments are
written so (`drawings/path_writer.py`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

_NUMBER = rb"-?\d+(?:\.\d+)?"
_PATHS = re.compile(rb"(?:(?:%b )*(?:rg|RG|w|M|m|l|c|h|f|S)\n)+" % _NUMBER)
_COLOUR = re.compile(rb"^(%b) (%b) (%b) (rg|RG)$" % (_NUMBER, _NUMBER, _NUMBER), re.MULTILINE)


def paints_paths(content: bytes) -> bool:
    """Is content of that kind?"""
    return _PATHS.fullmatch(content) is not None


def recoloured(content: bytes, exchange: Callable[[Sequence[float], bool], bytes]) -> bytes:
    """Such content with other operators for its colours: by the red, green and blue of each, and whether it
    fills."""

    def exchanged(match: re.Match[bytes]) -> bytes:
        return exchange([float(share) for share in match.groups()[:3]], match[4] == b"rg")

    return _COLOUR.sub(exchanged, content)
