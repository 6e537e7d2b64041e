"""Mails for the tests, built by the standard library or written out byte by byte."""

from email.message import EmailMessage
from email.policy import SMTP


def mail(text: str | None = "Hello Anna,\n\nthe plan is ready.\n", **headers: str) -> EmailMessage:
    """A mail with the usual headers; `headers` replace or add (underscores stand for hyphens)."""
    message = EmailMessage()
    given = {"From": "Ben <ben@example.com>", "To": "anna@example.com", "Subject": "Plan"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    for name, value in given.items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    return message


def as_bytes(message: EmailMessage) -> bytes:
    """The mail as a file, with CRLF line ends as on the wire."""
    return message.as_bytes(policy=SMTP)


def raw_mail(body: bytes, *fields: str) -> bytes:
    """A mail written by hand: headers of our own, then these bytes."""
    head = ["From: ben@example.com", "Subject: Plan", *fields]
    return "\r\n".join(head).encode("ascii") + b"\r\n\r\n" + body
