"""Pictures separated through the printing condition's profile, never resampled (ICC.1, 6.1.3)."""

from __future__ import annotations

import hashlib
import io
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pikepdf import Array, Name, Object, Pdf, PdfImage, Stream
from PIL import Image, ImageCms, ImageOps

from pipeline.press.inks import Cmyk, Rgb

_GREY = ("1", "L", "LA", "I", "I;16", "F")


class NoProfileError(Exception):
    """A picture in RGB, and a condition that has no profile to separate it by."""


@dataclass
class Pictures:
    """The pictures of one file. `sources` are the files that they were made of, by a part of their names
    among the resources: there the profile that a picture was taken in is still known."""

    file: Pdf
    profile: bytes | None
    sources: Mapping[str, Path]
    kept: dict[str, bytes] = field(default_factory=dict)

    def separated(self, picture: Stream, name: str) -> Stream | None:
        """A picture in CMYK, or None for one that stays as it is: CMYK, grey, or a mask.

        Raises NoProfileError.
        """
        if picture.get(Name.ImageMask) or _space_of(picture) in (Name.DeviceCMYK, Name.DeviceGray):
            return None
        image = self._source(name) or PdfImage(picture).as_pil_image()
        if image.mode == "CMYK":
            return None
        made = Stream(
            self.file,
            b"",
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=image.width,
            Height=image.height,
            BitsPerComponent=8,
        )
        for key in (Name.SMask, Name.Interpolate):
            if key in picture:
                made[key] = picture[key]
        if image.mode in _GREY:
            made[Name.ColorSpace] = Name.DeviceGray
            plates = image.convert("L").tobytes()
        else:
            made[Name.ColorSpace] = Name.DeviceCMYK
            plates = self._plates(image)
        made.write(zlib.compress(plates, 9), filter=Name.FlateDecode)
        return made

    def _source(self, name: str) -> Image.Image | None:
        for key, path in self.sources.items():
            if key in name:
                with Image.open(path) as opened:
                    return ImageOps.exif_transpose(opened) or opened.copy()
        return None

    def _plates(self, image: Image.Image) -> bytes:
        """An RGB picture's four plates, 8 bits each."""
        if self.profile is None:
            raise NoProfileError
        own = image.info.get("icc_profile")
        rgb = image.convert("RGB")
        key = hashlib.sha256(self.profile + (own or b"") + rgb.tobytes()).hexdigest()
        if key not in self.kept:
            self.kept[key] = plates_of(rgb, own, self.profile).tobytes()
        return self.kept[key]


def plates_of(rgb: Image.Image, own: bytes | None, profile: bytes) -> Image.Image:
    """The four plates of a picture in RGB, from its own profile or else sRGB to that of the condition:
    relative colorimetric, the black point adapted."""
    taken_in = ImageCms.ImageCmsProfile(io.BytesIO(own)) if own else ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(
        rgb,
        taken_in,
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="CMYK",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert made is not None
    return made


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
