"""Which tests name which requirements, read from their syntax trees.

A test names an id in its docstring, in its body, in a comment or in its parameters. An id in a module's
docstring or beside a test counts for nothing: only what stands in a test function can fail with it.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ID = re.compile(r"\b(?:S00[0-4]|X)-\d{2,3}\b")


def named_in_tests(folder: Path) -> dict[str, list[str]]:
    """For each id, the tests that name it, as `path::function` with the path from above `folder`."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("test_*.py")):
        if path.name == "test_requirements.py":
            continue  # tests of this map, with ids as examples
        for name, text in _tests_of(path.read_text(encoding="utf-8")):
            for requirement in sorted(set(ID.findall(text))):
                found.setdefault(requirement, []).append(
                    f"{path.relative_to(folder.parent).as_posix()}::{name}"
                )
    return found


def named_in_decisions(folder: Path) -> dict[str, list[str]]:
    """For each id, the decision records that name it, by their number."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.glob("[0-9]*.md")):
        for requirement in sorted(set(ID.findall(path.read_text(encoding="utf-8")))):
            found.setdefault(requirement, []).append(path.name)
    return found


def _tests_of(source: str) -> Iterator[tuple[str, str]]:
    """Each test function with its source, decorators and comments included."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield node.name, "\n".join(lines[first - 1 : node.end_lineno])
