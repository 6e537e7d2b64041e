"""Nothing on fewer than five people, and not by subtraction either."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.evaluation.drift.groups import FEWEST_PEOPLE, People, shown_groups, together

BIG, SMALL = 10, 2


def people(assessees: int, raters: int | None = None, prefix: str = "") -> People:
    return People(
        frozenset(f"{prefix}a{n}" for n in range(assessees)),
        None if raters is None else frozenset(f"{prefix}r{n}" for n in range(raters)),
    )


def shown(**sizes: People) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found = shown_groups(sizes)
    return found.alone, found.joined


def test_groups_of_five_stand_alone() -> None:
    assert shown(a=people(5, 5), b=people(6, 9)) == (("a", "b"), ())


@pytest.mark.parametrize("small", [people(4, 9), people(9, 4)])
def test_raters_count_as_people_too(small: People) -> None:
    assert "a" not in shown(a=small, b=people(9, 9), c=people(9, 9))[0]


def test_a_single_small_group_takes_the_next_smallest_with_it() -> None:
    """S001-20: otherwise it is the whole less the shown ones."""
    found = shown(small=people(SMALL, 9), large=people(20, 9), middle=people(BIG, 9))
    assert found == (("large",), ("small", "middle"))


def test_two_small_groups_that_are_small_together_take_one_more() -> None:
    found = shown(a=people(2, 9, "x"), b=people(2, 9, "y"), c=people(8, 9), d=people(30, 9))
    assert found == (("d",), ("a", "b", "c"))


def test_two_small_groups_that_are_enough_together_are_joined() -> None:
    assert shown(a=people(3, 9, "x"), b=people(3, 9, "y"), c=people(8, 9)) == (("c",), ("a", "b"))


def test_the_same_people_in_two_small_groups_are_not_counted_twice() -> None:
    assert shown(a=people(3, 9), b=people(3, 9), c=people(8, 9)) == ((), ("a", "b", "c"))


def test_one_small_group_alone_shows_nothing() -> None:
    assert shown(a=people(3, 9)) == ((), ())
    assert shown(a=people(2, 9, "x"), b=people(2, 9, "y")) == ((), ())
    assert shown() == ((), ())


_groups = st.lists(
    st.tuples(st.frozensets(st.integers(0, 15)), st.frozensets(st.integers(0, 9))), max_size=7
).map(
    lambda rows: {
        str(place): People(frozenset(map(str, a)), frozenset(map(str, b)))
        for place, (a, b) in enumerate(rows)
        if a and b
    }
)


@given(_groups)
def test_whatever_is_shown_and_whatever_is_left_over_has_five_people(groups: dict[str, People]) -> None:
    found = shown_groups(groups)
    assert all(groups[name].size >= FEWEST_PEOPLE for name in found.alone)
    assert not set(found.alone) & set(found.joined)
    if not found.alone and not found.joined:
        return  # nothing stands there to subtract from
    left = set(groups) - set(found.alone)
    assert left == set(found.joined)
    assert len(left) != 1
    if left:
        assert together([groups[name] for name in left]).size >= FEWEST_PEOPLE
