"""Stage 2 of 7: number formats that their surroundings deny: versions."""

import re

_VERSION_WORD = re.compile(r"\b(?:version|v|release|build|firmware|fassung|update)[ \t.:]*$", re.IGNORECASE)
_REACH = 48
"""How far before a number a word can explain it, in characters."""


def is_address_of_host(text: str, start: int) -> bool:
    """Whether four numbers with dots are an IP address and not a version.

    >>> is_address_of_host("Version 10.15.7.1", 8)
    False
    """
    return _VERSION_WORD.search(text[max(0, start - _REACH) : start]) is None
