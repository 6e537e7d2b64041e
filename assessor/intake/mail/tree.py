"""Stage 1: bytes of a mail to its tree of parts, within bounds.

Depth and number of parts are checked while the parser builds them, not afterwards: a mail made to exhaust
the parser must not get to do so first.
"""

from email.errors import MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import Policy, default
from functools import partial
from typing import Any

from assessor.errors import UnreadableError
from assessor.intake.mail.errors import broken_mail, too_complex

MAX_PARTS = 500
"""Most parts of one mail, all levels together."""
MAX_DEPTH = 50
"""Most levels of parts within parts; the mail itself is the first."""
MAX_HEADER_CODE_POINTS = 50_000
"""Longest header that is looked at; decoding one takes time that grows with the square of its length."""
MAX_MIME_HEADER_CODE_POINTS = 4_000
"""The same for `Content-...` headers, which are taken apart several times for each part."""

MAX_LINES = 1_000_000
"""Most lines of one mail; the largest in base64 has half as many. The parser takes its time for each."""

_MAIL_HEADERS = frozenset(
    {
        *("from", "to", "cc", "bcc", "sender", "reply-to", "date", "subject", "message-id"),
        *("received", "return-path", "delivered-to", "mime-version", "content-type"),
    }
)
_BOM = b"\xef\xbb\xbf"


def parse_mail(data: bytes) -> EmailMessage:
    """The tree of parts of a mail.

    Header values come as raw strings, unfolded, not parsed: `policy.default` would take addresses
    apart with a parser that raises RecursionError on `((((` and needs seconds for some thousand addresses.

    Raises:
        UnreadableError: code `mail_too_complex` (over `MAX_DEPTH` levels, `MAX_PARTS` parts or `MAX_LINES`,
            or a header that is too long; a header too long may also surface later, when it is read),
            `not_a_mail` (none of the headers of a mail), `broken_mail` (the parser gave up).
    """
    lines = max(data.count(b"\n"), data.count(b"\r"))
    if lines > MAX_LINES:
        raise too_complex(f"expected at most {MAX_LINES} lines, got {lines}")
    policy = default.clone(header_factory=_raw_value, message_factory=partial(_BoundedPart, _Tally()))
    try:
        mail = BytesParser(policy=policy).parsebytes(data.removeprefix(_BOM))
    except RecursionError:
        raise too_complex("its parts are nested too deeply to be read") from None
    except (MessageError, ValueError, LookupError):
        # `from None`: the cause may hold a line of the mail.
        raise broken_mail() from None
    if _MAIL_HEADERS.isdisjoint(name.lower() for name in mail.keys()):  # noqa: SIM118  # a mail iterates by parts
        raise UnreadableError(
            "The file is not a mail: expected headers such as From, Date or Subject at its start, got none.",
            code="not_a_mail",
            hint="Export the mail as .eml from the mail program, or hand in the text as .txt.",
        )
    return mail


class _Tally:
    """Counts the parts of one mail."""

    parts = 0


class _BoundedPart(EmailMessage):
    """A part that knows its level and refuses to be one too many."""

    def __init__(self, tally: _Tally, policy: Policy | None = None) -> None:
        super().__init__(policy)
        self.level = 1
        tally.parts += 1
        if tally.parts > MAX_PARTS:
            raise too_complex(f"expected at most {MAX_PARTS} parts, got more")

    def attach(self, payload: Any) -> None:
        # The parser attaches a part before it reads what is in it.
        payload.level = self.level + 1
        if payload.level > MAX_DEPTH:
            raise too_complex(f"expected at most {MAX_DEPTH} levels of parts, got more")
        super().attach(payload)


def _raw_value(name: str, value: str) -> str:
    limit = MAX_MIME_HEADER_CODE_POINTS if name.lower().startswith("content-") else MAX_HEADER_CODE_POINTS
    if len(value) > limit:
        raise too_complex(f"expected headers of at most {limit} characters, got one of {len(value)}")
    return value
