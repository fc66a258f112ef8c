"""Markdown: the fenced blocks of a file, and the prose in them."""
