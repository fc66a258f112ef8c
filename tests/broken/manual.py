"""docs/findings.md, made of the rules and of what the broken sources come to: `make docs` writes it.

A rule that a broken source finds has that finding as its example; of those that only a build finds, the
values of an example stand here.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pressmark.findings import Span, finding
from pressmark.rules import RULES, Rule
from tests.broken.breaking import CASES, ran, told
from tests.output.building import PROJECT

MANUAL = PROJECT / "docs" / "findings.md"

STAGES = {
    "1": "Reading",
    "2": "Names, references, pictures, layouts",
    "3": "Content",
    "4": "Copyfitting",
    "5": "Pages",
    "6": "The engine",
    "7": "Proof",
    "8": "Output",
    "9": "Press",
}

HEAD = """# Findings

<!-- Made from pipeline/pressmark/rules.py and tests/broken/cases/ by `make docs`: change those. -->

Whatever is wrong is said at once: the place, a code, what is wrong, and the cure. An **error** (E) stops its
publication, a **warning** (W) should be looked at, a **notice** (N) says what was done: notices
are counted, and listed with `--verbose`; those of what goes to print (N9…) always are. `--format json` and
`--format github` say all of it to programs.

A warning that is right as it is can be accepted where it is said, with the reason: in YAML with a comment,
in Markdown with one that is not printed, at the end of the line or alone above it.

```text
    title: The ridge ridge walk   # accept W331: the hill is called so
walk walk walk, <!-- accept W331: a song -->
# accept W321 map.png: for the next edition
```

The last accepts what is said of a file that cannot hold a comment, from a file beside it.
"""

# The values of an example, for rules that only a build finds.
SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "E105": {"size": 12},
    "E165": {"page": 4},
    "E166": {"page": 4, "what": 'the footnote "1"', "words": 300},
    "E231": {"name": "booklet"},
    "E260": {"package": "acme-stripes", "name": "knot", "first": "Pressmark"},
    "E280": {"what": 'the character "字" (U+5B57)'},
    "E401": {"what": 'the extract from "Diamond 9"', "page": 9, "words": 35, "over": 12},
    "E402": {},
    "E403": {"page": 7, "lines": 12, "pages": 8, "total": 9, "words": 110, "more": 12},
    "E404": {"pages": 12, "total": 10, "words": "about 400 words more", "otherwise": "or ask for 10 pages"},
    "E405": {
        "pages": 32,
        "total": 34,
        "more": 36,
        "why": ': "Learning within a network" has 6 pages, had 4',
        "cure": "cut there, or move something back",
    },
    "N402": {"page": 7, "lines": 3, "words": 30},
    "N501": {"folio": 4, "part": "the section"},
    "N502": {"count": 3, "pages": 32},
    "N504": {"page": "Inside front", "part": "the cover"},
    "W501": {"pages": 30, "binding": "saddle-stitch", "multiple": 4},
    "E505": {"name": "directory", "why": "publication.yaml cannot be read"},
    "E601": {"message": "Ignored `colr: red` at 12:3, unknown property."},
    "E603": {"problem": "Pango is not there", "cure": "install it: apt-get install libpango-1.0-0"},
    "E604": {"seconds": 15},
    "E605": {"problem": "it ended without a word, as it does when it runs out of time or memory"},
    "E606": {
        "problem": "nothing answers there",
        "cure": "see that its scheduler runs (dask scheduler), and that the address is the one it tells",
    },
    "E607": {"problem": "tcp://10.0.0.7:41213 has weasyprint 69.0 (here 70.0)"},
    "E701": {"what": 'the entry "diamond-9"', "loss": 'it lacks "the last words"'},
    "E702": {"what": 'the entry "diamond-9"', "cure": "print it in the layout"},
    "E703": {"page": 9, "text": "Agree on the answers", "what": "the entry"},
    "E704": {"font": "DejaVu Sans"},
    "E705": {"page": 9, "what": "the entry", "over": 4, "way": "taller"},
    "E706": {"part": "the section", "count": 3, "expected": 2},
    "E707": {"page": 9},
    "E709": {"target": "title/diamond-9"},
    "E710": {"page": 9, "one": "Diamond 9", "other": "Taken from"},
    "E711": {"page": 9, "text": "https://www.example.org/a/long/address"},
    "E712": {"page": 4, "other": 5},
    "E713": {"name": "booklet"},
    "E714": {"what": "the entry", "item": "Agree on the answers", "loss": 'has lost its number, "3."'},
    "E715": {"what": "the entry", "written": 'print("done")', "found": "print(“done”)"},
    "E721": {"page": 9, "what": ""},
    "E722": {"page": 9, "what": ' ("part/leading")'},
    "E723": {"page": 4, "what": ""},
    "W721": {"page": 8, "what": ' ("The thirty marks")'},
    "E731": {"page": 1, "what": 'the page number of "Leading" in the contents', "found": 13, "wanted": 14},
    "E732": {"what": 'the page number of "Leading" in the contents', "cure": "print it in the layout"},
    "E733": {"page": 1, "place": "part/leading", "cure": 'write id="part/leading" on what it leads to'},
    "E734": {"page": 8, "what": "running head", "name": "running-head"},
    "E735": {"page": 8, "what": "folio", "found": "9", "wanted": "8"},
    "E801": {"problem": "Permission denied (output/directory)"},
    "E802": {"problem": "Permission denied (source/directory/cover.jpg)"},
    "E803": {
        "what": "directory",
        "where": "output/ (120 kB are free, 4.2 MB are needed, 4.1 MB more)",
        "cure": "make room there",
    },
    "E804": {
        "what": "temporary files",
        "problem": "Read-only file system (/tmp)",
        "cure": "set TMPDIR to a folder of your own",
    },
    "E901": {"page": 9, "what": "the fill #123456", "where": ""},
    "E902": {"page": 9, "what": "a shadow", "where": "", "standard": "PDF/X-1a:2003"},
    "E910": {
        "file": "directory-press-text.pdf",
        "page": 9,
        "check": "P410",
        "message": "a picture has 96 pixels an inch",
        "cure": "take a finer one",
    },
    "E921": {"pages": 2},
    "N911": {"file": "directory-press-text.pdf", "count": 2},
    "N913": {
        "files": "directory-press-text.pdf, directory-press-cover.pdf",
        "why": 'changed since: the part "section/2"',
        "cure": "type: ./pressmark build directory",
    },
    "N914": {"folder": "/home/ada/house/output/.store", "problem": "No space left on device"},
    "N912": {"file": "directory-press-text.pdf", "why": "Ghostscript is not installed"},
}


def manual() -> str:
    """The page as the rules and the broken sources make it: in the order of the rules."""
    return "\n".join([HEAD, *_stages()])


def _stages() -> Iterator[str]:
    for stage, codes in itertools.groupby(RULES, key=lambda code: code[1]):
        yield f"## {STAGES[stage]}\n"
        yield from (_entry(RULES[code]) for code in codes)


def _entry(rule: Rule) -> str:
    """A rule: its code and severity, what it says, the cure, and an example."""
    hint = {"{guess}": " The hint names the nearest that is known.", "{cure}": " The hint says what to do."}
    cure = hint.get(rule.hint, f" Cure: {_named(rule.hint)}." if rule.hint else "")
    example = _example(rule.code)
    shown = f"\n```text\n{example}\n```\n" if example else ""
    return f"### {rule.code}\n\n{rule.severity.capitalize()}: {_named(rule.message)}.{cure}\n{shown}"


def _named(wording: str) -> str:
    """A rule's wording, what is filled in as in a dictionary of phrases."""
    written = wording.replace("<", "&lt;").replace("[[", "\\[[")
    return re.sub(r"\{(\w+)(?::(\w+))?\}", lambda m: f"*{m[1]}* {m[2] or ''}".rstrip(), written)


def _example(code: str) -> str:
    """What is said of the shortest case, or of the sample; "" where there is neither."""
    cases = [case for case in CASES if any(line.endswith(f" {code}") for line in told(case)[1])]
    if cases:
        human = ran(min(cases, key=lambda case: len(case.read_text("utf-8")))).human
        blocks = re.split(r"\n(?=\S)", human)
        return _plain(next(block for block in blocks if f": {code} " in block.split("\n")[0]))
    if code in SAMPLES:
        return str(finding(code, Span(""), **SAMPLES[code])).removeprefix(": ")
    return ""


def _plain(block: str) -> str:
    """An example without spaces at the ends of its lines."""
    return "\n".join(line.rstrip() for line in block.strip().split("\n"))


def main() -> None:
    """Write the page."""
    Path(MANUAL).write_text(manual(), "utf-8")


if __name__ == "__main__":
    main()
