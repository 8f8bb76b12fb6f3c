"""Shared fixtures: the sample seeds of the repository and, where it exists, the real corpus beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def sample_seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def real_seeds() -> Path:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real reports lie in ../shared/seeds, which is not here")
    return SHARED / "seeds"


@pytest.fixture(scope="session")
def gold() -> Path:
    if not (SHARED / "gold").is_dir():
        pytest.skip("the hand-made gold lies in ../shared/gold, which is not here")
    return SHARED / "gold"
