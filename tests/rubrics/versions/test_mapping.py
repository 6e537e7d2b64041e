"""A mapping fits both versions or is refused; what it carries over is comparable, and nothing is averaged."""

import copy
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from assessor.domain.mapping import Link, LinkKind, LinkSet, VersionMapping
from assessor.domain.rating import RatingValue
from assessor.domain.rubric import Rubric
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.exporting.yaml_text import yaml_text
from assessor.rubrics.load import list_rubrics, load_rubric
from assessor.rubrics.versions.carry import CarriedRating, PastRating, carried_ratings
from assessor.rubrics.versions.mapping import load_mapping, mapping_faults, propose_mapping
from tests.rubrics.packs_made import rubrics

DAY = date(2027, 3, 1)


@pytest.fixture(scope="module")
def old() -> Rubric:
    return load_rubric("csm-matrix")


def edited(old: Rubric, **changes: Any) -> Rubric:
    values = copy.deepcopy(old.model_dump(mode="json"))
    values["version"] = "2.0.0"
    for key, change in changes.items():
        values[key] = change(values[key])
    return Rubric.model_validate(values)


def with_links(
    mapping: VersionMapping, what: str, links: list[Link], added: tuple[str, ...] = ()
) -> VersionMapping:
    """The mapping with these links in the place of those they speak of."""
    kept: LinkSet = getattr(mapping, what)
    named = {part for link in links for part in link.old}
    rest = tuple(link for link in kept.links if not named & set(link.old))
    return mapping.model_copy(update={what: LinkSet(links=(*rest, *links), added=added)})


@given(rubrics(), rubrics())
@settings(max_examples=50, deadline=None)
def test_every_proposal_fits_both_versions(first: Rubric, second: Rubric) -> None:
    assert mapping_faults(propose_mapping(first, second, today=DAY), first, second) == ()


@pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)
def test_of_one_version_everything_is_the_same(rubric: Rubric) -> None:
    mapping = propose_mapping(rubric, rubric, today=DAY)
    for links in (mapping.areas, mapping.levels, mapping.ratings, mapping.anchors):
        assert {link.kind for link in links.links} == {LinkKind.SAME}
        assert links.added == ()


def test_across_scales_equal_numbers_are_not_linked(old: Rubric) -> None:
    """X-01, X-04: nothing converts in silence."""
    mapping = propose_mapping(old, load_rubric("csm-laufbahn"), today=DAY)
    assert {link.kind for link in mapping.ratings.links} == {LinkKind.DROPPED}
    assert mapping.ratings.added == ("1", "2", "3", "4")
    other_scale = edited(old, scale=lambda scale: {**scale, "id": "other-0-4"})
    assert {link.kind for link in propose_mapping(old, other_scale, today=DAY).ratings.links} == {
        LinkKind.DROPPED
    }


def test_gaps_unknown_names_and_wrong_kinds_are_all_told(old: Rubric) -> None:
    """S002-72."""
    mapping = propose_mapping(old, old, today=DAY)
    first, second, third = (link.old[0] for link in mapping.areas.links[:3])
    links = [
        Link(kind=LinkKind.REWORDED, old=(first,), new=(first,)),
        Link(kind=LinkKind.SPLIT, old=(second,), new=(second,)),
        Link(kind=LinkKind.DROPPED, old=("nothing",)),
    ]
    broken = mapping.model_copy(update={"areas": LinkSet(links=(*links, *mapping.areas.links[3:]))})
    told = [fault.what for fault in mapping_faults(broken, old, old)]
    assert f"{first!r} is called reworded; its words are the same: same" in told
    assert f"split of {second!r} has 1 old and 1 new; expected one old and several new" in told
    assert f"{third!r} of the old version has no link; say what became of it, or `dropped`" in told
    assert f"{third!r} of the new version is not reached; link it, or name it under `added`" in told
    assert any(what.startswith("'nothing' is not in the old version; there are ") for what in told)
    assert len(told) == 5


def test_a_part_linked_twice_is_told(old: Rubric) -> None:
    mapping = propose_mapping(old, old, today=DAY)
    twice = mapping.model_copy(
        update={"areas": LinkSet(links=(*mapping.areas.links, mapping.areas.links[0]))}
    )
    assert [fault.what.rsplit("; ", 1)[1] for fault in mapping_faults(twice, old, old)] == [
        "expected once"
    ] * 2


def test_a_file_is_read_back_and_a_broken_one_names_every_fault(old: Rubric, tmp_path: Path) -> None:
    mapping = propose_mapping(old, old, today=DAY)
    path = tmp_path / "mapping.yaml"
    path.write_text(yaml_text(mapping.model_dump(mode="python", exclude_defaults=True)), encoding="utf-8")
    assert load_mapping(path, old, old).model_copy(update={"sha256": ""}) == mapping
    with pytest.raises(
        InputError, match=r"new: is csm-matrix 1\.0\.0; expected csm-matrix 2\.0\.0"
    ) as caught:
        load_mapping(path, old, edited(old))
    assert caught.value.code == "mapping_invalid"
    path.write_text(
        path.read_text(encoding="utf-8").replace("status: proposed", "status: maybe"), encoding="utf-8"
    )
    with pytest.raises(InputError, match="status") as caught:
        load_mapping(path, old, old)
    assert caught.value.code == "mapping_invalid"
    with pytest.raises(InputError, match="cannot be read"):
        load_mapping(tmp_path / "none.yaml", old, old)


def carried(old: Rubric, new: Rubric, mapping: VersionMapping, area: str, word: str) -> CarriedRating:
    assert mapping_faults(mapping, old, new) == ()
    past = PastRating(
        id="rat_1",
        skill_area=area,
        value=RatingValue.parse(word),
        scale=old.scale.id,
        rubric_version=old.version,
    )
    (found,) = carried_ratings([past], mapping, old, new)
    return found


def test_a_reworded_area_is_comparable_and_says_how_many_anchors_are_left(old: Rubric) -> None:
    """S002-64."""

    def change(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
        anchors = areas[0]["cells"][0]["anchors"]
        anchors[0]["text"] = anchors[0]["text"].replace(".", " on time.")
        anchors[1]["text"] = "Counts sheep at night without any reason at all."
        return areas

    new = edited(old, skill_areas=change)
    found = carried(old, new, propose_mapping(old, new, today=DAY), "onboarding", "3")
    assert (found.comparable, found.skill_area, str(found.value)) == (True, old.skill_areas[0].name, "3")
    # Eight anchors, one of them replaced by another.
    assert found.because == "the area is reworded, 7 of 8 anchors are still there."


def test_merged_split_and_dropped_areas_are_never_compared(old: Rubric) -> None:
    """S002-64, S002-72: and their ratings are not averaged into one."""
    first, second, third, *_ = old.skill_areas

    def change(areas: list[dict[str, Any]]) -> list[dict[str, Any]]:
        one, _gone, _also, *rest = areas
        split = copy.deepcopy(one)
        split["id"], split["name"], split["aliases"], split["cells"] = "later", "Later steps", [], []
        return [one, split, *rest]

    new = edited(old, skill_areas=change)
    proposed = propose_mapping(old, new, today=DAY)
    halves = Link(kind=LinkKind.SPLIT, old=(first.id,), new=(first.id, "later"))
    assert {link.kind for link in proposed.areas.links if link.old[0] in (second.id, third.id)} == {
        LinkKind.DROPPED
    }
    split = with_links(proposed, "areas", [halves])
    found = carried(old, new, split, first.name, "3")
    assert (found.comparable, found.value, found.skill_area) == (False, None, None)
    assert "was split into" in found.because
    assert "its line ends here" in carried(old, new, split, third.name, "3").because
    both = Link(kind=LinkKind.MERGED, old=(first.id, second.id), new=(first.id,))
    merged = with_links(proposed, "areas", [both], added=("later",))
    for area, level in ((first.name, "1"), (second.name, "4")):
        found = carried(old, new, merged, area, level)
        assert (found.comparable, found.value) == (False, None)
        assert "were merged into" in found.because
        assert "nothing is averaged" in found.because


def test_levels_of_a_changed_scale(old: Rubric) -> None:
    """X-01, S004-04: by the declared mapping alone; a split level is not guessed."""

    def change(scale: dict[str, Any]) -> dict[str, Any]:
        scale["levels"] = scale["levels"][:3]
        return scale

    new = edited(old, scale=change)
    proposed = propose_mapping(old, new, today=DAY)
    links = [
        Link(kind=LinkKind.MERGED, old=("0", "1"), new=("0",)),
        Link(kind=LinkKind.SPLIT, old=("2",), new=("1", "2")),
    ]
    mapping = with_links(proposed, "ratings", links)
    area = old.skill_areas[0].name
    merged = carried(old, new, mapping, area, "1")
    assert (merged.comparable, str(merged.value)) == (True, "0")
    assert "levels 0 and 1 were merged" in merged.because
    split = carried(old, new, mapping, area, "2")
    assert (split.comparable, split.because) == (
        False,
        "level 2 was split: it could be 1 or 2 on the new scale.",
    )
    assert not carried(old, new, mapping, area, "4").comparable
    for word in ("NA", "insufficient"):
        kept = carried(old, new, mapping, area, word)
        assert (kept.comparable, str(kept.value)) == (True, word)


def test_a_rating_of_another_version_or_area_is_refused(old: Rubric) -> None:
    mapping = propose_mapping(old, old, today=DAY)
    past = PastRating(
        id="rat_1",
        skill_area="onboarding",
        value=RatingValue.parse("3"),
        scale=old.scale.id,
        rubric_version="0.9.0",
    )
    with pytest.raises(InputError) as caught:
        carried_ratings([past], mapping, old, old)
    assert caught.value.code == "mapping_unfit"
    other = past.model_copy(update={"rubric_version": "1.0.0", "skill_area": "nothing"})
    with pytest.raises(NotFoundError):
        carried_ratings([other], mapping, old, old)
