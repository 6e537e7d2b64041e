"""Stage 4, last step: a find as a verbatim citation, short enough to read at a glance."""

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation
from assessor.drafting.embedded.cues import Find

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
    while text[start:end] != text[start:end].strip():
        start += text[start].isspace()
        end -= text[end - 1].isspace()
    return Citation(
        artefact=artefact.artefact_id, start=start, end=end, quote=text[start:end], locator=place.locator
    )
