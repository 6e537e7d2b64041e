"""Stage 1: what of a mail is left out of its text, so that leaving it out is never silent."""

import re
from email.message import EmailMessage

from assessor.domain.verdict import Action, Finding

MAX_STRAY_FINDINGS = 100
"""So many stretches of text between parts are noted one by one."""

_TRACE = frozenset(
    """accept-language arc-authentication-results arc-message-signature arc-seal authentication-results
    auto-submitted autocrypt delivered-to dkim-signature domainkey-signature errors-to feedback-id importance
    in-reply-to list-archive list-help list-id list-owner list-post list-subscribe list-unsubscribe
    list-unsubscribe-post message-id mime-version precedence priority received received-spf references
    return-path sensitivity suggested_attachment_session_id thread-index user-agent""".split()
)
_TRACE_PREFIXES = tuple(
    "content- x-ms- x-google- x-gm- x-mailer x-spam x-priority x-received x-originating".split()
)
_STOCK = re.compile(
    r"\s*(?:>?\s*)?(?:This is (?:a|an) (?:multi-?part|cryptographically signed|OpenPGP|MIME)[^\n]*"
    r"|--+ ?=?_?[\w.=-]*|This message is in MIME format\.[^\0]*)?\s*",
    re.IGNORECASE,
)


def dropped_of(mail: EmailMessage, taken: tuple[str, ...]) -> tuple[Finding, ...]:
    """Notes on what the text of a mail leaves out.

    Rules: `headers_not_read`, `part_headers_not_read` (once each), `text_between_parts` (for each). Headers
    that only say how a mail travelled are not worth a note; nor is the line mail programs write for readers
    that know no MIME.

    Args:
        mail: the whole mail.
        taken: names of the headers that stand in the text.
    """
    known = {name.lower() for name in taken} | _TRACE
    names = {name.lower() for name in mail.keys()}  # noqa: SIM118  # a mail iterates by parts
    others = [name for name in names - known if not name.startswith(_TRACE_PREFIXES)]
    strays = sum(
        not _STOCK.fullmatch(text)
        for part in mail.walk()
        for text in (part.preamble, part.epilogue)
        if text and not text.isspace()
    )
    notes = [_note("headers_not_read")] if others else []
    if any(_has_words_of_its_own(part) for part in mail.walk()):
        notes.append(_note("part_headers_not_read"))
    return (*notes, *[_note("text_between_parts")] * min(strays, MAX_STRAY_FINDINGS))


def _has_words_of_its_own(part: EmailMessage) -> bool:
    """A description, or a file name on what is the mail's text and so is not listed as a file."""
    is_text = part.get_content_type() in {"text/plain", "text/html"}
    is_named_text = is_text and part.get_content_disposition() is None and part.get_filename() is not None
    return part["Content-Description"] is not None or is_named_text


def _note(rule: str) -> Finding:
    return Finding(category="dropped", rule=rule, action=Action.NOTE)
