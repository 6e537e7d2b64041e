"""How far raters agree: every figure with what it rests on, or with the reason why there is none."""

from assessor.domain.base import Frozen

Level = int | float
"""A value that ratings take; whole ones are integers."""


class Statistic(Frozen):
    """One figure. What is undefined is null and says why; it is never zero."""

    value: float | None
    low: float | None
    """Lower end of the 95 % bootstrap interval over units."""
    high: float | None
    n: int
    """Units it rests on."""
    why_null: str | None
    """Why the value is null, or, where only the interval is, why that is."""


class PairStatistic(Statistic):
    """A figure of two raters."""

    raters: tuple[str, str]


class Confusion(Frozen):
    """How often the first rater's value met the second's; rows are the first's."""

    levels: tuple[Level, ...]
    counts: tuple[tuple[int, ...], ...]


class PairAgreement(Frozen):
    """Two raters on the units that both rated."""

    raters: tuple[str, str]
    n: int
    """Units both rated."""
    exact: Statistic
    within_one: Statistic
    mae: Statistic
    bias: Statistic
    """Second less first: above zero, the second rates higher."""
    qwk: Statistic
    spearman: Statistic
    confusion: Confusion | None
    """Null where the ratings take more than 30 values."""


class RaterAgreement(Frozen):
    """One rater beside all others."""

    rater: str
    n_ratings: int
    exact: Statistic
    within_one: Statistic
    mae: Statistic
    bias: Statistic
    """The rater less the others: above zero, this one rates higher."""
    qwk: Statistic
    """Mean over the pairs this rater is in."""


class Ceiling(Frozen):
    """How near a model comes to what people reach among themselves."""

    model: str
    human_human: Statistic
    """Quadratic weighted kappa, mean over pairs of people."""
    model_human: Statistic
    """The same between the model and each person."""
    share: Statistic
    """`model_human` divided by `human_human`; it may exceed 1."""


class Agreement(Frozen):
    """What `eval agreement` answers."""

    n_units: int
    """Units named in the file, rated or not."""
    n_ratings: int
    raters: tuple[str, ...]
    """By name; with a model named, that one last."""
    levels: tuple[Level, ...]
    """Values the ratings take."""
    scale: tuple[int, int] | None
    """Lowest and highest level, if given. Gwet's AC2 depends on it; without it, on `levels`."""
    draws: int
    seed: int
    qwk: Statistic
    """Quadratic weighted kappa, mean over the pairs of raters that have one."""
    qwk_pairs: tuple[PairStatistic, ...]
    alpha: Statistic
    """Krippendorff's alpha, ordinal."""
    ac2: Statistic
    """Gwet's AC2, quadratic weights."""
    exact: Statistic
    """Share of equal ratings among all pairs of ratings of one unit."""
    within_one: Statistic
    mae: Statistic
    """Mean absolute difference of two ratings of one unit."""
    bias: Statistic
    """Second rater less first; with a model named, the model less people. Null for other tables."""
    spearman: Statistic
    """Rank correlation, mean over the pairs of raters that have one."""
    pairs: tuple[PairAgreement, ...]
    per_rater: tuple[RaterAgreement, ...]
    ceiling: Ceiling | None
    """Only where a rater was named as a model."""
