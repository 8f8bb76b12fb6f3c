"""The files of deploy/ say the same as the code that they configure."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from orchestration import code_references, root

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"


def load(name: str) -> Any:
    return yaml.safe_load((DEPLOY / name).read_text(encoding="utf-8"))


def variables(settings: Any) -> set[str]:
    """The environment variables that a dagster.yaml reads."""
    if isinstance(settings, dict):
        own = {settings["env"]} if set(settings) == {"env"} else set()
        return own.union(*(variables(value) for value in settings.values()))
    return set()


def test_compose_sets_every_variable_that_is_read() -> None:
    compose = load("compose.yaml")
    given = set(compose["services"]["code"]["environment"])
    ours = {root.SEEDS_VARIABLE, root.DATA_VARIABLE, root.TABLES_VARIABLE, root.OPTIONS_VARIABLE}
    assert given == variables(load("dagster.yaml")) | ours
    for name in ("code", "web", "daemon"):
        assert compose["services"][name]["environment"] == compose["services"]["code"]["environment"]


def test_the_ui_and_the_daemon_find_the_code() -> None:
    (server,) = load("workspace.yaml")["load_from"]
    command = load("compose.yaml")["services"]["code"]["command"]
    assert server["grpc_server"]["host"] in load("compose.yaml")["services"]
    assert f"-p {server['grpc_server']['port']} " in command
    assert command.endswith("-m orchestration.definitions")


def test_a_deployment_differs_from_the_clone_in_its_storage_only() -> None:
    clone = yaml.safe_load((ROOT / "dagster.yaml").read_text(encoding="utf-8"))
    deployed = load("dagster.yaml")
    places = {"storage", "compute_logs", "local_artifact_storage"}
    assert {name: value for name, value in clone.items() if name not in places} == {
        name: value for name, value in deployed.items() if name not in places
    }


def test_every_variable_is_documented() -> None:
    page = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    for module in (root, code_references):
        for name in vars(module):
            if name.endswith("_VARIABLE"):
                assert f"`{getattr(module, name)}`" in page
    for name in variables(load("dagster.yaml")):
        assert re.search(rf"\b{name}=", page)
