"""Drawn ornament: the knot, the patterns of generated covers, and what other packages draw.

Data in, outlines out; nothing here reads a file, a clock or a random source. A grid is measured in tiles, x
to the right and y down, until `path_writer.py` writes it in millimetres.

What stands below is all that the rest of the project, and packages of others, know of it; the modules
inside know of the rest no more than its lengths.
"""

from pressmark.drawings.drawing import FOLDER, SVG, Drawing
from pressmark.drawings.front import front_address
from pressmark.drawings.materials import Materials
from pressmark.drawings.ornament import Ornament, Shape
from pressmark.drawings.path_writer import path_operators
from pressmark.drawings.patterns import PATTERNS
from pressmark.drawings.registry import clashes, draw, functions, names, of_others, packages_that_draw

__all__ = [
    "FOLDER",
    "PATTERNS",
    "SVG",
    "Drawing",
    "Materials",
    "Ornament",
    "Shape",
    "clashes",
    "draw",
    "front_address",
    "functions",
    "names",
    "of_others",
    "packages_that_draw",
    "path_operators",
]
