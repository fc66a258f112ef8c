"""The root: by address, bounded, links resolved, each read recorded; on disk, in memory, laid over."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

from pressmark import root as roots
from pressmark.root import Root
from pressmark.standings import NotThereError, Standing, TooLargeError

FILES = {
    "source/a/publication.yaml": b"title: A\n",
    "source/a/text.md": b"Words.\n",
    "source/a/pictures/old/hill.jpg": b"\xff\xd8",
    "source/a-b/publication.yaml": b"title: B\n",
    "styles/type.css": b"p { color: red }",
}
PATTERNS = (
    "source/*/publication.yaml",
    "source/*/*",
    "source/**/*",
    "source/**/*.jpg",
    "source/a/../*/text.md",
    "**/*.[cm]*",
    "styles/*.txt",
    "/*",
)


def on_disk(folder: Path) -> Root:
    """The files on disk."""
    for address, content in FILES.items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(content)
    return Root(folder)


@pytest.fixture(params=["on disk", "in memory", "laid over"])
def root(request: pytest.FixtureRequest, tmp_path: Path) -> Root:
    """The same files, in each of the ways that a root may have them."""
    if request.param == "in memory":
        return Root.of(FILES)
    there = on_disk(tmp_path / "root")
    if request.param == "on disk":
        return there
    (tmp_path / "root/source/a/text.md").write_bytes(b"Saved.")
    (tmp_path / "root/source/a/pictures/old/hill.jpg").unlink()
    laid = there.overlaid("source/a/text.md", "Words.\n")
    return laid.overlaid("source/a/pictures/old/hill.jpg", b"\xff\xd8")


def digest(content: bytes) -> str:
    """What a read of these bytes is recorded as."""
    return hashlib.sha256(content).hexdigest()


def test_a_root_is_its_files(root: Root) -> None:
    """Wherever they lie: their bytes, their sizes, where an address leads."""
    for address, content in FILES.items():
        assert root.standing(address) is Standing.INSIDE
        assert (root.read(address), root.size(address)) == (content, len(content))
    assert root.read("source/a/../a-b/publication.yaml") == b"title: B\n"
    for address in ("source/a", "source/a/text.md/x", "source/c/text.md", "styles/\0.css", ".x"):
        assert root.standing(address) is Standing.NOWHERE, address
    for address in ("", ".", "..", "../x", "/etc/passwd", "source/../../x"):
        assert root.standing(address) is Standing.OUTSIDE, address
    assert root.standing("styles/type.css", within="styles") is Standing.INSIDE
    assert root.standing("styles/../source/a/text.md", within="styles") is Standing.OUTSIDE


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_names_the_same_wherever_the_files_lie(root: Root, tmp_path: Path, pattern: str) -> None:
    """Files and folders, in the order of their names part by part, as pathlib finds them on disk."""
    there = on_disk(tmp_path / "the same")
    base = tmp_path / "the same"
    found = sorted(base.glob(pattern)) if pattern[0] != "/" else []
    assert [Path(address) for address in there.list(pattern)] == [path.relative_to(base) for path in found]
    named = {str((base / address).resolve()) for address in there.list(pattern)}
    assert {str((base / address).resolve()) for address in root.list(pattern)} == named


def test_what_cannot_be_read_is_an_error_with_a_reason(root: Root) -> None:
    """One that says why, and that whoever minds disks only may take for one of a disk."""
    for address in ("source/a/none.md", "source/a", "/etc/passwd", "../x", "source/\0"):
        for ask in (root.read, root.size, root.state):
            with pytest.raises(NotThereError) as none:
                ask(address)
            assert isinstance(none.value, OSError)
            assert (none.value.strerror, none.value.filename) == (
                "there is no such file in the root",
                address,
            )
    assert root.read("styles/type.css", most=16) == FILES["styles/type.css"]
    for _ in range(2):
        with pytest.raises(TooLargeError) as large:
            root.read("styles/type.css", most=15)
        assert large.value.size == 16


def test_links_are_followed_and_not_out_of_the_root(tmp_path: Path) -> None:
    """Nor into nothing, nor for ever; a root that is a link itself is one."""
    there, outside = on_disk(tmp_path / "root"), tmp_path / "secret.md"
    outside.write_text("OPENSESAME")
    folder = tmp_path / "root/source/a"
    leads = {
        "to.md": "text.md",
        "out.md": str(outside),
        "none.md": "x",
        "itself.md": "itself.md",
        "pictures/up": "..",
    }
    for name, target in leads.items():
        (folder / name).symlink_to(target)
    assert there.read("source/a/to.md") == there.read("source/a/pictures/up/text.md") == b"Words.\n"
    assert there.standing("source/a/out.md") is Standing.OUTSIDE
    for name in ("none.md", "itself.md"):
        assert there.standing(f"source/a/{name}") is Standing.NOWHERE
    for name in ("out.md", "none.md", "itself.md"):
        with pytest.raises(NotThereError):
            there.read(f"source/a/{name}")
    (tmp_path / "other").symlink_to(tmp_path / "root")
    assert Root(tmp_path / "other").read("source/a/to.md") == b"Words.\n"
    assert Root(tmp_path / "other").list("source/a/*.md") == tuple(
        f"source/a/{name}" for name in ("itself.md", "none.md", "out.md", "text.md", "to.md")
    )


def test_unsaved_text_is_laid_over_the_file_that_an_address_leads_to(tmp_path: Path) -> None:
    """By whatever name it is read; the disk and the root beneath stay as they were."""
    there = on_disk(tmp_path)
    (tmp_path / "source/a/to.md").symlink_to("text.md")
    assert there.read("source/a/text.md") == b"Words.\n"
    laid = there.overlaid("source/a/to.md", "Unsaved ✓")
    assert laid.read("source/a/text.md") == laid.read("source/a/to.md") == "Unsaved ✓".encode()
    assert laid.overlaid("source/a/text.md", "").read("source/a/to.md") == b""
    assert there.read("source/a/to.md") == (tmp_path / "source/a/text.md").read_bytes() == b"Words.\n"
    assert laid.read("styles/type.css") == FILES["styles/type.css"]
    for address in ("../x", "/etc/passwd", "a\0b"):
        with pytest.raises(NotThereError):
            there.overlaid(address, "")
    with pytest.raises(ValueError, match=r"\.\./x is not in a root"):
        Root.of({"a/../../x": ""})


def test_a_root_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    """Nothing is read of it, nothing listed, and no error but that."""
    there = Root(tmp_path / "none")
    assert there.list("**/*") == ()
    assert there.standing("styles/type.css") is Standing.NOWHERE
    assert there.overlaid("a.md", "x").list("*") == ("a.md",)


QUESTIONS: dict[str, Callable[[Root], object]] = {
    "source/a/text.md": lambda root: root.read("source/a/text.md"),
    "standing of source/a/new.md\0": lambda root: root.standing("source/a/new.md"),
    "size of source/a/text.md": lambda root: root.size("source/a/text.md"),
    "state of source/a/text.md": lambda root: root.state("source/a/text.md"),
    "list of source/a/*.md": lambda root: root.list("source/a/*.md"),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_recorded_with_its_answer(root: Root, question: str) -> None:
    """And the record differs where what was asked for does: one file's words, a file that is new."""
    QUESTIONS[question](root)
    assert list(root.reads) == [question]
    new = root.overlaid("source/a/text.md", "Other words.").overlaid("source/a/new.md", "")
    assert new.reads == {}
    QUESTIONS[question](new)
    assert list(new.reads) == [question]
    assert new.reads != root.reads


def test_a_read_is_recorded_by_its_digest_and_why_there_is_none(root: Root) -> None:
    """Each time, though it is read from disk once; and a bound that it passes is a reason too."""
    for _ in range(2):
        with root.recording() as reads:
            root.read("source/a/text.md")
        assert reads == {"source/a/text.md": digest(b"Words.\n")}
    with root.recording() as reads, pytest.raises(NotThereError):
        root.read("source/a/none.md")
    assert reads == {"source/a/none.md": "there is no such file in the root"}
    with root.recording() as reads, pytest.raises(TooLargeError):
        root.read("source/a/text.md", most=2)
    assert reads == {"source/a/text.md": "it is too large"}


def test_recordings_stand_in_one_another(root: Root) -> None:
    """The inner has its own reads alone, the outer both; and each ends with its block, by an error too."""
    with root.recording() as outer:
        root.read("source/a/text.md")
        with root.recording() as inner:
            root.read("styles/type.css")
            with pytest.raises(NotThereError), root.recording():
                root.read("none")
        root.record({"read elsewhere": "x"})
    root.size("styles/type.css")
    assert list(inner) == ["styles/type.css", "none"]
    assert list(outer) == ["source/a/text.md", "styles/type.css", "none", "read elsewhere"]
    assert root.reads == {**outer, "size of styles/type.css": "16"}


def test_small_files_are_read_from_disk_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a root has read stays what it was; a large file, or one too many, is not held."""
    there = on_disk(tmp_path)
    monkeypatch.setattr(roots, "HELD", 10)
    for address in ("source/a/text.md", "styles/type.css"):
        there.read(address)
        (tmp_path / address).write_text("New.")
    assert there.read("source/a/text.md") == b"Words.\n"
    assert there.read("styles/type.css") == b"New."
    assert Root(tmp_path).read("source/a/text.md") == b"New."
    assert there.overlaid("x", "").read("source/a/text.md") == b"Words.\n"
    monkeypatch.setattr(roots, "ALL_HELD", 3)
    little = Root(tmp_path)
    little.read("source/a/text.md")
    (tmp_path / "source/a/text.md").write_text("Newer.")
    assert little.read("source/a/text.md") == b"Newer."


def test_what_the_disk_fails_in_is_its_own_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And recorded: what was made without that file was made of its not being readable."""
    there = on_disk(tmp_path)

    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "text.md")

    monkeypatch.setattr("builtins.open", fail)
    with pytest.raises(PermissionError):
        there.read("source/a/text.md")
    assert there.reads == {"source/a/text.md": "Permission denied"}


def test_a_root_goes_to_another_process_and_its_record_comes_back(root: Root) -> None:
    """The copy has the same files, and begins without a record."""
    root.read("styles/type.css")
    copy: Root = pickle.loads(pickle.dumps(root))
    assert copy.reads == {}
    assert {address: copy.read(address) for address in FILES} == FILES
    before = dict(root.reads)
    root.record(copy.reads)
    assert root.reads == {**before, **{address: digest(content) for address, content in FILES.items()}}


def test_people_open_a_file_where_it_lies(tmp_path: Path) -> None:
    """On disk, and as it was called; there is no such place in memory."""
    there = on_disk(tmp_path)
    assert there.path("source/a/text.md") == tmp_path / "source/a/text.md"
    assert there.path("source/a") is there.path("../x") is Root.of(FILES).path("source/a/text.md") is None
