"""Stage 2 of 7: material that must never reach the pipeline, by the rules of the policy file."""

from collections.abc import Iterator
from functools import cached_property

from assessor.domain.verdict import Destination, Finding
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.identity import normal_form
from assessor.guardrails.meaning.reader import MeaningReader
from assessor.guardrails.meaning.vectors import MeaningVectors
from assessor.guardrails.policy import Category, Policy, Rule
from assessor.guardrails.spans import separate
from assessor.guardrails.windows import windows
from assessor.ports import Embedder


class DoNotEnterGuardrail:
    """Applies every category of the policy. Must run after personal data: it counts spans and reads names.

    Args:
        policy: what may not enter.
        destination: where the text is to go.
        embedder: makes sentence vectors for the closer look; without one, cues alone decide.
    """

    name = "do_not_enter"

    def __init__(self, policy: Policy, destination: Destination, embedder: Embedder | None = None) -> None:
        self._policy = policy
        self._destination = destination
        self._embedder = embedder

    @cached_property
    def _meaning(self) -> MeaningReader | None:
        names = [name for name, category in self._policy.categories.items() if category.meaning]
        if not names:
            return None
        return MeaningReader(names, None if self._embedder is None else MeaningVectors(self._embedder))

    def inspect(self, reading: Reading) -> Detection:
        """One finding for each window a rule fires in and each passage that means a category; no spans."""
        findings = [
            finding
            for name, category in self._policy.categories.items()
            for finding in self._in_category(name, category, reading)
        ]
        return Detection(findings=(*findings, *self._by_meaning(reading)))

    def _by_meaning(self, reading: Reading) -> Iterator[Finding]:
        if self._meaning is None:
            return
        people = [(span.start, span.end) for span in reading.spans if span.type == "PERSON"]
        for passage in self._meaning.passages(reading.text, people):
            yield self._finding(passage.category, "meaning", (passage.start, passage.end))

    def _in_category(self, name: str, category: Category, reading: Reading) -> Iterator[Finding]:
        for rule in category.rules:
            for place in fired_in(rule, reading.text):
                yield self._finding(name, rule.id, place, rule)
        if category.terms_pattern is not None:
            for match in category.terms_pattern.finditer(reading.text):
                yield self._finding(name, "term", match.span())
        counted = category.at_least_spans
        if counted and _values(reading, counted.types) >= counted.count:
            yield self._finding(name, "span_count", None)

    def _finding(
        self, category: str, rule_id: str, place: tuple[int, int] | None, rule: Rule | None = None
    ) -> Finding:
        start, end = place or (None, None)
        return Finding(
            category=category,
            rule=f"{category}.{rule_id}",
            action=self._policy.action_for(category, self._destination, rule),
            start=start,
            end=end,
        )


def _values(reading: Reading, types: tuple[str, ...]) -> int:
    # Several detectors may find one value, and one value may stand in several places: neither makes a list.
    return len(
        {
            normal_form(span.type, reading.text[span.start : span.end])
            for span in separate(reading.spans)
            if span.type in types
        }
    )


def fired_in(rule: Rule, text: str) -> Iterator[tuple[int, int]]:
    """The windows of `text` in which `rule` fires, as half-open ranges without trailing white space."""
    wanted, required, excluded = rule.compiled
    for offset, window in windows(text, rule.window):
        if sum(bool(pattern.search(window)) for pattern in wanted) < rule.at_least:
            continue
        if not all(pattern.search(window) for pattern in required):
            continue
        if any(pattern.search(window) for pattern in excluded):
            continue
        yield offset, offset + len(window.rstrip())
