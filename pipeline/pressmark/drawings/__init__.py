"""Drawn ornament: the knot, the patterns of generated covers, and what other packages draw.

Data in, outlines out; nothing here reads a file, a clock or a random source. A grid is measured in tiles, x
to the right and y down, until `path_writer.py` writes it in millimetres.

What stands below is all that the rest of the project, and packages of others, know of it; the modules
inside know of the rest nothing.
"""

from pressmark.drawings.cover import Cover, cover_drawing
from pressmark.drawings.drawing import FOLDER, SVG, Drawing
from pressmark.drawings.front import front_address
from pressmark.drawings.materials import Materials
from pressmark.drawings.neighbours import Drawn, turns
from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.path_writer import path_operators
from pressmark.drawings.registry import (
    clashes,
    covers,
    draw,
    functions,
    names,
    of_others,
    packages_that_draw,
    template_of,
)

__all__ = [
    "FOLDER",
    "SVG",
    "Cover",
    "Drawing",
    "Drawn",
    "Materials",
    "Ornament",
    "Shape",
    "clashes",
    "cover_drawing",
    "covers",
    "draw",
    "front_address",
    "functions",
    "names",
    "of_others",
    "packages_that_draw",
    "path_operators",
    "template_of",
    "turns",
]
