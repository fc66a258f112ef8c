"""Pictures separated through the printing condition's profile (ICC.1, 6.1.3), resampled only where asked."""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pikepdf import Array, Name, Object, Pdf, Stream
from PIL import Image, ImageCms

from pressmark.pdf.painted_pictures import pixels_of
from pressmark.press.inks import Cmyk, Rgb
from pressmark.read.pixels import Head, decoded, head_of, opened, plain
from pressmark.root import Root
from pressmark.store import Store, code_part

# How hard plates are deflated (RFC 1950): the last levels take far longer and save little.
LEVEL = 6


class NoProfileError(Exception):
    """A picture in RGB, and a condition that has no profile to separate it by."""


# A picture is taken down only where it has so many times the pixels that are asked for: less is not worth
# what resampling loses.
WORTH = 1.5


@dataclass(frozen=True)
class Originals:
    """The files of a root that pictures were made of, by a part of their names among the resources: there
    all of its pixels are, and the profile that it was taken in, which the engine drops."""

    root: Root
    files: Mapping[str, str]

    def of(self, name: str) -> Image.Image | None:
        """The pixels of the file that a picture of that name was made of. Raises OSError where it cannot
        be read."""
        file = self._file(name)
        return None if file is None else decoded(self.root.read(file))

    def head(self, name: str) -> Head | None:
        """The head of that file. Raises OSError."""
        file = self._file(name)
        if file is None:
            return None
        with opened(self.root.read(file)) as picture:
            return head_of(picture)

    def _file(self, name: str) -> str | None:
        return next((file for key, file in self.files.items() if key in name), None)


@dataclass(frozen=True)
class Pictures:
    """The pictures of one file, and the `originals` that they were made of; `resample` is how many pixels
    per inch are asked for, if a number is."""

    file: Pdf
    profile: bytes | None
    originals: Originals
    resample: int | None
    store: Store

    def separated(self, picture: Stream, name: str, across: float, down: float) -> Stream | None:
        """A picture in CMYK or grey, printed so many inches large; or None for one that stays as it is.

        Raises NoProfileError.
        """
        if picture.get(Name.ImageMask):
            return None
        ready = _space_of(picture) in (Name.DeviceCMYK, Name.DeviceGray)
        head = self.originals.head(name)
        art = head is not None and head.mode == "1"
        size = None if art else _taken_down(picture, across, down, self.resample)
        if ready and size is None and not (head and (head.turned or art or _coarsened(head))):
            return None
        image = self.originals.of(name) or plain(pixels_of(picture))
        return self._made(picture, image, size or image.size, 1 if art else 8)

    def _made(self, picture: Stream, image: Image.Image, size: tuple[int, int], bits: int) -> Stream:
        grey = image.mode == "L"
        space = Name.DeviceGray if grey else Name.DeviceCMYK
        entries = {"Type": Name.XObject, "Subtype": Name.Image, "Width": size[0], "Height": size[1]}
        stream = Stream(self.file, b"", BitsPerComponent=bits, ColorSpace=space, **entries)
        if Name.Interpolate in picture:
            stream.Interpolate = picture.Interpolate
        if Name.SMask in picture:
            stream.SMask = self._mask(picture.SMask, size, image.size)
        if bits == 1:  # a line of it ends with a byte, as one of PDF does (8.9.5.2)
            plates = zlib.compress(image.convert("1", dither=Image.Dither.NONE).tobytes(), LEVEL)
        else:
            plates = self._grey(image, size) if grey else self._plates(image, size)
        stream.write(plates, filter=Name.FlateDecode)
        return stream

    def _mask(self, mask: Object, size: tuple[int, int], before: tuple[int, int]) -> Object:
        """A picture's mask, taken down with it."""
        if size == before:
            return mask
        assert isinstance(mask, Stream)
        stream = Stream(self.file, b"", **{str(key)[1:]: value for key, value in mask.items()})
        stream.Width, stream.Height = size
        if Name.DecodeParms in stream:
            del stream[Name.DecodeParms]
        image = pixels_of(mask).convert("L").resize(size, Image.Resampling.LANCZOS)
        stream.write(zlib.compress(image.tobytes(), LEVEL), filter=Name.FlateDecode)
        return self.file.make_indirect(stream)

    def _grey(self, image: Image.Image, size: tuple[int, int]) -> bytes:
        return zlib.compress(_sized(image, size).tobytes(), LEVEL)

    def _plates(self, image: Image.Image, size: tuple[int, int]) -> bytes:
        """A picture's four plates, 8 bits each, deflated: made once for the same pixels and profile."""
        if image.mode == "CMYK":
            return zlib.compress(_sized(image, size).tobytes(), LEVEL)
        if self.profile is None:
            raise NoProfileError
        own = image.info.get("icc_profile")
        rgb = _sized(image, size)
        parts = (code_part("pillow"), self.profile, own or b"", repr(size).encode(), rgb.tobytes())
        profile = self.profile
        return self.store.get_or_make(
            parts, lambda: zlib.compress(plates_of(rgb, own, profile).tobytes(), LEVEL)
        )


def _coarsened(head: Head) -> bool:
    """Was it given to the engine in other pixels than its own?"""
    return head.space == "CMYK" and head.kind != "JPEG"


def _taken_down(picture: Stream, across: float, down: float, resample: int | None) -> tuple[int, int] | None:
    """The size that a picture printed so large is taken down to; None where it keeps its own."""
    width, height = int(picture.Width), int(picture.Height)
    if resample is None or not across or not down:
        return None
    if min(width / across, height / down) < resample * WORTH:
        return None
    return max(1, round(across * resample)), max(1, round(down * resample))


def _sized(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def plates_of(rgb: Image.Image, own: bytes | None, profile: bytes) -> Image.Image:
    """The four plates of a picture in RGB, from its own profile or else sRGB to that of the condition:
    relative colorimetric, the black point adapted."""
    taken_in = ImageCms.ImageCmsProfile(io.BytesIO(own)) if own else ImageCms.createProfile("sRGB")
    plates = ImageCms.profileToProfile(
        rgb,
        taken_in,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert plates is not None
    return plates


def colours_of(colours: Sequence[Rgb], profile: bytes | None) -> Sequence[Cmyk]:
    """Colours of pictures through a condition's profile; without one, as black alone."""
    if not colours:
        return []
    image = Image.frombytes("RGB", (len(colours), 1), bytes(part for colour in colours for part in colour))
    if profile is None:
        return [(0.0, 0.0, 0.0, 1 - level / 255) for level in image.convert("L").tobytes()]
    raw = plates_of(image, None, profile).tobytes()
    return [
        (raw[i] / 255, raw[i + 1] / 255, raw[i + 2] / 255, raw[i + 3] / 255) for i in range(0, len(raw), 4)
    ]


def _space_of(picture: Stream) -> Object | None:
    """The device space of a picture, however it is named; None for another."""
    space = picture.get(Name.ColorSpace)
    if isinstance(space, Array):
        components = int(space[1].get(Name.N, 0)) if space[0] == Name.ICCBased else 0
        return {1: Name.DeviceGray, 4: Name.DeviceCMYK}.get(components)
    return space
