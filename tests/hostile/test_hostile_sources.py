"""Sources that were written to do harm: each is a finding, all of them within seconds and little memory."""

from __future__ import annotations

import os
import resource
import struct
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

from pressmark.read.models.values import MOST_RECORDS
from tests.hostile.damage import plain_root
from tests.hostile.guarded import WORD, Watched, guarded, reached, secret, watched
from tests.output.building import PROJECT, replaced

MANY = 10_000
SMALL = PROJECT / "tests" / "fixtures" / "small"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'

# Seconds of the processor's time for all of a root's horrors together.
SOON = 60.0


def bomb(name: str, levels: int, times: int = 10) -> str:
    """Aliases in YAML, each of which is ten of the one before."""
    lines = [f"{name}0: &{name}0 [x]"]
    lines += [f"{name}{i}: &{name}{i} [{', '.join([f'*{name}{i - 1}'] * times)}]" for i in range(1, levels)]
    return "\n".join(lines)


def entities(levels: int) -> str:
    """Entities in XML, each of which is ten of the one before."""
    made = [
        '<!ENTITY e0 "ha">',
        *(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, levels)),
    ]
    return f"<!DOCTYPE svg [{''.join(made)}]>{SVG}<text>&e{levels - 1};</text></svg>"


def uses(levels: int) -> str:
    """Groups in SVG, each of which uses the next ten times."""
    groups = [f'<g id="g{i}">{f"""<use href="#g{i + 1}"/>""" * 10}</g>' for i in range(levels)]
    return f'{SVG}{"".join(groups)}<rect id="g{levels}" width="1" height="1"/></svg>'


def png(width: int, height: int) -> bytes:
    """A picture of one ink and few bytes, whatever its size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def tiff(width: int, height: int) -> bytes:
    """The head of a TIFF of this size."""
    tags = ((256, width), (257, height), (258, 1), (259, 1), (262, 1), (273, 8), (277, 1), (278, height))
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\0" + struct.pack("<IH", 8, len(tags)) + entries + struct.pack("<I", 0)


def jpeg(width: int, height: int) -> bytes:
    """The head of a JPEG of this size."""
    frame = struct.pack(">BHHBBBB", 8, height, width, 1, 1, 0x11, 0)
    return b"\xff\xd8\xff\xc0" + struct.pack(">H", len(frame) + 2) + frame + b"\xff\xda\0\x08\1\1\0\0\x3f\0"


def webp(width: int, height: int) -> bytes:
    """The head of a WebP of this size, which knows no more than 16,384 of either."""
    bits = (min(width, 16384) - 1) | (min(height, 16384) - 1) << 14
    data = b"\x2f" + struct.pack("<I", bits) + b"\0" * 20
    body = b"WEBPVP8L" + struct.pack("<I", len(data)) + data
    return b"RIFF" + struct.pack("<I", len(body)) + body


# What stands in the catalogue, and what is said of it.
CATALOGUES: Mapping[str, tuple[str | bytes, str]] = {
    "one-line": (b"a" * 100_000_000, "E105"),
    "bomb": (bomb("a", 12), "E104"),
    "deep-list": ("title: " + "[" * MANY, "E104"),
    "deep-table": ("\n".join(" " * i + "a:" for i in range(1_000)), "E104"),
    "many-values": ("title: [" + "a," * 3_000_000 + "]", "E104"),
    "many-records": (
        "title: A\nrecords:\n" + "".join(f"  - {{id: r{i}, title: R}}\n" for i in range(MOST_RECORDS + 1)),
        "E114",
    ),
    "brackets": (f'title: "{"[" * MANY}"', "E114"),
    "stars": (f'title: "{"*a " * 100_000}"', "E114"),
    "object": ("title: !!python/object/apply:os.system [touch pwned]", "E101"),
}

# What stands in a text, and what is said of it.
TEXTS: Mapping[str, tuple[str | bytes, str]] = {
    "megabytes": (b"a" * 100_000_000, "E105"),
    "line": ("word " * 200_000, "E134"),
    "quotations": ("> " * 5_000 + "a", "E134"),
    "lists": ("\n".join(" " * 4 * i + "- a" for i in range(200)), "E134"),
    "brackets": ("[" * MANY + "]" * MANY, "E134"),
    "links": ("[a](" * 4_000, "E134"),
    "blanks": ("## a" + " " * 15_000 + "b", "E134"),
    "definitions": ("a\n: b\n" * 20_000, "E134"),
    "long": ('tide bell\n12. and [a](https://a.example/ "dropped") so\n' * 1_700, "W359"),
    "marks": ("[[!tide]] bell\n" * 5_000 + "so so", "W331"),
    "addresses": ("https://a.example/x bell\n" * 1_000 + "so so", "W331"),
    "rules": ("* " * 9_000 + "x", "E134"),
    "fence": ("/// box | a" + " " * 9_000 + "b" + " " * 9_000 + "\n\na\n///", "E134"),
    "blocks": ("\n".join("/" * (3 + i) + " box | a" for i in range(1_500)), "E123"),
    "html": ("<script>alert(1)</script> <iframe src='file:///etc/passwd'></iframe>", "E126"),
    "note": ("a [^n]\n\n[^n]: " + "[" * MANY, "E134"),
}

# What a drawing or picture holds, and what is said of the figure.
FIGURES: Mapping[str, tuple[str | bytes, str]] = {
    "groups.svg": (SVG + "<g>" * MANY + "</g>" * MANY + "</svg>", "E219"),
    "entities.svg": (entities(10), "E219"),
    "external.svg": (f'<!DOCTYPE svg [<!ENTITY a SYSTEM "SECRET">]>{SVG}<text>&a;</text></svg>', "E219"),
    "uses.svg": (uses(9), "E219"),
    "itself.svg": (f'{SVG}<g id="a"><use xlink:href="#a"/></g></svg>', "E219"),
    "remote.svg": (f'{SVG}<use xlink:href="http://127.0.0.1:9/a.svg#a"/></svg>', "E219"),
    "image.svg": (f'{SVG}<image href="SECRET"/></svg>', "E219"),
    "style.svg": (f"{SVG}<style>@import url(http://127.0.0.1:9/a.css);</style></svg>", "E219"),
    "script.svg": (f"{SVG}<script>alert(1)</script></svg>", "E219"),
    "huge.png": (png(60_000, 60_000), "E244"),
    "huge.tif": (tiff(60_000, 60_000), "E244"),
    "huge.jpg": (jpeg(60_000, 60_000), "E244"),
    "huge.webp": (webp(60_000, 60_000), "E244"),
    "cut.png": (png(9, 9)[:30], "E244"),
    "none.png": ("GIF89a", "E244"),
}


def written(file: Path, content: str | bytes, hidden: Path) -> None:
    """Write a file, the secret's address put in."""
    raw = content.replace("SECRET", hidden.as_uri()).encode() if isinstance(content, str) else content
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(raw)


def a_leaflet(root: Path, id: str, text: str | bytes, hidden: Path) -> Path:
    """A publication of the small root's own kind, with another text."""
    folder = root / "source" / id
    published = (root / "source" / "leaflet" / "publication.yaml").read_text()
    written(folder / "publication.yaml", published.replace("  - {part: index, file: index.md}\n", ""), hidden)
    head = "---\ntitle: A text\n---\n\n"
    written(folder / "text.md", head + text + "\n" if isinstance(text, str) else text, hidden)
    return folder


def in_time(run: Callable[[], Watched]) -> Watched:
    """What became of a command, which took no longer than it may."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    done = run()
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < SOON
    assert WORD not in done.said
    assert done.reached == ""
    return done


def test_the_watch_sees_what_it_is_to_see(tmp_path: Path) -> None:
    """What a process or its child reads of the secret, and whom it calls, is written down."""
    hidden = secret(tmp_path)
    reads, calls = f"open({str(hidden)!r})", "socket.create_connection(('127.0.0.1', 9))"
    child = f"subprocess.run([sys.executable, '-c', {reads!r}])"
    for code in (reads, f"import socket; {calls}", f"import subprocess, sys; {child}"):
        guarded(tmp_path, "-c", code)
    found = reached(tmp_path).splitlines()
    assert [line.split()[0] for line in found].count("open") == 2
    assert "socket.connect ('127.0.0.1', 9)" in found


def test_hostile_catalogues_are_found_one_and_all(tmp_path: Path) -> None:
    """A hundred megabytes of one line, aliases, nesting, ten thousand records, brackets, links, pipes."""
    root, hidden = plain_root(tmp_path / "root", SMALL), secret(tmp_path)
    for name, (content, _) in CATALOGUES.items():
        written(root / "source" / "catalogue" / f"{name}.yaml", content, hidden)
    (root / "source" / "catalogue" / "link.yaml").symlink_to(hidden)
    os.mkfifo(root / "source" / "catalogue" / "pipe.yaml")
    done = in_time(lambda: watched(root, "check"))
    assert done.code == 1
    expected = {name: code for name, (_, code) in CATALOGUES.items()} | {"link": "E106", "pipe": "E106"}
    for name, code in expected.items():
        assert code in done.of(f"source/catalogue/{name}.yaml"), name
    assert not (root / "pwned").exists()
    assert len(done.said) < 50_000


def test_hostile_texts_and_figures_are_found_one_and_all(tmp_path: Path) -> None:
    """Texts that keep Markdown busy, drawings and pictures that grow, paths and links out of the root."""
    root, hidden = plain_root(tmp_path / "root", SMALL), secret(tmp_path)
    expected: dict[str, str] = {}
    for name, (text, code) in TEXTS.items():
        a_leaflet(root, f"t-{name}", text, hidden)
        expected[f"t-{name}"] = code
    for name, (content, code) in FIGURES.items():
        id = "f-" + name.replace(".", "-")
        folder = a_leaflet(root, id, f"/// figure | {name}\n    alt: A thing.\n\nWords.\n///", hidden)
        written(folder / name, content, hidden)
        expected[id] = code
    up = os.path.relpath(hidden, root / "source" / "p-up")
    for id, name in (("p-up", up), ("p-whole", str(hidden)), ("p-link", "link.svg")):
        folder = a_leaflet(root, id, f"/// figure | {name}\n    alt: A thing.\n\nWords.\n///", hidden)
        (folder / "link.svg").symlink_to(hidden)
        expected[id] = "E218"
    for id, line in (("p-part", f"file: {up}"), ("p-layout", "layout: ../../secret")):
        published = a_leaflet(root, id, "Words.", hidden) / "publication.yaml"
        name = line.partition(":")[0]
        kept = (
            published.read_text().replace("file: text.md", line) if name == "file" else published.read_text()
        )
        written(published, kept.replace("layout: booklet", line) if name == "layout" else kept, hidden)
        expected[id] = "E109" if name == "file" else "E114"
    done = in_time(lambda: watched(root, "check"))
    assert done.code == 1
    for id, code in expected.items():
        assert code in done.of(f"source/{id}/"), id
    assert done.of("source/leaflet/") | done.of("source/paths/") == set()


def test_links_of_the_house_lead_nowhere(tmp_path: Path) -> None:
    """A symbol, a cover and a profile that are links out of the root are not there."""
    root, hidden = plain_root(tmp_path / "root", SMALL), secret(tmp_path)
    links = {"icons/download.svg": "E206", "source/catalogue/cover.png": "E208"}
    for file in links:
        (root / file).unlink(missing_ok=True)
        (root / file).symlink_to(hidden)
    catalogue = root / "source" / "catalogue" / "river.yaml"
    replaced(catalogue, "pack: true", "pack: true\n    cover: catalogue/cover.png")
    assert {found["code"] for found in in_time(lambda: watched(root, "check")).findings} == set(
        links.values()
    )
    profile = root / "styles" / "press" / "ISOcoated_v2_300_bas.icc"
    profile.unlink()
    profile.symlink_to(hidden)
    assert in_time(lambda: watched(root, "check")).of("styles/press/") == {"E110"}
