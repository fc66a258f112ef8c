"""Spelling, where a publication asks for it: each printed word is looked up in a dictionary of Hunspell's."""
