"""Stage 2 of 7, long after: a value that was missed is redacted wherever the submission still holds it.

The text as submitted is gone by then. What is replaced stands in the redacted texts, and its place in the
submitted text is reckoned back through the spans that were replaced before it.
"""

import re
from collections.abc import Sequence

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.places import moved
from assessor.domain.text import Span
from assessor.domain.verdict import DetectedSpan, RedactionSpan, Verdict
from assessor.errors import InputError
from assessor.guardrails.replace import move_segments, replace_spans
from assessor.privacy_ports import Rewritten

RULE = "miss.reported"
"""Rule of a span that a person reported."""
_DECLINED = frozenset({"PERSON", "CUSTOMER_ORG"})
"""Types whose values also stand in the genitive: "Sommers Freigabe", "Sommer's plan"."""
_TYPE = re.compile(r"[A-Z][A-Z_]{1,39}")


def missed_value(artefact: RedactedArtefact, start: int, end: int) -> str:
    """The text that was missed.

    Raises:
        InputError: code `place_outside`, there is no text at this place; `place_redacted`, it touches a
            placeholder; `place_blank`, there are no letters or digits.
    """
    text = artefact.text
    if text is None or not 0 <= start < end <= len(text):
        have = "no text" if text is None else f"{len(text)} characters"
        raise InputError(
            f"place {start}-{end}: outside the redacted text, which has {have}.",
            code="place_outside",
            hint="Offsets count characters of the redacted text, from 0, the end not included.",
        )
    if any(span.redacted_start < end and start < span.redacted_end for span in artefact.spans):
        raise InputError(
            f"place {start}-{end}: touches a placeholder, which holds no value.",
            code="place_redacted",
            hint="Name the missed characters alone, and two places where a placeholder stands between them.",
        )
    value = text[start:end]
    if not re.search(r"\w", value):
        raise InputError(f"place {start}-{end}: holds no letter or digit.", code="place_blank")
    return value


def redact_again(
    artefacts: Sequence[RedactedArtefact], value: str, kind: str
) -> tuple[tuple[Rewritten, ...], str]:
    """Replace a value in all artefacts of one submission by one new placeholder.

    Args:
        artefacts: all of them, since the number must be new in the submission.
        value: the missed value; it is looked for as a whole word, as it is spelled; names in the genitive too.
        kind: its type, such as `PERSON`.

    Returns:
        The artefacts that held it, and the placeholder.

    Raises:
        InputError: code `type_invalid`.
    """
    if _TYPE.fullmatch(kind) is None:
        raise InputError(
            f"type {kind!r}: expected capital letters and underscores.",
            code="type_invalid",
            hint="For example PERSON, CUSTOMER_ORG, PHONE_NUMBER, LOCATION or ID.",
        )
    numbers = [
        int(match[1])
        for artefact in artefacts
        for span in artefact.spans
        if (match := re.fullmatch(rf"<{kind}_(\d+)>", span.placeholder))
    ]
    placeholder = f"<{kind}_{max(numbers, default=0) + 1}>"
    before = r"(?<!\w)" if value[:1].isalnum() else ""
    after = r"(?!\w)" if value[-1:].isalnum() else ""
    if kind in _DECLINED and after:
        after = r"(?:['’]?s)?(?!\w)"
    pattern = re.compile(f"{before}{re.escape(value)}{after}")
    changed = (_rewritten(artefact, pattern, kind, placeholder) for artefact in artefacts)
    return tuple(one for one in changed if one is not None), placeholder


def _rewritten(
    artefact: RedactedArtefact, pattern: re.Pattern[str], kind: str, placeholder: str
) -> Rewritten | None:
    if artefact.text is None:
        return None
    found = [
        DetectedSpan(start=match.start(), end=match.end(), type=kind, score=1.0, rule=RULE)
        for match in pattern.finditer(artefact.text)
        if not any(s.redacted_start < match.end() and match.start() < s.redacted_end for s in artefact.spans)
    ]
    if not found:
        return None
    text, hits = replace_spans(artefact.text, found, [placeholder] * len(found))
    earlier = [_moved_span(span, hits) for span in artefact.spans]
    new = [_in_submitted(hit, artefact.spans) for hit in hits]
    after = artefact.model_copy(
        update={
            "text": text,
            "verdict": Verdict.REDACT,
            "segments": move_segments(artefact.segments, hits),
            "spans": tuple(sorted((*earlier, *new), key=lambda span: span.start)),
        }
    )
    return Rewritten(artefact.artefact_id, after, hits)


def _moved_span(span: RedactionSpan, hits: Sequence[RedactionSpan]) -> RedactionSpan:
    start, end = moved(Span(start=span.redacted_start, end=span.redacted_end), hits)
    return span.model_copy(update={"redacted_start": start, "redacted_end": end})


def _in_submitted(hit: RedactionSpan, earlier: Sequence[RedactionSpan]) -> RedactionSpan:
    """A hit with the place it had in the text as submitted."""
    shift = sum(
        (span.end - span.start) - (span.redacted_end - span.redacted_start)
        for span in earlier
        if span.redacted_end <= hit.start
    )
    return hit.model_copy(update={"start": hit.start + shift, "end": hit.end + shift})
