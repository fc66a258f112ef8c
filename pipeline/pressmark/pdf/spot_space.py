"""The colour space of one spot ink, the same wherever a file names it (ISO 32000-2, 8.6.6.4)."""

from __future__ import annotations

from decimal import Decimal

from pikepdf import Array, Dictionary, Name

from pressmark.press.inks import Cmyk


def spot_space(spot: str, build: Cmyk) -> Array:
    """A Separation space: readers without the ink mix its build."""
    whole = [Decimal(str(round(part, 4) + 0.0)) for part in build]
    function = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=whole, N=1)
    return Array([Name.Separation, Name("/" + spot), Name.DeviceCMYK, function])
