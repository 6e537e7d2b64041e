import pytest

from assessor.domain.fit import LayerKind
from assessor.drafting.calibration.choosing import choose, left_out
from assessor.drafting.calibration.layer import Ends
from assessor.drafting.calibration.rated import Rated

SCALE = Ends(1, 5)


def rated(*rows: tuple[str, float, int]) -> list[Rated]:
    return [
        Rated(rating_id=f"rat_{number}", artefact_id=f"a{number}", group=group, level=level, place=place)
        for number, (group, place, level) in enumerate(rows)
    ]


def test_a_constant_bias_is_found_as_a_shift() -> None:
    rows = [(f"g{n % 5}", 2.0 + n % 3, 1 + n % 3) for n in range(30)]
    found = choose(rated(*rows), SCALE, None)
    assert found.layer.kind is LayerKind.SHIFT
    assert found.layer.shift == pytest.approx(-1.0)
    assert (found.error_before, found.error_after) == (pytest.approx(1.0), pytest.approx(0.0))
    assert found.layer.half_width == pytest.approx(0.0)


def test_where_drafts_are_right_nothing_is_moved() -> None:
    found = choose(rated(*[(f"g{n % 4}", float(1 + n % 5), 1 + n % 5) for n in range(20)]), SCALE, None)
    assert found.layer.kind is LayerKind.NONE
    assert set(found.errors) == {"none", "shift", "isotonic"}


def test_a_bent_bias_is_found_as_a_rising_line() -> None:
    # Low drafts are right, high ones two levels too high: no shift mends that.
    bent = {1: 1, 2: 2, 3: 2, 4: 2, 5: 3}
    found = choose(rated(*[(f"g{n % 6}", float(1 + n % 5), bent[1 + n % 5]) for n in range(60)]), SCALE, None)
    assert found.layer.kind is LayerKind.ISOTONIC
    assert found.errors["isotonic"] < found.errors["shift"] < found.errors["none"]


def test_nobody_is_judged_by_their_own_ratings() -> None:
    """One assessee is rated two levels lower than the rest: what moves them comes from the others alone."""
    rows = rated(("a", 3.0, 3), ("a", 4.0, 4), ("b", 4.0, 2), ("b", 5.0, 3))
    # For a, b says -2; for b, a says 0.
    assert left_out("shift", rows, SCALE, None) == [1.0, 2.0, 4.0, 5.0]
    # Learned from all, the shift is -1 and would look better than nothing; left out, it is worse.
    assert choose(rows, SCALE, None).layer.kind is LayerKind.NONE


def test_the_interval_comes_from_left_out_ratings_and_needs_nine() -> None:
    rows = [(f"g{n // 2}", 3.0, 2 + 2 * (n % 2)) for n in range(8)]
    assert choose(rated(*rows), SCALE, None).layer.half_width is None
    # Eight are one level off, and the ninth two; ceil((9 + 1) * .9) = 9, so the largest counts.
    nine = choose(rated(*rows, ("g9", 3.0, 5)), SCALE, None)
    assert (nine.layer.kind, nine.layer.half_width) == (LayerKind.NONE, 2.0)


def test_weights_are_no_candidate_without_a_model() -> None:
    assert "weights" not in choose(rated(("a", 1.0, 1), ("b", 2.0, 2)), SCALE, None).errors
