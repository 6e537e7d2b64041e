"""Stage 1: whether a text is English or German, from its words alone."""

from functools import cache
from pathlib import Path
from typing import Any

from assessor.domain.text import Language

EVEN = 0.5
"""Probability of either language where nothing tells them apart."""
SAMPLE_CHARACTERS = 20_000
"""So much of a text decides; more costs time and changes nothing."""


def detect_language(text: str) -> Language:
    """The likelier of English and German; `en` where nothing tells them apart.

    >>> detect_language("Wir haben den Termin mit dem Kunden verschoben.")
    'de'
    >>> detect_language("2026-03-01: 12 / 14")
    'en'
    """
    sample = text[:SAMPLE_CHARACTERS]
    if not any(character.isalpha() for character in sample):
        return "en"
    language, probability = _identifier().classify(sample)
    # Words the model does not know leave both at one half: then, too, it is English.
    return "de" if language == "de" and probability > EVEN else "en"


@cache
def _identifier() -> Any:
    # 0.8 s and numpy: only once a text really has to be told apart.
    import py3langid
    from py3langid.langid import LanguageIdentifier

    model = Path(py3langid.__file__).parent / "data" / "model.npz.xz"
    identifier = LanguageIdentifier.from_modelpath(str(model), norm_probs=True)
    identifier.set_languages(["de", "en"])
    return identifier
