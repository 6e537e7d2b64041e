"""What a mail's text leaves out is noted, and only what is worth a note."""

import pytest

from assessor.intake.mail.read import read_mail
from tests.intake.mails import as_bytes, mail, raw_mail

MIXED = "Content-Type: multipart/mixed; boundary=b"
PART = b"--b\r\nContent-Type: text/plain\r\n\r\nwords\r\n"


def dropped(data: bytes) -> list[str]:
    return [finding.rule for finding in read_mail(data).findings if finding.category == "dropped"]


@pytest.mark.parametrize("name", ["Comments", "Keywords", "Sender", "X-Note", "Organization", "Resent-To"])
def test_a_header_that_may_hold_words_is_noted(name: str) -> None:
    assert dropped(as_bytes(mail(**{name: "Katrin Sommer"}))) == ["headers_not_read"]


def test_headers_of_the_way_a_mail_took_are_not() -> None:
    travelled = {
        "Received": "from a by b",
        "Message-ID": "<1@example.com>",
        "DKIM-Signature": "v=1",
        "X-MS-Exchange-Organization-SCL": "1",
        "List-Unsubscribe": "<mailto:x@example.com>",
    }
    assert dropped(as_bytes(mail(**travelled))) == []


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b"Katrin was here\r\n" + PART + b"--b--\r\n", 1),
        (PART + b"--b--\r\nKatrin was here\r\n", 1),
        (b"one\r\n" + PART + b"--b--\r\ntwo\r\n", 2),
        (b"This is a multi-part message in MIME format.\r\n" + PART + b"--b--\r\n\r\n", 0),
        (b"This is a multi-part message in MIME format.\r\nKatrin too\r\n" + PART + b"--b--\r\n", 1),
    ],
)
def test_text_before_and_behind_the_parts_is_noted(data: bytes, count: int) -> None:
    assert dropped(raw_mail(data, MIXED)) == ["text_between_parts"] * count


@pytest.mark.parametrize(
    ("field", "rules"),
    [
        ("Content-Description: Katrin Sommer", ["part_headers_not_read"]),
        ('Content-Type: text/plain; name="Katrin.txt"', ["part_headers_not_read"]),
        # This one is a file, and its name stands in the text.
        ('Content-Disposition: attachment; filename="Katrin.txt"', []),
        ("Content-ID: <1@example.com>", []),
    ],
)
def test_words_in_the_headers_of_a_part_are_noted(field: str, rules: list[str]) -> None:
    assert dropped(raw_mail(b"--b\r\n" + field.encode() + b"\r\n\r\nwords\r\n--b--\r\n", MIXED)) == rules
