"""Stage 5 of 7: what a draft may say before anybody stores or sees it.

  1. scale       a rating outside the scale abstains
  2. grounding   a citation must be the artefact's text byte for byte; a claim without one goes; a draft
                 without claims abstains
  3. red lines   ungrounded candidates go; what remains caps the rating
  4. orders      words that instruct the reader or a model, and links, refuse it
  5. personal    personal data or protected attributes in the draft's own words refuse it
  6. evidence    a claim that names what the artefact does not, that its quotes deny, or that makes a deed of a
                 plan goes; a draft most of whose claims go, or a top rating with nothing for it, abstains

Each step takes a draft and returns one; a step that crashes refuses the draft.
"""

import logging
from collections.abc import Callable

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation, Claim, Draft, DraftStatus, DroppedClaims, RedLineCandidate
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.claims.evidence import hold_to_evidence
from assessor.guardrails.draft_rules import breaks_draft_rule
from assessor.guardrails.orders import gives_orders
from assessor.guardrails.withholding import withheld
from assessor.rubrics.caps import apply_caps

_log = logging.getLogger(__name__)

FindPersonalData = Callable[[str, Language], tuple[DetectedSpan, ...]]
"""The entry guardrails' detectors over the draft's own words."""


class DraftGuardrailChain:
    """Stage 5 with the detectors it needs."""

    def __init__(self, find_personal_data: FindPersonalData) -> None:
        self._find_personal_data = find_personal_data

    def verify(self, draft: Draft, artefact: RedactedArtefact, rubric: Rubric) -> Draft:
        """The draft as it may be kept. Never raises: a check that crashes refuses the draft."""
        try:
            on_scale = within_scale(draft, rubric)
            grounded = ground(on_scale, artefact)
            capped = cap(grounded, rubric)
            clean = self._free_of_personal_data(free_of_orders(capped, artefact), artefact)
            return hold_to_evidence(clean, artefact, rubric)
        except Exception as error:  # noqa: BLE001 - fail closed: whatever went wrong, the draft is refused
            _log.error("draft guardrails failed: %s", type(error).__name__)
            return withheld(draft, DraftStatus.REFUSED, "guardrail_failed", "A check of the draft failed.")

    def _free_of_personal_data(self, draft: Draft, artefact: RedactedArtefact) -> Draft:
        own_words = _own_words(draft, artefact)
        if self._find_personal_data(own_words, artefact.lang):
            return withheld(draft, DraftStatus.REFUSED, "personal_data", "The draft held personal data.")
        if breaks_draft_rule(own_words):
            return withheld(
                draft,
                DraftStatus.REFUSED,
                "draft_rule",
                "The draft touched a protected attribute, a feeling or pay.",
            )
        return draft


def _own_words(draft: Draft, artefact: RedactedArtefact) -> str:
    """What the draft says itself. Quotes were redacted at the entry; these words never were."""
    citations = [one for claim in draft.claims for one in claim.citations]
    citations += [one for line in draft.red_lines for one in line.citations]
    words = "\n".join(
        [
            draft.reason,
            *draft.missing,
            *(claim.text for claim in draft.claims),
            *(claim.anchor or "" for claim in draft.claims),
            *sorted({one.locator for one in citations}),
        ]
    )
    # Placeholders of this artefact only: `<KATRIN_SOMMER_1>` has their shape and is a name.
    for placeholder in {span.placeholder for span in artefact.spans}:
        words = words.replace(placeholder, "")
    return words


def within_scale(draft: Draft, rubric: Rubric) -> Draft:
    """Abstain where the rating or its interval leaves the scale."""
    levels = [draft.rating, draft.rating_before_cap, *(draft.interval or ())]
    outside = any(
        level is not None and not rubric.scale.lowest <= level <= rubric.scale.highest for level in levels
    )
    if outside or draft.scale != rubric.scale.id:
        return withheld(draft, DraftStatus.ABSTAINED, "off_scale", "The proposed rating is not on the scale.")
    return draft


def is_grounded(citation: Citation, artefact: RedactedArtefact) -> bool:
    """Whether a citation names this artefact and its quote is that slice exactly, and not blank."""
    if artefact.text is None or citation.artefact != artefact.artefact_id:
        return False
    return bool(citation.quote.strip()) and artefact.text[citation.start : citation.end] == citation.quote


def ground(draft: Draft, artefact: RedactedArtefact) -> Draft:
    """Keep only what rests on verbatim quotes; a drafted rating left without claims abstains."""
    claims = tuple(
        Claim(text=claim.text, anchor=claim.anchor, citations=kept)
        for claim in draft.claims
        if (kept := tuple(one for one in claim.citations if is_grounded(one, artefact)))
    )
    red_lines = tuple(
        RedLineCandidate(id=line.id, citations=kept)
        for line in draft.red_lines
        if (kept := tuple(one for one in line.citations if is_grounded(one, artefact)))
    )
    dropped = DroppedClaims(ungrounded=len(draft.claims) - len(claims))
    grounded = draft.model_copy(update={"claims": claims, "red_lines": red_lines, "dropped": dropped})
    if draft.status is DraftStatus.DRAFTED and not claims:
        return withheld(
            grounded, DraftStatus.ABSTAINED, "ungrounded", "No claim of the draft rests on a verbatim quote."
        )
    return grounded


def cap(draft: Draft, rubric: Rubric) -> Draft:
    """Apply the caps of red-line candidates (S000-35, X-13). A cap never raises a rating."""
    if draft.rating is None:
        return draft
    before = draft.rating_before_cap if draft.rating_before_cap is not None else draft.rating
    after, cap_level = apply_caps(before, [line.id for line in draft.red_lines], rubric)
    interval = draft.interval
    if interval is not None and cap_level is not None:
        interval = (min(interval[0], cap_level), min(interval[1], cap_level))
    return draft.model_copy(
        update={"rating": after, "rating_before_cap": before, "cap": cap_level, "interval": interval}
    )


def free_of_orders(draft: Draft, artefact: RedactedArtefact) -> Draft:
    """Refuse a draft whose own words tell somebody what to do: a draft describes, the reader decides."""
    if gives_orders(_own_words(draft, artefact)):
        return withheld(
            draft, DraftStatus.REFUSED, "gives_orders", "The draft told its reader or a model what to do."
        )
    return draft
