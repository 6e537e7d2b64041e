"""Attribution on runs made by hand: the planted cause is first, parts add up, raters stay together."""

import pytest

from assessor.domain.cause import CauseFactor
from assessor.domain.run import RunItem
from assessor.errors import InputError
from assessor.evaluation.cause.attribute import Attribution, Candidate, States, attribute
from assessor.evaluation.cause.cells import design_of
from assessor.evaluation.table import RatingTable, table_of
from tests.evaluation.comparing.runs import draft, failed, item, labels

N = 16
DESIGN = design_of(["model", "prompt"])
CANDIDATES = {"model": Candidate("model", "new"), "prompt": Candidate("prompt", "new.md abc")}


def drafted(*steps: int) -> list[RunItem]:
    """Items labelled 3; of every two, one is drafted as many levels off as the steps together say."""
    off = sum(steps)
    return [item(f"i{at:02}", draft(3 + (off if at % 2 else 0)), labels(3)) for at in range(N)]


def states(*, model: int = 0, prompt: int = 0, again: int = 0, now: list[RunItem] | None = None,
           ratings: RatingTable | None = None) -> States:  # fmt: skip
    sizes = {"model": model, "prompt": prompt}
    cells = {cell: drafted(again, *(sizes[name] for name in cell)) for cell in DESIGN.cells}
    return States(before=drafted(), now=now, cells=cells, ratings=ratings)


def found(**planted: int) -> Attribution:
    return attribute(states(**planted), DESIGN, CANDIDATES, draws=500)


def of(kind: str, attribution: Attribution) -> CauseFactor:
    return next(one for one in attribution.factors if one.kind == kind)


def test_the_change_that_moved_half_the_items_a_level_is_first_with_half_a_level() -> None:
    told = found(model=1)
    first = told.factors[0]
    # Half the drafts went up a level, so sealed less draft went down by half a level.
    assert (first.kind, first.carries, first.shift.value) == ("model", True, -0.5)
    assert first.moved is not None
    assert first.moved.value == 0.5
    assert (of("prompt", told).shift.value, of("prompt", told).carries) == (0, False)
    assert told.observed.value == -0.5
    assert told.unexplained is None


def test_what_moves_though_nothing_was_changed_is_not_laid_to_a_change() -> None:
    told = found(again=1)
    assert (told.factors[0].kind, told.factors[0].shift.value) == ("again", -0.5)
    assert of("model", told).shift.value == 0


def test_two_changes_against_each_other_are_both_told_though_the_whole_stands_still() -> None:
    told = found(model=1, prompt=-1)
    assert told.observed.value == 0
    assert {one.kind for one in told.factors if one.carries} == {"model", "prompt"}


def test_what_no_candidate_stands_for_is_left_unexplained() -> None:
    told = attribute(states(model=1, now=drafted(2)), DESIGN, CANDIDATES, draws=500)
    assert told.unexplained is not None
    # Half the items two levels, -1; the model carries -0.5 of it.
    assert (told.observed.value, told.unexplained.value) == (-1, -0.5)


def ratings(raters: int, harsh: str) -> RatingTable:
    names = [f"r{at}" for at in range(raters)]
    return table_of((f"i{at:02}", name, 3.0 - (name == harsh)) for at in range(N) for name in names)


def test_one_rater_a_level_harsher_shows_in_what_the_raters_carry_and_nobody_is_named() -> None:
    """S000-102, for raters; S000-85."""
    told = attribute(states(ratings=ratings(5, "r2")), DESIGN, CANDIDATES, draws=500)
    first = told.factors[0]
    # One of five who rate everything: a level of theirs is a fifth of the mean.
    assert (first.kind, first.value, first.carries) == ("raters", "", True)
    assert first.shift.value == pytest.approx(-0.2)
    assert first.moved is None
    assert "r2" not in repr(told)


def test_items_that_failed_or_were_edited_leave_and_others_stay() -> None:
    given = states(model=1)
    cells = dict(given.cells)
    cells[DESIGN.everything] = [failed("i01"), *cells[DESIGN.everything][2:]]
    told = attribute(States(given.before, None, cells), DESIGN, CANDIDATES, draws=100)
    # i00 is not in the last replay, i01 has no rating there.
    assert (told.items.in_both, told.items.used) == (N - 1, N - 2)


def test_runs_of_other_items_cannot_be_held_against_each_other() -> None:
    other = [item("x", draft(3))]
    with pytest.raises(InputError) as caught:
        attribute(states(now=other), DESIGN, CANDIDATES)
    assert caught.value.code == "nothing_in_common"
