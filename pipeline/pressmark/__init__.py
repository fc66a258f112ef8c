"""Pressmark: Markdown and YAML sources to print-ready PDF directories and booklets.

What is named here is public; docs/api.md shows it by examples.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pressmark.api import Cluster, Job, Processes, Result, Root, preflight_pdf

__all__ = ["Cluster", "Job", "Processes", "Result", "Root", "preflight_pdf"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when they are first asked for: a command that needs none is quick."""
    if name in __all__:
        from pressmark import api

        return getattr(api, name)
    raise AttributeError(name)
