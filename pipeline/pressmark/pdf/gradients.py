"""The colour space in which a gradient is mixed: CMYK, or its spot inks and the process inks beside them.

ISO 32000-2, 8.6.6.5 (DeviceN) and 7.10.5 (functions in PostScript).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Name, Object, Pdf

from pressmark.pdf.spot_space import spot_space
from pressmark.press.inks import PROCESS, Cmyk, Plates

_WHOLE: dict[str, Cmyk] = {
    name: (float(i == 0), float(i == 1), float(i == 2), float(i == 3)) for i, name in enumerate(PROCESS)
}


@dataclass(frozen=True)
class Mix:
    """The inks that a gradient is mixed of, each with the build of all of it."""

    inks: tuple[tuple[str, Cmyk], ...]

    def values(self, plates: Plates) -> list[float]:
        """A colour as so much of each ink."""
        if plates.spot:
            return [plates.tint if name == plates.spot else 0.0 for name, _ in self.inks]
        shares = dict(zip(PROCESS, plates.cmyk, strict=True))
        return [shares.get(name, 0.0) for name, _ in self.inks]

    def space(self, file: Pdf) -> Object:
        """The colour space; readers without its spot inks mix their builds."""
        if tuple(name for name, _ in self.inks) == PROCESS:
            return Name.DeviceCMYK
        function = file.make_stream(_program([build for _, build in self.inks]).encode())
        function.FunctionType = 4
        function.Domain = Array([0, 1] * len(self.inks))
        function.Range = Array([0, 1] * 4)
        names = Array([Name("/" + name) for name, _ in self.inks])
        spots = {f"/{name}": spot_space(name, build) for name, build in self.inks if name not in PROCESS}
        attributes = Dictionary(Subtype=Name.DeviceN, Colorants=Dictionary(spots))
        return file.make_indirect(Array([Name.DeviceN, names, Name.DeviceCMYK, function, attributes]))


def mix_of(colours: Iterable[Plates]) -> Mix:
    """What colours are mixed of: of CMYK, unless one of them is a spot ink."""
    colours = list(colours)
    spots = {plates.spot: plates.full_build for plates in colours if plates.spot}
    if not spots:
        return Mix(tuple(_WHOLE.items()))
    amounts = [plates.cmyk for plates in colours if not plates.spot]
    used = [name for i, name in enumerate(PROCESS) if any(cmyk[i] > 0 for cmyk in amounts)]
    return Mix((*((name, _WHOLE[name]) for name in used), *sorted(spots.items())))


def _program(builds: Sequence[Cmyk]) -> str:
    """A function that makes of so much of each ink the sum of their builds: none of four inks is over 1."""
    count, steps = len(builds), []
    for done in range(4):
        steps.append("0")
        for i, build in enumerate(builds):
            if build[done]:
                steps.append(f"{count - i + done} index {build[done]:.4f} mul add")
        steps.append("dup 1 gt { pop 1 } if")
    return "{ " + " ".join(steps) + f" {count + 4} 4 roll " + "pop " * count + "}"
