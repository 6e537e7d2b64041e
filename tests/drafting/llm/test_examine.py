import pytest

from assessor.domain.text import Segment, SegmentRole
from assessor.drafting.llm.answer import Terms
from assessor.drafting.llm.examine import Fault, Reading, examine
from tests.drafting.fakes import artefact
from tests.drafting.llm.fakes import ARTEFACT, QUOTE, RUBRIC, TEXT, answer

TERMS = Terms.of(RUBRIC, ("A1", "A2"))
INVENTED = "I trained the whole company"


def faults(content: str) -> tuple[Fault, ...]:
    found = examine(content, TERMS, ARTEFACT)
    assert isinstance(found, tuple)
    return found


def test_claims_and_red_lines_come_with_citations() -> None:
    line = {"id": "missing_documentation", "quotes": ["Two values were wrong"]}
    found = examine(answer(red_lines=[line]), TERMS, ARTEFACT)
    assert isinstance(found, Reading)
    (claim,), (red_line,) = found.claims, found.red_lines
    assert [one.quote for one in claim.citations] == [QUOTE]
    assert [TEXT[one.start : one.end] for one in red_line.citations] == ["Two values were wrong"]


@pytest.mark.parametrize(
    ("quotes", "said"),
    [
        pytest.param([INVENTED], "claims.0.quotes.0: does not stand", id="invented"),
        pytest.param([QUOTE, INVENTED], "claims.0.quotes.1: does not stand", id="invented beside a true one"),
        pytest.param(["I checked"], "claims.0.quotes.0: expected at least 3 words", id="two words"),
        pytest.param(["word " * 61], "claims.0.quotes.0: expected at most 300", id="too long"),
    ],
)
def test_one_bad_quote_is_enough(quotes: list[str], said: str) -> None:
    (found,) = faults(answer(quotes=quotes))
    assert found.code == "ungrounded"
    assert found.words.startswith(said)


def test_an_invented_red_line_is_a_fault_too() -> None:
    (found,) = faults(answer(red_lines=[{"id": "privacy_breach", "quotes": [INVENTED]}]))
    assert found.words.startswith("red_lines.0.quotes.0")


def test_quoted_mail_supports_no_claim_but_may_show_a_red_line() -> None:
    history = "> I checked the export\n\nThanks."
    segments = (
        Segment(start=0, end=23, locator="line 1", role=SegmentRole.QUOTED),
        Segment(start=23, end=len(history), locator="line 3"),
    )
    of = artefact(history).model_copy(update={"segments": segments})
    refused = examine(answer(quotes=["I checked the export"]), TERMS, of)
    assert isinstance(refused, tuple)
    assert "quoted mail" in refused[0].words
    line = {"id": "privacy_breach", "quotes": ["I checked the export"]}
    empty = {"status": "insufficient_evidence", "rating": None, "claims": []}
    assert isinstance(examine(answer(**empty, red_lines=[line]), TERMS, of), Reading)


def test_another_language_is_a_fault_of_its_own() -> None:
    (found,) = faults(
        answer(reason="Les chiffres ont été vérifiés.", missing=["un effet sur le travail d'équipe"] * 4)
    )
    assert (found.code, found.words) == ("wrong_language", "reason, claims, missing: expected plain English")


def test_quotes_are_not_read_for_their_language() -> None:
    german = artefact("Ich habe die Zahlen mit dem Ticketsystem abgeglichen.", "en")
    found = examine(answer(quotes=["Ich habe die Zahlen mit dem Ticketsystem abgeglichen"]), TERMS, german)
    assert isinstance(found, Reading)


def test_form_comes_before_content() -> None:
    assert {one.code for one in faults("no JSON")} == {"unparsed"}
