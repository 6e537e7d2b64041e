"""docs/requirements.md is current, and the map behind it counts nothing as met that no test checks."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from eval.requirements import build
from eval.requirements.build import MapError, Requirement, sections
from eval.requirements.named import named_in_decisions, named_in_tests

LISTS = Path(build.__file__).parent
IDS = {"One (S000)": {"S000-01": "first", "S000-02": "second", "X-18": "third", "S000-100": "fourth"}}
OPEN: dict[str, Any] = {
    "later": {7: {"S000-02": "to come"}, "no issue yet": {"X-18": "nobody | asked"}},
    "not_applicable": {"S000-100": "not ours"},
}


def test_the_map_is_current() -> None:
    """After naming an id in a test, or changing a list: `make requirements`."""
    assert build.TARGET.read_text(encoding="utf-8") == build.current()


def test_every_requirement_is_listed_once_with_a_text() -> None:
    listed = yaml.safe_load((LISTS / "ids.yaml").read_text(encoding="utf-8"))
    counts = {title: len(section) for title, section in listed.items()}
    # As many as each source has ids; numbers run from 01 without a gap.
    assert list(counts.values()) == [102, 29, 72, 15, 15, 18]
    for section in listed.values():
        prefix = next(iter(section)).rsplit("-", 1)[0]
        assert list(section) == [f"{prefix}-{number:02}" for number in range(1, len(section) + 1)]
        assert all(isinstance(text, str) and text.strip() for text in section.values())


def test_what_is_open_says_its_issue_and_why() -> None:
    opened = yaml.safe_load((LISTS / "open.yaml").read_text(encoding="utf-8"))
    assert set(opened) == {"later", "not_applicable"}
    for issue, entries in opened["later"].items():
        assert isinstance(issue, int) or issue == "no issue yet"
        assert all(isinstance(why, str) and why.strip() for why in entries.values())
    assert all(reason.strip() for reason in opened["not_applicable"].values())


def made(tests: dict[str, list[str]], opened: dict[str, Any] = OPEN) -> dict[str, Requirement]:
    found = sections(IDS, opened, tests, {"S000-01": ["0003-six-kinds.md"]})
    return {one.id: one for section in found.values() for one in section}


def test_the_four_states_are_told_apart() -> None:
    found = made({"S000-01": ["tests/test_a.py::test_x"], "S000-02": ["tests/test_a.py::test_y"]})
    assert [one.state for one in found.values()] == ["met", "partly", "later", "not applicable"]
    assert found["S000-02"].note == "issue 7: to come"
    assert found["X-18"].note == "no issue yet: nobody | asked"


@pytest.mark.parametrize(
    ("tests", "opened", "fault"),
    [
        ({}, OPEN, "S000-01: no test names it, and open.yaml does not say why"),
        ({"S000-01": ["t"], "S004-99": ["t"]}, OPEN, "S004-99: named by a test or list, but not in ids.yaml"),
        ({"S000-01": ["t"], "S000-100": ["t"]}, OPEN, "S000-100: not applicable, but a test names it"),
        (
            {"S000-01": ["t"]},
            {**OPEN, "not_applicable": {"S000-100": "x", "X-18": "y"}},
            "X-18: both later and not applicable",
        ),
        (
            {"S000-01": ["t"]},
            {**OPEN, "later": {**OPEN["later"], 8: {"X-18": "again"}}},
            "X-18: under two issues",
        ),
        (
            {"S000-01": ["t"]},
            {**OPEN, "not_applicable": {"S000-100": "x", "S003-01": "y"}},
            "S003-01: named by a test or list, but not in ids.yaml",
        ),
    ],
)
def test_lists_that_do_not_fit_the_tests_are_an_error(
    tests: dict[str, list[str]], opened: dict[str, Any], fault: str
) -> None:
    with pytest.raises(MapError) as caught:
        made(tests, opened)
    assert str(caught.value) == fault


def test_the_page_counts_and_lists() -> None:
    four = [f"tests/test_a.py::test_{number}" for number in range(4)]
    found = sections(IDS, OPEN, {"S000-01": four}, {"S000-01": ["0003-six-kinds.md"]})
    text = build.page(found)
    assert "| One (S000) | 4 | 1 | 0 | 2 | 1 |\n| **All** | 4 | 1 | 0 | 2 | 1 |\n" in text
    assert (
        "| S000-01 | first | met | `test_a.py::test_0`; `test_a.py::test_1`; `test_a.py::test_2`; and 1 more; "
        "[decision 3](decisions/0003-six-kinds.md) |\n"
    ) in text
    assert "| X-18 | third | later | no issue yet: nobody \\| asked |\n" in text


SOURCE = '''"""Module: S000-01."""
import pytest
ROWS = [1]  # S000-02

@pytest.mark.parametrize("a", [1, 2])  # S000-03
def test_first(a):
    """S000-04, S000-100, but neither XS000-05 nor S000-1 nor S009-01."""
    # X-18
    assert a

def helper():
    """S000-06."""

class TestMore:
    def test_second(self):
        assert "S000-07"
'''


def test_only_what_stands_in_a_test_names_a_requirement(tmp_path: Path) -> None:
    folder = tmp_path / "tests" / "sub"
    folder.mkdir(parents=True)
    (folder / "test_it.py").write_text(SOURCE, encoding="utf-8")
    (folder / "cases.py").write_text("def test_no():\n    'S000-08'\n", encoding="utf-8")
    first, second = ["tests/sub/test_it.py::test_first"], ["tests/sub/test_it.py::test_second"]
    assert named_in_tests(tmp_path / "tests") == {
        "S000-03": first, "S000-04": first, "S000-100": first, "X-18": first, "S000-07": second,
    }  # fmt: skip


def test_decision_records_are_found_by_what_they_name(tmp_path: Path) -> None:
    (tmp_path / "0003-six.md").write_text("Ids: X-01, X-02.", encoding="utf-8")
    (tmp_path / "notes.md").write_text("X-03", encoding="utf-8")
    assert named_in_decisions(tmp_path) == {"X-01": ["0003-six.md"], "X-02": ["0003-six.md"]}


def test_a_fault_ends_the_command_and_leaves_the_map_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(build, "TARGET", tmp_path / "requirements.md")
    monkeypatch.setattr(build, "named_in_tests", lambda _: {})
    assert build.main() == 1
    assert "S000-01: no test names it" in capsys.readouterr().err
    assert not (tmp_path / "requirements.md").exists()
