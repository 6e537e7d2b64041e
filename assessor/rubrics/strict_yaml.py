"""Before stage 1: the bytes of a YAML file become plain values, or an error that names file and line.

Stricter than YAML itself, because a pack decides how people are rated:

1. a key given twice is an error, where YAML would keep the last one in silence;
2. references (`&a`, `*a`) are errors, so that a small file cannot unfold into a huge one;
3. the top of the file must be a mapping.

It reads with PyYAML's Python parser, at 0.1 s for a pack: the C one crashes the process on deep nesting.
"""

from collections.abc import Hashable
from typing import Any

import yaml
from yaml.constructor import ConstructorError

from assessor.errors import InputError


class _StrictLoader(yaml.SafeLoader):
    """`yaml.SafeLoader` without repeated keys and without references."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Compose the next node; refuse a reference to an earlier one."""
        if self.check_event(yaml.events.AliasEvent):
            mark = self.get_mark()
            raise ConstructorError(None, None, "references (*name) are not allowed", mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Build a mapping; refuse a key that is there already."""
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise ConstructorError(None, None, "a key must be plain text", key.start_mark)
            if key.value in seen:
                raise ConstructorError(None, None, f"key {key.value!r} is given twice", key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def read_mapping(content: bytes, *, file: str, code: str) -> dict[str, Any]:
    """Read a YAML file whose top is a mapping.

    Args:
        content: the file, UTF-8; a byte order mark is accepted.
        file: its name for messages.
        code: error code of the caller, e.g. `rubric_invalid`.

    Returns:
        Plain Python values: dicts, lists, text, numbers, booleans, dates and `None`.

    Raises:
        InputError: not UTF-8, not YAML, a repeated key, a reference, nesting without end, or something else
            than a mapping at the top.
    """
    try:
        value = yaml.load(content.decode("utf-8"), Loader=_StrictLoader)  # noqa: S506 - a SafeLoader
    except UnicodeDecodeError as error:
        message = f"{file}: expected UTF-8, got other bytes at position {error.start}."
        raise InputError(message, code=code) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f", line {mark.line + 1}" if mark else ""
        raise InputError(f"{file}{place}: {error.problem}.", code=code) from error
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        # ValueError: a date such as 2026-13-40 that only looks like one.
        raise InputError(f"{file}: cannot be read as YAML ({type(error).__name__}).", code=code) from error
    if not isinstance(value, dict):
        raise InputError(f"{file}: expected a mapping at the top, got {kind_of(value)}.", code=code)
    return value


def kind_of(value: object) -> str:
    """Name the kind of a YAML value for people.

    >>> kind_of([]), kind_of(None), kind_of(True), kind_of(1)
    ('a list', 'nothing', 'yes or no', 'a whole number')
    """
    kinds: tuple[tuple[type, str], ...] = (
        (bool, "yes or no"),  # before int: Python counts True as one
        (int, "a whole number"),
        (float, "a decimal number"),
        (str, "text"),
        (list, "a list"),
        (dict, "a mapping"),
        (type(None), "nothing"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), type(value).__name__)
