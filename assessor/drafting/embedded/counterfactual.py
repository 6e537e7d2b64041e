"""Stage 4, why a level is what it is: a text without some of its sentences, and how far each one moves it."""

from collections.abc import Iterable

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.editing import Edit, edited
from assessor.domain.text import Span
from assessor.drafting.embedded.sentences import Sentence, split_sentences


def without(artefact: RedactedArtefact, passages: Iterable[Span]) -> RedactedArtefact:
    """The artefact without every sentence that one of the passages touches, wherever that sentence stands.

    A sentence said twice counts once, so it goes from both places. A passage that touches no sentence of the
    author's own is cut out by itself.
    """
    sentences = split_sentences(artefact)
    cut: set[tuple[int, int]] = set()
    for passage in passages:
        touched = {one.key for one in sentences if one.start < passage.end and passage.start < one.end}
        cut |= {(one.start, one.end) for one in sentences if one.key in touched}
        if not touched:
            cut.add((passage.start, passage.end))
    text, segments = edited(artefact.text or "", artefact.segments, [Edit(*place, "") for place in cut])
    return artefact.model_copy(update={"text": text, "segments": segments})


def sentence_at(artefact: RedactedArtefact, passage: Span) -> Sentence | None:
    """The first sentence of the author's own that a passage touches."""
    found = (one for one in split_sentences(artefact) if one.start < passage.end and passage.start < one.end)
    return next(found, None)
