"""Stage 4, what a fit learns from: a draft's place beside the level that a person gave without seeing it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessor.drafting.calibration.weights import TextFeatures


@dataclass(frozen=True)
class Rated:
    """A text with a place and a level."""

    rating_id: str
    artefact_id: str
    group: str
    """Whose evidence it is: nobody's ratings judge themselves."""
    level: int
    place: float
    """Where the drafter stood, nothing learned."""
    interval: tuple[int, int] | None = None
    """The drafter's own."""
    features: "TextFeatures | None" = None
    """Null where no model of levels stands behind the place."""
