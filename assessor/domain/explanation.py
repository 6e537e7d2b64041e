"""Why a draft has its level: what would change it, and what the next level asks. For who has revealed it."""

from typing import Literal

from assessor.domain.base import Frozen
from assessor.domain.draft import Citation
from assessor.domain.text import Language


class WithoutEvidence(Frozen):
    """What the draft is without a cited passage."""

    citation: Citation
    status: str
    rating: int | None
    changed: bool
    """Whether that is another outcome than with it."""


class SmallestRemoval(Frozen):
    """The fewest sentences found whose removal moves the level one way."""

    direction: Literal["higher", "lower"]
    citations: tuple[Citation, ...]
    """Sentences in the stored text, the one that counts most first."""
    status: str
    rating: int | None
    """Null where no level is left without them."""


class Explanation(Frozen):
    """What `draft explain` answers."""

    draft: str
    drafter: str
    lang: Language
    """Language of what the next level asks."""
    status: str
    rating: int | None
    """As stored."""
    asked: bool
    """Whether the text was drafted again; a model that costs calls is only asked where that is wanted."""
    status_again: str | None
    rating_again: int | None
    """As the unchanged text is rated now; what is left out is held against this."""
    cited: tuple[WithoutEvidence, ...]
    removals: tuple[SmallestRemoval, ...]
    """At most one for each direction; none where four sentences do not move the level that way."""
    next_level: int | None
    next_asks: tuple[str, ...]
    """What tells the next level from this one, by the rubric."""
    missing: tuple[str, ...]
    """What the draft itself names as missing."""
