"""Can the typesetting engine start? It needs system libraries that no Python package brings."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from pressmark.findings import Finding, Span, finding

# The library, the names it goes by, and Debian's package of it. Without HarfBuzz's subsetter the
# engine would run, but write other bytes than everywhere else.
LIBRARIES: Mapping[str, tuple[tuple[str, ...], str]] = {
    "Pango": (("libpango-1.0.so.0", "libpango-1.0.0.dylib"), "libpango-1.0-0"),
    "PangoFT2": (("libpangoft2-1.0.so.0", "libpangoft2-1.0.0.dylib"), "libpangoft2-1.0-0"),
    "HarfBuzz Subset": (
        ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib"),
        "libharfbuzz-subset0",
    ),
}


def engine_missing() -> Finding | None:
    """What keeps the engine from starting, and the one command that mends it; None when it starts.

    Libraries are installed only where we are root already and nobody is asked; never with sudo.
    """
    missing = _missing()
    if missing and may_install():
        install([LIBRARIES[name][1] for name in missing])
        missing = _missing()
    if not missing:
        return None
    problem = f"the system library {' and '.join(missing)} is not installed"
    return finding("E603", Span("this machine"), problem=problem, cure=_cure(missing))


def _missing() -> list[str]:
    return [name for name, (files, _) in LIBRARIES.items() if not any(map(_loads, files))]


def _loads(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def may_install() -> bool:
    """Are we root already, with nobody to ask, where Debian's packages are?"""
    asked = sys.stdin is not None and sys.stdin.isatty()
    return os.geteuid() == 0 and not asked and shutil.which("apt-get") is not None


def install(packages: list[str]) -> None:
    """Install Debian's packages; whether that went well is seen by looking for what they bring."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    words = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-q"], words):
        subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)


def _cure(missing: list[str]) -> str:
    """The one command to type."""
    if sys.platform == "darwin":
        return "type: brew install pango harfbuzz"
    return "type: sudo apt-get install " + " ".join(LIBRARIES[name][1] for name in missing)


def main() -> None:
    """Set the system libraries up, as part of the project's set-up; exit 1 where that is not ours."""
    missing = engine_missing()
    if missing is not None:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
