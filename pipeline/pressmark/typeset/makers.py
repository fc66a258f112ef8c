"""What sets on this machine, by name and version: where all of it is equal, equal bytes come out."""

from __future__ import annotations

import functools
import hashlib
import zlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version

from pressmark.drawings import packages_that_draw
from pressmark.store import code_digest
from pressmark.typeset.stored import PACKAGES, VERSIONS, library_version

# The libraries of the system that tell their version, by what they are called.
_LIBRARIES = {"pango_version_string": "Pango", "hb_version_string": "HarfBuzz"}

NOT_THERE = "none"


@functools.cache  # looked up once: what is loaded stays what it is
def makers() -> Mapping[str, str]:
    """The version of each: our own code, the packages and libraries that set, compress, or draw for us."""
    own = f"{_package('pressmark')} with the code {hashlib.sha256(code_digest()).hexdigest()[:8]}"
    packages = {name: _package(name) for name in (*PACKAGES, "pikepdf", *packages_that_draw())}
    libraries = {_LIBRARIES[name]: _library(name) for name in VERSIONS}
    return {"pressmark": own, **packages, **libraries, "zlib": zlib.ZLIB_RUNTIME_VERSION}


def differing(there: Mapping[str, str], here: Mapping[str, str]) -> str:
    """In what the makers of another machine differ from those here, in words; "" where they do not."""
    names = [name for name in {**here, **there} if there.get(name) != here.get(name)]
    return ", ".join(
        f"{name} {there.get(name, NOT_THERE)} (here {here.get(name, NOT_THERE)})" for name in names
    )


def _package(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NOT_THERE


def _library(name: str) -> str:
    try:
        return library_version(name)
    except OSError:
        return NOT_THERE
