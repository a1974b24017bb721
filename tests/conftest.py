"""Fixtures shared by the tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the source document and its annotation: skips without it, but fails in CI."""
    if not SHARED.is_dir():
        if os.environ.get("CI") or os.environ.get("JIQUN_CI"):
            pytest.fail(f"{SHARED} is missing: CI must have it")
        pytest.skip(f"{SHARED} is not there")
    return SHARED


@pytest.fixture(scope="session")
def source_path(shared: Path) -> Path:
    """The source document on ten clusters."""
    return shared / "source" / "000_fd78b242fd277d48.txt"
