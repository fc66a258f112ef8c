"""The contents page."""
