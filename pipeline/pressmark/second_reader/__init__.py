"""The sources read a second time, by a reader that shares no code with the one that sets them.

At check both readings of a text are laid beside each other; the proof holds the second against the pages.
"""
