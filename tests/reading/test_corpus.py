"""A folder of seed files: what is read, what is refused and why, and that one bad file stops no other."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from nianjian import corpus
from nianjian.corpus import load, seed_files
from nianjian.errors import SeedsMissing
from nianjian.model import Refusal

TEXT = "海盐县政府工作报告\n全年实现地区生产总值512.6亿元。\n".encode()


def outcomes(root: Path) -> dict[str, str]:
    """source_path -> `read` or the reason of its refusal."""
    return {
        entry.source_path if isinstance(entry, Refusal) else entry[0]: (
            entry.reason if isinstance(entry, Refusal) else "read"
        )
        for entry in load(root)
    }


def test_files_come_sorted_by_posix_path_and_hidden_ones_are_no_seeds(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/y", ".DS_Store", ".git/config", "a/.hidden.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(TEXT + name.encode())
    assert [path for path, _ in seed_files(tmp_path)] == ["a/y", "a/z.md", "b.txt"]
    assert outcomes(tmp_path) == {"a/y": "read", "a/z.md": "read", "b.txt": "read"}


@pytest.mark.parametrize("make", ["missing", "file", "empty", "only hidden"])
def test_a_folder_without_seeds_is_an_error_of_its_own_that_comes_at_once(tmp_path: Path, make: str) -> None:
    root = tmp_path / "seeds"
    if make == "file":
        root.write_bytes(TEXT)
    elif make != "missing":
        root.mkdir()
    if make == "only hidden":
        (root / ".keep").touch()
    with pytest.raises(SeedsMissing, match=r"seeds .*: "):
        load(root)
    assert list(seed_files(root)) == []


def test_the_same_bytes_twice_are_read_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(TEXT)
    assert outcomes(tmp_path) == {"a.txt": "read", "b.txt": "duplicate_content"}
    (refusal,) = [entry for entry in load(tmp_path) if isinstance(entry, Refusal)]
    assert "a.txt" in refusal.detail


def test_links_are_followed_inside_the_folder_only(tmp_path: Path) -> None:
    root = tmp_path / "seeds"
    (root / "sub").mkdir(parents=True)
    (root / "sub" / "real.txt").write_bytes(TEXT)
    (tmp_path / "secret.txt").write_bytes(TEXT + b"1")
    (root / "a-link").symlink_to("sub/real.txt")
    (root / "broken").symlink_to("nowhere.txt")
    (root / "loop").symlink_to("loop")
    (root / "outside").symlink_to("../secret.txt")
    (root / "outside-folder").symlink_to("..")
    (root / "round").symlink_to(".")
    assert outcomes(root) == {
        "a-link": "read",
        "broken": "broken_link",
        "loop": "link_loop",
        "outside": "link_outside",
        "outside-folder": "link_outside",
        "round": "link_to_folder",
        "sub/real.txt": "duplicate_content",
    }


def test_a_corpus_folder_that_is_itself_a_link_is_read(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_bytes(TEXT)
    (tmp_path / "seeds").symlink_to("real")
    assert outcomes(tmp_path / "seeds") == {"a.txt": "read"}


def test_pipes_are_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert outcomes(tmp_path) == {"a.txt": "read", "pipe": "no_regular_file"}


def test_a_name_that_is_no_utf_8_is_refused_under_a_name_that_is(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_bytes(TEXT)
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xb0"))
    folder.mkdir()
    (folder / "c.txt").write_bytes(TEXT)
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert outcomes(tmp_path) == {"a.txt": "read", "b\\xff.txt": "file_name", "d\\xb0": "file_name"}
    for entry in load(tmp_path):
        entry_path = entry.source_path if isinstance(entry, Refusal) else entry[0]
        entry_path.encode("utf-8")


def test_a_file_larger_than_the_limit_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(corpus.MAX_BYTES + 1)
    (tmp_path / "a.txt").write_bytes(TEXT)
    assert outcomes(tmp_path) == {"a.txt": "read", "big.txt": "too_large"}


@pytest.fixture
def as_a_plain_user() -> Iterator[Path]:
    """A folder of ours while we are not root, who may read everything."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)
        was = os.geteuid()
        yield root
        os.seteuid(was)


def test_permissions(as_a_plain_user: Path) -> None:
    root = as_a_plain_user
    (root / "a.txt").write_bytes(TEXT)
    (root / "closed.txt").write_bytes(TEXT)
    (root / "closed.txt").chmod(0)
    (root / "shut").mkdir(mode=0)
    if os.geteuid() == 0:
        os.seteuid(65_534)
    assert outcomes(root) == {"a.txt": "read", "closed.txt": "unreadable", "shut": "unreadable"}


def failing(victim: str, error: OSError, real: object) -> object:
    def open_(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == victim:
            raise error
        return real(path, *args, **kwargs)  # type: ignore[operator]

    return open_


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (PermissionError(13, "Permission denied"), "unreadable"),
        (OSError(5, "Input/output error"), "unreadable"),
        (FileNotFoundError(2, "No such file or directory"), "vanished"),
    ],
)
def test_an_error_of_one_file_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_bytes(TEXT + name.encode())
    monkeypatch.setattr(Path, "open", failing("b.txt", error, Path.open))
    assert outcomes(tmp_path) == {"a.txt": "read", "b.txt": reason, "c.txt": "read"}


def test_a_folder_that_vanishes_is_refused_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    (tmp_path / "a.txt").write_bytes(TEXT)
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "gone":
            raise FileNotFoundError(2, "No such file or directory")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert outcomes(tmp_path) == {"a.txt": "read", "gone": "vanished"}


def test_a_file_that_changes_while_it_is_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "growing.txt"
    growing.write_bytes(TEXT)
    real, calls = os.fstat, []

    def fstat(descriptor: int) -> os.stat_result:
        found = real(descriptor)
        calls.append(descriptor)
        if len(calls) == 1:  # somebody appends between the first look and the last
            with growing.open("ab") as file:
                file.write(TEXT)
        return found

    monkeypatch.setattr(os, "fstat", fstat)
    assert outcomes(tmp_path) == {"growing.txt": "changed_while_read"}
