"""What `eval cause` answers: which change carries a shift between drafts and sealed ratings, and which clause
of the rubric is most in dispute. No text of evidence.
"""

from typing import Literal

from assessor.domain.agreement import Statistic
from assessor.domain.base import Frozen
from assessor.domain.comparison import ConditionChange
from assessor.domain.sentences import Sentences

FactorKind = Literal["again", "model", "prompt", "rubric", "retrieval", "policy", "learned", "raters"]
"""`again`: nothing was changed, so what moves is the program, or a model behind its name. `raters`: all
together, since a figure on one of them would be a figure on a person."""


class CauseFactor(Frozen):
    """One candidate and what it carries. Levels are those of the difference, sealed rating less draft."""

    kind: FactorKind
    value: str
    """What it was changed to; else empty."""
    shift: Statistic
    """What it adds to the mean difference, in levels; above 0, drafts come out lower beside ratings."""
    moved: Statistic | None
    """Share of items with another answer once this alone is changed; null for raters, who move no draft."""
    p: float | None
    p_adjusted: float | None
    """By Holm over all candidates."""
    carries: bool
    """Whether that is beyond chance: adjusted p below .05 and an interval without 0."""


class Clause(Frozen):
    """A clause of the rubric, by its id, in both languages where the rubric has both."""

    id: str
    text: Sentences
    cited: int | None
    """Drafts in dispute that rest a claim on it; null for a clause that drafts do not name."""


class Dispute(Frozen):
    """Where sealed ratings and drafts part most: one line between two levels, in one skill area."""

    rubric: str
    rubric_version: str
    skill_area: str
    """Id of the area."""
    lower: int
    upper: int
    compared: int
    """Pairs in which either side stands next to the line."""
    disagreed: Statistic
    """Share of them that stand on two sides of it; Wilson's interval, over items."""
    draft_above: int
    draft_below: int
    clauses: tuple[Clause, ...]
    """What to look at first: the question between the two levels, the area's indicators of both, then the
    anchor that the disputed drafts name most."""


class CauseItems(Frozen):
    """What the figures rest on."""

    in_both: int
    """Items of the run, and of the one it is held against."""
    used: int
    """Those with a rating on both sides everywhere."""
    groups: int
    """Groups of items that hang together; they are resampled whole."""


class ReplayMade(Frozen):
    """One replay, by its folder's name."""

    folder: str
    run: str
    changed: dict[str, str]


class CauseReport(Frozen):
    """Why drafts moved."""

    run: str
    against: str | None
    items: CauseItems
    orders: Literal["all", "both_ends"]
    """Changes that need drafts: averaged over all orders (Shapley), or over first and last place alone."""
    observed: Statistic
    """How far the mean difference moved, from the run to the one it is held against."""
    factors: tuple[CauseFactor, ...]
    """Largest shift first."""
    first: str | None
    """`KIND VALUE` of the one that carries most; null where none is beyond chance."""
    unexplained: Statistic | None
    """What all candidates together leave; null without a second run, which leaves nothing."""
    not_tried: tuple[ConditionChange, ...]
    """Conditions that differ between the two runs, which no candidate stands for."""
    dispute: Dispute | None
    """Null where no line has five items next to it and two pairs that disagree."""
    replays: tuple[ReplayMade, ...]
    headline: Sentences
    sentences: tuple[Sentences, ...]
