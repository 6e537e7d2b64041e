"""Stage 5 of 7, last step: what a draft says in its own words, held against its artefact.

    a claim goes      that names a figure, date or placeholder the artefact does not hold;
                      whose quotes say the opposite; that calls done what they only plan, ask for or report
    the reason        that names such a thing gives way to a neutral sentence
    the draft abstains    `ungrounded` where more claims go than stay: the rating was reached with them;
                          `contradicted` where it is the top of the scale and every claim speaks against that

The words are read by rules (`deeds.py`), so much is overlooked; what is dropped was nearly always wrong. Figures on
pairs of claim and quote: docs/drafting.md.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Literal

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Claim, Draft, DraftStatus, DroppedClaims
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language
from assessor.guardrails.claims.standing import contradicts, makes_deed_of_plan, speaks_against
from assessor.guardrails.claims.support import Facts, unsupported
from assessor.guardrails.withholding import withheld

Fault = Literal["unsupported", "contradicted", "plan_as_deed"]
_OWN_TEMPLATES = frozenset({"embedded"})
"""Drafters whose reasons are our own sentences; the figures in them count the draft, not the evidence."""
_NEUTRAL: dict[Language, str] = {
    "en": "The reason given named something that the artefact does not hold and was left out; see the claims.",
    "de": "Die Begründung nannte etwas, das im Artefakt nicht steht, und entfiel; siehe die Aussagen.",
}
_UNGROUNDED: dict[Language, str] = {
    "en": "Most claims of the draft were not what the passages they cite say.",
    "de": "Die meisten Aussagen des Entwurfs gaben nicht wieder, was an den zitierten Stellen steht.",
}
_CONTRADICTED: dict[Language, str] = {
    "en": "The highest rating was proposed, and every claim spoke against it.",
    "de": "Vorgeschlagen war die höchste Stufe, und jede Aussage sprach dagegen.",
}


def hold_to_evidence(draft: Draft, artefact: RedactedArtefact, rubric: Rubric) -> Draft:
    """The draft with what its evidence bears out, or an abstention. Others than these two are left as they are."""
    if draft.status not in (DraftStatus.DRAFTED, DraftStatus.INSUFFICIENT_EVIDENCE):
        return draft
    facts, levels = Facts.of(artefact), range(rubric.scale.lowest, rubric.scale.highest + 1)
    faults = [_fault_of(claim, facts, levels) for claim in draft.claims]
    borne_out = tuple(claim for claim, fault in zip(draft.claims, faults, strict=True) if fault is None)
    draft = draft.model_copy(update={"dropped": _counted(draft.dropped, faults)})
    if 2 * len(borne_out) < len(draft.claims):
        reason = _UNGROUNDED[artefact.lang]
        return withheld(draft, DraftStatus.ABSTAINED, "ungrounded", reason)
    proposed = draft.rating_before_cap if draft.rating_before_cap is not None else draft.rating
    if (
        proposed == rubric.scale.highest
        and borne_out
        and all(speaks_against(claim.text) for claim in borne_out)
    ):
        return withheld(draft, DraftStatus.ABSTAINED, "contradicted", _CONTRADICTED[artefact.lang])
    return draft.model_copy(
        update={"claims": borne_out, "reason": _reason_of(draft, facts, levels, artefact.lang)}
    )


def is_borne_out(claim: Claim, facts: Facts, levels: Collection[int]) -> bool:
    """Whether nothing tells that a claim says something else than its artefact and its quotes."""
    return _fault_of(claim, facts, levels) is None


def _fault_of(claim: Claim, facts: Facts, levels: Collection[int]) -> Fault | None:
    quotes = [citation.quote for citation in claim.citations]
    if unsupported(claim.text, facts, levels):
        return "unsupported"
    if contradicts(claim.text, quotes):
        return "contradicted"
    return "plan_as_deed" if makes_deed_of_plan(claim.text, quotes) else None


def _counted(before: DroppedClaims | None, faults: Sequence[Fault | None]) -> DroppedClaims:
    """What went before this step, with what goes in it."""
    counts = Counter(fault for fault in faults if fault is not None)
    return (before or DroppedClaims()).model_copy(update={str(fault): n for fault, n in counts.items()})


def _reason_of(draft: Draft, facts: Facts, levels: Collection[int], lang: Language) -> str:
    if draft.provenance.drafter in _OWN_TEMPLATES or not unsupported(draft.reason, facts, levels):
        return draft.reason
    return _NEUTRAL[lang]
