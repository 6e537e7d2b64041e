"""Stage 5: what a draft may say before anybody stores or sees it."""

import pytest

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import (
    Calibration,
    Citation,
    Claim,
    Draft,
    DraftStatus,
    Provenance,
    RedLineCandidate,
)
from assessor.domain.text import Language
from assessor.domain.verdict import DetectedSpan, Verdict
from assessor.guardrails.draft import DraftGuardrailChain, is_grounded
from assessor.rubrics.load import load_rubric

RUBRIC = load_rubric("ai-skills")
TEXT = "I checked the figures against the export.\nThe plan names an owner."
ARTEFACT = RedactedArtefact(verdict=Verdict.ALLOW, text=TEXT, lang="en", policy_sha256="0" * 64)


def citation(start: int = 2, end: int = 9, **changes: object) -> Citation:
    values: dict[str, object] = {
        "artefact": ARTEFACT.artefact_id,
        "start": start,
        "end": end,
        "quote": TEXT[start:end],
        "locator": "line 1",
    }
    return Citation.model_validate(values | changes)


def claim(*citations: Citation, text: str = "Figures were checked against a named source.") -> Claim:
    return Claim(text=text, anchor=None, citations=citations)


def draft(**changes: object) -> Draft:
    values: dict[str, object] = {
        "status": DraftStatus.DRAFTED,
        "reason": "Checked against a named source.",
        "rating": 4,
        "scale": RUBRIC.scale.id,
        "interval": (3, 5),
        "claims": (claim(citation()),),
        "calibration": Calibration(basis="authored", n=0, state="unproven"),
        "provenance": Provenance(
            drafter="test", rubric=RUBRIC.id, rubric_version=RUBRIC.version, policy_sha256="0" * 64
        ),
    }
    return Draft.model_validate(values | changes)


def finds_anna(text: str, lang: Language) -> tuple[DetectedSpan, ...]:
    """Stands for the entry guardrails' detectors: knows one name."""
    at = text.find("Anna")
    return (DetectedSpan(start=at, end=at + 4, type="PERSON", score=1.0, rule="test"),) if at >= 0 else ()


def verified(given: Draft) -> Draft:
    return DraftGuardrailChain(finds_anna).verify(given, ARTEFACT, RUBRIC)


def test_a_grounded_draft_passes_unchanged_but_for_its_cap_fields() -> None:
    kept = verified(draft())
    assert (kept.rating, kept.rating_before_cap, kept.cap) == (4, 4, None)
    assert kept.claims == draft().claims


@pytest.mark.parametrize(
    "broken",
    [
        citation(start=3, end=10, quote=TEXT[2:9]),  # shifted by one character
        citation(quote="CHECKED"),
        citation(artefact="sha256:" + "0" * 64),
        citation(start=41, end=42, quote="\n"),  # blank
        citation(start=500, end=507, quote="checked"),
    ],
)
def test_a_quote_that_is_not_the_text_is_ungrounded(broken: Citation) -> None:
    assert is_grounded(citation(), ARTEFACT)
    assert not is_grounded(broken, ARTEFACT)
    kept = verified(draft(claims=(claim(broken),)))
    assert (kept.status, kept.reason_code, kept.rating) == (DraftStatus.ABSTAINED, "ungrounded", None)


def test_an_ungrounded_claim_goes_and_the_grounded_one_stays() -> None:
    kept = verified(draft(claims=(claim(citation(quote="nothing")), claim(citation()))))
    assert len(kept.claims) == 1
    assert kept.status is DraftStatus.DRAFTED


@pytest.mark.parametrize(
    "changes",
    [{"rating": 6}, {"rating": 0, "interval": (1, 2)}, {"interval": (3, 6)}, {"scale": "csm-matrix-0-4"}],
)
def test_a_rating_off_the_scale_abstains(changes: dict[str, object]) -> None:
    kept = verified(draft(**changes))
    assert (kept.status, kept.reason_code) == (DraftStatus.ABSTAINED, "off_scale")
    assert kept.rating is None
    assert kept.interval is None


@pytest.mark.parametrize(("rating", "after"), [(5, 2), (4, 2), (2, 2), (1, 1)])
def test_a_red_line_caps_and_never_raises(rating: int, after: int) -> None:
    """S000-35, S000-36, X-13: the cap is 2 of 5."""
    lines = (RedLineCandidate(id="privacy_breach", citations=(citation(),)),)
    kept = verified(draft(rating=rating, interval=(1, rating), red_lines=lines))
    assert (kept.rating, kept.rating_before_cap, kept.cap) == (after, rating, 2)
    assert kept.interval == (1, min(rating, 2))


def test_an_ungrounded_red_line_does_not_cap() -> None:
    lines = (RedLineCandidate(id="privacy_breach", citations=(citation(quote="made up"),)),)
    kept = verified(draft(red_lines=lines))
    assert (kept.rating, kept.cap, kept.red_lines) == (4, None, ())


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": "Anna checked it."},
        {"claims": (claim(citation(), text="Anna checked the figures."),)},
        {"missing": ("a note by Anna",)},
    ],
)
def test_personal_data_in_the_drafts_own_words_refuses_it(changes: dict[str, object]) -> None:
    kept = verified(draft(**changes))
    assert (kept.status, kept.reason_code, kept.claims) == (DraftStatus.REFUSED, "personal_data", ())
    assert "Anna" not in kept.model_dump_json()


@pytest.mark.parametrize(
    "words",
    [
        "As a woman she did well.", "Strong for a native speaker.", "She feels confident about it.", "Deserves a bonus.",
        "Als Frau sehr durchsetzungsstark.", "Trotz Elternzeit solide.", "Wirkt motiviert.", "Ein höheres Gehalt ist verdient.",
    ],
)  # fmt: skip
def test_protected_attributes_feelings_and_pay_refuse_it(words: str) -> None:
    assert verified(draft(reason=words)).reason_code == "draft_rule"


@pytest.mark.parametrize(
    "words",
    [
        "Checked against a named source; no sign of reuse by others.",
        "Gegen eine benannte Quelle geprüft und dokumentiert.",
        "<PERSON_1> compared the numbers with the contract.",
    ],
)
def test_ordinary_words_pass(words: str) -> None:
    assert verified(draft(reason=words)).status is DraftStatus.DRAFTED


def test_a_check_that_crashes_refuses_the_draft(caplog: pytest.LogCaptureFixture) -> None:
    def crash(text: str, lang: Language) -> tuple[DetectedSpan, ...]:
        raise RuntimeError(text)

    kept = DraftGuardrailChain(crash).verify(draft(), ARTEFACT, RUBRIC)
    assert (kept.status, kept.reason_code, kept.rating) == (DraftStatus.REFUSED, "guardrail_failed", None)
    assert "named source" not in caplog.text


def test_an_unknown_red_line_refuses_the_draft() -> None:
    """Leaving it out would lift a cap by a typing error."""
    lines = (RedLineCandidate(id="no_such_line", citations=(citation(),)),)
    assert verified(draft(red_lines=lines)).status is DraftStatus.REFUSED
