"""Runs that this project starts outside Dagster's daemon, and what becomes of them when they are killed."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import dagster as dg

PROCESS_TAG = "nianjian/process"
OPEN = [dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]


def own_tags() -> dict[str, str]:
    """Tags of a run that this process executes itself."""
    return {PROCESS_TAG: f"{socket.gethostname()} {os.getpid()} {_born(os.getpid())}"}


def report_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Report as failed the runs of `nianjian run` on this machine whose process is gone; returns their ids.

    Dagster's run monitoring does not know such a process, and counts its run as running for ever.
    """
    dead = []
    for run in instance.get_runs(dg.RunsFilter(statuses=OPEN)):
        process = run.tags.get(PROCESS_TAG)
        if process is not None and not _alive(process):
            instance.report_run_failed(
                run, "The process of this run ended without a word (killed?). Run again."
            )
            dead.append(run.run_id)
    return dead


def _alive(process: str) -> bool:
    host, _, rest = process.partition(" ")
    pid, _, born = rest.partition(" ")
    if host != socket.gethostname() or not pid.isdecimal():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    # The number may have gone to another process since.
    return _born(int(pid)) == born


def _born(pid: int) -> str:
    """When a process started, in the kernel's ticks since boot; `?` where the system does not tell."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return "?"
    return stat.rpartition(")")[2].split()[19]
