"""A home with rated drafts: labelled texts as evidence of several assessees, drafted by the real pipeline.

They go past the entry guardrails, which take a second each and are tested elsewhere: the texts are invented.
"""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from assessor.bootstrap import Application
from assessor.domain.actor import Actor
from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.draft import Draft
from assessor.domain.rating import RatingValue
from assessor.domain.record import NewArtefact, NewSubmission
from assessor.domain.text import Segment
from assessor.domain.verdict import Destination, Verdict
from assessor.rubrics.load import load_rubric

GOLD = Path(__file__).parents[2] / "eval" / "gold" / "ai-skills.jsonl"


def evidence(count: int) -> list[RedactedArtefact]:
    """So many different texts that the embedded drafter is likely to rate."""
    items = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    texts = [(one["text"], one["lang"], one["kind"]) for one in items if one["rating"] is not None]
    return [
        RedactedArtefact(
            verdict=Verdict.ALLOW,
            text=text,
            segments=(Segment(start=0, end=len(text), locator="text"),),
            lang=lang,
            kind=ArtefactKind(kind),
            policy_sha256="0" * 64,
        )
        for text, lang, kind in texts[:count]
    ]


def hand_in(
    application: Application, actor: Actor, assessee: str, artefacts: Sequence[RedactedArtefact]
) -> tuple[str, dict[str, Draft]]:
    """Accept and draft one submission; its id, and its drafts by id."""
    rubric = load_rubric("ai-skills")
    about = application.accounts.assessee(assessee, by=actor)
    with application.store.begin() as unit:
        added = unit.submissions.add(
            NewSubmission(
                actor_id=actor.id,
                assessee_id=about.id,
                rubric_id=rubric.id,
                rubric_version=rubric.version,
                submitted_on=date(2026, 11, 20),
                destination=Destination.STORE,
            ),
            [
                NewArtefact(
                    redacted=one, submitted_digest=application.keyring.digests((one.text or "").encode())[0]
                )
                for one in artefacts
            ],
        )
        event = AuditEvent(
            event="submission.accepted",
            actor=actor.id,
            refs={"submission": added.id, "assessee": about.id},
            facts={"rubric": rubric.id},
        )
        unit.record(event, {"submission": added.committed})
    application.pipeline.draft_accepted(added.id, rubric, application.store)
    with application.store.read() as unit:
        headers = unit.drafts.list_headers(submission_id=added.id)
        return added.id, {one.id: unit.drafts.content(one.id) for one in headers}


def rate_all(
    application: Application, actor: Actor, *, count: int, per_assessee: int, level: Callable[[int], int]
) -> dict[str, Draft]:
    """Hand in and rate `count` texts, each by `level` of what its draft said; the drafts that were rated."""
    texts, rated = evidence(2 * count), {}
    for number in range(0, len(texts), per_assessee):
        _, drafts = hand_in(application, actor, f"csm-{number:03}", texts[number : number + per_assessee])
        for draft_id, draft in drafts.items():
            if draft.rating_before_cap is None or len(rated) == count:
                continue
            value = RatingValue.parse(str(level(draft.rating_before_cap)))
            application.review.rate(draft_id, value, actor)
            rated[draft_id] = draft
        if len(rated) == count:
            break
    return rated
