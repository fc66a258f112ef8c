"""What the sources may say of contents: its group of layout.yaml."""

from __future__ import annotations

from pressmark.read.models.values import Model, Units


class ContentsLayout(Model):
    """The contents: rows in a column of their own beside panels, or, without one, over them."""

    column: Units | None = None
    """Where the column of rows begins; without it they stand over the panels."""
    panel_gap: Units
    """Between panels."""
