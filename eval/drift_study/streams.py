"""Differences as a team of raters makes them: whole levels, clipped by the scale, alike within a rater.

A piece of work has a true place on a scale of five levels. The draft and the sealed rating each see it with
noise and give the nearest level there is; a rater besides has a lean of their own. Raters take several
pieces in a row, so neighbouring differences are alike. A shift moves where the draft sees the work.
"""

from dataclasses import dataclass

import numpy as np

from assessor.evaluation.arrays import Floats

LEVELS = 5
SHARES = (0.10, 0.25, 0.35, 0.20, 0.10)
"""Of the true levels, lowest first."""


@dataclass(frozen=True)
class Team:
    """Who rates, and how unlike the drafts."""

    name: str
    noise: float
    """Standard deviation in levels, of draft and rater each."""
    lean: float
    """Standard deviation in levels of what raters differ by throughout."""
    raters: int
    in_a_row: float
    """Mean number of pieces that one rater takes in a row."""


USUAL = Team("usual: spread .74, 6 raters, 3 in a row", 0.44, 0.25, 6, 3.0)
OTHERS = (
    Team("spread .60", 0.27, 0.2, 6, 3.0),
    Team("spread .90", 0.60, 0.25, 6, 3.0),
    Team("no leans", 0.48, 0.0, 6, 3.0),
    Team("3 raters, larger leans, 8 in a row", 0.40, 0.35, 3, 8.0),
)


def streams(
    team: Team, ratings: int, series: int, generator: np.random.Generator, shift: Floats | float = 0.0
) -> Floats:
    """Series of differences.

    Args:
        team: who rates.
        ratings: of each series.
        series: how many.
        generator: dice.
        shift: levels by which the draft is too low; one for all, or one for each rating, shape (ratings, 1).

    Returns:
        Whole levels, time first: (ratings, series).
    """
    shape = (ratings, series)
    who = generator.integers(0, team.raters, shape)
    stays = generator.random(shape) >= 1 / team.in_a_row
    for place in range(1, ratings):
        np.copyto(who[place], who[place - 1], where=stays[place])
    leans = generator.normal(0, team.lean, (series, team.raters))
    true = np.searchsorted(np.cumsum(SHARES)[:-1], generator.random(shape)) + generator.uniform(
        -0.5, 0.5, shape
    )
    seen = true + generator.normal(0, team.noise, shape)
    sealed = np.clip(np.rint(seen + leans[np.arange(series), who]), 0, LEVELS - 1)
    drawn = true - shift + generator.normal(0, team.noise, shape)
    return sealed - np.clip(np.rint(drawn), 0, LEVELS - 1)
