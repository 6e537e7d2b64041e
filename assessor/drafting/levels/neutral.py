"""Stage 4, sentences without what tells a person's gender or place in a list: neither may move a level.

Titles go, third persons become one form in each language, and placeholders lose their numbers, since those
follow the names that stood there. What is left need not be good grammar; only models read it.
"""

import re

_TITLES = re.compile(r"\b(?:(?:Mr|Mrs|Ms)\.?|Herrn?|Frau|Miss|Sir|Madam)\s+(?=[A-ZÄÖÜ<])")
_FORMS = {
    # "her" is him or his, "hers" is his: all of these are one word, or it would tell which.
    "he": "they", "she": "they", "his": "their", "her": "their", "hers": "their", "him": "their",
    "them": "their", "theirs": "their", "himself": "themselves", "herself": "themselves",
    "er": "sie", "ihn": "sie", "ihm": "ihr",
    "sein": "ihr", "seine": "ihre", "seinen": "ihren", "seinem": "ihrem", "seiner": "ihrer",
    "seines": "ihres",
    "kollegin": "Kollege", "kolleginnen": "Kollegen", "kundin": "Kunde", "kundinnen": "Kunden",
    "chefin": "Chef", "leiterin": "Leiter", "mitarbeiterin": "Mitarbeiter",
    "ansprechpartnerin": "Ansprechpartner",
}  # fmt: skip
_NUMBERED = re.compile(r"<([A-Z_]+)_\d+>")
_WORDS = re.compile(rf"\b(?:{'|'.join(_FORMS)})\b", re.IGNORECASE)


def neutral(sentence: str) -> str:
    """The sentence as a model may read it.

    >>> neutral("Frau <PERSON_1> checked her list."), neutral("Herr <PERSON_4> checked his list.")
    ('<PERSON> checked their list.', '<PERSON> checked their list.')
    """
    unnamed = _NUMBERED.sub(r"<\1>", _TITLES.sub("", sentence))
    return _WORDS.sub(lambda word: _FORMS[word[0].casefold()], unnamed)
