"""Stage 1: rewrites what makes Python's HTML parser slow or fail; what a reader sees stays the same.

`html.parser` looks again from every opening to the end of the text for an end that is not there: 80 kB of
`<a ` took it 139 seconds. After this, every opening has its end.
"""

import re

_TOO_LONG_REFERENCE = re.compile(r"&#(?:\d{8,}|[xX][0-9a-fA-F]{8,});?")
_MARKED_SECTION = re.compile(r"<!\[([^>]*)>")


def repair(html: str) -> str:
    """HTML that parses in linear time.

    - Numbers of character references that name no character become U+FFFD: the parser fails on some.
    - A `<` after the last `>`, and `<!--` after the last `-->`, begin nothing and become text.
    - Marked sections, `<![if !mso]>` and the like, become comments, as browsers take them.

    >>> repair("1 <2> 3 <b"), repair("<![if x]>y")
    ('1 <2> 3 &lt;b', '<!--[if x]-->y')
    """
    html = _TOO_LONG_REFERENCE.sub("\ufffd", html)
    closed = html.rfind(">") + 1
    html = html[:closed] + html[closed:].replace("<", "&lt;")
    html = _MARKED_SECTION.sub(r"<!--[\1-->", html)
    closed = html.rfind("-->") + 1
    return html[:closed] + html[closed:].replace("<!--", "&lt;!--")
