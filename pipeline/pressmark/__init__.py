"""Pressmark: Markdown and YAML sources to print-ready PDF directories and booklets."""
