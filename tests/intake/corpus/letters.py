"""Mails: by the standard library, and written out as odd programs send them."""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP

from tests.intake.corpus.file import CorpusFile, Prose
from tests.intake.corpus.pages import report
from tests.intake.mails import mail, raw_mail

_RAW = {
    "base64": raw_mail(b"QmFzZWQgTW9uZGF5\r\n", "Content-Transfer-Encoding: base64"),
    "quoted-printable": raw_mail(
        b"Gr=C3=BC=C3=9Fe Quo=\r\nted",
        "Content-Transfer-Encoding: quoted-printable",
        'Content-Type: text/plain; charset="utf-8"',
    ),
    "encoded-subject": raw_mail(b"x", "Subject: =?utf-8?b?R3LDvMOfZQ==?= =?utf-8?q?_Subjected?="),
    "windows-1252": raw_mail(
        "Grüße Encoded".encode("cp1252"), "Content-Type: text/plain; charset=windows-1252"
    ),
    "utf-16": raw_mail("Grüße Encoded".encode("utf-16-le"), "Content-Type: text/plain; charset=utf-16le"),
    "lying-charset": raw_mail("Grüße Lied".encode("cp1252"), "Content-Type: text/plain; charset=utf-8"),
    "old-mac": raw_mail(b"one\r\rOldmac").replace(b"\r\n", b"\r"),
    "unix": raw_mail(b"one\r\n\r\nUnixed").replace(b"\r\n", b"\n"),
    "no-end": raw_mail(b"--b\r\n\r\nUnended", "Content-Type: multipart/mixed; boundary=b"),
    "calendar": raw_mail(
        b"BEGIN:VCALENDAR\r\nSUMMARY:x\r\nEND:VCALENDAR",
        "Content-Type: text/calendar",
        "Cc: Calendared <c@example.com>",
    ),
    "flowed": raw_mail(b"a long \r\nline Flowed", "Content-Type: text/plain; format=flowed"),
    "long-line": raw_mail(b"word " * 40_000 + b"Longline"),
}
_MARKERS = {
    "base64": "Based Monday",
    "quoted-printable": "Grüße Quoted",
    "encoded-subject": "Grüße Subjected",
    "windows-1252": "Grüße Encoded",
    "utf-16": "Grüße Encoded",
    "lying-charset": "Grüße Lied",
    "old-mac": "Oldmac",
    "unix": "Unixed",
    "no-end": "Unended",
    "calendar": "Calendared",
    "flowed": "Flowed",
    "long-line": "Longline",
}


def files() -> Iterator[CorpusFile]:
    """All mails."""
    for label, data in _RAW.items():
        yield CorpusFile(f"eml-{label}", ".eml", data, (_MARKERS[label],))
    for seed in range(6):
        yield _thread(seed)
    yield _with_parts("eml-alternative", _alternative(), "Plained")
    yield _with_parts("eml-attached", _attached(), "Covered")
    yield _with_parts("eml-forwarded", _forwarded(), "Forwarding")


def _thread(seed: int) -> CorpusFile:
    prose = Prose(f"eml {seed}")
    german = seed % 2 == 1
    quoted = "\n".join(f"> {prose.sentence(german=german)}" for _ in range(4))
    lead = "Am 2. November 2026 um 10:00 schrieb Anna:" if german else "On 2 Nov 2026 at 10:00, Anna wrote:"
    text = f"Threaded{seed}\n\n{prose.paragraph(german=german)}\n\n-- \nBen\n\n{lead}\n{quoted}\n"
    message = mail(text, Date=f"Mon, 0{seed + 1} Nov 2026 10:00:00 +0100", Subject=f"Re: Sub{seed}")
    return _with_parts(f"eml-thread-{seed}", message, f"Threaded{seed}", f"Sub{seed}")


def _alternative() -> EmailMessage:
    message = mail("Plained words\n")
    message.add_alternative("<p>Plained words</p><p style='display:none'>x</p>", subtype="html")
    return message


def _attached() -> EmailMessage:
    message = mail("Covered\n")
    message.add_attachment(report(1), maintype="application", subtype="pdf", filename="Bericht für Anna.pdf")
    message.add_attachment("a;b\n", subtype="csv", filename="a.csv")
    return message


def _forwarded() -> EmailMessage:
    message = mail("Forwarding\n")
    message.add_attachment(mail("Forwarded\n"))
    return message


def _with_parts(label: str, message: EmailMessage, *markers: str) -> CorpusFile:
    if message.is_multipart():
        message.set_boundary("=_boundary_of_" + label)
    return CorpusFile(label, ".eml", message.as_bytes(policy=SMTP), markers)
