"""Properties of redaction over made-up submissions; the values and the invariants stand in files of their own."""

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .conftest import Redact
from .invariants import verify_gone, verify_rest, verify_spans
from .strategies import Composed, composed, noise

_SETTINGS = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
LANGUAGES = st.sampled_from(("en", "de"))


@_SETTINGS
@given(composed(), LANGUAGES)
def test_every_value_goes_and_nothing_else_changes(redact: Redact, made: Composed, lang: str) -> None:
    (artefact,) = redact(made.text, lang=lang)
    verify_spans(made.text, artefact)
    verify_rest(made.text, artefact)
    for _, value in made.values:
        verify_gone(value, artefact)


@_SETTINGS
@given(composed(), LANGUAGES)
def test_redacting_what_was_redacted_changes_no_word(redact: Redact, made: Composed, lang: str) -> None:
    (once,) = redact(made.text, lang=lang)
    assert once.text is not None
    (twice,) = redact(once.text, lang=lang)
    # Our own placeholders are escaped like anybody's, length for length; no new value is seen in the result.
    escaped = once.text
    for span in once.spans:
        escaped = escaped.replace(span.placeholder, span.placeholder.replace("<", "‹").replace(">", "›"))
    assert twice.text == escaped
    assert {span.type for span in twice.spans} <= {"ESCAPED"}


@_SETTINGS
@given(st.lists(composed(most=3), min_size=2, max_size=3), LANGUAGES, st.randoms(use_true_random=False))
def test_the_order_of_artefacts_moves_no_number(
    redact: Redact, made: list[Composed], lang: str, shuffler: random.Random
) -> None:
    texts = [one.text for one in made]
    order = list(range(len(texts)))
    shuffler.shuffle(order)
    straight = redact(*texts, lang=lang)
    shuffled = redact(*(texts[index] for index in order), lang=lang)
    assert [artefact.text for artefact in shuffled] == [straight[index].text for index in order]


@_SETTINGS
@given(st.lists(composed(most=3), min_size=2, max_size=3), LANGUAGES)
def test_a_value_of_one_artefact_survives_in_none(redact: Redact, made: list[Composed], lang: str) -> None:
    artefacts = redact(*(one.text for one in made), lang=lang)
    for _, value in {value for one in made for value in one.values}:
        for artefact in artefacts:
            verify_gone(value, artefact)


@_SETTINGS
@given(noise, LANGUAGES)
def test_any_text_at_all_keeps_its_offsets_and_its_rest(redact: Redact, text: str, lang: str) -> None:
    (artefact,) = redact(text, lang=lang)
    assert "guardrail_failure" not in {finding.category for finding in artefact.findings}
    verify_spans(text, artefact)
    verify_rest(text, artefact)
