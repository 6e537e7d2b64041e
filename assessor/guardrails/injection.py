"""Stage 2 of 7: how much a text reads like an attempt to instruct a model. Advice only.

Detection of indirect injection is unreliable (FACTS.md), so nothing rests on it: the model gets no tools,
input is fenced, quotes are verified and a human confirms. The score helps the reviewer look twice.
"""

import math
import re

from assessor.domain.verdict import Action, Finding, InjectionSignal
from assessor.guardrails.detector import Detection, Reading

FLAG_AT = 0.5
"""Score from which an artefact is flagged to the reviewer."""

_SIGNS: tuple[tuple[str, float, re.Pattern[str]], ...] = tuple(
    (name, weight, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for name, weight, pattern in (
        (
            "override_en",
            0.8,
            r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|your|any)\b"
            r"[^.\n]{0,30}\b(?:instruction|prompt|rule|guideline|direction|context)s?",
        ),
        (
            "override_de",
            0.8,
            r"\b(?:ignorier\w*|vergiss|vergessen Sie|missachte\w*|übergeh\w*)\b[^.\n]{0,60}"
            r"\b(?:Anweisung|Instruktion|Vorgabe|Regel|Anleitung|Prompt|Richtlinie)\w*",
        ),
        (
            "rate_en",
            0.7,
            r"(?<!renewal )(?<!churn )(?<!retention )(?<!response )\b(?:rate|score|grade|assess|give|assign|award|set)\b[^.\n]{0,50}"
            r"(?:\b(?:as|at|with|a|an|level|rating|to)\s+(?:an?\s+)?(?:expert\b|(?:[45]|five|four)\b(?=\s*(?:[.,;!?)\"'/]|$|out of|of 5|stars?|points?|for\b|to this|in (?:all|every|each))))|"
            r"\b(?:highest|maximum|top|best)(?:\s+possible)?\s+(?:score|rating|level|grade|mark)s?\b)",
        ),
        (
            "rate_de",
            0.7,
            r"\b(?:bewert\w*|vergib|vergeben Sie|stufe\w*|gib|benote\w*)\b[^.\n]{0,60}\b"
            r"(?:(?:mit|als|Stufe|Note|Level)\s+(?:einer?\s+)?(?:5|fünf|4|vier|Expert\w*)|Höchst\w+|beste\w*\s+Note)",
        ),
        (
            "address_model_en",
            0.6,
            r"\b(?:as an? (?:AI|language model)|(?:dear|hey|note to(?: the)?|attention)\s+"
            r"(?:AI|LLM|assistant|model|assessor|chatbot)|you are (?:now )?an? (?:AI|assistant|model|evaluator))\b",
        ),
        (
            "address_model_de",
            0.6,
            r"\b(?:(?:Hinweis|Anweisung|Nachricht)\s+an\s+(?:die\s+KI|das\s+(?:Sprach)?modell|den\s+Assistenten)|"
            r"du bist (?:jetzt |nun )?(?:eine? )?(?:KI|Assistent\w*|Sprachmodell)|als KI\b)",
        ),
        (
            "system_prompt",
            0.6,
            r"\b(?:system\s*prompt\s*:|developer message|jailbreak)|<\|?im_(?:start|end)|\[/?INST\]|###\s*system\b|^system\s*:",
        ),
        (
            "secrecy",
            0.4,
            r"\b(?:do not (?:mention|reveal|tell)|without (?:mentioning|telling)|erwähne (?:das|dies\w*) nicht|"
            r"verrate nicht)\b",
        ),
    )
)


class InjectionGuardrail:
    """Scores a text by independent signs, combined as `1 - prod(1 - weight)`."""

    name = "injection"

    def inspect(self, reading: Reading) -> Detection:
        """A score in [0, 1], and a note for each sign with its place. Never more than a note."""
        findings = tuple(
            Finding(
                category="injection",
                rule=f"injection.{sign}",
                action=Action.NOTE,
                start=match.start(),
                end=match.end(),
            )
            for sign, _, pattern in _SIGNS
            if (match := pattern.search(reading.text)) is not None
        )
        score = injection_score(reading.text)
        return Detection(findings=findings, injection=InjectionSignal(flagged=score >= FLAG_AT, score=score))


def injection_score(text: str) -> float:
    """How much a text reads like an attempt to instruct a model, in [0, 1]."""
    return round(1 - math.prod(1 - weight for _, weight, pattern in _SIGNS if pattern.search(text)), 4)
