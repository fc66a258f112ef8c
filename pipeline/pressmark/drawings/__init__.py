"""Drawn ornament: the knot, and the patterns of generated covers.

Data in, SVG text out; nothing here reads a file, a clock or a random source. A grid is measured in
tiles, x to the right and y down, until `svg.py` writes it in millimetres.
"""
