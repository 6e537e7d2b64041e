"""Stage 4, last step: a find as a verbatim citation, short enough to read at a glance."""

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation
from assessor.drafting.embedded.cues import Find
from assessor.drafting.embedded.sentences import Sentence

LONGEST_QUOTE_CHARS = 300


def cite(artefact: RedactedArtefact, find: Find) -> Citation:
    """The sentence of a find, or its clause where the sentence is too long, cut at a space if need be.

    `quote` equals `artefact.text[start:end]` exactly and holds at most `LONGEST_QUOTE_CHARS`.
    """
    text = artefact.text or ""
    place = find.sentence
    start, end = place.start, place.end
    if end - start > LONGEST_QUOTE_CHARS:
        start, end = find.clause.start, find.clause.end
    if end - start > LONGEST_QUOTE_CHARS:
        low = max(start, min(find.action_start - LONGEST_QUOTE_CHARS // 2, end - LONGEST_QUOTE_CHARS))
        high = low + LONGEST_QUOTE_CHARS
        start = low if low == start else text.find(" ", low, high) + 1 or low
        end = high if high == end else max(text.rfind(" ", start, high), start + 1)
    return _citation(artefact, start, end, place.locator)


def cite_sentence(artefact: RedactedArtefact, sentence: Sentence, most_chars: int) -> Citation:
    """A sentence, or its beginning up to a space, no longer than `most_chars` or any quote may be."""
    text = artefact.text or ""
    start, end = sentence.start, sentence.end
    most = max(1, min(most_chars, LONGEST_QUOTE_CHARS))
    if end - start > most:
        space = text.rfind(" ", start, start + most + 1)
        end = space if space > start else start + most
    return _citation(artefact, start, end, sentence.locator)


def _citation(artefact: RedactedArtefact, start: int, end: int, locator: str) -> Citation:
    text = artefact.text or ""
    while text[start:end] != text[start:end].strip():
        start += text[start].isspace()
        end -= text[end - 1].isspace()
    return Citation(
        artefact=artefact.artefact_id, start=start, end=end, quote=text[start:end], locator=locator
    )
