"""The kinds of part: each a folder."""
