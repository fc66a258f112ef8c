"""Typeset: blocks to HTML by the layout's templates, HTML to pages by the engine."""
