"""Versions beside ratings: nobody's ratings judge what was learned from them."""

import math
from datetime import UTC, datetime

from assessor.domain.fit import Fit, FitFigures, FitVersion, Layer, LayerKind
from assessor.drafting.calibration.layer import Ends
from assessor.drafting.calibration.rated import Rated
from assessor.evaluation.fits import beside_ratings, learned_from, levels_by

SCALE = Ends(1, 5)


def rated(*rows: tuple[str, float, int]) -> list[Rated]:
    return [Rated(f"rat_{n}", f"a{n}", group, level, place) for n, (group, place, level) in enumerate(rows)]


def version(shift: float, *ratings: str, half_width: float | None = None) -> FitVersion:
    fit = Fit(
        rubric="r",
        rubric_version="1",
        scale="s",
        drafter="embedded",
        bases=("rules",),
        state="unproven",
        layer=Layer(kind=LayerKind.SHIFT, shift=shift, half_width=half_width, coverage=0.9),
        figures=FitFigures(
            n=len(ratings), assessees=2, sources={}, excluded={}, errors={}, error_before=1, error_after=0
        ),
        ratings=ratings,
        artefacts=(),
        digests=(),
    )
    return FitVersion(id="fit_1", number=1, fit=fit, actor_id="act_1", at=datetime(2026, 11, 1, tzinfo=UTC))


def test_the_drafter_as_it_comes_is_rounded_and_nothing_else() -> None:
    assert levels_by(None, rated(("a", 3.4, 1), ("b", 3.6, 1)), SCALE, None) == [3.0, 4.0]


def test_what_a_version_learned_from_is_judged_by_what_is_learned_without_that_assessee() -> None:
    rows = rated(("a", 3.0, 3), ("a", 4.0, 4), ("b", 4.0, 2), ("b", 5.0, 3))
    learned = version(-1.0, *(one.rating_id for one in rows))
    # For a, b says -2; for b, a says 0. By the version itself all would be one lower: 2, 3, 3, 4.
    assert levels_by(learned, rows, SCALE, None) == [1.0, 2.0, 4.0, 5.0]
    assert learned_from(learned, rows) == 4


def test_what_it_did_not_learn_from_is_judged_by_the_version_itself() -> None:
    rows = rated(("a", 3.0, 3), ("b", 4.0, 4))
    assert levels_by(version(-1.0), rows, SCALE, None) == [2.0, 3.0]
    assert learned_from(version(-1.0), rows) == learned_from(None, rows) == 0


def test_where_its_interval_is_the_whole_scale_a_version_gives_no_level() -> None:
    wide = levels_by(version(0.0, half_width=4.0), rated(("a", 3.0, 3)), SCALE, None)
    assert math.isnan(wide[0])


def test_evidence_of_one_assessee_hangs_together() -> None:
    rows = rated(*[(f"g{n // 5}", float(2 + n % 3), 1 + n % 3) for n in range(40)])
    nearer, own = levels_by(version(-1.0), rows, SCALE, None), levels_by(None, rows, SCALE, None)
    found = beside_ratings(own, nearer, rows, draws=200, seed=1)
    assert (found.verdict, found.differences.n_items, found.differences.n_groups) == ("b_closer", 40, 8)
    assert beside_ratings(nearer, own, rows, draws=200, seed=1).verdict == "a_closer"
    assert beside_ratings(own, own, rows, draws=200, seed=1).verdict == "no_difference"
