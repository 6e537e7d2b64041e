"""Stage 2 of 7: overlapping detections become one list of separate spans."""

from collections.abc import Iterable

from assessor.domain.verdict import DetectedSpan

# Where two detections overlap, the one that removes more of a harmful thing wins its type.
_PRECEDENCE = (
    "SECRET", "ESCAPED", "EMAIL_ADDRESS", "IBAN_CODE", "CREDIT_CARD", "DE_TAX_ID", "DE_SOCIAL_SECURITY", "ID",
    "URL", "IP_ADDRESS", "PHONE_NUMBER", "DATE_OF_BIRTH", "LOCATION", "AMOUNT", "CUSTOMER_ORG", "PERSON",
)  # fmt: skip


def _rank(span: DetectedSpan) -> tuple[int, bool, float]:
    place = _PRECEDENCE.index(span.type) if span.type in _PRECEDENCE else len(_PRECEDENCE)
    # A rule that saw the value itself explains more than "seen elsewhere in the submission".
    return place, span.rule.startswith("known.dossier"), -span.score


def separate(spans: Iterable[DetectedSpan]) -> tuple[DetectedSpan, ...]:
    """Merge overlapping spans into their union, typed by the detection that ranks first.

    The union, not the winner's own range, is kept: dropping the loser's margin would leave part of a value
    standing. Touching spans stay apart, so that neighbours keep their own placeholders.

    Returns:
        Non-overlapping, non-empty spans in text order.
    """
    merged: list[DetectedSpan] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if span.start == span.end:
            continue
        if not merged or span.start >= merged[-1].end:
            merged.append(span)
            continue
        held = merged[-1]
        winner = min(held, span, key=_rank)
        merged[-1] = winner.model_copy(update={"start": held.start, "end": max(held.end, span.end)})
    return tuple(merged)
