"""Beside the stages: what is left of a draft while drafts are suspended, and how people are told.

The area stays, since sufficiency and the order of evidence rest on it. Nothing that says or hints at a level
does: no rating, interval, claim, anchor or red line, and nothing on what is missing for the next level.
"""

from collections.abc import Callable, Iterable, Mapping

from assessor.domain.draft import AreaMatch, Calibration, Draft, DraftStatus, Provenance
from assessor.domain.sentences import Sentences
from assessor.domain.suspension import Figure, Suspension, SuspensionCause, SuspensionNotice, covering
from assessor.domain.text import Language
from assessor.i18n import joined, said, shown_as
from assessor.rubrics.rules.calendar import calendar_day

_LANGUAGES: tuple[Language, ...] = ("en", "de")


def notice_of(suspension: Suspension) -> SuspensionNotice:
    """What the people concerned are told: since when and why, and nobody's name."""
    return SuspensionNotice(
        suspension=suspension.id,
        skill_area=suspension.skill_area,
        drafter=suspension.drafter,
        since=suspension.begun_at,
        cause=suspension.cause,
        figures=suspension.figures,
        said=_said(suspension),
    )


def withheld(draft: Draft, suspension: Suspension, lang: Language) -> Draft:
    """A draft as it answers while drafts are suspended.

    Args:
        draft: as made or stored.
        suspension: what covers it.
        lang: of the reason, that of the text.
    """
    return suspended_draft(
        suspension, lang, scale=draft.scale, areas=draft.areas, provenance=_origin(draft.provenance)
    )


def held_back(
    draft: Draft, standing: Iterable[Suspension], rubric_id: str, skill_area: str | None, lang: Language
) -> Draft:
    """The draft, or what is left of it where a suspension in force covers it.

    Args:
        draft: as made or stored; one that was suspended when it was made stays as it is.
        standing: what is suspended now.
        rubric_id: of the draft.
        skill_area: given or proposed.
        lang: that of the text.
    """
    found = covering(standing, rubric_id, skill_area, draft.provenance.drafter)
    if found is None or draft.status is DraftStatus.SUSPENDED:
        return draft
    return withheld(draft, found, lang)


def suspended_draft(
    suspension: Suspension,
    lang: Language,
    *,
    scale: str,
    areas: tuple[AreaMatch, ...],
    provenance: Provenance,
) -> Draft:
    """The draft of a text that nothing was drafted for.

    Args:
        suspension: what covers it.
        lang: of the reason, that of the text.
        scale: of the rubric.
        areas: as proposed by retrieval.
        provenance: which drafter would have drafted, and under which rubric.
    """
    told = (_said(suspension), said("Rate from the evidence alone."))
    return Draft(
        status=DraftStatus.SUSPENDED,
        reason_code=suspension.cause.value,
        reason=joined(told).in_language(lang),
        scale=scale,
        areas=areas,
        calibration=Calibration(basis="authored", n=0, state="unproven"),
        provenance=provenance,
    )


def _origin(made: Provenance) -> Provenance:
    """Who would have drafted; what a version or examples did to the draft says something of its level."""
    return Provenance(
        drafter=made.drafter,
        rubric=made.rubric,
        rubric_version=made.rubric_version,
        policy_sha256=made.policy_sha256,
        index_id=made.index_id,
    )


def _said(suspension: Suspension) -> Sentences:
    figures = tuple(_figure(name, value) for name, value in suspension.figures.items())
    scope = suspension.skill_area or suspension.rubric_id
    since = calendar_day(suspension.begun_at)
    why = _cause(suspension.cause)
    if not figures:
        return said(
            "Drafts for {scope} are suspended since {since}: {why}.", scope=scope, since=since, why=why
        )
    return said(
        "Drafts for {scope} are suspended since {since}: {why} ({figures}).",
        scope=scope,
        since=since,
        why=why,
        figures=joined(figures, by="; "),
    )


def _cause(cause: SuspensionCause) -> Sentences:
    return {
        SuspensionCause.HAND: said("those in charge of the rubric decided so"),
        SuspensionCause.DRIFT: said("they moved away from people's own ratings"),
        SuspensionCause.RELIANCE: said("people followed them where they should not have"),
        SuspensionCause.PROBE: said("changes that should not matter moved them"),
        SuspensionCause.GOLD_RUN: said("drafts of the same labelled texts changed or fell short"),
    }[cause]


def _figure(name: str, value: Figure) -> Sentences:
    """A figure in words; one of no known name by its name."""
    if isinstance(value, str) or name not in _WORDED:
        size = value if isinstance(value, str | int) else _number(value)
        return said("{name}: {size}", name=name.replace("_", " "), size=size)
    return _WORDED[name](value)


def _difference(value: float) -> Sentences:
    size = _number(abs(value))
    if value > 0:
        return said("people rated {size} levels higher than the draft on average", size=size)
    return said("people rated {size} levels lower than the draft on average", size=size)


_WORDED: Mapping[str, Callable[[float], Sentences]] = {
    "difference": _difference,
    "led_astray": lambda value: said(
        "of ratings nearer to the outcome than the draft, {size} moved to it", size=_number(value, "0 %")
    ),
    "limit": lambda value: said("allowed: {size}", size=_number(value)),
    "ratings": lambda value: said("ratings: {count}", count=value),
    "share": lambda value: said("share: {size}", size=_number(value, "0 %")),
    "weight_of_advice": lambda value: said(
        "share of the way to the draft that ratings went: {size}", size=_number(value, "0 %")
    ),
}


def _number(value: float, pattern: str = "0.0#") -> Sentences:
    en, de = (shown_as(value, pattern, lang) for lang in _LANGUAGES)
    return Sentences(en=en, de=de)
