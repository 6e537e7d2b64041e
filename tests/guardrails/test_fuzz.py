"""Mutated artefacts through the whole chain: no check crashes, offsets hold, the rest stays as it was.

The chain refuses what it cannot read, so a crash would show as a `guardrail_failure` finding and nothing else.
"""

import pytest

from assessor.domain.artefact import RedactedArtefact

from .conftest import Redact
from .invariants import verify_rest, verify_spans
from .mutations import mutated


def read(redact: Redact, lang: str, text: str) -> RedactedArtefact:
    (artefact,) = redact(text, lang=lang)
    failed = [finding.rule for finding in artefact.findings if finding.category == "guardrail_failure"]
    assert failed == [], ascii(text)
    verify_spans(text, artefact)
    verify_rest(text, artefact)
    return artefact


def test_a_slice_of_mutated_artefacts_is_read_without_a_crash(redact: Redact) -> None:
    artefacts = [read(redact, lang, text) for lang, text in mutated(200)]
    # The mutations leave most values whole, so the run exercises redaction and not only plain text.
    assert sum(bool(artefact.spans) for artefact in artefacts) > 100


@pytest.mark.slow
def test_a_hundred_thousand_mutated_artefacts_are_read_without_a_crash(redact: Redact) -> None:
    for lang, text in mutated(100_000, seed=7):
        read(redact, lang, text)
