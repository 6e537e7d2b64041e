"""Names of labelled texts by content, so that what a model has seen can be told without keeping the text.

They are for labelled items, which somebody released for fitting and measuring, and for redacted texts that a
drafter learned from (docs/fitting.md). Submitted bytes are known by keyed digests alone.
"""

import hashlib
import re
import unicodedata

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_FEWEST_WORDS = 5
"""Shorter sentences are greetings and headings, which any two texts may share."""
_SHORT = 16
"""Hex digits of a short digest: 64 bits, enough for millions of texts."""


def text_digest(text: str) -> str:
    r"""`sha256:` and 64 hex digits; case, kinds of spaces and compatibility forms make no difference.

    >>> text_digest("Renewal  brief") == text_digest("renewal brief\n")
    True
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    return "sha256:" + hashlib.sha256(plain.encode()).hexdigest()


def sentence_digests(text: str) -> frozenset[str]:
    """Short digests of the sentences of at least five words; an edited copy still shares most of them."""
    sentences = (one for one in _ENDS.split(text) if len(one.split()) >= _FEWEST_WORDS)
    return frozenset(short_digest(one) for one in sentences)


def seen_digests(text: str) -> frozenset[str]:
    """What a fitted model remembers of a text: the short digests of the whole and of its sentences."""
    return sentence_digests(text) | {short_digest(text)}


def short_digest(text: str) -> str:
    """The first 16 hex digits of `text_digest`."""
    return text_digest(text).removeprefix("sha256:")[:_SHORT]
