"""Stage 4, sentences without what tells a person's gender: it must not move a level, so no model may see it.

Titles go, and third persons become one form in each language. What is left need not be good grammar; only
models read it.
"""

import re

_TITLES = re.compile(r"\b(?:(?:Mr|Mrs|Ms)\.?|Herrn?|Frau|Miss|Sir|Madam)\s+(?=[A-ZÄÖÜ<])")
_FORMS = {
    "he": "they", "she": "they", "his": "their", "her": "their", "hers": "theirs", "him": "them",
    "himself": "themselves", "herself": "themselves", "er": "sie", "ihn": "sie", "ihm": "ihr",
    "sein": "ihr", "seine": "ihre", "seinen": "ihren", "seinem": "ihrem", "seiner": "ihrer",
    "seines": "ihres",
    "kollegin": "Kollege", "kolleginnen": "Kollegen", "kundin": "Kunde", "kundinnen": "Kunden",
    "chefin": "Chef", "leiterin": "Leiter", "mitarbeiterin": "Mitarbeiter",
    "ansprechpartnerin": "Ansprechpartner",
}  # fmt: skip
_WORDS = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b", re.IGNORECASE)


def neutral(sentence: str) -> str:
    """The sentence as a model may read it.

    >>> neutral("Frau <PERSON_1> checked her list."), neutral("Herr <PERSON_1> checked his list.")
    ('<PERSON_1> checked their list.', '<PERSON_1> checked their list.')
    """
    return _WORDS.sub(lambda word: _FORMS[word[0].casefold()], _TITLES.sub("", sentence))
