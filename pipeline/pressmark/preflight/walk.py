"""A walk over a page: every text, fill, line, picture and gradient that it paints, as facts for every check.

The content is interpreted as ISO 32000-2 says (8.4 to 8.10, 9.4), into forms, tiles, the glyphs of Type 3
fonts, soft masks and the appearances of annotations, whoever wrote the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from pikepdf import (
    Array,
    ContentStreamInlineImage,
    Dictionary,
    Name,
    Object,
    Page,
    PdfError,
    Stream,
    parse_content_stream,
)

from pressmark.pdf.readback import IDENTITY, matrix_of, times
from pressmark.preflight.annotations import appearance, placed
from pressmark.preflight.colours import NO_INK, resolved
from pressmark.preflight.geometry import Box, around, corners_of, is_somewhere, met
from pressmark.preflight.graphics import State, adjusted, moved, stepped
from pressmark.preflight.objects import inherited
from pressmark.preflight.operators import OPERATORS
from pressmark.preflight.painted import GLYPH, NOTE, TILE, Font, Oddity, Painted
from pressmark.preflight.paths import BOTH, FILLS, STROKES, Path, filled, stroked
from pressmark.preflight.pictures import gradients, picture_of
from pressmark.preflight.shown_text import Face, face_of, glyph_of

MAX_DEPTH = 24

_PATHS = {"m", "l", "c", "v", "y", "re", "h"}
_SHOWS = {"Tj", "TJ", "'", '"'}


@dataclass
class Walk:
    """A walk over one page: what is `painted`, what stands in soft `masks`, and the fonts that show text."""

    painted: list[Painted] = field(default_factory=list)
    masks: list[Painted] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)
    fonts: dict[Font, None] = field(default_factory=dict)
    open: list[tuple[int, int]] = field(default_factory=list)
    _faces: dict[tuple[int, int], Face] = field(default_factory=dict)
    _tiles: dict[object, list[Painted]] = field(default_factory=dict)
    _glyphs: set[object] = field(default_factory=set)
    _masked: set[tuple[int, int]] = field(default_factory=set)
    _text_clips: list[Box] = field(default_factory=list)

    def page(self, page: Page) -> Walk:
        """Everything that a page paints, the appearances of its annotations at their places included."""
        resources = inherited(page.obj, Name.Resources) or Dictionary()
        self._group(page.obj, resources, "page group")
        self._content(page, resources, State(), "")
        for note in page.obj.get(Name.Annots, Array()):
            form = appearance(note)
            if form is not None:
                self._form(form, resources, State(ctm=placed(note, form)), NOTE)
        return self

    def _content(self, source: Any, resources: Object, state: State, inside: str) -> None:
        try:
            instructions = parse_content_stream(source)
        except PdfError as error:
            self.oddities.append(Oddity("unreadable", str(error)))
            return
        state = replace(state, base=state.ctm)
        stack: list[State] = []
        path = Path()
        clips = False
        for instruction in instructions:
            if isinstance(instruction, ContentStreamInlineImage):
                self._picture(instruction.iimage.obj, resources, state, "an inline picture", inside)
                continue
            operands, name = list(instruction.operands), str(instruction.operator)
            if name == "q":
                stack.append(state)
            elif name == "Q":
                state = stack.pop() if stack else state
            elif name in _PATHS:
                path.add(name, [float(n) for n in operands], state.ctm)
            elif name in ("W", "W*"):
                clips = True
            elif name in FILLS | BOTH | STROKES | {"n"}:
                if path.points and name != "n":
                    self._paint(name, path, state, resources, inside)
                if clips and path.points:
                    state = replace(state, clip=met(state.clip, around(path.points)))
                path, clips = Path(), False
            elif name == "d1":  # the glyph is painted in the colour of its text (9.6.4)
                state = replace(state, bound=True)
            else:
                state = self._step(operands, name, state, resources, inside)

    def _step(self, operands: list[Any], name: str, state: State, resources: Object, inside: str) -> State:
        if name in _SHOWS:
            return self._show(operands, name, state, resources, inside)
        match name:
            case "gs":
                self._masks_of(str(operands[0]), resources, state)
            case "sh":
                shading = resources.get(Name.Shading, Dictionary()).get(str(operands[0]))
                self._shading(shading, resources, state, state.clip, inside)
            case "Do":
                self._drawing(str(operands[0]), resources, state, inside)
            case "ET" if self._text_clips:
                clip = met(state.clip, around([p for box in self._text_clips for p in _two(box)]))
                self._text_clips.clear()
                return replace(state, clip=clip)
            case _ if name not in OPERATORS:
                self.oddities.append(Oddity("operator", name))
        return stepped(operands, name, state, resources)

    def _paint(self, name: str, path: Path, state: State, resources: Object, inside: str) -> None:
        if name in FILLS | BOTH:
            for one in filled(path, state, inside):
                self._add(one, state.fill_pattern, resources, state)
        if name in STROKES | BOTH:
            for one in stroked(path, state, inside, closed=name in ("s", "b", "b*")):
                self._add(one, state.stroke_pattern, resources, state)

    def _add(self, one: Painted, pattern: Object | None, resources: Object, state: State) -> None:
        """Note what is painted; of a pattern, what it paints there."""
        if one.colour.names == NO_INK.names or not is_somewhere(one.box):
            return
        if isinstance(pattern, Stream):
            self._tiled(one, pattern, resources, state)
        elif pattern is not None:
            self._shading(pattern.get(Name.Shading), resources, state, one.box, one.name, pattern)
        self.painted.append(one)

    def _tiled(self, one: Painted, pattern: Stream, resources: Object, state: State) -> None:
        """What a tile paints, where the tiles come to stand (8.7.3): each once for each colour."""
        key = (pattern.objgen, one.colour, state.base)
        if key not in self._tiles:
            own = matrix_of(pattern.get(Name.Matrix, Array(list(IDENTITY))))
            inner = State(ctm=times(own, state.base), over=one.over, alpha=one.alpha)
            inner = replace(inner, overprint_mode=one.mode)
            if int(pattern.get(Name.PaintType, 1)) == 2:
                plain = replace(one.colour, via="")
                inner = replace(inner, fill=plain, stroke=plain, bound=True)
            before, self.painted = self.painted, []
            self._entered(pattern, pattern.get(Name.Resources, resources), inner, TILE)
            self._tiles[key], self.painted = self.painted, before
        self.painted += (replace(inner, box=one.box, outlines=()) for inner in self._tiles[key])

    def _show(self, operands: list[Any], name: str, state: State, resources: Object, inside: str) -> State:
        """Show text, and go on behind it (9.4.3)."""
        if name == '"':
            state = replace(state, word_spacing=float(operands[0]), spacing=float(operands[1]))
        if name in ("'", '"'):
            state = moved(state, 0.0, -state.leading)
        face = self._face(state)
        begun, ahead, blank = state, 0.0, True
        single, drawn = face.bytes_each == 1, face.font.kind == "Type3"
        parts = operands[-1] if name == "TJ" else operands[-1:]
        for part in parts:
            if not hasattr(part, "__bytes__"):
                ahead -= float(part) / 1000 * state.size * state.stretch
                continue
            for code in face.codes(bytes(part)):
                space = single and code == 32
                blank = blank and space
                if drawn:
                    self._glyph(_ahead(begun, ahead), code, resources)
                tx = face.width(code) * state.size + state.spacing + (state.word_spacing if space else 0.0)
                ahead += tx * state.stretch
        if not blank:
            self._text(begun, ahead, face, resources, inside)
        return _ahead(begun, ahead)

    def _text(self, state: State, long: float, face: Face, resources: Object, inside: str) -> None:
        mode = state.mode
        at = times(state.text, state.ctm)
        size = state.size * (at[2] ** 2 + at[3] ** 2) ** 0.5
        place = around(corners_of((0.0, state.rise, long, state.rise + state.size), at))
        if mode >= 4:
            self._text_clips.append(place)
        if mode != 3:
            self.fonts[face.font] = None
        one = Painted("text", met(place, state.clip), state.fill, size, state.over, state.alpha, inside)
        one = replace(one, font=face.font.name, mode=state.overprint_mode, blend=state.blend)
        if mode in (0, 2, 4, 6):
            self._add(one, state.fill_pattern, resources, state)
        if mode in (1, 2, 5, 6):
            edge = replace(one, colour=state.stroke, over=state.stroke_over, alpha=state.stroke_alpha)
            self._add(edge, state.stroke_pattern, resources, state)
            if mode in (1, 5):
                line = replace(edge, kind="stroke", size=state.thick, name=f"text in {one.font}")
                self._add(line, None, resources, state)

    def _face(self, state: State) -> Face:
        font = state.font
        if font is None or not font.is_indirect:
            return face_of(font, state.font_name)
        if font.objgen not in self._faces:
            self._faces[font.objgen] = face_of(font, state.font_name)
        return self._faces[font.objgen]

    def _glyph(self, state: State, code: int, resources: Object) -> None:
        """What a glyph of Type 3 paints (9.6.4), once for each colour."""
        font = state.font
        assert font is not None
        glyph = glyph_of(font, code)
        key = (font.objgen, code, state.fill)
        if glyph is None or state.mode == 3 or key in self._glyphs:
            return
        self._glyphs.add(key)
        own = matrix_of(font.get(Name.FontMatrix, Array([0.001, 0, 0, 0.001, 0, 0])))
        sized = (state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise)
        ctm = times(own, times(sized, times(state.text, state.ctm)))
        inner = replace(state, ctm=ctm, stroke=state.fill, stroke_over=state.over)
        self._entered(glyph, font.get(Name.Resources, resources), inner, f"{GLYPH} {state.font_name}")

    def _masks_of(self, name: str, resources: Object, state: State) -> None:
        """What a graphics state mixes: a blend mode, or a soft mask and what stands in that (11.6.5)."""
        given = resources.get(Name.ExtGState, Dictionary()).get(name, Dictionary())
        mask = given.get(Name.SMask, Name("/None"))
        if mask != Name("/None") or adjusted(given, State()).blend != "Normal":
            self.oddities.append(Oddity("mixed", "a mask or a blend mode"))
        form = mask.get(Name.G) if isinstance(mask, Dictionary) else None
        if isinstance(form, Stream) and form.objgen not in self._masked:
            self._masked.add(form.objgen)
            before, self.painted = self.painted, []
            self._form(form, resources, State(ctm=state.ctm), "a mask")
            self.masks += self.painted
            self.painted = before

    def _drawing(self, name: str, resources: Object, state: State, inside: str) -> None:
        drawing = resources.get(Name.XObject, Dictionary()).get(name)
        if not isinstance(drawing, Stream):
            return
        if drawing.get(Name.Subtype) == Name.Form:
            self._form(drawing, resources, state, name.lstrip("/"))
        elif drawing.get(Name.Subtype) != Name.PS:
            self._picture(drawing, resources, state, name.lstrip("/"), inside)

    def _form(self, form: Stream, resources: Object, state: State, name: str) -> None:
        own = form.get(Name.Resources, resources)
        self._group(form, own, "group")
        ctm = times(matrix_of(form.get(Name.Matrix, Array(list(IDENTITY)))), state.ctm)
        if Name.BBox in form:
            a, b, c, d = (float(n) for n in form.BBox)
            box = around(corners_of((min(a, c), min(b, d), max(a, c), max(b, d)), ctm))
            state = replace(state, clip=met(state.clip, box))
        if is_somewhere(state.clip):
            self._entered(form, own, replace(state, ctm=ctm), name)

    def _group(self, holder: Object, resources: Object, kind: str) -> None:
        """The transparency group of a page or a form, and the space that it is mixed in (11.6.6)."""
        group = holder.get(Name.Group)
        if group is not None and group.get(Name.S) == Name.Transparency:
            space = resolved(group[Name.CS], resources).space if Name.CS in group else "DeviceCMYK"
            self.oddities.append(Oddity(kind, space))

    def _entered(self, source: Stream, resources: Object, state: State, name: str) -> None:
        """Walk what is drawn by name; one that holds itself is said, and left."""
        if source.objgen in self.open or len(self.open) > MAX_DEPTH:
            self.oddities.append(Oddity("circle", name))
            return
        self.open.append(source.objgen)
        self._content(source, resources, state, name)
        self.open.pop()

    def _picture(self, picture: Object, resources: Object, state: State, name: str, inside: str) -> None:
        one = picture_of(picture, resources, state, name, inside)
        if Name.SMask in picture:
            self.oddities.append(Oddity("mixed", f"the picture {name}"))
        self._add(one, state.fill_pattern if one.kind == "mask" else None, resources, state)

    def _shading(
        self,
        shading: Object | None,
        resources: Object,
        state: State,
        box: Box,
        inside: str,
        pattern: Object | None = None,
    ) -> None:
        if shading is None:
            return
        if pattern is not None and Name.ExtGState in pattern:
            state = adjusted(pattern.ExtGState, state)
        made = gradients(shading, resources, state, box, inside)
        self.painted += made.painted
        self.oddities += made.oddities


def _ahead(state: State, far: float) -> State:
    """The state so far on in a line of text (9.4.4)."""
    return replace(state, text=times((1.0, 0.0, 0.0, 1.0, far, 0.0), state.text))


def _two(box: Box) -> Iterator[tuple[float, float]]:
    yield box[0], box[1]
    yield box[2], box[3]
