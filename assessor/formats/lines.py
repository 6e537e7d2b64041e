"""Formats of `redact` and of the JSONL modes."""

from collections.abc import Sequence
from typing import Any

from pydantic import Field, JsonValue, field_validator

from assessor.domain.artefact import ArtefactKind, RedactedArtefact, Subject
from assessor.domain.base import Frozen
from assessor.domain.draft import Draft
from assessor.domain.submission import AssessedArtefact, Origin
from assessor.domain.text import Language
from assessor.domain.verdict import Finding, InjectionSignal, RedactionSpan, Verdict
from assessor.pipeline import Timing


class RedactInput(Frozen):
    """One line of `redact --jsonl`: a submission of one text."""

    id: str = Field(min_length=1)
    text: str
    lang: Language | None = None
    subject: Subject = Subject()

    @field_validator("text")
    @classmethod
    def _no_lone_surrogates(cls, text: str) -> str:
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise ValueError("holds a lone surrogate, which is no character")
        return text


class AssessInput(RedactInput):
    """One line of `assess --jsonl`."""

    rubric: str
    skill_area: str | None = None
    career_level: str | None = None
    date: str | None = Field(default=None, pattern=r"^\d{4}-\d{2}-\d{2}$")
    kind: ArtefactKind | None = None


class RedactOutput(Frozen):
    """What `redact` says of one text. `text` is null where the artefact was stopped."""

    id: str
    verdict: Verdict
    text: str | None
    spans: tuple[RedactionSpan, ...]
    findings: tuple[Finding, ...]
    injection: InjectionSignal

    @classmethod
    def of(cls, identity: str, artefact: RedactedArtefact) -> "RedactOutput":
        """The published view of a redacted artefact."""
        return cls(
            id=identity,
            verdict=artefact.verdict,
            text=artefact.text,
            spans=artefact.spans,
            findings=artefact.findings,
            injection=artefact.injection,
        )


class FileRedactOutput(RedactOutput):
    """What `redact` says of one file. `attachments` is there for a mail that has some of a known format."""

    attachments: tuple["FileRedactOutput", ...] = Field(default=(), exclude_if=lambda value: not value)

    @classmethod
    def of_file(cls, path: str, artefacts: Sequence[tuple[Origin, RedactedArtefact]]) -> "FileRedactOutput":
        """The published view of one file: itself first, then what is attached, each behind its mail."""
        origin, artefact = artefacts[0]
        attached = origin.attachment
        groups: list[list[tuple[Origin, RedactedArtefact]]] = []
        for one in artefacts[1:]:
            if len(one[0].attachment) == len(attached) + 1:
                groups.append([])
            groups[-1].append(one)
        own = RedactOutput.of(origin.path_in(path), artefact)
        return cls(
            **{name: getattr(own, name) for name in RedactOutput.model_fields},
            attachments=tuple(cls.of_file(path, group) for group in groups),
        )


class TimingOutput(Frozen):
    """Wall time of the stages, milliseconds."""

    guardrails: float
    retrieval: float
    drafting: float


class AssessOutput(Frozen):
    """What `assess --jsonl` and `--preview` say of one text: a full draft that can never be confirmed."""

    id: str
    verdict: Verdict
    text: str | None
    spans: tuple[RedactionSpan, ...]
    findings: tuple[Finding, ...]
    draft: Draft | None
    timing_ms: TimingOutput

    @classmethod
    def of(cls, identity: str, assessed: AssessedArtefact, timing: Timing) -> "AssessOutput":
        """The published view of a previewed artefact."""
        redacted = assessed.redacted
        return cls(
            **RedactOutput.of(identity, redacted).model_dump(exclude={"injection"}),
            draft=assessed.draft,
            timing_ms=TimingOutput(
                guardrails=timing.guardrails, retrieval=timing.retrieval, drafting=timing.drafting
            ),
        )


class PromptOutput(Frozen):
    """What `prompt render` says of one text: the chat-completions body that a model would be sent."""

    id: str
    verdict: Verdict
    request: dict[str, JsonValue] | None
    """Null where a guardrail stopped the text, or the scale needs a career level and none is given."""


class FaultDetail(Frozen):
    """Why a line or a command failed."""

    code: str
    message: str


class LineFault(Frozen):
    """Stands in the place of a line that could not be used; the run goes on and exits 2 at the end."""

    id: None = None
    line: int = Field(ge=1)
    error: FaultDetail


def dumped(value: Frozen) -> Any:
    """A format as plain JSON values."""
    return value.model_dump(mode="json")
