"""Whether two redacted texts are the same work: the same text, or an edited copy of it.

Placeholders are read without type and number: one text redacted twice, with and without the assessee's name
known, must still be found to be itself.
"""

import re

from assessor.domain.digests import sentence_digests, text_digest

MOST_SHARED = 0.5
"""Share of the shorter text's sentences up to which a likeness is taken for the trade's common phrases."""
_PLACEHOLDER = re.compile(r"<[A-Z_]+_\d+>")


def text_key(redacted_text: str) -> str:
    """Names a redacted text whatever its placeholders are called.

    >>> text_key("<PERSON_1> wrote to <PERSON_2>.") == text_key("<PERSON_7> wrote to <ID_1>. ")
    True
    """
    return text_digest(_blind(redacted_text))


def is_same_work(first: str, second: str) -> bool:
    """Whether one of two redacted texts is the other, or a copy of it with some sentences changed.

    >>> is_same_work("I checked it against the CRM.", "I checked it against the  CRM.")
    True
    """
    if text_key(first) == text_key(second):
        return True
    one, other = sentence_digests(_blind(first)), sentence_digests(_blind(second))
    return len(one & other) > MOST_SHARED * min(len(one), len(other))


def _blind(text: str) -> str:
    return _PLACEHOLDER.sub("<>", text)
