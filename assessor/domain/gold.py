"""What labelled items hold, and whether they may be measured with."""

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen
from assessor.domain.run import GoldSource, Overlap


class SplitFault(Frozen):
    """Two items that ought to share a split and do not."""

    code: str
    """`twin_apart`, `same_text` or `shared_sentences`."""
    items: tuple[str, str]
    splits: tuple[str, str]


class SetBalance(Frozen):
    """The items of one rubric."""

    rubric: str
    items: int
    ratings: dict[int, int]
    """How often each rating stands; levels that are not used count too."""
    insufficient: int
    do_not_enter: int
    twins: int
    """Pairs."""
    length: Statistic
    """Spearman's rank correlation of rating and words."""
    career_level: Statistic | None
    """Spearman's rank correlation of rating and career level; null where the level is an input."""


class GoldReport(Frozen):
    """What `eval gold` answers."""

    sources: tuple[GoldSource, ...]
    splits: dict[str, int]
    balance: tuple[SetBalance, ...]
    faults: tuple[SplitFault, ...]
    overlap: tuple[Overlap, ...]
    apart: bool
    """No fault, and nothing outside the train split was seen by a fitted model."""
