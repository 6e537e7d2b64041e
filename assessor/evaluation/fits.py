"""Versions of a drafter beside ratings: nobody's ratings judge what was learned from them."""

from collections.abc import Sequence

from assessor.domain.comparison import PairedDifferences
from assessor.domain.fit import FitVersion
from assessor.domain.fit_comparison import FitsBeside
from assessor.domain.run import RunItem
from assessor.drafting.calibration.choosing import left_out
from assessor.drafting.calibration.layer import Ends, interval_about, moved
from assessor.drafting.calibration.rated import Rated
from assessor.drafting.levels.model import Ruler
from assessor.evaluation.comparing.groups import groups_of
from assessor.evaluation.comparing.paired import paired_differences
from assessor.evaluation.comparing.trios import trios_of
from assessor.evaluation.comparing.verdict import sentences_of, verdict_of

_NAN = float("nan")


def learned_from(version: FitVersion | None, rated: Sequence[Rated]) -> int:
    """How many of these ratings a version learned from."""
    known = frozenset[str]() if version is None else frozenset(version.fit.ratings)
    return sum(one.rating_id in known for one in rated)


def levels_by(
    version: FitVersion | None, rated: Sequence[Rated], ends: Ends, ruler: Ruler | None
) -> list[float]:
    """The level a version gives each of n texts; `nan` where its interval would leave none.

    What it learned from is judged by what the same recipe learns without that assessee; what it did not, by
    the version itself.

    Args:
        version: null for the drafter as it comes.
        rated: texts with the drafter's own places.
        ends: of the scale.
        ruler: of the model of levels, for versions that change weights.
    """
    if version is None:
        return [float(ends.level(one.place)) for one in rated]
    known = frozenset(version.fit.ratings)
    inside = [one for one in rated if one.rating_id in known]
    places = dict(
        zip(
            (one.rating_id for one in inside),
            left_out(version.fit.chosen, inside, ends, ruler) if inside else (),
            strict=True,
        )
    )
    for one in rated:
        if one.rating_id not in known:
            places[one.rating_id] = ends.within(_by_version(version, one, ruler))
    return [_level(version, places[one.rating_id], ends) for one in rated]


def beside_ratings(
    a: Sequence[float], b: Sequence[float], rated: Sequence[Rated], *, draws: int, seed: int
) -> FitsBeside:
    """Compare B with A on rated texts; those of one assessee hang together.

    Args:
        a: levels by A, `nan` for none.
        b: levels by B.
        rated: the same texts.
        draws: resamples and random ways of swapping.
        seed: of both.
    """
    labels = [float(one.level) for one in rated]
    return _told(
        paired_differences(trios_of(a, b, labels, [one.group for one in rated]), draws=draws, seed=seed)
    )


def beside_labels(
    a: Sequence[RunItem], b: Sequence[RunItem], *, median: float, draws: int, seed: int
) -> FitsBeside:
    """Compare B with A on labelled items of one rubric, answered by both in the same order.

    Args:
        a: answers by A.
        b: answers by B.
        median: the level that stands for a gap.
        draws: resamples and random ways of swapping.
        seed: of both.
    """
    pairs = [
        (one, other)
        for one, other in zip(a, b, strict=True)
        if one.failure is None and other.failure is None and not one.labels.do_not_enter
    ]
    trios = trios_of(
        [_number(one.rating) for one, _ in pairs],
        [_number(other.rating) for _, other in pairs],
        [_number(one.labels.rating) for one, _ in pairs],
        groups_of([one for one, _ in pairs]),
    )
    return _told(paired_differences(trios, middles=[median], draws=draws, seed=seed))


def _told(differences: PairedDifferences) -> FitsBeside:
    return FitsBeside(
        verdict=verdict_of(differences), sentences=tuple(sentences_of(differences)), differences=differences
    )


def _by_version(version: FitVersion, one: Rated, ruler: Ruler | None) -> float:
    if version.fit.weights is None:
        return moved(version.fit.layer, one.place)
    from assessor.drafting.calibration.weights import place_under

    assert ruler is not None
    assert one.features is not None
    return place_under(version.fit.weights, one.features, ruler)


def _level(version: FitVersion, place: float, ends: Ends) -> float:
    level, half = ends.level(place), version.fit.layer.half_width
    silent = half is not None and ends.is_whole(interval_about(place, half, level, ends))
    return _NAN if silent else float(level)


def _number(value: int | None) -> float:
    return _NAN if value is None else float(value)
