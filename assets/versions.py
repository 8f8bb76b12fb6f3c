"""The version of a stage: a hash of the code and the rule tables that it can reach.

Made from the sources themselves, so that nobody has to remember to raise a number when a rule changes.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
from dataclasses import dataclass, field
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ENGINE = "nianjian"
CATALOGUE = "catalogue"
# Libraries that decide what comes out, by dictionaries or by what they take out of a file: module -> package.
DATA_LIBRARIES = {
    "docx": "python-docx",
    "jieba": "jieba",
    "lxml": "lxml",
    "opencc": "opencc",
    "pypdfium2": "pypdfium2",
    "readability": "readability-lxml",
    "rjieba": "rjieba",
}


@dataclass(slots=True)
class Reach:
    """What a stage can reach: engine modules, rule tables (None: a computed name), data libraries."""

    modules: set[str] = field(default_factory=set)
    tables: set[str | None] = field(default_factory=set)
    libraries: set[str] = field(default_factory=set)


@cache
def stage_version(module: str) -> str:
    """Twelve hex digits over all that the engine package `module` can reach.

    A rule table counts where its name stands as a string in reached code (`table("units")`); where a name
    is put together (`table(f"{kind}_words")`), all tables count. Imports for type checking alone do not.
    """
    found = reach(module)
    digest = hashlib.sha256()
    for name in sorted(found.modules):
        path = _path(name)
        digest.update(path.read_bytes() if path else b"")
    for path in rule_files(module):
        digest.update(path.name.encode() + path.read_bytes())
    for library in sorted(found.libraries):
        digest.update(f"{library} {importlib.metadata.version(DATA_LIBRARIES[library])}".encode())
    return digest.hexdigest()[:12]


def rule_files(module: str) -> list[Path]:
    """The rule tables that an engine package can reach, sorted by name."""
    tables = reach(module).tables
    return [path for name, path in rule_tables().items() if None in tables or name in tables]


def source_file(module: str) -> Path:
    """Where the source of an engine module or package begins; raises ModuleNotFoundError."""
    path = _path(module)
    if path is None:
        raise ModuleNotFoundError(module)
    return path


def reach(module: str) -> Reach:
    """The stage package with all of its modules, and whatever these import from the engine."""
    found = Reach()
    package = _path(module)
    queue = [module]
    if package is not None and package.name == "__init__.py":
        queue += [f"{module}.{path.stem}" for path in package.parent.glob("*.py") if path != package]
    while queue:
        name = queue.pop()
        path = _path(name)
        if name in found.modules or path is None:
            continue
        found.modules.add(name)
        stat = path.stat()
        package_name = name if path.name == "__init__.py" else name.rpartition(".")[0]
        imports, tables, libraries = _scan(path, package_name, stat.st_mtime_ns, stat.st_size)
        queue += imports
        found.tables |= tables
        found.libraries |= libraries
    return found


@cache
def _scan(
    path: Path, package: str, mtime_ns: int, size: int
) -> tuple[tuple[str, ...], frozenset[str | None], frozenset[str]]:
    """What one module imports and loads; time and size only tell its states apart."""
    imports: list[str] = []
    tables: set[str | None] = set()
    libraries: set[str] = set()
    for node in _running(ast.parse(path.read_bytes())):
        imports += _imports(node, package)
        tables |= _tables(node)
        libraries |= _libraries(node)
    return tuple(imports), frozenset(tables), frozenset(libraries)


def _running(tree: ast.AST) -> Iterator[ast.AST]:
    """All nodes but those under `if TYPE_CHECKING`."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        yield from _running(node)


def _imports(node: ast.AST, package: str) -> list[str]:
    """Engine modules that an import statement may load; names that are no modules fall out later."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names if alias.name.split(".")[0] == ENGINE]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        above = package.split(".")
        base = ".".join([*above[: len(above) - node.level + 1], *base.split(".")]).rstrip(".")
    if base.split(".")[0] != ENGINE:
        return []
    return [base, *(f"{base}.{alias.name}" for alias in node.names)]


def _tables(node: ast.AST) -> set[str | None]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        name = node.value.partition(".")[0]
        return {name} if name in rule_tables() else set()
    # What a variable holds stands as a string somewhere in reached code; what is put together does not.
    if not isinstance(node, ast.Call) or not node.args or isinstance(node.args[0], ast.Constant | ast.Name):
        return set()
    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return {None} if called == "table" else set()


@cache
def rule_tables() -> dict[str, Path]:
    """The files of the catalogue by name without ending, sorted."""
    found = sorted((_root() / CATALOGUE).iterdir())
    return {path.name.partition(".")[0]: path for path in found if ".tsv" in path.suffixes}


def _libraries(node: ast.AST) -> set[str]:
    """Data libraries that are imported, or named to read a file of theirs: `find_spec("jieba")`."""
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        names = [node.module or ""]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        names = [node.value]
    return {name.split(".")[0] for name in names} & set(DATA_LIBRARIES)


@cache
def _root() -> Path:
    spec = find_spec(ENGINE)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"package {ENGINE} has no source folder")
    return Path(spec.origin).parent


def _path(module: str) -> Path | None:
    base = _root().joinpath(*module.split(".")[1:])
    for path in (base / "__init__.py", base.with_suffix(".py")):
        if path.is_file():
            return path
    return None
