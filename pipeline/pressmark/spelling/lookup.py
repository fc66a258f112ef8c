"""A program of its own: which words a dictionary has not, and what it suggests. It is run by its path.

A dictionary may be anybody's file, and Hunspell is no Python: what it does is bounded by the system, and a
fault of its own ends this process and no other. It is asked in JSON: `aff` and `dic` in base64, `words` with
their forms, and for how many to `suggest` others; it answers with an object of the words that are not there,
and what is suggested for each.
"""

import base64
import json
import resource
import sys
import tempfile
from pathlib import Path

SECONDS, MEGABYTES = 60, 2_000
MOST_SUGGESTED = 3


def main() -> None:
    """Answer one question, on standard input, within bounds of time and memory."""
    from hunspell import Hunspell

    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, (MEGABYTES * 1_000_000,) * 2)
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("aff", "dic"):
            (Path(folder) / f"own.{kind}").write_bytes(base64.b64decode(asked[kind]))
        dictionary = Hunspell("own", hunspell_data_dir=folder)
        wrong = [
            word
            for word, forms in asked["words"].items()
            if not any(all(map(dictionary.spell, form)) for form in forms)
        ]
        suggested = {word: list(dictionary.suggest(word)) for word in wrong[: asked["suggest"]]}
    json.dump({word: suggested.get(word, [])[:MOST_SUGGESTED] for word in wrong}, sys.stdout)


if __name__ == "__main__":
    main()
