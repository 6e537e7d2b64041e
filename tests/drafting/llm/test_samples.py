from itertools import permutations

import pytest

from assessor.drafting.llm.answer import Terms
from assessor.drafting.llm.examine import Reading, examine
from assessor.drafting.llm.samples import Sample, Silence, agreed, requests_of
from tests.drafting.llm.fakes import ARTEFACT, RUBRIC, answer, request

TERMS = Terms.of(RUBRIC, ("A1", "A2"))


def sample(
    level: int | None, reach: tuple[int, int] | None = None, lines: tuple[str, ...] = (), seed: int = 7
) -> Sample:
    """An answer with this level; without one, an answer that evidence is lacking."""
    low, high = reach or (level, level)
    changes = {
        "status": "insufficient_evidence" if level is None else "drafted",
        "rating": level,
        "lowest": low,
        "highest": high,
        "reason": f"Answer {seed}.",
        "red_lines": [{"id": line, "quotes": ["Two values were wrong"]} for line in lines],
    }
    reading = examine(answer(**changes), TERMS, ARTEFACT)
    assert isinstance(reading, Reading)
    return Sample(request(seed=seed), reading)


def of(*samples: Sample) -> tuple[int | None, int | None, int | None]:
    result, _ = agreed(samples)
    assert isinstance(result, Reading)
    return result.answer.rating, result.answer.lowest, result.answer.highest


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((3, 3, 3), (3, 3, 3)),
        ((2, 3, 4), (3, 2, 4)),
        ((2, 2, 5), (2, 2, 5)),
        ((1, 4, 4, 4, 5), (4, 1, 5)),
        ((2, 4), (2, 2, 4)),  # two middle ones: the lower, never the 3 that nobody said
        ((2, 3, 4, 4), (3, 2, 4)),
    ],
)
def test_the_draft_is_the_answer_in_the_middle_and_its_interval_reaches_every_rating(
    levels: tuple[int, ...], expected: tuple[int, int, int]
) -> None:
    for order in set(permutations(levels)):
        assert of(*(sample(level) for level in order)) == expected


def test_the_interval_holds_the_middle_answers_own_reach_but_not_the_others() -> None:
    assert of(sample(3, (2, 3)), sample(3, (1, 5)), sample(4, (3, 5))) == (3, 2, 4)


def test_the_first_of_the_middle_answers_stands_with_its_own_request() -> None:
    result, taken = agreed([sample(4, seed=7), sample(3, seed=8), sample(3, seed=9)])
    assert isinstance(result, Reading)
    assert (result.answer.reason, taken.seed) == ("Answer 8.", 8)


def test_one_alone_stands_as_it_is() -> None:
    alone = sample(3, (2, 4))
    assert agreed([alone]) == (alone.reading, alone.request)


@pytest.mark.parametrize("levels", [(None, None, 3), (None, None, None), (None, None, None, 5, 5)])
def test_where_most_find_too_little_evidence_there_is_too_little(levels: tuple[int | None, ...]) -> None:
    result, _ = agreed([sample(level) for level in levels])
    assert isinstance(result, Reading)
    assert (result.answer.status, result.answer.rating) == ("insufficient_evidence", None)


@pytest.mark.parametrize("levels", [(3, None, 3), (None, 3), (3, 3, None, None, 3), (None, 3, None, 3)])
def test_a_third_in_doubt_leaves_no_rating(levels: tuple[int | None, ...]) -> None:
    assert agreed([sample(level) for level in levels])[0] == Silence("wide_interval", "samples_disagree")


def test_one_in_doubt_of_five_does_not_outvote_the_rest() -> None:
    assert of(sample(3), sample(3), sample(None), sample(4), sample(3)) == (3, 3, 4)


def test_a_red_line_stands_where_half_name_it() -> None:
    """S000-35: two of three name the breach, one of three the missing documentation."""
    found = [
        sample(3, lines=("missing_documentation",)),
        sample(3, lines=("privacy_breach",)),
        sample(2, lines=("privacy_breach",)),
    ]
    result, _ = agreed(found)
    assert isinstance(result, Reading)
    assert [line.id for line in result.red_lines] == ["privacy_breach"]
    assert result.red_lines[0].citations[0].quote == "Two values were wrong"
    result, _ = agreed(found[:2])
    assert isinstance(result, Reading)
    assert {line.id for line in result.red_lines} == {"missing_documentation", "privacy_breach"}


def test_only_several_requests_leave_room_for_chance() -> None:
    assert requests_of(request(), 1) == (request(),)
    assert [(one.seed, one.temperature) for one in requests_of(request(), 3)] == [
        (7, 0.7),
        (8, 0.7),
        (9, 0.7),
    ]
