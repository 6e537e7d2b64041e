"""Stage 4: whether a model wrote in the language it was asked to write in."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from assessor.domain.text import Language

SURE = 0.5
"""Probability from which another language counts; 164 short phrases of ours reached 0.29 wrongly."""
_FOREIGN_SHARE = 0.1
_PLACEHOLDER = re.compile(r"<[A-Z_]+_\d+>")


def is_written_in(text: str, lang: Language) -> bool:
    """Whether nothing speaks for another language than `lang`; a text too short to tell passes.

    >>> is_written_in("Die Zahlen wurden mit dem CRM abgeglichen.", "en")
    False
    >>> is_written_in("Documentation.", "en")
    True
    """
    words = _PLACEHOLDER.sub(" ", text)
    letters = [char for char in words if char.isalpha()]
    foreign = sum(not unicodedata.name(char, "").startswith("LATIN ") for char in letters)
    if foreign > _FOREIGN_SHARE * len(letters):
        return False
    found, probability = _identifier().classify(words)
    return bool(found == lang or probability < SURE)


@cache
def _identifier() -> Any:
    # 0.8 s and numpy: only once an answer is there to be read.
    import py3langid
    from py3langid.langid import LanguageIdentifier

    model = Path(py3langid.__file__).parent / "data" / "model.npz.xz"
    return LanguageIdentifier.from_modelpath(str(model), norm_probs=True)
