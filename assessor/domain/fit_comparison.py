"""Two versions of a drafter beside people's own ratings and, where wanted, labelled items."""

from assessor.domain.base import Frozen
from assessor.domain.comparison import PairedDifferences, VerdictWord
from assessor.domain.fit import DrafterName


class FitsBeside(Frozen):
    """B less A on one set of ratings or labels."""

    verdict: VerdictWord
    sentences: tuple[str, ...]
    differences: PairedDifferences


class FitComparison(Frozen):
    """What `drafter compare` answers. Here the labels are ratings that no draft moved."""

    rubric: str
    drafter: DrafterName
    a: str
    b: str
    """Names of versions, or `shipped`."""
    ratings: FitsBeside
    left_out_a: int
    """Ratings that A learned from: there, what it says was learned anew without that assessee."""
    left_out_b: int
    gold: FitsBeside | None = None
    """On labelled items, where they were named."""
