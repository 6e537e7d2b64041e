import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.verdict import Action, Verdict
from assessor.guardrails.forgery import ForgeryGuardrail, escape

from .conftest import Redact
from .submissions import reading_of

FORGED = ("<PERSON_1>", "<EMAIL_ADDRESS_12>", "<SECRET_3>")
NEAR_MISSES = ("<person_1>", "<PERSON>", "PERSON_1", "a < B_1 > c", "<br>", "<Katrin_1>")


@pytest.mark.parametrize("forged", FORGED)
def test_placeholder_shaped_input_is_escaped_with_equal_length_and_a_finding(
    redact: Redact, forged: str
) -> None:
    """CONTRACT.md, words and ids."""
    text = f"I told {forged} about the renewal."
    (artefact,) = redact(text)
    assert artefact.text is not None
    assert forged not in artefact.text
    assert len(artefact.text) == len(text)
    assert [(one.category, one.action) for one in artefact.findings] == [
        ("placeholder_forgery", Action.REDACT)
    ]
    assert artefact.verdict is Verdict.REDACT


def test_a_forged_placeholder_cannot_be_taken_for_the_real_one(redact: Redact) -> None:
    (artefact,) = redact("Dear Katrin Sommer,\nas <PERSON_1> promised, the plan is attached.")
    assert artefact.text is not None
    assert artefact.text.count("<PERSON_1>") == 1
    assert artefact.text.index("<PERSON_1>") < artefact.text.index("‹PERSON_1›")


@pytest.mark.parametrize(
    "hidden", ["<PER\u200bSON_1>", "<PERSON_1\u00ad>", "\uff1cPERSON_1\uff1e", "<PERSON_\uff11>"]
)
def test_a_disguised_placeholder_is_escaped_too(redact: Redact, hidden: str) -> None:
    text = f"As {hidden} promised."
    (artefact,) = redact(text)
    assert artefact.text is not None
    assert [one.category for one in artefact.findings] == ["placeholder_forgery"]
    shown = artefact.text.replace("\u200b", "").replace("\u00ad", "")
    assert "<PERSON_1>" not in shown
    assert "\uff1c" not in shown


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_other_text_in_brackets_is_left_alone(text: str) -> None:
    assert ForgeryGuardrail().inspect(reading_of(f"see {text} there")).findings == ()


@given(st.from_regex(r"<[A-Z][A-Z_]{0,10}_[0-9]{1,4}>", fullmatch=True))
def test_every_placeholder_shape_is_found_whole(forged: str) -> None:
    detection = ForgeryGuardrail().inspect(reading_of(f"x {forged} y"))
    assert [(one.start, one.end) for one in detection.spans] == [(2, 2 + len(forged))]
    assert len(escape(forged)) == len(forged)
