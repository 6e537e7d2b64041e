"""What the service takes is what its schemas say, and its faults repeat nothing."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pydantic import ValidationError

from assessor.domain.rating import RatingOutcome
from assessor.domain.record import CountedFinding
from assessor.domain.submission import Origin
from assessor.domain.verdict import Action, Verdict
from assessor.formats.http import ConfirmBody, RateBody, SubmissionBody, stopped_of, without_inputs
from assessor.review.views import ArtefactStanding

ARTEFACT = "sha256:" + "0" * 64
GOOD: dict[str, Any] = {
    "rubric": "ai-skills",
    "assessee": "csm-014",
    "artefacts": [{"name": "a.md", "text": "I checked it."}],
}


def with_artefact(**fields: Any) -> dict[str, Any]:
    return GOOD | {"artefacts": [{"name": "a.md", "text": "I checked it."} | fields]}


@pytest.mark.parametrize(
    "body",
    [
        GOOD,
        with_artefact(kind="email", evidence_date="2026-11-02"),
        with_artefact(kind=None, evidence_date=None),
        GOOD | {"area": None, "level": None, "submitted_on": None, "subject": {"names": ["Jana"]}},
        GOOD | {"artefacts": [{"name": "a.md", "base64": "eA=="}]},
    ],
)
def test_schema_and_model_take_the_same(body: dict[str, Any]) -> None:
    Draft202012Validator(SubmissionBody.model_json_schema()).validate(body)
    SubmissionBody.model_validate_json(json.dumps(body))


@pytest.mark.parametrize(
    "body",
    [
        GOOD | {"rubric": 1},
        GOOD | {"assessee": "Jana Petersen"},
        GOOD | {"assessee": "-x"},
        GOOD | {"artefacts": []},
        GOOD | {"artefacts": [{"name": "a", "text": "x"}] * 51},
        GOOD | {"artefacts": {"0": {"name": "a", "text": "x"}}},
        GOOD | {"more": 1},
        with_artefact(base64="eA=="),
        with_artefact(text=""),
        with_artefact(text=None),
        with_artefact(kind="novel"),
        with_artefact(name=""),
        GOOD | {"subject": {"names": "Jana"}},
        GOOD | {"subject": None},
        {"rubric": "ai-skills", "assessee": "csm-014"},
    ],
)
def test_schema_and_model_refuse_the_same(body: dict[str, Any]) -> None:
    assert not Draft202012Validator(SubmissionBody.model_json_schema()).is_valid(body)
    with pytest.raises(ValidationError) as caught:
        SubmissionBody.model_validate_json(json.dumps(body))
    faults = without_inputs(caught.value.errors(include_input=False, include_url=False))
    assert faults
    assert "Petersen" not in str(faults)


@pytest.mark.parametrize(
    ("word", "outcome", "level"),
    [
        (3, RatingOutcome.LEVEL, 3),
        ("3", RatingOutcome.LEVEL, 3),
        ("NA", RatingOutcome.NOT_APPLICABLE, None),
        ("insufficient", RatingOutcome.INSUFFICIENT_EVIDENCE, None),
    ],
)
def test_rating_words(word: object, outcome: RatingOutcome, level: int | None) -> None:
    value = RateBody.model_validate_json(json.dumps({"rating": word})).value
    assert (value.outcome, value.level) == (outcome, level)


def test_citations_become_spans() -> None:
    body = ConfirmBody(rating=3, reason="Because.", cite=(f"{ARTEFACT}:16-68",))
    assert [(one.artefact, one.start, one.end) for one in body.cited] == [(ARTEFACT, 16, 68)]


def test_the_name_of_an_unknown_field_is_not_repeated() -> None:
    with pytest.raises(ValidationError) as caught:
        RateBody.model_validate_json('{"rating": 3, "Jana Petersen": 1}')
    (fault,) = without_inputs(caught.value.errors(include_input=False))
    assert (fault.pointer, "Petersen" in fault.message) == ("/", False)


def test_of_a_stop_the_sender_learns_each_rule_once_and_no_mere_note() -> None:
    def found(rule: str, action: Action) -> CountedFinding:
        return CountedFinding(category="contract_text", rule=rule, action=action, count=2)

    standing = ArtefactStanding(
        origin=Origin(file=1),
        verdict=Verdict.REFUSE,
        findings=(found("a", Action.REFUSE), found("b", Action.ESCALATE), found("c", Action.NOTE)),
    )
    told = stopped_of(standing)
    assert (told.rules, told.categories, told.origin.file) == (("a", "b"), ("contract_text",), 1)
