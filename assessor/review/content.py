"""Stage 6 of 7: what a rating must carry: a value of its scale, a reason, and places in the evidence."""

from collections.abc import Callable, Sequence

from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.rating import CitedSpan, RatingOutcome, RatingValue
from assessor.domain.record import DraftHeader, StoredArtefact
from assessor.domain.rubric import Rubric, Scale
from assessor.errors import InputError, NotFoundError, OrderError

MIN_REASON_CHARS = 10

_PROPOSES = {
    DraftStatus.INSUFFICIENT_EVIDENCE: RatingOutcome.INSUFFICIENT_EVIDENCE,
    DraftStatus.NOT_APPLICABLE: RatingOutcome.NOT_APPLICABLE,
}
"""What a draft without a level proposes; the other statuses propose nothing."""


def verify_on_scale(value: RatingValue, scale: Scale) -> None:
    """Whether the scale knows the value.

    Raises:
        InputError: code `off_scale`.
    """
    if value.outcome is RatingOutcome.NOT_APPLICABLE and not scale.not_applicable:
        raise InputError(f"scale {scale.id} has no NA", code="off_scale", hint=_expected(scale))
    if value.level is not None and value.level not in {level.value for level in scale.levels}:
        raise InputError(f"{value.level} is not on scale {scale.id}", code="off_scale", hint=_expected(scale))


def _expected(scale: Scale) -> str:
    words = f"Expected a whole number {scale.lowest}-{scale.highest}"
    return f"{words}, NA or insufficient." if scale.not_applicable else f"{words} or insufficient."


def pinned_rubric(rubrics: Callable[[str], Rubric], rubric_id: str, version: str) -> Rubric:
    """The rubric at the version a submission was accepted under, from the archive where another is in force.

    Args:
        rubrics: loads `ID` and `ID@VERSION`.
        rubric_id: of the submission.
        version: of the submission.

    Returns:
        That version; where it cannot be loaded, the one in force, which `verify_same_version` then refuses.
    """
    try:
        return rubrics(f"{rubric_id}@{version}")
    except NotFoundError:
        return rubrics(rubric_id)


def verify_same_version(header: DraftHeader, rubric: Rubric) -> None:
    """A rating is made under the rubric version the submission was accepted under.

    Raises:
        OrderError: code `rubric_changed`.
    """
    if rubric.version != header.submission.rubric_version:
        raise OrderError(
            f"{header.id} was drafted under {rubric.id} {header.submission.rubric_version}; "
            f"this installation has {rubric.version}",
            code="rubric_changed",
            hint="Withdraw the draft and submit the evidence again.",
        )


def verify_reason(reason: str) -> str:
    """The reason without surrounding space.

    Raises:
        InputError: code `reason_missing`, it is shorter than `MIN_REASON_CHARS`.
    """
    stripped = reason.strip()
    if len(stripped) < MIN_REASON_CHARS:
        raise InputError(
            f"a confirmation needs a reason of at least {MIN_REASON_CHARS} characters; got {len(stripped)}",
            code="reason_missing",
            hint="Say what in the evidence decided it, agreeing with the draft or not.",
        )
    return stripped


def verify_cited(
    value: RatingValue,
    cited: Sequence[CitedSpan],
    *,
    own_artefact: str,
    find: Callable[[str], StoredArtefact | None],
) -> None:
    """Whether the cited spans exist and suffice. A level needs one in the draft's own artefact.

    Args:
        value: what is to be confirmed.
        cited: places the reviewer names; each must hold, needed or not.
        own_artefact: id of the artefact the draft is on.
        find: artefacts of the same submission by id.

    Raises:
        InputError: code `citation_missing`, `citation_outside` (no such artefact or place in this submission)
            or `citation_blank`.
    """
    for span in cited:
        _verify_place(span, find(span.artefact))
    if value.outcome is RatingOutcome.LEVEL and not any(span.artefact == own_artefact for span in cited):
        raise InputError(
            f"a level needs at least one cited span in {own_artefact}",
            code="citation_missing",
            hint=f"Add --cite {own_artefact}:START-END.",
        )


def _verify_place(span: CitedSpan, artefact: StoredArtefact | None) -> None:
    place = f"{span.artefact}:{span.start}-{span.end}"
    text = None if artefact is None else artefact.redacted.text
    if text is None:
        raise InputError(
            f"{place} cites no artefact of this submission",
            code="citation_outside",
            hint="Cite artefacts of the same submission by their id.",
        )
    if span.end > len(text):
        raise InputError(
            f"{place} reaches past the end of the redacted text, which has {len(text)} characters",
            code="citation_outside",
            hint="Offsets count characters of the redacted text, from 0.",
        )
    if not text[span.start : span.end].strip():
        raise InputError(
            f"{place} holds no words", code="citation_blank", hint="Cite the words that decided."
        )


def is_override(value: RatingValue, draft: Draft) -> bool:
    """Whether `value` differs from what the draft proposed.

    A draft that abstained, was refused or suspended proposed nothing, so nothing overrides it.

    >>> from assessor.domain.rating import RatingOutcome, RatingValue
    >>> from assessor.domain.draft import Calibration, Draft, DraftStatus, Provenance
    >>> draft = Draft(status=DraftStatus.DRAFTED, reason="Grounded.", rating=3, scale="s",
    ...               calibration=Calibration(basis="authored", n=0, state="unproven"),
    ...               provenance=Provenance(drafter="d", rubric="r", rubric_version="1", policy_sha256="0"))
    >>> [is_override(RatingValue(outcome=RatingOutcome.LEVEL, level=level), draft) for level in (3, 4)]
    [False, True]
    """
    if draft.status is DraftStatus.DRAFTED:
        return value.level != draft.rating
    proposed = _PROPOSES.get(draft.status)
    return proposed is not None and value.outcome is not proposed
