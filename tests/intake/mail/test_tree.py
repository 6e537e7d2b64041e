"""The tree of a mail: bounds hold while it is built."""

import pytest

from assessor.errors import UnreadableError
from assessor.intake.mail.tree import MAX_DEPTH, MAX_LINES, MAX_PARTS, parse_mail
from tests.intake.mails import as_bytes, mail, raw_mail


def nested(levels: int) -> bytes:
    """A mail of so many levels: multiparts around one text."""
    body = b"Content-Type: text/plain\r\n\r\nhi\r\n"
    for level in range(levels - 1):
        mark = b"b%d" % level
        head = b'Content-Type: multipart/mixed; boundary="' + mark + b'"\r\n\r\n'
        body = head + b"--" + mark + b"\r\n" + body + b"\r\n--" + mark + b"--\r\n"
    return b"From: a@example.com\r\n" + body


def wide(parts: int) -> bytes:
    """A mail of so many parts, the mail itself included."""
    part = b"--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n"
    return raw_mail(part * (parts - 1) + b"--b--\r\n", "Content-Type: multipart/mixed; boundary=b")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(nested(MAX_DEPTH + 1), "mail_too_complex", id="one-level-too-deep"),
        pytest.param(nested(3_000), "mail_too_complex", id="deeper-than-python-recurses"),
        pytest.param(b"Content-Type: message/rfc822\n\n" * 60, "mail_too_complex", id="mails-in-mails"),
        pytest.param(wide(MAX_PARTS + 1), "mail_too_complex", id="one-part-too-many"),
        pytest.param(raw_mail(b"\n" * MAX_LINES), "mail_too_complex", id="too-many-lines"),
        pytest.param(
            b"From: a@example.com\r\r" + b"\r" * MAX_LINES, "mail_too_complex", id="too-many-old-lines"
        ),
        pytest.param(b"Hello Anna,\n\nhow are you?\n", "not_a_mail", id="a-letter"),
        pytest.param(b"Customer: Acme\nRenewal: May\n\nnotes", "not_a_mail", id="fields-of-no-mail"),
        pytest.param(b"\n\nFrom: a@example.com\n\nhi", "not_a_mail", id="headers-after-blank-lines"),
        pytest.param(b"\x00\x01\x02\xff", "not_a_mail", id="bytes"),
    ],
)
def test_what_is_turned_away(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        parse_mail(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(nested(MAX_DEPTH), id="as-deep-as-allowed"),
        pytest.param(wide(MAX_PARTS), id="as-wide-as-allowed"),
        pytest.param(b"subject: hi\n\n", id="one-header-in-lower-case"),
        pytest.param(b"\xef\xbb\xbfSubject: hi\n\n", id="byte-order-mark"),
        pytest.param(b"From ben Tue Mar  3 10:00:00 2026\nSubject: hi\n\n", id="mbox-line"),
        pytest.param(as_bytes(mail()), id="ordinary"),
    ],
)
def test_near_misses_are_mails(data: bytes) -> None:
    assert parse_mail(data).keys()


def test_an_address_header_made_to_stall_the_parser_is_left_unparsed() -> None:
    # policy.default's own header parser ends in a RecursionError on the first and takes seconds for the second.
    data = raw_mail(b"hi", "To: " + "(" * 40_000, "Cc: " + "a@b.c, " * 7_000)
    assert str(parse_mail(data)["To"]).startswith("((((")
