"""Programs of others that witness what our files hold: installed for the tests where that is ours to do.

Without them the tests that call them are skipped, and say so; nothing else needs them.
"""

from __future__ import annotations

import shutil

from pressmark.startup import install, may_install

# Each program, and Debian's package of it.
PROGRAMS = {"gs": "ghostscript", "qpdf": "qpdf", "chromium": "chromium"}


def main() -> None:
    """Install what is missing, where we are root already and nobody is asked."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing and may_install():
        install([PROGRAMS[program] for program in missing])
    for program in missing:
        if shutil.which(program) is None:
            print(f"there is no {program}: the tests that need it are skipped", flush=True)


if __name__ == "__main__":
    main()
