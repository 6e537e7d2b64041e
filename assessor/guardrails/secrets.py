"""Stage 2 of 7: credentials. A live one is removed and stops the artefact.

CredSweeper (MIT, its model comes in the wheel) reads lines in memory; prose in two languages says passwords
in ways its rules do not know ("das Passwort lautet ..."), so a few patterns stand beside it.
"""

import logging
import re
import threading
import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assessor.domain.verdict import Action, DetectedSpan, Finding
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.secret_patterns import BY_LOOKS, PATTERNS, looks_generated

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_LINE = 4000
"""Longer lines are cut for CredSweeper only, whose rules slow down on them; our own patterns read them whole."""


class SecretGuardrail:
    """Finds credentials; every one is a `SECRET` span and a `credentials` finding."""

    name = "secrets"

    def __init__(self) -> None:
        # CredSweeper keeps its candidates on the instance.
        self._lock = threading.Lock()

    def inspect(self, reading: Reading) -> Detection:
        """Spans of secret values and a refusing finding for each."""
        spans = (*_by_pattern(reading.text), *self._by_library(reading.text))
        findings = tuple(
            Finding(
                category="credentials", rule=span.rule, action=Action.REFUSE, start=span.start, end=span.end
            )
            for span in spans
        )
        return Detection(spans, findings)

    def _by_library(self, text: str) -> "Iterator[DetectedSpan]":
        lines = text.split("\n")
        starts = [0]
        for line in lines:
            starts.append(starts[-1] + len(line) + 1)
        for candidate in self._scan([line[:_MAX_LINE] for line in lines]):
            if candidate.severity.value == "info":
                continue
            rule = "secrets.credsweeper." + re.sub(r"\W+", "_", candidate.rule_name.lower())
            for line in candidate.line_data_list:
                if not line.value or line.value_start < 0:
                    continue
                offset = starts[line.line_num - 1]
                yield DetectedSpan(
                    start=offset + line.value_start,
                    end=offset + line.value_end,
                    type="SECRET",
                    score=round(float(candidate.ml_probability or 1.0), 4),
                    rule=rule,
                )

    def _scan(self, lines: list[str]) -> list[Any]:
        with self._lock, warnings.catch_warnings():
            # The public way to scan lines in memory is announced to move; the lock pins the version.
            warnings.simplefilter("ignore", DeprecationWarning)
            from credsweeper.file_handler.string_content_provider import StringContentProvider

            sweeper = self._sweeper
            sweeper.credential_manager.set_credentials(sweeper.scanner.scan(StringContentProvider(lines)))
            sweeper.post_processing(None)
            found: list[Any] = sweeper.credential_manager.get_credentials()
            sweeper.credential_manager.set_credentials([])
            return found

    @cached_property
    def _sweeper(self) -> Any:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            from credsweeper.app import CredSweeper
        # Its log lines can carry the line it looks at.
        logging.getLogger("credsweeper").setLevel(logging.CRITICAL)
        return CredSweeper(ml_threads_limit=1)


def _by_pattern(text: str) -> "Iterator[DetectedSpan]":
    for name, pattern in PATTERNS:
        for match in pattern.finditer(text):
            group = match.lastindex or 0
            if name in BY_LOOKS and not looks_generated(match.group(group)):
                continue
            yield DetectedSpan(
                start=match.start(group),
                end=match.end(group),
                type="SECRET",
                score=1.0,
                rule=f"secrets.{name}",
            )
