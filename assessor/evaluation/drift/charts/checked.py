"""What every chart asks of its numbers before it takes them."""

from collections.abc import Sequence

import numpy as np

from assessor.errors import InputError
from assessor.evaluation.arrays import Floats


def differences_of(given: Sequence[float] | Floats, *, least: int = 1) -> Floats:
    """The differences of one scope in the order of time, as an array.

    Args:
        given: shape (n,).
        least: how many there must be.

    Raises:
        InputError: not one row of numbers (`not_a_series`), fewer than `least` (`too_few_ratings`), or one of
            them is not finite (`not_a_number`).
    """
    values = np.asarray(given, dtype=np.float64)
    if values.ndim != 1:
        raise InputError(
            f"differences: expected one row of numbers, got an array of {values.ndim} dimensions.",
            code="not_a_series",
            hint="Chart one scope at a time.",
        )
    if len(values) < least:
        raise InputError(
            f"differences: expected at least {least}, got {len(values)}.",
            code="too_few_ratings",
            hint="Wait for more sealed ratings, or pool the scope with its neighbours.",
        )
    finite = np.isfinite(values)
    if not finite.all():
        raise InputError(
            f"differences: the one at place {int(np.argmin(finite))} is not a finite number.",
            code="not_a_number",
            hint="Leave out what was not rated, such as abstentions, before charting.",
        )
    return values


def within(name: str, value: float, low: float, high: float) -> None:
    """Refuse a setting that is not above `low` and at most `high`.

    Raises:
        InputError: it is not (`setting_out_of_range`).
    """
    if not low < value <= high:
        raise InputError(
            f"{name}: expected a number above {low:g} and at most {high:g}, got {value:g}.",
            code="setting_out_of_range",
            hint="See assessor/evaluation/drift/charts/settings.py for the ones in use.",
        )
