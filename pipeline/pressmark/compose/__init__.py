"""Compose: which block on which page, and where. Pure arithmetic on heights; no engine, no files."""
