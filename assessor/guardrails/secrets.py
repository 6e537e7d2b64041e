"""Stage 2 of 7: credentials. A live one is removed and stops the artefact.

CredSweeper (MIT, its model comes in the wheel) reads lines in memory; prose in two languages says passwords
in ways its rules do not know ("das Passwort lautet ..."), so a few patterns stand beside it.
"""

import logging
import math
import re
import threading
import warnings
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assessor.domain.verdict import Action, DetectedSpan, Finding
from assessor.guardrails.detector import Detection, Reading

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_LINE = 4000
"""Longer lines are cut for CredSweeper only, whose rules slow down on them; our own patterns read them whole."""

_CREDENTIAL_WORD = r"passwor[dt]|kennwort|passphrase|zugangscode|api[ _-]?(?:key|schlüssel|token)|access[ _-]token|secret[ _-]key|client[ _-]secret"
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("github_token", re.compile(r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})")),
    ("slack_token", re.compile(r"\bxox[abprs]-[A-Za-z0-9-]{20,}")),
    ("openai_key", re.compile(r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,}")),
    ("aws_key", re.compile(r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b")),
    ("google_key", re.compile(r"\bAIza[A-Za-z0-9_-]{35}")),
    ("private_key", re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]{0,8000}?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)")),
    ("url_password", re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s:/@]{1,64}:([^\s@/]{4,128})@")),
    ("npm_token", re.compile(r"\bnpm_[A-Za-z0-9]{36}\b")),
    ("json_web_token", re.compile(r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}")),
    (
        "spoken_password",
        re.compile(
            rf"\b(?i:{_CREDENTIAL_WORD}|(?:secret|pwd?|pass)(?=[ \t]*[:=]))\b(?:[ \t]+(?i:for|of|to|in|on|für|zum|zur|vom|von|im|beim)[ \t][^\n:=.]{{1,40}}?(?=[ \t]*[:=]|[ \t]+(?i:is|ist|lautet|war|was)\b))?"
            r"[ \t]*(?i:\b(?:is now|is|ist jetzt|ist|lautet jetzt|lautet|war|was)\b)?[ \t]*[:=]?[ \t]*[\"'`„“]?([^\s\"'`„“”,;]{8,128})"
        ),
    ),
    ("login_pair", re.compile(r"\b(?i:zugangsdaten|zugang|credentials|login|log-?in)\b[^\n:=]{0,30}[:=][ \t]*[^\s/]{2,64}[ \t]*/[ \t]*([^\s\"'`,;]{8,128})")),
)  # fmt: skip
_BY_LOOKS = ("spoken_password", "login_pair")
"""Patterns whose value may be any word: it counts only where it looks generated."""
_MIN_ENTROPY_BITS = 2.5
"""Per character: words and dates lie below, generated secrets above."""


def _looks_generated(value: str) -> bool:
    value = value.rstrip(".,;:!?)")
    kinds = sum(bool(re.search(kind, value)) for kind in (r"[a-z]", r"[A-Z]", r"\d", r"[^\w\s]"))
    counts = Counter(value)
    entropy = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    has_digit_and_letter = bool(re.search(r"\d", value)) and bool(re.search(r"[A-Za-z]", value))
    return kinds >= 2 and has_digit_and_letter and entropy >= _MIN_ENTROPY_BITS  # noqa: PLR2004 - two kinds


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
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            if name in _BY_LOOKS and not _looks_generated(match.group(1)):
                continue
            yield DetectedSpan(
                start=match.start(group),
                end=match.end(group),
                type="SECRET",
                score=1.0,
                rule=f"secrets.{name}",
            )
