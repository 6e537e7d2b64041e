"""Stage 2 of 7: text that looks like one of our placeholders is escaped before real ones are put in.

Without this, a sender could write `<PERSON_1>` and have a quote, an alias or a reviewer take it for the
assessee. The escape keeps the length, so every other offset stays where it was.
"""

import re

from assessor.domain.verdict import Action, DetectedSpan, Finding
from assessor.guardrails.detector import Detection, Reading

ESCAPED = "ESCAPED"
# The view reads full-width and small brackets as plain ones, so they are escaped like them.
_ESCAPES = str.maketrans("<＜﹤>＞﹥", "‹‹‹›››")
_PLACEHOLDER_SHAPED = re.compile(r"<[A-Z][A-Z_]*_\d+>")


def escape(text: str) -> str:
    """The same text with angle quotation marks for brackets; has the same length.

    >>> escape("<PERSON_1>")
    '‹PERSON_1›'
    """
    return text.translate(_ESCAPES)


class ForgeryGuardrail:
    """Finds placeholder-shaped text in the input."""

    name = "forgery"

    def inspect(self, reading: Reading) -> Detection:
        """Spans of type `ESCAPED` and a finding for each."""
        spans = tuple(
            DetectedSpan(
                start=match.start(),
                end=match.end(),
                type=ESCAPED,
                score=1.0,
                rule="forgery.placeholder_shaped",
            )
            for match in _PLACEHOLDER_SHAPED.finditer(reading.text)
        )
        findings = tuple(
            Finding(
                category="placeholder_forgery",
                rule=span.rule,
                action=Action.REDACT,
                start=span.start,
                end=span.end,
            )
            for span in spans
        )
        return Detection(spans, findings)
