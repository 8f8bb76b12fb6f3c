"""The watch on the seeds folder: when it asks for a run, when it keeps quiet, and what it says then."""

from __future__ import annotations

import errno
import hashlib
import os
import time
from pathlib import Path

import dagster as dg
import pytest

import orchestration.watch
from nianjian.corpus import seed_files
from orchestration.definitions import build_defs
from orchestration.watch import PATIENCE, Look, Memory, look

NOW = 1_700_000_000.0
OLD = NOW - 3600


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    return seeds


def put(folder: Path, name: str, text: str, at: float = OLD) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    os.utime(path, (at, at))
    return path


def quiet(folder: Path, memory: Memory) -> Look:
    """A look that asks for nothing."""
    found = look(folder, memory, NOW)
    assert not found.request
    assert found.reason
    return found


def asked(folder: Path, memory: Memory) -> Look:
    """A look that asks for a run."""
    found = look(folder, memory, NOW)
    assert found.request, found.reason
    return found


def test_new_changed_and_removed_files_each_ask_for_one_run(folder: Path) -> None:
    put(folder, "a.txt", "一")
    first = asked(folder, Memory())
    assert "1 seed files" in first.reason
    quiet(folder, first.memory)
    put(folder, "b.txt", "二")
    put(folder, "a.txt", "三", OLD + 1)
    second = asked(folder, first.memory)
    (folder / "b.txt").unlink()
    third = asked(folder, second.memory)
    assert len({first.run_key, second.run_key, third.run_key}) == 3


def test_a_file_that_was_only_touched_asks_for_nothing(folder: Path) -> None:
    put(folder, "a.txt", "一")
    memory = asked(folder, Memory()).memory
    put(folder, "a.txt", "一", OLD + 5)
    again = quiet(folder, memory)
    assert "only times changed" in again.reason
    assert "nothing changed" in quiet(folder, again.memory).reason


def test_a_corpus_that_goes_back_to_an_old_state_runs_again(folder: Path) -> None:
    """Dagster never runs a run_key twice: the content alone would be skipped here."""
    put(folder, "a.txt", "一")
    first = asked(folder, Memory())
    put(folder, "a.txt", "二", OLD + 1)
    second = asked(folder, first.memory)
    put(folder, "a.txt", "一", OLD + 2)
    third = asked(folder, second.memory)
    assert first.memory.content == third.memory.content
    assert first.run_key != third.run_key


def test_the_same_look_twice_gives_the_same_run_key(folder: Path) -> None:
    """The daemon may die between asking for the run and storing the cursor."""
    put(folder, "a.txt", "一")
    memory = asked(folder, Memory()).memory
    put(folder, "b.txt", "二")
    assert asked(folder, memory).run_key == asked(folder, memory).run_key


def test_a_file_in_the_middle_of_a_copy_waits_until_it_rests(folder: Path) -> None:
    put(folder, "a.txt", "一")
    memory = asked(folder, Memory()).memory
    put(folder, "big.txt", "half", NOW - 1)
    waiting = quiet(folder, memory)
    assert "waiting for big.txt" in waiting.reason
    put(folder, "big.txt", "half and more", NOW - 0.5)
    waiting = quiet(folder, waiting.memory)
    # Size and time are those of the look before: it rests.
    asked(folder, waiting.memory)


def test_a_clock_that_jumps_back_does_not_hold_a_file_for_ever(folder: Path) -> None:
    put(folder, "a.txt", "一", NOW + 86400)
    first = quiet(folder, Memory())
    assert "waiting" in first.reason
    asked(folder, first.memory)


def test_a_file_that_never_rests_holds_the_others_only_so_long(folder: Path) -> None:
    put(folder, "a.txt", "一")
    memory = Memory()
    for turn in range(PATIENCE):
        put(folder, "log.txt", "x" * (turn + 1), NOW)
        memory = quiet(folder, memory).memory
    put(folder, "log.txt", "x" * 99, NOW)
    assert asked(folder, memory).memory.waited == 0


def test_a_missing_and_an_empty_folder_are_quiet_and_say_so(folder: Path) -> None:
    put(folder, "a.txt", "一")
    memory = asked(folder, Memory()).memory
    (folder / "a.txt").unlink()
    assert "no seed files" in quiet(folder, memory).reason
    folder.rmdir()
    assert "no such folder" in quiet(folder, memory).reason


def test_a_file_that_cannot_be_read_asks_for_one_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(folder, "a.txt", "一")

    def broken(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(hashlib, "file_digest", broken)
    memory = asked(folder, Memory()).memory
    quiet(folder, memory)
    put(folder, "a.txt", "一", OLD + 1)
    quiet(folder, memory)


def test_files_of_every_format_are_seeds_but_not_the_locks_of_word(folder: Path) -> None:
    for name in ("a.txt", "b.html", "c.docx", "d.pdf", "e", "~$c.docx"):
        (folder / name).write_bytes(b"x")

    assert [name for name, _ in seed_files(folder)] == ["a.txt", "b.html", "c.docx", "d.pdf", "e"]


def test_hidden_files_are_no_seeds(folder: Path) -> None:
    put(folder, "a.txt", "一")
    memory = asked(folder, Memory()).memory
    put(folder, ".b.txt.Xq12", "rsync writes here")
    quiet(folder, memory)


@pytest.mark.parametrize("cursor", [None, "", "no json", "[]", "3", '{"files": {}}'])
def test_a_cursor_that_cannot_be_read_is_an_empty_memory(cursor: str | None) -> None:
    assert Memory.from_cursor(cursor) == Memory()


def test_the_cursor_is_small_whatever_the_folder_and_survives_a_restart(folder: Path) -> None:
    """Dagster stores it again with every tick."""
    for i in range(300):
        put(folder, f"report-{i}.txt", str(i))
    memory = asked(folder, Memory()).memory
    assert len(memory.to_cursor()) < 300
    quiet(folder, Memory.from_cursor(memory.to_cursor()))


def test_a_lost_cursor_asks_again_under_a_key_never_used(folder: Path) -> None:
    put(folder, "a.txt", "一")
    before = asked(folder, Memory())
    after = look(folder, Memory(), NOW + 60)
    assert after.request
    assert after.run_key != before.run_key


def test_two_hundred_files_dropped_at_once_make_one_run(folder: Path) -> None:
    put(folder, "a.txt", "一")
    memory = asked(folder, Memory()).memory
    for i in range(200):
        put(folder, f"r{i}.txt", str(i))
    found = asked(folder, memory)
    quiet(folder, found.memory)


def test_a_folder_at_rest_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """2,000 reports must not be hashed every 30 seconds."""
    put(folder, "a.txt", "一")
    memory = asked(folder, Memory()).memory
    monkeypatch.setattr(orchestration.watch, "_bytes_digest", None)
    quiet(folder, memory)


def test_the_sensor_asks_for_a_run_of_the_job_and_then_skips(folder: Path, tmp_path: Path) -> None:
    put(folder, "a.txt", "一", time.time() - 60)
    definitions = build_defs(folder, tmp_path / "data")
    sensor = definitions.resolve_sensor_def("seeds_sensor")
    with dg.DagsterInstance.ephemeral() as instance:
        context = dg.build_sensor_context(
            instance=instance, repository_def=definitions.get_repository_def(), sensor_name="seeds_sensor"
        )
        first = sensor.evaluate_tick(context)
        (request,) = first.run_requests
        assert request.run_key.startswith(request.tags["nianjian/corpus"])
        context = dg.build_sensor_context(
            instance=instance,
            cursor=first.cursor,
            repository_def=definitions.get_repository_def(),
            sensor_name="seeds_sensor",
        )
        second = sensor.evaluate_tick(context)
        assert not second.run_requests
        assert "nothing changed" in second.skip_message
