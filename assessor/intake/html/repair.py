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
    - A `<` after the last `>` begins nothing and becomes text.
    - A style sheet or script that is not closed reaches to the end; the parser would drop it.
    - A comment that is not closed reaches to the end, as browsers take it.
    - Marked sections, `<![if !mso]>` and the like, become comments, as browsers take them.

    >>> repair("1 <2> 3 <b"), repair("<![if x]>y")
    ('1 <2> 3 &lt;b', '<!--[if x]-->y')
    """
    html = _TOO_LONG_REFERENCE.sub("\ufffd", html)
    html = html.replace("--!>", "-->")
    if html.find("<!--", html.rfind("-->") + 1) >= 0:
        html += "-->"
    closed = html.rfind(">") + 1
    html = html[:closed] + html[closed:].replace("<", "&lt;")
    html += "".join(f"</{name}>" for name in ("style", "script") if _is_open(html, name))
    return _MARKED_SECTION.sub(r"<!--[\1-->", html)


def _is_open(html: str, name: str) -> bool:
    """Whether the last element of a name has no end."""
    lowered = html.lower()
    begin = lowered.rfind(f"<{name}")
    return begin >= 0 and lowered.find(f"</{name}", begin) < 0
