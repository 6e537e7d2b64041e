"""Stage 1: which parts of a mail are its text, and which are files attached to it.

Of two forms of the same text the plain one is taken. Where the HTML form says anything else, it is added:
nothing that a recipient could read may pass by unseen.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from email.message import EmailMessage

from assessor.domain.verdict import Finding
from assessor.intake.charset import EncodingNotes, decode_bytes
from assessor.intake.html.text import text_of_html
from assessor.intake.mail.attachments import Attachment, attachment_of, bytes_of, children_of
from assessor.intake.mail.errors import encrypted_mail

_ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
# What mail programs write into the plain form for links, pictures and list numbers of the HTML form.
_PLAIN_FORM_NOTES = re.compile(
    r"[<(](?:https?://|mailto:|tel:|www\.)[^<>()\s]*[>)]"
    r"|\[(?:image|inline image|cid|bild|https?)\b[^\[\]\n]*\]"
    r"|^[ \t>]*\d{1,3}[.)](?=[ \t])",
    re.IGNORECASE | re.MULTILINE,
)
_WORD = re.compile(r"[^\W_]+")
_INVISIBLE_IN_WORDS = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


@dataclass(frozen=True)
class BodyText:
    """One stretch of a mail's text."""

    text: str
    is_html: bool
    differs: bool = False
    """Whether this is an HTML form that says something else than the plain form before it."""


@dataclass
class MailBody:
    """What a mail holds below its headers."""

    texts: list[BodyText] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def body_of(mail: EmailMessage, notes: EncodingNotes) -> MailBody:
    """Texts and attachments of a mail, in the order of its parts.

    Args:
        mail: from `parse_mail`.
        notes: where guesses at encodings are remembered.

    Raises:
        UnreadableError: code `encrypted`, or what `text_of_html` raises.
    """
    body = MailBody()
    _collect(mail, body, notes)
    return body


def same_words(html: str, plain: str) -> bool:
    """Whether two forms of a text hold the same words in the same order.

    Case, punctuation, white space and what programs note for links and pictures do not count.

    >>> same_words("See our plan", "See our *plan* <https://plan.example/>")
    True
    >>> same_words("we agreed", "we not agreed")
    False
    """
    words = _words(html)
    return words == _words(plain) or words == _words(_PLAIN_FORM_NOTES.sub(" ", plain))


def _words(text: str) -> list[str]:
    shown = unicodedata.normalize("NFKC", text.translate(_INVISIBLE_IN_WORDS))
    return _WORD.findall(shown.casefold())


def _collect(part: EmailMessage, body: MailBody, notes: EncodingNotes) -> None:
    content_type = part.get_content_type()
    if content_type in _ENCRYPTED:
        raise encrypted_mail()
    if _is_attachment(part, body):
        body.attachments.append(attachment_of(part, notes))
    elif content_type == "multipart/alternative":
        _collect_alternatives(part, body, notes)
    elif content_type.startswith("multipart/") and part.is_multipart():
        for child in children_of(part):
            _collect(child, body, notes)
    elif content_type == "text/html":
        _add_html(part, body, notes)
    else:
        # A multipart without a boundary has no parts: its raw content is what a recipient sees.
        body.texts.append(BodyText(_text_of(part, notes), is_html=False))


def _is_attachment(part: EmailMessage, body: MailBody) -> bool:
    if part.get_content_maintype() == "multipart":
        return False
    if part.get_content_type() not in {"text/plain", "text/html"}:
        return True
    # Some programs name the text itself: only a named part that comes after a text is a file.
    return part.get_content_disposition() == "attachment" or (
        bool(body.texts) and part.get_filename() is not None
    )


def _collect_alternatives(part: EmailMessage, body: MailBody, notes: EncodingNotes) -> None:
    inner = MailBody()
    for child in children_of(part):
        _collect(child, inner, notes)
    body.attachments += inner.attachments
    body.findings += inner.findings
    plain = [text for text in inner.texts if not text.is_html]
    html = [text for text in inner.texts if text.is_html]
    plain_form, html_form = ("\n".join(text.text for text in form) for form in (plain, html))
    if not _words(plain_form) and html:
        body.texts += html
        return
    body.texts += plain
    if _words(html_form) and not same_words(html_form, plain_form):
        body.texts += [BodyText(text.text, is_html=True, differs=True) for text in html]


def _add_html(part: EmailMessage, body: MailBody, notes: EncodingNotes) -> None:
    shown = text_of_html(_text_of(part, notes))
    body.findings += shown.findings
    body.texts.append(BodyText(shown.text, is_html=True))


def _text_of(part: EmailMessage, notes: EncodingNotes) -> str:
    return decode_bytes(bytes_of(part), part.get_content_charset(), notes)
