"""The functions of a PDF, as far as a printer asks of them: how many values they give, and between which
ends (ISO 32000-2, 7.10)."""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Stream

Values = tuple[float, ...]

# More samples than this are not looked at one by one.
MOST_SAMPLES = 100_000


def outputs(function: Object | None) -> int:
    """How many values a function, or a list of them, gives; 0 where that is not to be told."""
    if function is None:
        return 0
    if isinstance(function, Array):
        return len(function)
    if Name.Range in function:
        return len(function.Range) // 2
    match int(function.get(Name.FunctionType, -1)):
        case 2:
            return len(function.get(Name.C0, [0]))
        case 3:
            return outputs(function.Functions[0])
    return 0


def ends(function: Object | None) -> Iterator[Values]:
    """The values between which a function interpolates, as far as it does."""
    if isinstance(function, Array):
        parts = [list(ends(one)) for one in function]
        if all(parts):
            for i in range(max(map(len, parts))):
                yield tuple(part[min(i, len(part) - 1)][0] for part in parts)
        return
    if not isinstance(function, Dictionary | Stream):
        return
    match int(function.get(Name.FunctionType, -1)):
        case 0 if isinstance(function, Stream):
            yield from dict.fromkeys(_samples(function))
        case 2:
            yield tuple(float(n) for n in function.get(Name.C0, [0]))
            yield tuple(float(n) for n in function.get(Name.C1, [1]))
        case 3:
            for inner in function.Functions:
                yield from ends(inner)


def _samples(function: Stream) -> Iterator[Values]:
    """The values of a sampled function (7.10.2), of 8 or 16 bits."""
    bits, span = int(function.BitsPerSample), [float(n) for n in function.Range]
    decode = [float(n) for n in function.get(Name.Decode, span)]
    values, wide = len(span) // 2, bits // 8
    raw = function.read_bytes() if bits in (8, 16) else b""
    most = (1 << bits) - 1
    for start in range(0, min(len(raw), MOST_SAMPLES) - values * wide + 1, values * wide):
        parts = (
            int.from_bytes(raw[start + i * wide : start + (i + 1) * wide], "big") / most
            for i in range(values)
        )
        yield tuple(
            decode[2 * i] + part * (decode[2 * i + 1] - decode[2 * i]) for i, part in enumerate(parts)
        )


def recipe(function: Object | None) -> str:
    """What makes a function the same as another: its ends, or the program that it is."""
    if isinstance(function, Stream) and int(function.get(Name.FunctionType, -1)) == 4:
        return b" ".join(function.read_bytes().replace(b"{", b" { ").replace(b"}", b" } ").split()).decode(
            "latin-1"
        )
    return repr([tuple(round(n, 3) + 0.0 for n in end) for end in ends(function)])
