"""Stage 4: the LLM drafter. A model proposes within a frame; whatever leaves the frame abstains.

The model has no tools and sees redacted, fenced text only. Its answer is taken apart and put together anew:
levels of the scale, labels we gave out, quotes found in the artefact, and a few sentences of its own, which
stage 5 reads before anybody else does. Caps belong to stage 5.
"""

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Calibration, Claim, Draft, DraftStatus, Provenance
from assessor.domain.rubric import Rubric
from assessor.domain.verdict import Destination
from assessor.drafting.llm.briefing import Briefing, Briefings
from assessor.drafting.llm.conversation import Conversation, Outcome
from assessor.drafting.llm.examine import Reading
from assessor.drafting.llm.samples import Silence
from assessor.drafting.llm.wording import reason_for

_CALIBRATION = Calibration(basis="authored", n=0, state="unproven")


class LlmDrafter:
    """Drafts by asking a language model. Implements `ports.Drafter`.

    Args:
        briefings: makes requests.
        conversation: asks, and reads the answer.
        destination: where requests go, as the policy sees it.
    """

    def __init__(self, briefings: Briefings, conversation: Conversation, destination: Destination) -> None:
        self._briefings = briefings
        self._conversation = conversation
        self._destination = destination

    @property
    def name(self) -> str:
        """`llm`."""
        return "llm"

    @property
    def destination(self) -> Destination:
        """`local-model` where the policy lists the server's host, else `external-model`."""
        return self._destination

    def draft_rating(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        *,
        skill_area: str | None,
        career_level: str | None,
    ) -> Draft:
        """Propose a rating with a citation for every claim, or say why there is none.

        Returns:
            `drafted`; `insufficient_evidence`; `abstained` with reason code `wide_interval`, `unparsed`,
            `ungrounded`, `wrong_language`, `model_failed` or `budget`.

        Raises:
            InputError: the artefact was stopped by a guardrail, or area or level are not the rubric's.
            RecordError: the ledger of costs failed, so nothing was asked.
        """
        briefing = self._briefings.brief(artefact, rubric, skill_area=skill_area, career_level=career_level)
        if briefing is None:
            return _without_role(artefact, rubric)
        outcome = self._conversation.hold(briefing)
        frame = _Frame(briefing, outcome, rubric, self._conversation.samples)
        if isinstance(outcome.result, Silence):
            return frame.abstained(outcome.result)
        return frame.of(outcome.result)


class _Frame:
    """What a draft holds whatever the model said."""

    def __init__(self, briefing: Briefing, outcome: Outcome, rubric: Rubric, samples: int) -> None:
        request = outcome.request
        self._briefing = briefing
        self._rubric = rubric
        self._lang = briefing.artefact.lang
        self._provenance = Provenance(
            drafter="llm",
            model=request.model,
            prompt=briefing.prompt.name,
            prompt_sha256=briefing.prompt.sha256,
            request_sha256=request.sha256,
            rubric=rubric.id,
            rubric_version=rubric.version,
            policy_sha256=briefing.artefact.policy_sha256,
            index_id=briefing.index_id,
            samples=samples if samples > 1 else None,
            samples_used=outcome.usable if samples > 1 else None,
            examples=briefing.examples,
        )

    def abstained(self, why: Silence) -> Draft:
        """No usable answer."""
        return Draft(
            status=DraftStatus.ABSTAINED,
            reason_code=why.code,
            reason=reason_for(why.words or why.code, self._lang),
            scale=self._rubric.scale.id,
            anchors=self._briefing.anchors,
            areas=self._briefing.areas,
            calibration=_CALIBRATION,
            provenance=self._provenance,
        )

    def of(self, reading: Reading) -> Draft:
        """The draft of an answer that kept to the frame."""
        answer, scale = reading.answer, self._rubric.scale
        drafted = answer.status == "drafted"
        interval = (
            (answer.lowest, answer.highest)
            if drafted and answer.lowest is not None and answer.highest is not None
            else None
        )
        if interval == (scale.lowest, scale.highest):
            return self.abstained(Silence("wide_interval"))
        return Draft(
            status=DraftStatus.DRAFTED if drafted else DraftStatus.INSUFFICIENT_EVIDENCE,
            reason=answer.reason,
            rating=answer.rating,
            rating_before_cap=answer.rating,
            place=None if answer.rating is None else float(answer.rating),
            scale=scale.id,
            interval=interval,
            claims=tuple(self._anchored(claim) for claim in reading.claims),
            anchors=self._briefing.anchors,
            areas=self._briefing.areas,
            red_lines=reading.red_lines,
            missing=answer.missing,
            calibration=_CALIBRATION,
            provenance=self._provenance,
        )

    def _anchored(self, claim: Claim) -> Claim:
        """The claim with its anchor's id in the place of the label; the nearest where the model named none.

        An anchor says what a claim speaks to and sets no rating, so retrieval may choose it.
        """
        if claim.anchor is None:
            anchor = self._briefing.nearest_anchor([one.quote for one in claim.citations])
        else:
            anchor = self._briefing.anchor_ids[claim.anchor]
        return claim.model_copy(update={"anchor": anchor})


def _without_role(artefact: RedactedArtefact, rubric: Rubric) -> Draft:
    return Draft(
        status=DraftStatus.INSUFFICIENT_EVIDENCE,
        reason=reason_for("career_level", artefact.lang),
        scale=rubric.scale.id,
        missing=("career_level",),
        calibration=_CALIBRATION,
        provenance=Provenance(
            drafter="llm",
            rubric=rubric.id,
            rubric_version=rubric.version,
            policy_sha256=artefact.policy_sha256,
        ),
    )
