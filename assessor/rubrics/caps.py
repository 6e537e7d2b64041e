"""Stages 5 and 6: red lines cap a rating (S000-35, S000-36, X-13)."""

from collections.abc import Iterable

from assessor.domain.rubric import Rubric
from assessor.errors import InputError


def apply_caps(rating: int, red_line_ids: Iterable[str], rubric: Rubric) -> tuple[int, int | None]:
    """Lower a rating to the strictest cap of the named red lines; never raise it.

    Args:
        rating: level on the rubric's scale, before caps.
        red_line_ids: red lines of the rubric that hold; repeats change nothing, none leaves the rating.
        rubric: where the red lines and the scale come from.

    Returns:
        The rating after caps, and the strictest cap that holds, given even where the rating was already at
        or below it; `None` without a red line.

    Raises:
        InputError: code `unknown_red_line` for an id the rubric does not know, since leaving it out would
            lift a cap by a typing error; code `rating_off_scale` for a rating outside the scale.
    """
    scale = rubric.scale
    if not scale.lowest <= rating <= scale.highest:
        raise InputError(
            f"rating {rating} is outside scale {scale.id}; expected {scale.lowest} to {scale.highest}.",
            code="rating_off_scale",
        )
    caps_by_id = {red_line.id: red_line.cap for red_line in rubric.red_lines}
    caps = []
    for red_line_id in red_line_ids:
        if red_line_id not in caps_by_id:
            known = ", ".join(caps_by_id) or "none"
            raise InputError(
                f"rubric {rubric.id} {rubric.version} has no red line {red_line_id!r}; known: {known}.",
                code="unknown_red_line",
            )
        caps.append(caps_by_id[red_line_id])
    if not caps:
        return rating, None
    cap = min(caps)
    return min(rating, cap), cap
