"""Mapping, second step: past ratings beside new ones in a trend, and what cannot be compared (S002-64).

Nothing is averaged and nothing is guessed. A rating is carried over only where one old area became one new
area and its level one new level. All else stays under its own version, with the reason why.
"""

from collections.abc import Iterable

from assessor.domain.base import Frozen
from assessor.domain.mapping import Link, LinkKind, LinkSet, VersionMapping
from assessor.domain.rating import RatingOutcome, RatingValue
from assessor.domain.rubric import Rubric
from assessor.errors import InputError
from assessor.rubrics.names import find_skill_area
from assessor.rubrics.versions.mapping import anchors_of


class PastRating(Frozen):
    """A rating of a skill area as it was given, under the version it pins."""

    id: str
    skill_area: str
    """A name, id or alias of the old version."""
    value: RatingValue
    scale: str
    rubric_version: str


class CarriedRating(Frozen):
    """Where a past rating may stand in a trend of the new version. The rating itself stays as it is."""

    id: str
    comparable: bool
    skill_area: str | None
    """Name in the new version; null where the rating cannot be compared."""
    value: RatingValue | None
    """On the new scale; null where the rating cannot be compared."""
    scale: str | None
    because: str
    """One sentence: why it can be compared or not, and how many of the area's anchors are still there."""


def carried_ratings(
    ratings: Iterable[PastRating], mapping: VersionMapping, old: Rubric, new: Rubric
) -> tuple[CarriedRating, ...]:
    """Carry ratings of an old version over, in their order.

    Args:
        ratings: all made under the mapping's old version.
        mapping: checked against both versions (`mapping_faults`).
        old: the version of before.
        new: the version of after.

    Raises:
        InputError: code `mapping_unfit`; a rating pins another version or scale than the mapping's old one.
        NotFoundError: a rating's skill area is none of the old version.
    """
    return tuple(_carried(rating, mapping, old, new) for rating in ratings)


def _carried(rating: PastRating, mapping: VersionMapping, old: Rubric, new: Rubric) -> CarriedRating:
    if (rating.rubric_version, rating.scale) != (old.version, old.scale.id):
        raise InputError(
            f"rating {rating.id}: made under {rating.rubric_version} on {rating.scale}; the mapping starts "
            f"from {old.id} {old.version} on {old.scale.id}.",
            code="mapping_unfit",
            hint="Use the mapping from the version this rating pins.",
        )
    before = find_skill_area(old, rating.skill_area)
    area = _link(mapping.areas, before.id)
    if area.kind not in (LinkKind.SAME, LinkKind.REWORDED):
        return _apart(rating, _area_reason(area, old, new))
    level, said = _level(rating.value, mapping.ratings)
    if level is None:
        return _apart(rating, said)
    (area_id,) = area.new
    after = next((one for one in new.skill_areas if one.id == area_id), None)
    if after is None:
        return _apart(rating, "the area is optional in the new version and not rated.")
    kept = sum(
        _link(mapping.anchors, one.id).kind in (LinkKind.SAME, LinkKind.REWORDED)
        for one in anchors_of(before)
    )
    share = f"{kept} of {len(anchors_of(before))} anchors are still there"
    return CarriedRating(
        id=rating.id, comparable=True, skill_area=after.name, value=level, scale=new.scale.id,
        because=f"the area is {'the same' if area.kind is LinkKind.SAME else area.kind}, {share}{said}.",
    )  # fmt: skip


def _level(value: RatingValue, ratings: LinkSet) -> tuple[RatingValue | None, str]:
    """The value on the new scale, with what to add to the reason; or no value, with the reason."""
    if value.outcome is not RatingOutcome.LEVEL:
        return value, "; no level was given, so none is mapped"
    link = _link(ratings, str(value.level))
    if link.kind in (LinkKind.SPLIT, LinkKind.DROPPED):
        news = " or ".join(link.new) or "none"
        return None, f"level {value.level} was {link.kind}: it could be {news} on the new scale."
    mapped = RatingValue(outcome=RatingOutcome.LEVEL, level=int(link.new[0]))
    if link.kind is LinkKind.MERGED:
        return mapped, f"; levels {' and '.join(link.old)} were merged, so steps between them no longer show"
    return mapped, ""


def _area_reason(link: Link, old: Rubric, new: Rubric) -> str:
    olds = " and ".join(repr(_name(old, one)) for one in link.old)
    news = " and ".join(repr(_name(new, one)) for one in link.new)
    if link.kind is LinkKind.DROPPED:
        return f"{olds} is no area of the new version; its line ends here."
    verb = "were merged into" if link.kind is LinkKind.MERGED else "was split into"
    return f"{olds} {verb} {news}; what was rated is not what is rated now, and nothing is averaged."


def _name(rubric: Rubric, area_id: str) -> str:
    areas = (*rubric.skill_areas, *rubric.optional_areas)
    return next((area.name for area in areas if area.id == area_id), area_id)


def _apart(rating: PastRating, because: str) -> CarriedRating:
    return CarriedRating(
        id=rating.id, comparable=False, skill_area=None, value=None, scale=None, because=because
    )


def _link(links: LinkSet, part: str) -> Link:
    return next(link for link in links.links if part in link.old)
