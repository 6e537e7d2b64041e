import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.rubrics.sharing import Serving, more_needed, rateable_areas


def served(*words: str) -> list[Serving]:
    """Each word is an artefact, each letter an area it serves."""
    return [frozenset(word) for word in words]


@pytest.mark.parametrize(
    ("artefacts", "expected"),
    [
        ((), ""),
        (("a",), ""),
        (("a", "a"), "a"),
        (("a", "b"), ""),
        (("a", "a", "b", "b"), "ab"),
        (("ab", "ab"), "a"),  # each could be rated, not both: the first in order is
        (("ab", "ab", "ab"), "ab"),  # one own each, the third counts for both
        (("a", "ab", "b"), "ab"),
        (("a", "ab", "ab"), "ab"),  # a has its own; b takes one of the shared, the other counts for both
        (("a", "ab"), "a"),  # b has no second artefact
        (("ab", "b"), "b"),
        (("ab", "bc", "ca"), "ab"),  # ab stays shared: a takes ca, b takes bc, nothing is left for c
        (("a", "ab", "bc", "c"), "ab"),  # the row of three from the module's docstring
        (("ab", "bc", "c"), "bc"),
        (("a", "ab", "b", "bc", "c"), "abc"),
        (("ab", "bc", "b", "b"), "b"),
        (("abc", "abc", "abc", "abc"), "abc"),  # one own each, the fourth counts for all three
        (("abc", "abc", "abc"), "ab"),
    ],
)
def test_as_many_areas_as_possible_with_one_own_artefact_each(
    artefacts: tuple[str, ...], expected: str
) -> None:
    """S000-24, X-17, with two artefacts needed."""
    assert "".join(rateable_areas(served(*artefacts), "abc", 2)) == expected


def test_the_order_of_areas_settles_ties() -> None:
    assert rateable_areas(served("ab", "ab"), "ba", 2) == ("b",)


@pytest.mark.parametrize(
    ("artefacts", "needed", "expected"),
    [(("ab",), 1, "a"), (("ab", "ab"), 1, "ab"), (("ab", "ab", "ab"), 3, "a"), (("ab",) * 4, 3, "ab")],
)
def test_other_minimums_than_two(artefacts: tuple[str, ...], needed: int, expected: str) -> None:
    # Needed 3 and four shared: one own each, the other two count for both, so 1 + 2 = 3 for each.
    assert "".join(rateable_areas(served(*artefacts), "ab", needed)) == expected


@pytest.mark.parametrize(
    ("artefacts", "area", "expected"),
    [
        ((), "b", 2),
        (("b",), "b", 1),
        (("ab",), "b", 1),
        (("ab", "ab"), "b", 1),  # a takes one as its own, b keeps the other and needs its own
        (("ab", "a", "ab"), "b", 0),
        (("ab", "bc", "a", "c"), "c", 1),  # b has made one of the shared its own
    ],
)
def test_how_many_more_of_its_own_an_area_needs(artefacts: tuple[str, ...], area: str, expected: int) -> None:
    given_ = served(*artefacts)
    assert more_needed(area, rateable_areas(given_, "abc", 2), given_, 2) == expected


def _rateable_by_trying_everything(
    artefacts: Sequence[Serving], areas: str, needed: int
) -> set[frozenset[str]]:
    """All sets of areas that can be rated together: every way to make artefacts an area's own is tried."""
    possible: set[frozenset[str]] = set()
    choices = [("", *sorted(serving)) for serving in artefacts]
    for owners in itertools.product(*choices):  # "" = counts for all it serves
        counts = dict.fromkeys(areas, 0)
        has_own = dict.fromkeys(areas, False)
        for serving, owner in zip(artefacts, owners, strict=True):
            for area in [owner] if owner else sorted(serving):
                counts[area] += 1
            if owner:
                has_own[owner] = True
        possible.add(frozenset(area for area in areas if counts[area] >= needed and has_own[area]))
    return possible


ARTEFACTS = st.lists(st.frozensets(st.sampled_from("abcd"), min_size=1, max_size=3), max_size=6)


@settings(deadline=None)
@given(artefacts=ARTEFACTS, needed=st.integers(1, 3))
def test_the_search_agrees_with_trying_everything(artefacts: list[Serving], needed: int) -> None:
    found = rateable_areas(artefacts, "abcd", needed)
    possible = _rateable_by_trying_everything(artefacts, "abcd", needed)
    assert any(set(found) <= areas for areas in possible)
    assert len(found) == max(len(areas) for areas in possible)


@settings(deadline=None)
@given(artefacts=ARTEFACTS, more=st.frozensets(st.sampled_from("abcd"), min_size=1), needed=st.integers(1, 3))
def test_one_more_artefact_never_lowers_the_number_of_areas(
    artefacts: list[Serving], more: Serving, needed: int
) -> None:
    before = rateable_areas(artefacts, "abcd", needed)
    assert len(rateable_areas([*artefacts, more], "abcd", needed)) >= len(before)


@settings(deadline=None)
@given(artefacts=ARTEFACTS, area=st.sampled_from("abcd"), needed=st.integers(1, 3))
def test_one_more_artefact_for_one_area_never_costs_that_area(
    artefacts: list[Serving], area: str, needed: int
) -> None:
    before = rateable_areas(artefacts, "abcd", needed)
    assert area not in before or area in rateable_areas([*artefacts, frozenset(area)], "abcd", needed)


@settings(deadline=None)
@given(artefacts=ARTEFACTS, data=st.data())
def test_the_order_of_artefacts_changes_nothing(artefacts: list[Serving], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(artefacts))
    assert rateable_areas(shuffled, "abcd", 2) == rateable_areas(artefacts, "abcd", 2)


@settings(deadline=None)
@given(artefacts=ARTEFACTS, area=st.sampled_from("abcd"), needed=st.integers(1, 3))
def test_the_number_still_needed_is_enough_and_not_too_many(
    artefacts: list[Serving], area: str, needed: int
) -> None:
    rateable = rateable_areas(artefacts, "abcd", needed)
    more = more_needed(area, rateable, artefacts, needed)
    goal = {*rateable, area}

    def with_extra(count: int) -> bool:
        extra = [frozenset(area)] * count
        return set(rateable_areas([*artefacts, *extra], sorted(goal), needed)) == goal

    assert with_extra(more)
    assert more == 0 or not with_extra(more - 1)
