"""Stage 2 of 7: material that must never reach the pipeline, by the rules of the policy file."""

from collections.abc import Iterator

from assessor.domain.verdict import Destination, Finding
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.identity import normal_form
from assessor.guardrails.policy import Category, Policy, Rule
from assessor.guardrails.spans import separate
from assessor.guardrails.windows import windows


class DoNotEnterGuardrail:
    """Applies every rule of every category. Must run after personal data: some rules count spans."""

    name = "do_not_enter"

    def __init__(self, policy: Policy, destination: Destination) -> None:
        self._policy = policy
        self._destination = destination

    def inspect(self, reading: Reading) -> Detection:
        """One finding for each window a rule fires in; no spans."""
        findings = [
            finding
            for name, category in self._policy.categories.items()
            for finding in self._in_category(name, category, reading)
        ]
        return Detection(findings=tuple(findings))

    def _in_category(self, name: str, category: Category, reading: Reading) -> Iterator[Finding]:
        for rule in category.rules:
            for start, end in fired_in(rule, reading.text):
                yield Finding(
                    category=name,
                    rule=f"{name}.{rule.id}",
                    action=self._policy.action_for(name, self._destination, rule),
                    start=start,
                    end=end,
                )
        counted = category.at_least_spans
        if counted and _values(reading, counted.types) >= counted.count:
            yield Finding(
                category=name,
                rule=f"{name}.span_count",
                action=self._policy.action_for(name, self._destination),
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
