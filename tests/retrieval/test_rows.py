import re
from collections.abc import Callable

from assessor.domain.rubric import Rubric
from assessor.retrieval.rows import Row, index_id_of, rows_of

AREAS = {"Data": ["Tags notes.", "Merges contacts."], "Trust": ["Says sorry."]}


def test_rows_are_the_anchors_of_an_area_and_then_its_goal(make_rubric: Callable[..., Rubric]) -> None:
    rubric = make_rubric(AREAS, goals={"Data": "Clean records.", "Trust": "  "})
    assert rows_of(rubric) == (
        Row("tiny/data/1", "Data", "Tags notes.", is_anchor=True),
        Row("tiny/data/2", "Data", "Merges contacts.", is_anchor=True),
        Row("goal:data", "Data", "Clean records.", is_anchor=False),
        Row("tiny/trust/1", "Trust", "Says sorry.", is_anchor=True),
    )


def test_career_levels_are_no_part_of_the_index(make_rubric: Callable[..., Rubric]) -> None:
    """DESIGN: anchors belong to career levels, ratings to the scale; a match must not carry a level."""
    junior, head = (make_rubric(AREAS, career_level=level) for level in ("Junior", "Head"))
    assert rows_of(junior) == rows_of(head)
    assert index_id_of(junior, "e@1") == index_id_of(head, "e@1")


def test_index_id_changes_with_all_that_is_indexed_and_nothing_else(
    make_rubric: Callable[..., Rubric],
) -> None:
    """CONTRACT: provenance holds `index_id`, so equal ids must mean equal answers."""
    base = index_id_of(make_rubric(AREAS), "e@1")
    assert re.fullmatch(r"sha256:[0-9a-f]{64}", base)
    assert index_id_of(make_rubric(AREAS, owner="Someone else"), "e@1") == base
    others = [
        index_id_of(make_rubric(AREAS), "e@2"),
        index_id_of(make_rubric(AREAS, version="1.0.1"), "e@1"),
        index_id_of(make_rubric(AREAS, goals={"Data": "Clean records."}), "e@1"),
        index_id_of(make_rubric({**AREAS, "Trust": ["Says sorry!"]}), "e@1"),
        index_id_of(make_rubric(dict(reversed(AREAS.items()))), "e@1"),
        index_id_of(
            make_rubric({"Data": ["Tags notes."], "Trust": ["Merges contacts.", "Says sorry."]}), "e@1"
        ),
    ]
    assert len({base, *others}) == 7
