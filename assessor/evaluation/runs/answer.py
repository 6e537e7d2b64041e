"""One labelled item through stages 1 to 5. The pipeline sees what a submitter would give, never a label."""

import re
from collections import Counter
from collections.abc import Callable

from assessor.domain.artefact import RedactedArtefact, Subject
from assessor.domain.digests import text_digest
from assessor.domain.rubric import Rubric
from assessor.domain.run import ItemFailure, ItemLabels, ItemRedaction, ItemTiming, RunItem, TypeCounts
from assessor.domain.submission import AssessedArtefact
from assessor.domain.verdict import Action
from assessor.errors import AssessorError
from assessor.evaluation.gold.read import item_digest
from assessor.evaluation.measures.tally import Found, Tally
from assessor.formats.gold import GoldItem
from assessor.pipeline import Pipeline, Timing
from assessor.rubrics.names import find_career_level, find_skill_area

Rubrics = Callable[[str], Rubric]
"""Loads the rubric of an id, as it is in effect here."""


def answer_item(pipeline: Pipeline, rubrics: Rubrics, item: GoldItem, *, area_told: bool = True) -> RunItem:
    """Draft one item and hold its redaction against the labels, while the text is still in memory.

    Args:
        pipeline: stages 1 to 5.
        rubrics: loads a rubric.
        item: the text and its labels.
        area_told: whether the skill area is told; otherwise retrieval proposes one.

    Returns:
        The answer; where the pipeline failed, an item with the reason in the answer's place.
    """
    blank = RunItem(
        id=item.id,
        item=item_digest(item),
        text_digest=text_digest(item.text),
        words=len(item.text.split()),
        labels=_labels(item),
    )
    try:
        assessed, timing = _drafted(pipeline, rubrics(item.rubric), item, area_told=area_told)
    except AssessorError as error:
        return blank.model_copy(update={"failure": ItemFailure(code=error.code, message=error.message)})
    return _answered(blank, item, assessed, timing)


def _drafted(
    pipeline: Pipeline, rubric: Rubric, item: GoldItem, *, area_told: bool
) -> tuple[AssessedArtefact, Timing]:
    read = pipeline.read_text(item.text, Subject(), kind=item.kind, lang=item.lang, evidence_date=item.date)
    (assessed,), timing = pipeline.preview(
        read,
        rubric,
        skill_area=find_skill_area(rubric, item.skill_area).name if area_told else None,
        career_level=told_level(rubric, item.career_level),
    )
    return assessed, timing


def told_level(rubric: Rubric, career_level: str | None) -> str | None:
    """The career level as the pipeline is told it: never where ratings are absolute, lest they lean on it."""
    if career_level is None or not rubric.scale.role_dependent:
        return None
    return find_career_level(rubric, career_level).name


def _answered(blank: RunItem, item: GoldItem, assessed: AssessedArtefact, timing: Timing) -> RunItem:
    redacted = assessed.redacted
    return blank.model_copy(
        update={
            "verdict": redacted.verdict,
            "stopped_by": _stopped_by(redacted),
            "text": redacted.text,
            "draft": assessed.draft,
            "deciding": () if redacted.text is None else deciding_places(item, redacted),
            "redaction": None if redacted.text is None else _redaction(item, redacted),
            "timing_ms": ItemTiming(
                guardrails=timing.guardrails, retrieval=timing.retrieval, drafting=timing.drafting
            ),
        }
    )


def _labels(item: GoldItem) -> ItemLabels:
    return ItemLabels(**{name: getattr(item, name) for name in ItemLabels.model_fields})


def _stopped_by(redacted: RedactedArtefact) -> tuple[str, ...]:
    """CONTRACT.md: stopped is escalate or refuse or, for what is only removed, the passage removed."""
    counts = Counter(one.category for one in redacted.findings if one.action is not Action.NOTE)
    return tuple(sorted(counts))


def deciding_places(item: GoldItem, redacted: RedactedArtefact) -> tuple[tuple[int, int], ...]:
    """Where the deciding quotes stand after redaction, widened to whole placeholders."""
    places = []
    for quote in item.evidence_quotes:
        start = item.text.index(quote)
        places.append(
            (_moved(start, redacted, to_end=False), _moved(start + len(quote), redacted, to_end=True))
        )
    return tuple(places)


def _moved(offset: int, redacted: RedactedArtefact, *, to_end: bool) -> int:
    """The place in the redacted text of a place in the submitted one."""
    shift = 0
    for span in redacted.spans:
        if span.end <= offset:
            shift = span.redacted_end - span.end
        elif span.start < offset:
            return span.redacted_end if to_end else span.redacted_start
    return offset + shift


def _redaction(item: GoldItem, redacted: RedactedArtefact) -> ItemRedaction:
    labels = _places(item)
    found = [(one.start, one.end, one.type) for one in redacted.spans]
    types = []
    for kind in sorted({kind for _, _, kind in labels}):
        tally = Tally()
        tally.add(labels, found, frozenset({kind}), "")
        types.append(TypeCounts(type=kind, labels=tally.labels, hit=tally.hit, whole=tally.whole))
    words = Tally()
    words.add(labels, found, frozenset(), item.text)
    return ItemRedaction(types=tuple(types), harmless=words.harmless, harmed=words.harmed)


def _places(item: GoldItem) -> list[Found]:
    """Every place where a labelled value stands, longer values first so that a name is not counted twice."""
    taken: list[Found] = []
    for label in sorted(item.pii, key=lambda one: -len(one.value)):
        for match in re.finditer(rf"(?<!\w){re.escape(label.value)}(?!\w)", item.text):
            if not any(start < match.end() and match.start() < end for start, end, _ in taken):
                taken.append((match.start(), match.end(), label.type))
    return taken
