import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.rubric import RedLine, Rubric
from assessor.errors import InputError
from assessor.rubrics.caps import apply_caps
from assessor.rubrics.load import load_rubric

RED_LINES = ("privacy_breach", "invented_commitment", "missing_documentation")


@pytest.mark.parametrize(
    ("rating", "red_lines", "expected"),
    [
        (5, (), (5, None)),
        (5, ("privacy_breach",), (2, 2)),  # S000-36: one breach outweighs everything else
        (3, ("invented_commitment",), (2, 2)),
        (4, ("missing_documentation",), (2, 2)),
        (2, ("privacy_breach",), (2, 2)),  # exactly at the cap
        (1, ("privacy_breach",), (1, 2)),  # below the cap: stays, and the cap is still reported
        (4, RED_LINES, (2, 2)),
        (4, ("privacy_breach", "privacy_breach"), (2, 2)),
    ],
)
def test_red_lines_cap_the_rating_at_two_of_five(
    ai_skills: Rubric, rating: int, red_lines: tuple[str, ...], expected: tuple[int, int | None]
) -> None:
    """S000-35, X-13."""
    assert apply_caps(rating, red_lines, ai_skills) == expected


def test_the_strictest_of_different_caps_holds(ai_skills: Rubric) -> None:
    rubric = ai_skills.model_copy(
        update={
            "red_lines": (RedLine(id="mild", text="m", cap=3), RedLine(id="strict", text="s", cap=1)),
        }
    )
    assert apply_caps(5, ["mild", "strict"], rubric) == (1, 1)
    assert apply_caps(5, ["strict", "mild"], rubric) == (1, 1)
    assert apply_caps(5, ["mild"], rubric) == (3, 3)


@pytest.mark.parametrize("red_lines", [("privacy-breach",), ("privacy_breach", "unknown"), ("",)])
def test_an_unknown_red_line_is_an_error_and_lifts_no_cap(
    ai_skills: Rubric, red_lines: tuple[str, ...]
) -> None:
    with pytest.raises(InputError, match=r"ai-skills 1\.0\.0 .*known: privacy_breach") as caught:
        apply_caps(4, red_lines, ai_skills)
    assert caught.value.code == "unknown_red_line"


@pytest.mark.parametrize("rating", [0, 6, -1])
def test_a_rating_off_the_scale_is_an_error(ai_skills: Rubric, rating: int) -> None:
    with pytest.raises(InputError, match="ai-skills-1-5; expected 1 to 5") as caught:
        apply_caps(rating, (), ai_skills)
    assert caught.value.code == "rating_off_scale"


@settings(deadline=None)
@given(
    rating=st.integers(1, 5),
    red_lines=st.lists(st.sampled_from(RED_LINES)),
    caps=st.tuples(st.integers(1, 5), st.integers(1, 5), st.integers(1, 5)),
)
def test_caps_never_raise_a_rating(rating: int, red_lines: list[str], caps: tuple[int, int, int]) -> None:
    """S000-35: whatever the caps, the rating falls or stays, and one more red line never lifts it."""
    rubric = load_rubric("ai-skills").model_copy(
        update={
            "red_lines": tuple(
                RedLine(id=found, text=found, cap=cap) for found, cap in zip(RED_LINES, caps, strict=True)
            )
        }
    )
    after, cap = apply_caps(rating, red_lines, rubric)
    assert after <= rating
    assert cap is None or after <= cap
    assert (cap is None) == (not red_lines)
    assert all(apply_caps(rating, [*red_lines, more], rubric)[0] <= after for more in RED_LINES)
