"""Stage 1: headers and footers of printed sheets, whose words stand between codes for fonts and places."""

import re

from assessor.intake.office.stock import is_stock

PAGE_TEXTS = frozenset({"oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"})
"""Elements that hold such a text."""
_SECTION = re.compile(r"&[LCR]")
_CODE = re.compile(r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z])')


def plain_page_text(code: str) -> list[str]:
    """The text of a header or footer without its codes, one line for each of its three sections.

    >>> plain_page_text('&L&"Arial,Bold"Katrin &BSom&Bmer&RPage &P of &N&D')
    ['Katrin Sommer', 'Page  of ']
    """
    sections = _SECTION.split(code.replace("&&", "\0"))
    plain = (_CODE.sub("", section).replace("\0", "&") for section in sections)
    return [text for text in plain if not is_stock(text)]
