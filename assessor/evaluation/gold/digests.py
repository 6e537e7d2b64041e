"""Names of labelled texts by content, so that what a model has seen can be told without keeping the text."""

import hashlib
import re
import unicodedata

import rfc8785

from assessor.formats.gold import GoldItem

_ENDS = re.compile(r"(?<=[.!?])\s+|\n+")
_FEWEST_WORDS = 5
"""Shorter sentences are greetings and headings, which any two texts may share."""


def text_digest(text: str) -> str:
    r"""`sha256:` and 64 hex digits; case, kinds of spaces and compatibility forms make no difference.

    >>> text_digest("Renewal  brief") == text_digest("renewal brief\n")
    True
    """
    return "sha256:" + hashlib.sha256(_plain(text).encode()).hexdigest()


def sentence_digests(text: str) -> frozenset[str]:
    """Digests of the sentences of at least five words; an edited copy still shares most of them."""
    sentences = (one for one in _ENDS.split(text) if len(one.split()) >= _FEWEST_WORDS)
    return frozenset(text_digest(one) for one in sentences)


def item_digest(item: GoldItem) -> str:
    """Digest of text and labels: of an item that was edited it is another one."""
    return "sha256:" + hashlib.sha256(rfc8785.dumps(item.model_dump(mode="json"))).hexdigest()


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
