"""What guardrails say: findings, spans to redact, and the verdict they add up to."""

from enum import StrEnum

from pydantic import Field

from assessor.domain.base import Frozen
from assessor.domain.text import Span


class Destination(StrEnum):
    """Where the text is to go; a policy may be stricter for one than for another."""

    STORE = "store"
    LOCAL_MODEL = "local-model"
    EXTERNAL_MODEL = "external-model"

    def reaches_beyond(self, other: "Destination") -> bool:
        """Whether text redacted for `other` may not go here.

        >>> Destination.LOCAL_MODEL.reaches_beyond(Destination.STORE)
        True
        >>> Destination.LOCAL_MODEL.reaches_beyond(Destination.EXTERNAL_MODEL)
        False
        """
        nearest_first = list(Destination)
        return nearest_first.index(self) > nearest_first.index(other)


class Action(StrEnum):
    """What a finding asks for, from mildest to strictest."""

    NOTE = "note"
    REDACT = "redact"
    ESCALATE = "escalate"
    REFUSE = "refuse"


class Verdict(StrEnum):
    """What happens to an artefact, from mildest to strictest."""

    ALLOW = "allow"
    REDACT = "redact"
    ESCALATE = "escalate"
    REFUSE = "refuse"

    @property
    def stops(self) -> bool:
        """Whether the artefact ends here: nothing of its content is kept.

        >>> Verdict.ESCALATE.stops, Verdict.REDACT.stops
        (True, False)
        """
        return self in (Verdict.ESCALATE, Verdict.REFUSE)


class Finding(Frozen):
    """Something a guardrail saw. Holds places and names of rules, never text."""

    category: str
    rule: str
    action: Action
    start: int | None = Field(default=None, ge=0)
    """Start in the text as submitted; null where the finding concerns the whole artefact."""
    end: int | None = Field(default=None, ge=0)


class DetectedSpan(Span):
    """A stretch of submitted text that must not be kept, before it has a placeholder."""

    type: str
    score: float = Field(ge=0, le=1)
    rule: str


class RedactionSpan(DetectedSpan):
    """A stretch of submitted text and the placeholder that stands for it in the redacted text."""

    redacted_start: int = Field(ge=0)
    redacted_end: int = Field(ge=0)
    placeholder: str


class InjectionSignal(Frozen):
    """How much an artefact reads like an attempt to instruct a model. Advice, never a reason to refuse."""

    flagged: bool = False
    score: float = Field(default=0.0, ge=0, le=1)


_STRICTEST = {
    Action.NOTE: Verdict.ALLOW,
    Action.REDACT: Verdict.REDACT,
    Action.ESCALATE: Verdict.ESCALATE,
    Action.REFUSE: Verdict.REFUSE,
}


def verdict_of(findings: tuple[Finding, ...], *, has_spans: bool) -> Verdict:
    """The strictest verdict the findings and spans ask for.

    >>> verdict_of((), has_spans=False)
    <Verdict.ALLOW: 'allow'>
    >>> verdict_of((), has_spans=True)
    <Verdict.REDACT: 'redact'>
    """
    order = list(Verdict)
    asked = [_STRICTEST[finding.action] for finding in findings]
    asked.append(Verdict.REDACT if has_spans else Verdict.ALLOW)
    return max(asked, key=order.index)
