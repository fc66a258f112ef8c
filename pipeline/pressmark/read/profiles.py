"""The ICC profile of a printing condition: is it one, whole, and of a press (ICC.1, 7.2 and 7.3)?"""

from __future__ import annotations

HEADER, TAG = 128, 12
SIGNATURE = b"acsp"
CMYK = b"CMYK"


def profile_fault(raw: bytes) -> str:
    """What is wrong with a profile that pictures are to be separated by, "" where nothing is."""
    if len(raw) < HEADER + 4 or raw[36:40] != SIGNATURE:
        return "it is no ICC profile"
    if raw[16:20] != CMYK:
        return f"it is a profile of {raw[16:20].decode('ascii', 'replace').strip()}, and a press has CMYK"
    count = int.from_bytes(raw[HEADER : HEADER + 4])
    tags = (raw[at : at + TAG] for at in range(HEADER + 4, HEADER + 4 + TAG * min(count, 1_000), TAG))
    ends = [int.from_bytes(tag[4:8]) + int.from_bytes(tag[8:12]) for tag in tags]
    return "its end is missing" if max(ends, default=len(raw) + 1) > len(raw) else ""
