"""What differs between two versions, and what step of the version number it asks for."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.rubric import Rubric
from assessor.rubrics.load import list_rubrics
from assessor.rubrics.versions.diff import RubricDiff, diff, with_touched
from assessor.rubrics.versions.touched import PinnedRatings
from tests.rubrics.packs_made import rubrics

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(scope="module")
def pack() -> dict[str, Any]:
    (matrix,) = (one for one in list_rubrics() if one.id == "csm-matrix")
    return matrix.model_dump(mode="json")


def compared(pack: dict[str, Any], change: Change, version: str = "1.0.1") -> RubricDiff:
    new = copy.deepcopy(pack)
    new["version"] = version
    change(new)
    return diff(Rubric.model_validate(pack), Rubric.model_validate(new))


@pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)
def test_nothing_differs_from_itself(rubric: Rubric) -> None:
    """S002-51."""
    found = diff(rubric, rubric)
    assert found.is_empty
    assert (found.verdict.needed, found.verdict.enough, found.touched) == ("none", True, None)


@given(rubrics())
@settings(max_examples=60, deadline=None)
def test_no_pack_differs_from_itself(rubric: Rubric) -> None:
    assert diff(rubric, rubric).is_empty


@given(rubrics(), rubrics())
@settings(max_examples=40, deadline=None)
def test_what_one_way_adds_the_other_way_removes(first: Rubric, second: Rubric) -> None:
    def ids(found: RubricDiff, kind: str) -> list[tuple[str, str]]:
        wholes = ("skill area", "career level")
        return sorted(
            (one.what, one.id) for one in found.structure if one.kind == kind and one.what in wholes
        )

    there, back = diff(first, second), diff(second, first)
    assert ids(there, "added") == ids(back, "removed")
    assert ids(there, "removed") == ids(back, "added")


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, dict):
        return [leaf for key, part in value.items() for leaf in leaves(part, (*path, key))]
    if isinstance(value, list):
        return [leaf for at, part in enumerate(value) for leaf in leaves(part, (*path, at))]
    return [path]


UNSEEN = ("version", "date", "changelog", "sha256", "translation", "id")
"""What two versions may differ in without a difference in what they say."""


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_no_changed_value_goes_unseen(data: st.DataObject) -> None:
    """Or a version could be called the same that is not."""
    old = data.draw(rubrics())
    values = old.model_dump(mode="json")
    path = data.draw(st.sampled_from([leaf for leaf in leaves(values) if leaf[0] not in UNSEEN]))
    *steps, last = path
    here = values
    for step in steps:
        here = here[step]
    value = here[last]
    if isinstance(value, bool) or value is None or last in ("kind", "unit", "direction"):
        return
    here[last] = value + 1 if isinstance(value, int | float) else f"{value} anders"
    assert not diff(old, Rubric.model_validate(values)).is_empty, path


def reword(pack: dict[str, Any]) -> None:
    anchor = pack["skill_areas"][0]["cells"][0]["anchors"][0]
    anchor["text"] = anchor["text"].replace(".", " on time.")


def swap_anchor(pack: dict[str, Any]) -> None:
    pack["skill_areas"][0]["cells"][0]["anchors"][0]["text"] = (
        "Counts sheep at night without any reason at all."
    )


def rename(pack: dict[str, Any]) -> None:
    pack["skill_areas"][0]["name"] = "Something else"


def rename_with_alias(pack: dict[str, Any]) -> None:
    area = pack["skill_areas"][0]
    area["aliases"] = [*area["aliases"], area["name"]]
    area["name"] = "Start of the customer"


def move_anchor(pack: dict[str, Any]) -> None:
    first, second = pack["skill_areas"][0]["cells"][:2]
    second["anchors"].append(first["anchors"].pop())


CHANGES: list[tuple[Change, str, str]] = [
    (reword, "patch", "anchor reworded"),
    (swap_anchor, "major", "anchor removed"),
    (lambda pack: pack["skill_areas"].pop(), "major", "skill area removed"),
    (lambda pack: pack["skill_areas"][0]["cells"][0]["anchors"].pop(), "major", "anchor removed"),
    (move_anchor, "major", "anchor moved"),
    (rename, "major", "skill area renamed"),
    (rename_with_alias, "minor", "skill area renamed"),
    (
        lambda pack: pack["skill_areas"].append(pack["optional_areas"].pop()),
        "major",
        "standing of an area changed",
    ),
    (lambda pack: pack["scale"]["levels"].pop(), "major", "rating removed"),
    (lambda pack: pack["career_levels"].reverse(), "major", "order of career levels reordered"),
    (lambda pack: pack["promotion"].update(stable_months=6), "major", "promotion rule added"),
    (lambda pack: pack["evidence"].update(min_artefacts=3), "major", "evidence rule changed"),
    (
        lambda pack: pack["skill_areas"][0]["aliases"].append("Erste Wochen"),
        "minor",
        "spelling of an area added",
    ),
    (lambda pack: pack["career_levels"][0]["expected"].update(highest=3), "minor", "expected band changed"),
    (lambda pack: pack.update(owner="Somebody else"), "patch", "head reworded"),
]


@pytest.mark.parametrize(("change", "needed", "told"), CHANGES)
def test_each_change_asks_for_its_step_and_says_why(
    pack: dict[str, Any], change: Change, needed: str, told: str
) -> None:
    """S002-51, S002-72: a minor tweak and a structural overhaul are told apart."""
    verdict = compared(pack, change).verdict
    assert verdict.needed == needed
    assert any(reason.startswith(told) for reason in verdict.reasons), verdict.reasons
    assert verdict.enough == (needed == "patch")


@pytest.mark.parametrize(
    ("change", "version", "given", "enough"),
    [
        (swap_anchor, "2.0.0", "major", True),
        (swap_anchor, "1.9.0", "minor", False),
        (reword, "1.0.0", "none", False),
        (reword, "0.9.0", "lower", False),
        (reword, "1.1", "unreadable", False),
        (reword, "1.1.0", "minor", True),
    ],
)
def test_a_number_bumped_too_little_is_told(
    pack: dict[str, Any], change: Change, version: str, given: str, enough: bool
) -> None:
    verdict = compared(pack, change, version).verdict
    assert (verdict.given, verdict.enough) == (given, enough)
    assert ("Expected 2.0.0" in verdict.sentence) == (version == "1.9.0")


def test_below_one_a_minor_step_is_enough_for_everything(pack: dict[str, Any]) -> None:
    young = {**pack, "version": "0.3.0"}
    assert compared(young, swap_anchor, "0.4.0").verdict.enough
    assert not compared(young, swap_anchor, "0.3.1").verdict.enough


def test_a_rewording_shows_both_texts_and_how_much_changed(pack: dict[str, Any]) -> None:
    (change,) = compared(pack, reword).wording
    old = pack["skill_areas"][0]["cells"][0]["anchors"][0]["text"]
    assert (change.old, change.new) == (old, old.replace(".", " on time."))
    # n words, the last one replaced by three: ratio is 2(n-1) / (2n + 2).
    words = len(old.split())
    assert change.changed == pytest.approx(1 - (words - 1) / (words + 1), abs=0.001)


def test_an_anchor_put_in_front_renumbers_and_loses_none(pack: dict[str, Any]) -> None:
    def put_in_front(new: dict[str, Any]) -> None:
        cell = new["skill_areas"][0]["cells"][0]
        start = cell["anchors"][0]["id"].rpartition("/")[0]
        texts = ["Brings something new to the first call.", *(one["text"] for one in cell["anchors"])]
        cell["anchors"] = [{"id": f"{start}/{at}", "text": one} for at, one in enumerate(texts, 1)]

    found = compared(pack, put_in_front)
    assert sorted(one.kind for one in found.structure) == ["added", "renumbered", "renumbered"]
    assert (found.wording, found.verdict.needed) == ((), "minor")


def test_past_ratings_of_what_changed_are_counted(pack: dict[str, Any]) -> None:
    """S002-51: old ratings keep their version; the author sees how many there are."""
    old = Rubric.model_validate(pack)
    first, second = old.skill_areas[:2]
    reworded, kept = (anchor.id for anchor in first.cells[0].anchors[:2])
    pinned = PinnedRatings(
        areas={first.name: 3, second.name: 4}, anchors={reworded: 2, kept: 1}, without_area=1
    )
    past = with_touched(compared(pack, reword), old, pinned).touched
    assert past is not None
    assert (past.ratings, past.on_changed) == (8, 3)
    assert [(one.name, one.ratings, one.changed) for one in past.anchors] == [
        (reworded, 2, True),
        (kept, 1, False),
    ]
