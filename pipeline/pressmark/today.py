"""The one clock: the day that a draft bears, which tells prints of it apart. Nothing else that is made
depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

# Names a moment, in seconds, that stands for now: https://reproducible-builds.org/specs/source-date-epoch/
EPOCH = "SOURCE_DATE_EPOCH"


def today(environment: Mapping[str, str]) -> date:
    """The day where this machine is, or that of the moment that its environment says it is, in UTC.

    Raises ValueError for what is no moment.
    """
    moment = environment.get(EPOCH, "")
    if not moment:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(moment), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"{EPOCH} is {moment!r}: write a number of seconds, or leave it out") from error
