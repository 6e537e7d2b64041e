"""The line most in dispute is found, and its clauses are named in both languages."""

from itertools import count

from assessor.domain.draft import Claim
from assessor.domain.rubric import Rubric
from assessor.domain.run import RunItem
from assessor.evaluation.cause.dispute import Disputed, dispute_of
from assessor.rubrics.load import load_rubric
from assessor.rubrics.translations import in_language
from tests.evaluation.comparing.runs import draft, item, labels

RUBRIC = load_rubric("ai-skills")
NUMBERS = count()
AREAS = [one.name for one in RUBRIC.skill_areas]


def both(rubric: Rubric) -> tuple[Rubric, Rubric]:
    return in_language(rubric, "en"), in_language(rubric, "de")


def drafted(level: int, area: str, anchor: str | None = None) -> RunItem:
    made = draft(level)
    if anchor is not None:
        made = made.model_copy(update={"claims": (Claim(text="So.", anchor=anchor, citations=()),)})
    return item(f"i{next(NUMBERS)}", made, labels(3, skill_area=area))


def pairs(sealed: int, level: int, area: str, times: int, anchor: str | None = None) -> list[Disputed]:
    return [Disputed(sealed, drafted(level, area, anchor)) for _ in range(times)]


def test_the_line_with_most_disagreements_is_named_with_question_and_anchor() -> None:
    """S000-80."""
    anchors = RUBRIC.skill_areas[1].anchors
    given = [
        *pairs(2, 2, AREAS[0], 8),
        *pairs(1, 2, AREAS[0], 2),
        *pairs(3, 3, AREAS[1], 4),
        *pairs(2, 3, AREAS[1], 3, anchors[1].id),
        *pairs(3, 2, AREAS[1], 1, anchors[0].id),
    ]
    found = dispute_of(given, lambda _: RUBRIC, both)
    assert found is not None
    assert (found.skill_area, found.lower, found.upper) == (RUBRIC.skill_areas[1].id, 2, 3)
    # All eight stand next to the line between 2 and 3, four on two sides of it.
    assert (found.compared, found.disagreed.value) == (8, 0.5)
    assert (found.draft_above, found.draft_below) == (3, 1)
    question, anchor = found.clauses[0], found.clauses[-1]
    assert question.id == f"{RUBRIC.scale.id}:2-3"
    assert question.text.en == RUBRIC.scale.discriminators[1].question
    assert question.text.de not in ("", question.text.en)
    assert (anchor.id, anchor.cited) == (anchors[1].id, 3)
    assert anchor.text.de != anchor.text.en


def test_indicators_of_both_levels_are_named_where_an_area_has_them() -> None:
    rubric = load_rubric("csm-evaluation")
    area = next(one for one in rubric.skill_areas if one.by_rating)
    low, high = area.by_rating[0].rating, area.by_rating[1].rating
    made = draft(high)
    given = [item(f"i{at}", made, labels(low, rubric=rubric.id, skill_area=area.name)) for at in range(5)]
    found = dispute_of([Disputed(low, one) for one in given], lambda _: rubric, both)
    assert found is not None
    indicators = {each.id for rated in area.by_rating[:2] for each in rated.indicators}
    assert indicators <= {clause.id for clause in found.clauses}


def test_few_pairs_or_few_disagreements_are_no_dispute() -> None:
    assert dispute_of(pairs(2, 3, AREAS[0], 4), lambda _: RUBRIC, both) is None
    one_off = [*pairs(3, 3, AREAS[0], 9), *pairs(2, 3, AREAS[0], 1)]
    assert dispute_of(one_off, lambda _: RUBRIC, both) is None
    # Five people's ratings of one text are still one text.
    assert dispute_of([Disputed(2, drafted(3, AREAS[0]))] * 5, lambda _: RUBRIC, both) is None
    assert dispute_of([], lambda _: RUBRIC, both) is None
