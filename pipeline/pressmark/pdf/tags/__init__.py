"""The structure tree of the screen edition: read from the engine's, mended, described and written.

PDF/UA-1 (ISO 14289-1), on the structure types of ISO 32000-1, 14.8.4.
"""
