"""Stage 1: bytes of a mail to one text with places: headers, body, list of attachments."""

from datetime import date
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from itertools import groupby
from typing import NamedTuple

from assessor.domain.artefact import AttachedFile
from assessor.domain.text import Segment, SegmentRole
from assessor.domain.verdict import Action, Finding
from assessor.intake.charset import EncodingNotes, decode_header_value
from assessor.intake.decode import MAX_CODE_POINTS, verify_text
from assessor.intake.lines import count_lines, lines_of
from assessor.intake.mail.attachments import Attachment
from assessor.intake.mail.body import BodyText, MailBody, body_of
from assessor.intake.mail.dropped import dropped_of
from assessor.intake.mail.errors import broken_mail, too_complex
from assessor.intake.mail.history import roles_of
from assessor.intake.mail.tree import parse_mail
from assessor.intake.segment import segments_of

HEADERS = ("From", "To", "Cc", "Bcc", "Reply-To", "Date", "Subject")
"""The headers that belong to the text, in the order in which they stand there."""

MAX_HEADER_LINES = 50
"""So many of these headers a mail may have, repeated ones included."""


class MailText(NamedTuple):
    """A mail as text."""

    text: str
    segments: tuple[Segment, ...]
    findings: tuple[Finding, ...]
    sent_on: date | None
    attachments: tuple[AttachedFile, ...]
    """Those of a format that is read, in order; the others are findings."""


def read_mail(data: bytes) -> MailText:
    """Text, places and date of a mail.

    The text holds the headers of `HEADERS` as `Name: value`, a blank line, the body, and a line for each
    attachment. Locators: `header Subject`, `body line 3`, `html lines 2-4` (counted from the first line of
    the mail's plain or HTML text), `attachment 1`.

    Args:
        data: the .eml file, at most `decode.MAX_CONTAINER_BYTES`.

    Raises:
        UnreadableError: code `not_a_mail`, `encrypted`, `mail_too_complex`, `broken_mail`, or what
            `decode.verify_text` raises.
    """
    if data.isspace() or not data:
        verify_text("")
    mail = parse_mail(data)
    notes = EncodingNotes()
    try:
        body = body_of(mail, notes)
    except RecursionError:
        raise too_complex("its parts are nested too deeply to be read") from None
    except (ValueError, LookupError):
        # The standard library raises these on broken MIME parameters; the cause may quote them.
        raise broken_mail() from None
    composer = _Composer()
    composer.add_headers(mail, notes)
    composer.add_body(body)
    findings = (*notes.findings(), *dropped_of(mail, HEADERS), *body.findings, *composer.findings)
    return MailText(
        composer.text(), tuple(composer.segments), findings, _sent_on(mail), tuple(composer.attachments)
    )


def _sent_on(mail: EmailMessage) -> date | None:
    """The day of the Date header where it was sent; None where there is none that can be read."""
    value = mail["Date"]
    if value is None:
        return None
    try:
        return parsedate_to_datetime(str(value)).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


class _Composer:
    """Puts the text together and keeps where everything went."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.findings: list[Finding] = []
        self.attachments: list[AttachedFile] = []
        self._pieces: list[str] = []
        self._length = 0
        self._lines_seen = {"body": 0, "html": 0}

    def text(self) -> str:
        """Everything added so far."""
        return "".join(self._pieces)

    def add_headers(self, mail: EmailMessage, notes: EncodingNotes) -> None:
        for name in HEADERS:
            values = mail.get_all(name, [])
            if len(self.segments) + len(values) > MAX_HEADER_LINES:
                raise too_complex(f"expected at most {MAX_HEADER_LINES} header lines, got more")
            for count, value in enumerate(values, 1):
                place = f"header {name}" if count == 1 else f"header {name} {count}"
                shown = decode_header_value(str(value), notes)
                self._add_line(f"{name}: {shown}".rstrip(), place, SegmentRole.HEADER)

    def add_body(self, body: MailBody) -> None:
        for text in body.texts:
            if text.text and not text.text.isspace():
                self._add_text(text)
        if body.attachments and self._pieces and not any(self._lines_seen.values()):
            self._end_line()
            self._append("\n")
        for count, attachment in enumerate(body.attachments, 1):
            self._add_attachment(attachment, count)

    def _add_text(self, text: BodyText) -> None:
        if self._length:
            self._end_line()
            self._append("\n")
        start = self._length
        self._append(text.text)
        if self._length > MAX_CODE_POINTS:
            # Say so before the work of finding places in it.
            verify_text(self.text())
        if text.differs:
            self._note("hidden_text", "alternative_differs", start)
        self._add_body_segments(start, "html" if text.is_html else "body")
        self._lines_seen["html" if text.is_html else "body"] += count_lines(text.text)

    def _add_body_segments(self, start: int, form: str) -> None:
        lines = lines_of(self.text(), start=start, first=self._lines_seen[form] + 1)
        roles = roles_of(lines)
        for role, group in groupby(range(len(lines)), key=roles.__getitem__):
            members = [lines[at] for at in group]
            found = segments_of(members, place=f"{form} ")
            if role is not SegmentRole.BODY:
                found = [segment.model_copy(update={"role": role}) for segment in found]
            self.segments += found

    def _add_attachment(self, attachment: Attachment, count: int) -> None:
        line = f"Attachment: {attachment.name}, {attachment.content_type}, {attachment.size_bytes} bytes"
        self._end_line()
        start = self._length
        self._add_line(line, f"attachment {count}", SegmentRole.ATTACHMENT)
        if attachment.extension is None or attachment.content is None:
            self._note("attachment", "attachment_not_read", start)
            return
        self.attachments.append(
            AttachedFile(
                number=count,
                extension=attachment.extension,
                content=attachment.content,
                start=start,
                end=self._length,
            )
        )

    def _add_line(self, text: str, place: str, role: SegmentRole) -> None:
        self._end_line()
        self.segments.append(
            Segment(start=self._length, end=self._length + len(text), locator=place, role=role)
        )
        self._append(text)

    def _note(self, category: str, rule: str, start: int) -> None:
        self.findings.append(
            Finding(category=category, rule=rule, action=Action.NOTE, start=start, end=self._length)
        )

    def _append(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)

    def _end_line(self) -> None:
        if self._pieces and not self._pieces[-1].endswith(("\n", "\r")):
            self._append("\n")
