"""Stage 4, what a text is rated against, and a text that people have rated."""

from pydantic import Field

from assessor.domain.base import Frozen


class Criterion(Frozen):
    """What texts are rated on: a skill area with its anchors, or a question with its reference answer."""

    id: str
    question: str
    """What is asked for; its words in an answer say nothing."""
    reference: str | None = None
    """What good evidence says, as sentences or lines; null where nothing of the kind is written down."""


class RatedText(Frozen):
    """A text and the level that people gave it."""

    text: str
    criterion: str
    """Id of its criterion."""
    rating: int = Field(strict=True)
