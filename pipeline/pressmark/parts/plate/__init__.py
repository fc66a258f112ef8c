"""Plates: pictures that fill a page each, with their captions and credits."""
