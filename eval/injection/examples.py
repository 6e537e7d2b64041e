"""What the injection models learn from: sentences with what surrounds them, in a fixed order."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

from assessor.guardrails.injecting.features import Surroundings
from assessor.guardrails.injecting.stretches import stretches
from eval.injection import corpus
from eval.injection.corpus import LANGS

SEED = 7
FILLINGS = 6
LONGEST_PUBLIC = 300
"""A longer attack holds much that is none; its sentences would teach the wrong thing."""
PROSE = ("pii/en_presidio_synth_v2", "pii/en_wnut17_test", "ratings/saf_en", "ratings/saf_de")
PROSE_TEXTS = 1200
PUBLIC_WEIGHT = 0.15
"""Public attacks speak to a chat, ours hide in artefacts."""
LEFT_OUT = frozenset(("slabs",))
"""Fragments ("Resistance to showing indicates config issues"): plain statements would seem attacks."""
QUESTION_WEIGHT = 0.3
"""People ask one another things, too."""
OTHER_WEIGHT = 0.15
"""Attacks by another hand; two thirds read like any request, and at full weight less was found of ours."""
_IN_PROMPTS = frozenset("override exfiltration rating address scam ad".split())
_ALONE = frozenset("override exfiltration rating address role".split())
ALONE = Surroundings(short=True, prompt=False)
INSIDE = Surroundings(short=False, prompt=False)
IN_PROMPT = Surroundings(short=False, prompt=True)


@dataclass(frozen=True)
class Example:
    """One sentence to learn from. Those of one group are held out together."""

    text: str
    around: Surroundings
    attack: bool
    weight: float
    group: str


def examples() -> list[Example]:
    """Everything that trains."""
    chance = random.Random(SEED)
    return [*_attacks(chance), *_listed(), *_artefacts(), *_public(), *_prose(chance)]


def _attacks(chance: random.Random) -> Iterator[Example]:
    for line in corpus.lines("attacks", "tuned"):
        times = FILLINGS if line.has_slots else 1
        places = [INSIDE, INSIDE]
        places += [IN_PROMPT] if line.goal in _IN_PROMPTS else []
        places += [ALONE] if line.goal in _ALONE else []
        for _ in range(times):
            text = line.filled(chance)
            weight = (QUESTION_WEIGHT if text.endswith("?") else 1) / times
            weight *= OTHER_WEIGHT if line.by_other else 1
            for around in places:
                for _, part in stretches(text):
                    yield Example(part, around, attack=True, weight=weight, group=line.text)


def _listed() -> Iterator[Example]:
    for line in corpus.lines("harmless", "tuned"):
        for around in (IN_PROMPT,) if line.goal == "template" else (INSIDE, ALONE):
            for _, part in stretches(line.text):
                yield Example(part, around, attack=False, weight=1.5, group=line.text)


def _artefacts() -> Iterator[Example]:
    for lang in LANGS:
        for text in corpus.carriers(lang, "tuned") + corpus.passages(lang, "tuned"):
            parts = [part for _, part in stretches(text)]
            around = Surroundings.of(text, len(parts))
            for part in parts:
                yield Example(part, around, attack=False, weight=1.0, group=text)
                if around.short:
                    yield Example(part, INSIDE, attack=False, weight=1.0, group=text)


def _public() -> Iterator[Example]:
    for row in corpus.public_rows(training=True):
        attack = row["label"] == "injection"
        if row["set"] not in LEFT_OUT and len(row["text"]) <= LONGEST_PUBLIC:
            # A question is harmless where it is all there is; inside an artefact it may be an attack.
            for around in (ALONE, INSIDE) if attack else (ALONE,):
                yield Example(row["text"], around, attack, PUBLIC_WEIGHT if attack else 0.4, row["id"])


def _prose(chance: random.Random) -> Iterator[Example]:
    for name in PROSE:
        texts = corpus.public_prose([name])
        for text in chance.sample(texts, min(PROSE_TEXTS, len(texts))):
            for _, part in stretches(text):
                yield Example(part, INSIDE, attack=False, weight=0.5, group=text)
