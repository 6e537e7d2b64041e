"""What holds for every redacted artefact, whatever was handed in."""

import re

from assessor.domain.artefact import RedactedArtefact

PLACEHOLDER = re.compile(r"<[A-Z_]+_\d+>")


def verify_spans(text: str, artefact: RedactedArtefact) -> None:
    """Offsets lie in the text, spans are apart and in order, and each placeholder stands where its span says."""
    reached = 0
    for span in artefact.spans:
        assert reached <= span.start < span.end <= len(text)
        reached = span.end
        if artefact.text is not None:
            assert artefact.text[span.redacted_start : span.redacted_end] == span.placeholder


def verify_rest(text: str, artefact: RedactedArtefact) -> None:
    """Everything outside spans stands in the output, in order, with nothing joined, dropped or added."""
    if artefact.text is None:
        return
    rebuilt, reached = "", 0
    for span in artefact.spans:
        rebuilt += text[reached : span.start] + span.placeholder
        reached = span.end
    assert artefact.text == rebuilt + text[reached:]


def verify_gone(value: str, artefact: RedactedArtefact) -> None:
    """A value stands nowhere in what is kept: not in the text, nor in anything else of the artefact."""
    assert value not in artefact.model_dump_json()
