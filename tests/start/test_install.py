"""`requirements/install.py`: the lock and nothing but the lock, and a sentence where it cannot."""

from __future__ import annotations

import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.start.conftest import ROOT

FILE = ROOT / "requirements/install.py"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, on locks and an environment of its own."""
    spec = importlib.util.spec_from_file_location("install", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    for name in ("run", "dev"):
        (tmp_path / f"{name}.txt").write_text(f"# {name}")
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").touch()
    return module


def _mark(install: ModuleType, name: str) -> None:
    (install.VENV / f"lock-{name}").write_text(install.digest(name))


def test_an_old_python_can_read_it_to_say_that_it_is_too_old() -> None:
    ast.parse(FILE.read_text(), feature_version=(3, 6))


def test_a_python_that_is_too_old_is_told_so(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 1))
    with pytest.raises(SystemExit, match=r"needs Python 3.11 or newer; this is 3.9"):
        install.main("run")


def test_what_is_installed_for_the_tests_serves_the_desk_too(install: ModuleType) -> None:
    _mark(install, "dev")
    assert install.is_fresh("run")
    assert install.is_fresh("dev")


def test_what_is_installed_for_the_desk_does_not_serve_the_tests(install: ModuleType) -> None:
    _mark(install, "run")
    assert install.is_fresh("run")
    assert not install.is_fresh("dev")
    assert not install.is_stale()


def test_a_changed_lock_begins_from_nothing(
    install: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    _mark(install, "run")
    (install.HERE / "run.txt").write_text("# changed")
    made: list[dict[str, Any]] = []

    def create(folder: Path, **how: Any) -> None:
        made.append(how)
        raise OSError("far enough")

    monkeypatch.setattr("venv.create", create)
    with pytest.raises(SystemExit, match="far enough"):
        install.main("run")
    assert made[0]["clear"] is True
