"""What holds in every packaged rubric, whatever its source."""

import re
from collections import Counter

import pytest

from assessor.domain.rubric import Rubric
from assessor.rubrics.load import list_rubrics

EVERY_PACK = pytest.mark.parametrize("rubric", list_rubrics(), ids=lambda rubric: rubric.id)


def all_anchors(rubric: Rubric) -> list[str]:
    areas = (*rubric.skill_areas, *rubric.optional_areas)
    return [anchor.text for area in areas for anchor in area.anchors]


@EVERY_PACK
def test_anchors_are_single_sentences_of_7_to_30_words(rubric: Rubric) -> None:
    for text in all_anchors(rubric):
        assert 7 <= len(text.split()) <= 30, text
        assert text.endswith("."), text
        assert not re.search(r"[.;!?] ", text), text


@EVERY_PACK
def test_no_anchor_is_said_twice(rubric: Rubric) -> None:
    counts = Counter(all_anchors(rubric))
    assert max(counts.values()) == 1
    assert len(counts) > 30


@EVERY_PACK
def test_source_and_wording_are_declared(rubric: Rubric) -> None:
    """S000-78, S001-29, S002-48: one owner, and where the framework comes from."""
    assert rubric.source.id in {"S000", "S001", "S002", "S004"}
    assert rubric.owner
    assert "own words" in rubric.source.note or "eigenen Worten" in rubric.source.note


@EVERY_PACK
def test_every_version_says_what_changed(rubric: Rubric) -> None:
    """S002-50."""
    assert rubric.version in {entry.version for entry in rubric.changelog}
    assert all(entry.change and entry.author for entry in rubric.changelog)


@EVERY_PACK
def test_each_career_level_owns_and_decides_something_else(rubric: Rubric) -> None:
    """S000-06: what rises from level to level is scope."""
    owned = [level.ownership for level in rubric.career_levels]
    assert len(owned) >= 2
    assert all(owned)
    for part in (owned, [level.decisions for level in rubric.career_levels if level.decisions]):
        assert len(set(part)) == len(part)
