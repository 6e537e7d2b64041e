"""Writes docs/requirements.md: for each requirement the tests that check it, or when it comes, or why not.

Run with `make requirements`; a test compares the file with what this makes. Four states, never merged:

- met: a test names the id, and nothing is said to be open;
- partly: a test names the id, and `open.yaml` says what is still missing;
- later: no test names it, and `open.yaml` says which issue takes it;
- not applicable: `open.yaml` says why.

An id in none of them, one in two, or one that `ids.yaml` does not know, is an error.
"""

import sys
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from eval.requirements.named import named_in_decisions, named_in_tests

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "docs" / "requirements.md"
STATES = ("met", "partly", "later", "not applicable")
_SHOWN_TESTS = 3


class Requirement(NamedTuple):
    """One line of the map."""

    id: str
    text: str
    state: str
    tests: tuple[str, ...]
    decisions: tuple[str, ...]
    note: str


class MapError(Exception):
    """The lists contradict each other or the tests; the message has a line for each fault."""


def sections(
    ids: dict[str, dict[str, str]],
    opened: dict[str, Any],
    tests: dict[str, list[str]],
    decisions: dict[str, list[str]],
) -> dict[str, list[Requirement]]:
    """Every requirement with its state, under its section.

    Args:
        ids: section to id to short text.
        opened: `later` and `not_applicable`, as in `open.yaml`.
        tests: id to the tests that name it.
        decisions: id to the decision records that name it.

    Raises:
        MapError: an id is unaccounted for, unknown, or said to be two things.
    """
    rows = [(one, issue, why) for issue, entries in opened["later"].items() for one, why in entries.items()]
    later = {one: f"{_issue(issue)}: {why}" for one, issue, why in rows}
    never = opened["not_applicable"]
    known = {one for section in ids.values() for one in section}
    wrong = (
        ({*tests, *later, *never} - known, "named by a test or list, but not in ids.yaml"),
        (set(never) & set(tests), "not applicable, but a test names it"),
        (set(never) & set(later), "both later and not applicable"),
        ({one for one, count in Counter(row[0] for row in rows).items() if count > 1}, "under two issues"),
        (known - {*tests, *later, *never}, "no test names it, and open.yaml does not say why"),
    )
    faults = [f"{one}: {what}" for found, what in wrong for one in sorted(found)]
    if faults:
        raise MapError("\n".join(faults))

    def made(one: str, text: str) -> Requirement:
        state = _state(tested=one in tests, is_open=one in later, never=one in never)
        note = never.get(one) or later.get(one, "")
        return Requirement(one, text, state, tuple(tests.get(one, ())), tuple(decisions.get(one, ())), note)

    return {title: [made(one, text) for one, text in section.items()] for title, section in ids.items()}


def page(found: dict[str, list[Requirement]]) -> str:
    """The map as Markdown."""
    every = [one for section in found.values() for one in section]
    lines = [
        "# Where each requirement stands",
        "",
        "Made by `make requirements` from the tests that name an id, the decision records, and the lists in",
        "`eval/requirements`. Do not edit it by hand. *Met* means that a test which names the id checks it;",
        "*partly* that one does and something is missing; *later* names the issue that takes it, or says",
        "that none has been written.",
        "",
        "| | requirements | " + " | ".join(STATES) + " |",
        "|---|---:|" + "---:|" * len(STATES),
    ]
    lines += [_count_row(title, section) for title, section in found.items()]
    lines += [_count_row("**All**", every)]
    for title, section in found.items():
        lines += [
            "",
            f"## {title}",
            "",
            "| id | requirement | state | where, or why not |",
            "|---|---|---|---|",
        ]
        lines += [f"| {one.id} | {_cell(one.text)} | {one.state} | {_where(one)} |" for one in section]
    return "\n".join(lines) + "\n"


def current() -> str:
    """The map as the files stand now."""
    lists = Path(__file__).parent
    ids = yaml.safe_load((lists / "ids.yaml").read_text(encoding="utf-8"))
    opened = yaml.safe_load((lists / "open.yaml").read_text(encoding="utf-8"))
    decisions = named_in_decisions(ROOT / "docs" / "decisions")
    return page(sections(ids, opened, named_in_tests(ROOT / "tests"), decisions))


def main() -> int:
    """Write the map; 1 with a line for each fault where the lists do not fit the tests."""
    try:
        text = current()
    except MapError as error:
        print(error, file=sys.stderr)
        return 1
    TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: written", file=sys.stderr)
    return 0


def _state(*, tested: bool, is_open: bool, never: bool) -> str:
    if never:
        return "not applicable"
    if is_open:
        return "partly" if tested else "later"
    return "met"


def _issue(number: int | str) -> str:
    return f"issue {number}" if isinstance(number, int) else number


def _count_row(title: str, section: list[Requirement]) -> str:
    counts = Counter(one.state for one in section)
    return f"| {title} | {len(section)} | " + " | ".join(str(counts[state]) for state in STATES) + " |"


def _where(one: Requirement) -> str:
    shown = [f"`{test.removeprefix('tests/')}`" for test in one.tests[:_SHOWN_TESTS]]
    if len(one.tests) > _SHOWN_TESTS:
        shown.append(f"and {len(one.tests) - _SHOWN_TESTS} more")
    decisions = [f"[decision {int(name[:4])}](decisions/{name})" for name in one.decisions]
    note = [_cell(one.note)] if one.note else []
    return "; ".join([*note, *shown, *decisions])


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    raise SystemExit(main())
