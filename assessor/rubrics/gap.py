"""Beside stage 6: a self-assessment and a manager's rating, competency by competency (S004-08).

Both are on one scale, so their difference in steps means something; an N/A or an insufficient evidence has no
place on it and makes no gap. Nothing is summed or averaged, and nobody is compared with anybody else.
"""

from collections.abc import Mapping
from contextlib import suppress
from typing import Final

from assessor.domain.gap import GapRow, GapView, GivenRating, Standing
from assessor.domain.rubric import Rubric, ScaleLevel, SkillArea
from assessor.errors import InputError, NotFoundError
from assessor.rubrics.names import find_skill_area, folded, skill_area_spellings
from assessor.rubrics.near import near
from assessor.rubrics.translations import in_every_language

NOT_APPLICABLE: Final = "N/A"
INSUFFICIENT: Final = "insufficient"
_NA_WORDS = frozenset({"na", "n a", "nicht anwendbar", "not applicable", "entfällt"})
_INSUFFICIENT_WORDS = frozenset({"insufficient", "insufficient evidence", "zu wenig belege", "belege fehlen"})
Given = Mapping[str, str]
"""Ratings as a person wrote them, by name of competency."""


def gap_view(rubric: Rubric, own: Given, manager: Given) -> GapView:
    """Every competency with both ratings and what lies between them.

    Args:
        rubric: in the language the view is for.
        own: the self-assessment; a competency may be left out.
        manager: the manager's ratings.

    Raises:
        NotFoundError: code `unknown_skill_area`; it names close ones.
        InputError: code `unknown_rating` or `rated_twice`.
    """
    mine, theirs = ratings_of(rubric, own), ratings_of(rubric, manager)
    rows = tuple(_row(area, mine.get(area.id), theirs.get(area.id)) for area in rubric.skill_areas)
    return GapView(
        rubric=rubric.id,
        rubric_version=rubric.version,
        lang=rubric.lang,
        scale=rubric.scale.id,
        rows=rows,
        talk_first=_talk_first(rows),
    )


def ratings_of(rubric: Rubric, given: Given) -> dict[str, GivenRating]:
    """Ratings by id of the skill area.

    Raises:
        NotFoundError, InputError: as for `gap_view`.
    """
    found: dict[str, GivenRating] = {}
    readings = in_every_language(rubric)
    for name, rating in given.items():
        area = _area(readings, name)
        if area.id in found:
            raise InputError(
                f"{area.name!r} has two ratings; expected one.",
                code="rated_twice",
                hint="Two spellings may mean one competency.",
            )
        found[area.id] = _rating(readings, area, rating)
    return found


def _area(readings: tuple[Rubric, ...], name: str) -> SkillArea:
    rubric = readings[0]
    by_id = {area.id: area for area in rubric.skill_areas}
    for reading in readings:
        with suppress(NotFoundError):
            return by_id[find_skill_area(reading, name).id]
    close = near(name, [one for area in rubric.skill_areas for one in skill_area_spellings(area)])
    meant = f" Did you mean {' or '.join(repr(one) for one in close)}?" if close else ""
    raise NotFoundError(
        f"rubric {rubric.id} has no competency {name[:60]!r}.{meant}",
        code="unknown_skill_area",
        hint=f"See `assessor rubric show {rubric.id}`.",
    )


def _rating(readings: tuple[Rubric, ...], area: SkillArea, given: str) -> GivenRating:
    rubric = readings[0]
    word = folded(given)
    if word in _NA_WORDS and rubric.scale.not_applicable:
        return GivenRating(rating=None, label=NOT_APPLICABLE)
    if word in _INSUFFICIENT_WORDS:
        return GivenRating(rating=None, label=INSUFFICIENT)
    labels = {level.value: level.label for level in rubric.scale.levels}
    for reading in readings:
        for level in reading.scale.levels:
            # The number as it stands: folded, a minus or a dot would be lost.
            if given.strip() == str(level.value) or word in _words(level):
                return GivenRating(rating=level.value, label=labels[level.value])
    known = ", ".join(f"{level.value} {level.label}" for level in rubric.scale.levels)
    raise InputError(
        f"{area.name!r}: rating {given[:40]!r}; expected one of: {known}, {NOT_APPLICABLE}, {INSUFFICIENT}.",
        code="unknown_rating",
        hint=f"Ratings are those of scale {rubric.scale.id}.",
    )


def _words(level: ScaleLevel) -> tuple[str, str]:
    return folded(level.label), folded(f"{level.value} {level.label}")


def _row(area: SkillArea, own: GivenRating | None, manager: GivenRating | None) -> GapRow:
    gap = None
    if own is not None and manager is not None and own.rating is not None and manager.rating is not None:
        gap = own.rating - manager.rating
    return GapRow(
        skill_area=area.id,
        name=area.name,
        group=area.group,
        own=own,
        manager=manager,
        gap=gap,
        standing=_standing(own, manager, gap),
        coaching_notes=area.coaching_notes,
    )


def _standing(own: GivenRating | None, manager: GivenRating | None, gap: int | None) -> Standing:
    if gap is not None:
        if gap == 0:
            return Standing.SAME
        return Standing.SELF_HIGHER if gap > 0 else Standing.MANAGER_HIGHER
    if own is None or manager is None:
        if own is manager:
            return Standing.NEITHER
        return Standing.ONLY_MANAGER if own is None else Standing.ONLY_SELF
    return Standing.SAME if own == manager else Standing.NOT_COMPARABLE


def _talk_first(rows: tuple[GapRow, ...]) -> tuple[str, ...]:
    """Widest gap first, in the rubric's order where equal; then what only one side has rated."""
    apart = sorted((row for row in rows if row.gap), key=lambda row: -abs(row.gap or 0))
    one_sided = (Standing.ONLY_SELF, Standing.ONLY_MANAGER, Standing.NOT_COMPARABLE)
    return tuple(row.skill_area for row in (*apart, *(row for row in rows if row.standing in one_sided)))
