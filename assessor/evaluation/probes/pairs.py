"""A labelled item's text with and without each change, both through stages 1 to 5. No label reaches them."""

from collections.abc import Sequence
from dataclasses import dataclass

from assessor.domain.artefact import Subject
from assessor.domain.probes import ProbeOutcome, ProbePair
from assessor.domain.rubric import Rubric
from assessor.domain.submission import AssessedArtefact, Origin, ReadSubmission
from assessor.errors import AssessorError
from assessor.evaluation.probes.catalogue import Probe
from assessor.evaluation.probes.source import Source
from assessor.evaluation.runs.answer import Rubrics
from assessor.formats.gold import GoldItem
from assessor.intake.read import read_text
from assessor.pipeline import Pipeline
from assessor.rubrics.names import find_career_level, find_skill_area

_PERSON = "PERSON"


@dataclass(frozen=True)
class Changed:
    """A text after a change; null where the change had nothing to change."""

    probe: str
    seed: int
    source: Source | None


@dataclass(frozen=True)
class ProbeJob:
    """One item with everything its text is changed to: work for one process."""

    item: GoldItem
    source: Source
    changed: tuple[Changed, ...]


def jobs_of(
    items: Sequence[GoldItem], rubrics: Rubrics, probes: Sequence[Probe], seed: int
) -> tuple[ProbeJob, ...]:
    """The work for items in order: each goes on in a probe's variants where the one before ended."""
    jobs = []
    for place, item in enumerate(items):
        source = source_of(item, rubrics(item.rubric))
        changed = tuple(
            Changed(probe.name, number, probe.change(source, number))
            for probe in probes
            for number in range(seed + place * probe.each, seed + (place + 1) * probe.each)
        )
        jobs.append(ProbeJob(item, source, changed))
    return tuple(jobs)


def source_of(item: GoldItem, rubric: Rubric) -> Source:
    """What may be changed of an item. Of its labels only the names in the text are used, to change those.

    Ratings on an absolute scale must not lean on the career level, so it is told only by a probe.
    """
    levels = tuple(one.name for one in rubric.career_levels)
    told = None
    if rubric.scale.role_dependent and item.career_level is not None:
        told = find_career_level(rubric, item.career_level).name
    return Source(
        item=item.id,
        text=item.text,
        segments=read_text(item.text, kind=item.kind, lang=item.lang).segments,
        lang=item.lang,
        kind=item.kind,
        names=tuple(one.value for one in item.pii if one.type == _PERSON),
        career_level=told,
        career_levels=() if rubric.scale.role_dependent else levels,
    )


def probe_item(pipeline: Pipeline, rubrics: Rubrics, job: ProbeJob) -> tuple[ProbePair, ...]:
    """Draft an item once as it is and once for each change; what had nothing to change is left out."""
    rubric = rubrics(job.item.rubric)
    before, _ = _outcomes(pipeline, rubric, job.item, job.source)
    pairs = []
    for one in job.changed:
        if one.source is not None:
            after, beside = _outcomes(pipeline, rubric, job.item, one.source)
            pairs.append(
                ProbePair(
                    item=job.item.id,
                    probe=one.probe,
                    seed=one.seed,
                    before=before,
                    after=after,
                    beside=beside,
                )
            )
    return tuple(pairs)


def outcome_of_item(pipeline: Pipeline, rubrics: Rubrics, item: GoldItem) -> ProbeOutcome:
    """Draft an item once as it is."""
    rubric = rubrics(item.rubric)
    return _outcomes(pipeline, rubric, item, source_of(item, rubric))[0]


def _outcomes(
    pipeline: Pipeline, rubric: Rubric, item: GoldItem, source: Source
) -> tuple[ProbeOutcome, ProbeOutcome | None]:
    """Of the text, and of what is attached to it."""
    try:
        assessed, _ = pipeline.preview(
            _read(pipeline, item, source),
            rubric,
            skill_area=find_skill_area(rubric, item.skill_area).name,
            career_level=source.career_level,
        )
    except AssessorError as error:
        return ProbeOutcome(status="failed", failure=error.code), None
    own, *others = map(outcome_of, assessed)
    return own, others[0] if others else None


def _read(pipeline: Pipeline, item: GoldItem, source: Source) -> ReadSubmission:
    texts = [source.text] if source.beside is None else [source.text, source.beside]
    artefacts = []
    for number, text in enumerate(texts):
        (read,) = pipeline.read_text(
            text, Subject(), kind=item.kind, lang=source.lang, evidence_date=item.date
        ).artefacts
        artefacts.append(read.model_copy(update={"origin": Origin(attachment=(number,) if number else ())}))
    return ReadSubmission(artefacts=tuple(artefacts))


def outcome_of(assessed: AssessedArtefact) -> ProbeOutcome:
    """What became of an artefact, without a word of it."""
    draft = assessed.draft
    if draft is None:
        return ProbeOutcome(status="stopped")
    return ProbeOutcome(status=draft.status.value, rating=draft.rating, model=draft.provenance.model)
