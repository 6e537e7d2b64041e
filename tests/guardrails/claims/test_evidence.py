from datetime import date
from typing import Any

import pytest

from assessor.domain.draft import Claim, Draft, DraftStatus, DroppedClaims
from assessor.domain.rubric import Rubric
from assessor.guardrails.claims.evidence import hold_to_evidence
from assessor.guardrails.draft import DraftGuardrailChain
from assessor.rubrics.load import load_rubric
from tests.guardrails.claims.pairs import artefact, cited
from tests.guardrails.test_draft import drafted

TEXT = (
    "I checked 143 of 190 users against the export of 9.10.2026. I did not document the result.\n"
    "Next quarter I will train the team."
)
ARTEFACT = artefact(TEXT)
TRUE = cited("The user figures were checked against an export.", ARTEFACT, "I checked 143 of 190 users")
ALSO_TRUE = cited("The result was not documented.", ARTEFACT, "I did not document the result")
WRONG = {
    "figure": cited("Of 200 users, 143 were checked.", ARTEFACT, "I checked 143 of 190 users"),
    "date": cited("The export is of 9 November.", ARTEFACT, "the export of 9.10.2026"),
    "placeholder": cited("The export of <PERSON_1> was used.", ARTEFACT, "the export of 9.10.2026"),
    "contradicted": cited("The result was documented.", ARTEFACT, "I did not document the result"),
    "plan": cited("The team was trained.", ARTEFACT, "Next quarter I will train the team"),
}


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    return load_rubric("ai-skills")


def held(rubric: Rubric, *claims: Claim, **changes: Any) -> Draft:
    return hold_to_evidence(drafted(claims=claims, **changes), ARTEFACT, rubric)


@pytest.mark.parametrize("kind", WRONG)
def test_a_claim_that_its_evidence_does_not_bear_out_goes_and_the_others_stay(
    rubric: Rubric, kind: str
) -> None:
    draft = held(rubric, TRUE, WRONG[kind], ALSO_TRUE)
    assert (draft.status, draft.claims) == (DraftStatus.DRAFTED, (TRUE, ALSO_TRUE))
    reason = {"contradicted": "contradicted", "plan": "plan_as_deed"}.get(kind, "unsupported")
    assert draft.dropped == DroppedClaims(**{reason: 1})


def test_half_may_go_and_more_may_not(rubric: Rubric) -> None:
    assert held(rubric, TRUE, WRONG["plan"]).claims == (TRUE,)
    draft = held(rubric, TRUE, WRONG["plan"], WRONG["date"])
    assert (draft.status, draft.reason_code, draft.claims) == (DraftStatus.ABSTAINED, "ungrounded", ())
    assert (draft.rating, draft.interval) == (None, None)


@pytest.mark.parametrize(
    "reason",
    ["All 200 users were checked.", "Checked on 1 March 2026.", "<PERSON_7> was asked.", "A level 8 case."],
)
def test_a_reason_that_names_what_is_not_there_gives_way(rubric: Rubric, reason: str) -> None:
    draft = held(rubric, TRUE, reason=reason)
    assert draft.status is DraftStatus.DRAFTED
    assert draft.reason.startswith("The reason given named something")


@pytest.mark.parametrize(
    "reason",
    ["143 of 190 users were checked on 9 October.", "Two of three steps were seen.", "Rating 3, since a check is shown."],
)  # fmt: skip
def test_a_reason_that_names_what_is_there_stays(rubric: Rubric, reason: str) -> None:
    assert held(rubric, TRUE, reason=reason).reason == reason


def test_the_neutral_reason_is_in_the_artefacts_language(rubric: Rubric) -> None:
    of = artefact("Ich habe die Zahlen geprüft.", "de")
    draft = drafted(
        claims=(cited("Die Zahlen wurden geprüft.", of),), reason="Alle 47 Zahlen wurden geprüft."
    )
    assert hold_to_evidence(draft, of, rubric).reason.startswith("Die Begründung nannte")


def test_our_own_sentences_may_count_the_draft(rubric: Rubric) -> None:
    """The embedded drafter says how many examples it was set beside; that is no figure of the evidence."""
    reason = "Set beside 560 authored examples of this rubric, level 3 lies nearest."
    provenance = drafted().provenance.model_copy(update={"drafter": "embedded"})
    assert held(rubric, TRUE, reason=reason, provenance=provenance).reason == reason
    assert held(rubric, TRUE, reason=reason).reason != reason


def test_a_mails_own_date_counts_as_said(rubric: Rubric) -> None:
    claim = cited("The check is of 12 October 2026.", ARTEFACT, "I checked 143 of 190 users")
    dated = ARTEFACT.model_copy(update={"evidence_date": date(2026, 10, 12)})
    assert hold_to_evidence(drafted(claims=(claim,)), dated, rubric).claims == (claim,)
    assert held(rubric, claim).reason_code == "ungrounded"


@pytest.mark.parametrize(
    "text",
    [
        "The result was not documented.",
        "This passage lowered the proposed level.",
        "Documentation is missing.",
    ],
)
def test_a_top_rating_with_nothing_for_it_abstains(rubric: Rubric, text: str) -> None:
    against = cited(text, ARTEFACT, "I did not document the result")
    draft = held(rubric, against, rating=5)
    assert (draft.status, draft.reason_code) == (DraftStatus.ABSTAINED, "contradicted")
    assert held(rubric, against, rating=4).status is DraftStatus.DRAFTED
    assert held(rubric, against, TRUE, rating=5).status is DraftStatus.DRAFTED


def test_a_cap_does_not_hide_that_the_top_was_proposed(rubric: Rubric) -> None:
    assert held(rubric, ALSO_TRUE, rating=2, rating_before_cap=5).reason_code == "contradicted"


@pytest.mark.parametrize(
    "text", ["No error was found.", "Nothing was sent without a check.", "Keine Zahl ging ungeprüft hinaus."]
)
def test_what_is_said_with_a_not_may_be_to_a_persons_credit(rubric: Rubric, text: str) -> None:
    assert held(rubric, cited(text, ARTEFACT, "I checked 143 of 190 users"), rating=5).rating == 5


def test_the_chain_takes_this_step_and_personal_data_comes_before_it(rubric: Rubric) -> None:
    chain = DraftGuardrailChain(lambda *_: ())
    assert chain.verify(drafted(claims=(TRUE, WRONG["plan"])), ARTEFACT, rubric).claims == (TRUE,)
    salary = cited("The 900 users justify a higher salary.", ARTEFACT, "I checked 143 of 190 users")
    assert chain.verify(drafted(claims=(TRUE, salary)), ARTEFACT, rubric).reason_code == "draft_rule"


def test_a_draft_that_abstained_is_left_as_it_is(rubric: Rubric) -> None:
    draft = drafted(
        status=DraftStatus.ABSTAINED, rating=None, interval=None, claims=(), reason="See 99 things."
    )
    assert hold_to_evidence(draft, ARTEFACT, rubric) == draft
