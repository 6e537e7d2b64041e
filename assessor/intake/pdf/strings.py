"""Stage 1: strings inside PDF objects to text, and which of them say nothing to anybody."""

import codecs
import html
import re
from typing import Final
from urllib.parse import unquote

_PDF_DOC: Final = dict(
    zip(
        (*range(0x18, 0x20), *range(0x80, 0x9F), 0xA0),
        "˘ˇˆ˙˝˛˚˜•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž€",
        strict=True,
    )
)
"""Where PDFDocEncoding differs from Latin-1 (ISO 32000-1, annex D)."""
_LANGUAGE_MARK: Final = re.compile("\x1b[^\x1b]{0,20}\x1b")
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_MAX_CONTROL_SHARE: Final = 0.1
_WORD: Final = re.compile(r"[^\W\d_]{2}|\d{5}|@")
_BREAKING_TAG: Final = re.compile(
    r"</?(?!/?(?:span|b|i|a|u|s|em|strong|font|sub|sup)\b)[^<>]*>", re.IGNORECASE
)
_TAG: Final = re.compile(r"<[^<>]*>")
_TECHNICAL: Final = re.compile(
    r"D:\d{4}[\d+'Zz-]{0,20}"  # dates
    r"|\d{4}-\d\d(?:-\d\d)?(?:T[\d:.]{4,12}(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?:uuid|urn|xmp\.[did]{3})?:?(?:uuid:)?[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}"
    r"|[0-9a-fA-F]{32,128}"  # digests
    r"|[a-z]{2,3}(?:-[A-Za-z]{2,4}){0,2}"  # languages
    r"|(?:application|image|text|font)/[\w.+-]{1,60}|sRGB IEC61966-2\.1"
    r"|\(?(?i:true|false|unspecified|anonymous|untitled|unknown)\)?"
    r"|/[\w.+-]{1,60}(?:[ \t]+[-+.\d]{1,12})?[ \t]+Tf(?:[ \t]+[-+.\d]{1,12}){0,5}(?:[ \t]+(?:g|rg|k))?"
    r"|(?:[-+.\d]{1,12}[ \t]+){1,4}(?:g|rg|k)(?:[ \t]+/[\w.+-]{1,60}[ \t]+[-+.\d]{1,12}[ \t]+Tf)?"
    r"|node\d{1,10}"  # Chromium numbers its elements
    r"|(?:page|(?:sub){0,2}section|chapter|equation|figure|table|item|footnote|Hfootnote|appendix|part|paragraph"
    r"|theorem|lstlisting|Doc-Start)\*?\.?[\d.A-Z]{0,12}",  # LaTeX numbers its destinations
)
_SCHEME: Final = re.compile(r"^(?:mailto|tel):(?=[^?]*$)", re.IGNORECASE)
_ODD_NAME: Final = re.compile(r"[^!-~]|@")


def text_string(raw: bytes) -> str:
    r"""A string's text: UTF-16 or UTF-8 by their marks, or PDFDocEncoding. Empty for bytes that are no text.

    >>> text_string(b"\xfe\xff\x00J\x00\xfc"), text_string(b"J\xfcrg \x85"), text_string(bytes(9))
    ('Jü', 'Jürg –', '')
    """
    if raw.startswith((codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE)):
        text = raw.decode("utf-16", "replace")
    else:
        try:
            # Without a mark it should be PDFDocEncoding; programs that write UTF-8 all the same are many.
            text = raw.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("latin-1").translate(_PDF_DOC)
    text = _LANGUAGE_MARK.sub("", text)
    bare, count = _CONTROL.subn("", text)
    return bare.replace("\r\n", "\n").replace("\r", "\n") if count <= len(text) * _MAX_CONTROL_SHARE else ""


def says_something(text: str) -> bool:
    """Whether a string may say something of a person; dates, digests, languages and the like do not."""
    return _WORD.search(text) is not None and _TECHNICAL.fullmatch(text.strip()) is None


def is_odd_name(name: str) -> bool:
    """Whether a name holds more than a technical one would: spaces, letters beyond ASCII, an `@`."""
    return _ODD_NAME.search(name) is not None


def rich_text(text: str) -> str:
    r"""Words of a string that may hold markup; marks inside words leave no gap.

    >>> rich_text("<p>Kat<b>rin</b></p><p>Sommer &amp; Co</p>")
    'Katrin\nSommer & Co'
    """
    if "<" not in text:
        return text
    pieces = _TAG.sub("", _BREAKING_TAG.sub("\n", text)).split("\n")
    return html.unescape("\n".join(piece.strip() for piece in pieces if piece.strip()))


def address(text: str) -> str:
    """A link as people read it: `%20` and the like resolved, mail addresses and phone numbers bare."""
    return _SCHEME.sub("", unquote(text) if "%" in text else text)
