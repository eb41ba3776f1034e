"""The product's source as these tests read it: files, trees, and where a name stands."""

from __future__ import annotations

import ast
import functools
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("factcheck", "claims", "reviews", "seeds")
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True, slots=True)
class Module:
    """One file of the product."""

    name: str  # its path below the root
    text: str
    tree: ast.Module

    def at(self, node: ast.AST, what: str) -> str:
        """Where something stands, for a failing test's message."""
        return f"{self.name}:{getattr(node, 'lineno', 0)} {what}"


@functools.cache
def product() -> tuple[Module, ...]:
    """Every Python file of the product, but for migrations, which are generated."""
    found = []
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if "migrations" not in path.parts:
                text = path.read_text(encoding="utf-8")
                name = path.relative_to(ROOT).as_posix()
                found.append(Module(name, text, ast.parse(text)))
    assert len(found) > 50
    return tuple(found)


@functools.cache
def tracked() -> tuple[Path, ...]:
    """Every file under version control that is text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, timeout=60
    )
    paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    found = [path for path in paths if path.is_file() and b"\0" not in path.read_bytes()[:4096]]
    assert len(found) > 100
    return tuple(found)


def functions(module: Module) -> Iterator[Function]:
    """Every function and method of a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Every call with the last part of the name that is called."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            target = node.func
            if isinstance(target, ast.Attribute):
                yield node, target.attr
            elif isinstance(target, ast.Name):
                yield node, target.id


def strings(node: ast.AST) -> set[str]:
    """Every string literal below a node."""
    return {
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
