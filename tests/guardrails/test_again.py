"""Redacting once more: where places land, in the redacted text and in the text as submitted."""

from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.verdict import DetectedSpan, Verdict
from assessor.guardrails.again import redact_again
from assessor.guardrails.replace import replace_spans

WORDS = st.lists(st.sampled_from(["Anna", "Bo", "Zarg", "plan", ",", "Annas", "ä"]), max_size=12)


def redacted(submitted: str, *names: str) -> RedactedArtefact:
    """A text in which each of the names was found."""
    found = [
        DetectedSpan(start=at, end=at + len(name), type="PERSON", score=1, rule="t")
        for name in names
        for at in range(len(submitted))
        if submitted.startswith(name, at)
    ]
    found.sort(key=lambda span: span.start)
    numbers = [f"<PERSON_{names.index(submitted[span.start : span.end]) + 1}>" for span in found]
    text, spans = replace_spans(submitted, found, numbers)
    return RedactedArtefact(verdict=Verdict.REDACT, text=text, spans=spans, lang="en", policy_sha256="0" * 64)


def test_a_new_value_gets_the_next_number_of_the_whole_submission() -> None:
    first = redacted("Anna met Zarg.", "Anna")
    second = redacted("Bo met Eve.", "Bo", "Eve")
    changed, placeholder = redact_again([first, second], "Zarg", "PERSON")
    # The second artefact has <PERSON_1> and <PERSON_2>.
    assert placeholder == "<PERSON_3>"
    assert [one.after.text for one in changed] == ["<PERSON_1> met <PERSON_3>."]


@given(WORDS)
def test_spans_still_rebuild_the_text_as_submitted(words: list[str]) -> None:
    submitted = " ".join(words)
    changed, _ = redact_again([redacted(submitted, "Bo")], "Zarg", "PERSON")
    for one in changed:
        assert one.after.text is not None
        rebuilt, at = "", 0
        for span in one.after.spans:
            rebuilt += one.after.text[at : span.redacted_start] + submitted[span.start : span.end]
            assert one.after.text[span.redacted_start : span.redacted_end] == span.placeholder
            at = span.redacted_end
        assert rebuilt + one.after.text[at:] == submitted


@given(WORDS)
def test_a_second_time_finds_nothing(words: list[str]) -> None:
    (first, *_), _ = redact_again([redacted(" ".join(words) + " Zarg", "Bo")], "Zarg", "PERSON")
    assert redact_again([first.after], "Zarg", "PERSON")[0] == ()


def test_placeholders_are_never_searched() -> None:
    assert redact_again([redacted("Bo came.", "Bo")], "PERSON", "PERSON")[0] == ()
