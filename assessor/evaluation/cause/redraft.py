"""Cause: one item of a stored run drafted again, from the redacted text the run kept.

Stages 3 to 5 alone: the text that came in is not kept, so stage 2 cannot be gone through again. What a
guardrail stopped, and what failed, has no text and stays as it was.
"""

from assessor.domain.artefact import RedactedArtefact, Subject
from assessor.domain.run import ItemFailure, RunItem
from assessor.domain.verdict import Verdict
from assessor.errors import AssessorError
from assessor.evaluation.runs.answer import Rubrics, told_level
from assessor.pipeline import Pipeline
from assessor.rubrics.names import find_skill_area


def redraft(
    pipeline: Pipeline, rubrics: Rubrics, item: RunItem, *, policy_sha256: str, area_told: bool
) -> RunItem:
    """Draft an item again.

    Args:
        pipeline: with the changes in effect.
        rubrics: loads a rubric, as it is in the replay.
        item: as it was answered.
        policy_sha256: 64 hex digits; the policy that the text was redacted under.
        area_told: whether the skill area is told; otherwise retrieval proposes one.
    """
    if item.text is None:
        return item
    blank = item.model_copy(update={"draft": None, "failure": None, "timing_ms": None})
    try:
        rubric = rubrics(item.labels.rubric)
        draft = pipeline.draft(
            _artefact(pipeline, item, item.text, policy_sha256),
            rubric,
            skill_area=find_skill_area(rubric, item.labels.skill_area).name if area_told else None,
            career_level=told_level(rubric, item.labels.career_level),
        )
    except AssessorError as error:
        return blank.model_copy(update={"failure": ItemFailure(code=error.code, message=error.message)})
    return blank.model_copy(update={"draft": draft})


def _artefact(pipeline: Pipeline, item: RunItem, text: str, policy_sha256: str) -> RedactedArtefact:
    (read,) = pipeline.read_text(text, Subject(), kind=item.labels.kind, lang=item.labels.lang).artefacts
    return RedactedArtefact(
        verdict=item.verdict or Verdict.ALLOW,
        text=text,
        segments=read.content.segments,
        lang=item.labels.lang,
        kind=item.labels.kind,
        policy_sha256=policy_sha256,
    )
