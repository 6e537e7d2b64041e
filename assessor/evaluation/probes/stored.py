"""Probes of one stored draft, on its redacted text: which changes would have moved it. Nothing is kept."""

from collections.abc import Callable, Sequence

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.probes import DraftProbe, DraftProbeReport, ProbeOutcome
from assessor.domain.rubric import Rubric
from assessor.evaluation.probes.catalogue import Probe
from assessor.evaluation.probes.source import Source
from assessor.evaluation.probes.summary import movement

Redraft = Callable[[RedactedArtefact, str | None], Draft]
"""An artefact and a career level in, its draft out, guardrails of drafts included."""


def probe_draft(
    draft_id: str,
    stored: Draft,
    artefact: RedactedArtefact,
    rubric: Rubric,
    career_level: str | None,
    probes: Sequence[Probe],
    redraft: Redraft,
) -> DraftProbeReport:
    """Draft the stored text again, as it is and with every variant of every change.

    Args:
        draft_id: of the draft.
        stored: the draft.
        artefact: its redacted text.
        rubric: its rubric.
        career_level: as told when it was drafted.
        probes: which.
        redraft: the way it was drafted.
    """
    if stored.status is DraftStatus.SUSPENDED:
        return _suspended(draft_id, stored)
    source = _source(draft_id, artefact, rubric, career_level)
    before = _outcome(redraft(artefact, career_level))
    tried, idle = [], []
    for probe in probes:
        applied = _distinct(probe, source)
        if not applied:
            idle.append(probe.name)
        for seed, one in applied:
            after = _outcome(redraft(_changed(artefact, one), one.career_level))
            tried.append(
                DraftProbe(
                    probe=probe.name,
                    may=probe.may,
                    seed=seed,
                    status=after.status,
                    rating=after.rating,
                    movement=movement(before, after),
                )
            )
    return DraftProbeReport(
        draft=draft_id,
        drafter=stored.provenance.drafter,
        status=stored.status.value,
        rating=stored.rating,
        status_again=before.status,
        rating_again=before.rating,
        probes=tuple(tried),
        not_applicable=tuple(idle),
    )


def _suspended(draft_id: str, stored: Draft) -> DraftProbeReport:
    """Nothing is drafted again, and nothing said of what would be."""
    status = stored.status.value
    return DraftProbeReport(
        draft=draft_id,
        drafter=stored.provenance.drafter,
        status=status,
        rating=None,
        status_again=status,
        rating_again=None,
        probes=(),
        not_applicable=(),
    )


def calls(
    artefact: RedactedArtefact, rubric: Rubric, career_level: str | None, probes: Sequence[Probe]
) -> int:
    """How many drafts `probe_draft` would make."""
    source = _source("", artefact, rubric, career_level)
    return 1 + sum(len(_distinct(probe, source)) for probe in probes)


def _distinct(probe: Probe, source: Source) -> list[tuple[int, Source]]:
    """Every change of a probe that makes another text, with the first seed that makes it."""
    changed: dict[Source, int] = {}
    for seed in range(probe.variants):
        one = probe.change(source, seed)
        if one is not None:
            changed.setdefault(one, seed)
    return [(seed, one) for one, seed in changed.items()]


def _source(item: str, artefact: RedactedArtefact, rubric: Rubric, career_level: str | None) -> Source:
    levels = () if rubric.scale.role_dependent else tuple(one.name for one in rubric.career_levels)
    return Source(
        item=item,
        text=artefact.text or "",
        segments=artefact.segments,
        lang=artefact.lang,
        kind=artefact.kind,
        subject_placeholders=artefact.subject_placeholders,
        career_level=career_level,
        career_levels=levels,
        redacted=True,
    )


def _changed(artefact: RedactedArtefact, source: Source) -> RedactedArtefact:
    return artefact.model_copy(
        update={
            "text": source.text,
            "segments": source.segments,
            "subject_placeholders": source.subject_placeholders,
        }
    )


def _outcome(draft: Draft) -> ProbeOutcome:
    return ProbeOutcome(status=draft.status.value, rating=draft.rating, model=draft.provenance.model)
