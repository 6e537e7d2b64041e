"""Shorthand for what reviewers do in the tests."""

from dataclasses import dataclass

from assessor.domain.actor import Actor, Role
from assessor.domain.draft import Draft
from assessor.domain.rating import CitedSpan, ConfirmedRating, RatingValue, SealedRating
from assessor.domain.rubric import EvidenceRule, Rubric, RubricSource, Scale, ScaleLevel
from assessor.errors import GuardrailError
from assessor.review.service import Review
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import START, TEXT, TickingClock, new_artefact
from tests.store.world import World, add_account, fill

OTHER_TEXT = "A second artefact.\n\n\nIt has blank lines."
REASON = "The brief was checked by Jana Muster."
KEPT_REASON = "The brief was checked by <PERSON_1>."


def ai_rubric(version: str = "0.1.0", *, not_applicable: bool = True) -> Rubric:
    """A rubric with the scale 1-5 and nothing else."""
    levels = tuple(
        ScaleLevel(value=value, label=f"L{value}", definition="d", typical="t") for value in range(1, 6)
    )
    return Rubric(
        id="ai-skills",
        title="AI skills",
        version=version,
        owner="Enablement",
        status="released",
        date=START.date(),
        lang="en",
        source=RubricSource(id="000", title="t", note="n"),
        changelog=(),
        scale=Scale(id="ai-skills-1-5", levels=levels, not_applicable=not_applicable),
        career_levels=(),
        skill_areas=(),
        facets=(),
        evidence=EvidenceRule(min_artefacts=2, max_age_months=6),
        evidence_types=(),
        red_lines=(),
        growth_signals=(),
        warning_signs=(),
    )


def redact_reason(text: str) -> str:
    """Knows one name and one word that must not enter."""
    if "disciplinary" in text:
        raise GuardrailError("the reason was refused", code="hr_disciplinary")
    return text.replace("Jana Muster", "<PERSON_1>")


@dataclass
class Desk:
    """A review service and the people around one draft."""

    review: Review
    store: SqlStore
    world: World
    peer: Actor

    @property
    def manager(self) -> Actor:
        return self.world.manager

    def rate(self, word: str = "3", actor: Actor | None = None) -> SealedRating:
        return self.review.rate(self.world.draft_id, RatingValue.parse(word), actor or self.manager)

    def reveal(self, actor: Actor | None = None) -> Draft:
        return self.review.reveal(self.world.draft_id, actor or self.manager)

    def confirm(
        self,
        word: str = "3",
        *,
        reason: str = REASON,
        cited: tuple[CitedSpan, ...] | None = None,
        actor: Actor | None = None,
    ) -> ConfirmedRating:
        spans = (self.cite(19, 36),) if cited is None else cited
        return self.review.confirm(
            self.world.draft_id, RatingValue.parse(word), reason, spans, actor or self.manager
        )

    def cite(self, start: int, end: int, artefact: str | None = None) -> CitedSpan:
        return CitedSpan(artefact=artefact or self.world.artefact_id, start=start, end=end)

    def leaves(self) -> list[str]:
        with self.store.read() as unit:
            return [entry.leaf for entry in unit.audit.entries()]


def new_review(store: SqlStore, rubric: Rubric | None = None) -> Review:
    """The service on `store`."""
    chosen = rubric or ai_rubric()
    return Review(store, TickingClock(), rubrics=lambda _id: chosen, redact_reason=redact_reason)


def new_desk(store: SqlStore, *, rubric: Rubric | None = None, proposal: Draft | None = None) -> Desk:
    """Two artefacts about Jonas, a draft on the first, and two managers."""
    artefacts = (new_artefact(TEXT), new_artefact(OTHER_TEXT, "hmac-sha256:k1:bb"))
    world = fill(store, artefacts=artefacts, proposal=proposal)
    return Desk(new_review(store, rubric), store, world, add_account(store, "Peer", Role.MANAGER))
