"""Stage 2 of 7, last step: spans become placeholders, segments move with the text. The one anonymizer import."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from assessor.domain.places import moved_end, moved_start
from assessor.domain.text import Segment
from assessor.domain.verdict import DetectedSpan, RedactionSpan
from assessor.errors import GuardrailError


def replace_spans(
    text: str, spans: Sequence[DetectedSpan], placeholders: Sequence[str]
) -> tuple[str, tuple[RedactionSpan, ...]]:
    """Put placeholders where spans stood.

    Args:
        text: text as submitted.
        spans: n separate spans in text order.
        placeholders: what stands for each, n strings.

    Returns:
        The redacted text, and the n spans with their place in it.

    Raises:
        GuardrailError: the engine put something elsewhere than reckoned; nothing may be kept then.
    """
    if not spans:
        return text, ()
    redacted = _anonymize(text, spans, placeholders)
    placed: list[RedactionSpan] = []
    shift = 0
    for span, placeholder in zip(spans, placeholders, strict=True):
        start = span.start + shift
        shift += len(placeholder) - (span.end - span.start)
        placed.append(
            RedactionSpan(
                **span.model_dump(),
                redacted_start=start,
                redacted_end=start + len(placeholder),
                placeholder=placeholder,
            )
        )
    moved = any(redacted[one.redacted_start : one.redacted_end] != one.placeholder for one in placed)
    if moved or len(redacted) != len(text) + shift:
        raise GuardrailError("redaction: a placeholder is not where its span says; the artefact is refused.")
    return redacted, tuple(placed)


def _anonymize(text: str, spans: Sequence[DetectedSpan], placeholders: Sequence[str]) -> str:
    from presidio_anonymizer.entities import OperatorConfig, RecognizerResult

    # A name of its own for each span: the engine then neither merges neighbours nor mixes up operators.
    names = [f"SPAN_{index}" for index in range(len(spans))]
    result = _engine().anonymize(
        text=text,
        analyzer_results=[
            RecognizerResult(entity_type=name, start=span.start, end=span.end, score=span.score)
            for name, span in zip(names, spans, strict=True)
        ],
        operators={
            name: OperatorConfig("replace", {"new_value": placeholder})
            for name, placeholder in zip(names, placeholders, strict=True)
        },
        merge_entities_with_spaces=False,
    )
    return str(result.text)


@cache
def _engine() -> Any:
    from presidio_anonymizer import AnonymizerEngine

    build: Any = AnonymizerEngine
    return build()


def move_segments(segments: Sequence[Segment], spans: Sequence[RedactionSpan]) -> tuple[Segment, ...]:
    """Segments of the submitted text as places in the redacted text.

    A segment that begins or ends inside a span keeps or leaves the whole placeholder, whichever keeps segments
    apart; one that a span swallowed whole, not being its first, disappears.
    """
    moved = []
    for segment in segments:
        start, end = moved_start(segment.start, spans), moved_end(segment.end, spans)
        if start < end:
            moved.append(segment.model_copy(update={"start": start, "end": end}))
    return tuple(moved)
