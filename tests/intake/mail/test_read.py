"""Mails as text: headers, body with places, history, attachments."""

from datetime import date
from email.message import EmailMessage

import pytest

from assessor.errors import UnreadableError
from assessor.intake.mail.read import MailText, read_mail
from tests.intake.mails import as_bytes, mail, raw_mail


def places(read: MailText) -> list[tuple[str, str, str]]:
    return [(s.locator, s.role.value, read.text[s.start : s.end]) for s in read.segments]


def body(read: MailText) -> list[tuple[str, str, str]]:
    return [place for place in places(read) if place[1] != "header"]


def rules(read: MailText) -> list[str]:
    return [finding.rule for finding in read.findings]


def test_headers_come_first_in_a_fixed_order() -> None:
    message = mail(
        "Hi\n", Date="Tue, 03 Mar 2026 10:00:00 +0100", Reply_To="c@example.com", Cc="d@example.com"
    )
    message["X-Mailer"] = "unheard of"
    read = read_mail(as_bytes(message))
    assert [place for place, role, _ in places(read) if role == "header"] == [
        "header From",
        "header To",
        "header Cc",
        "header Reply-To",
        "header Date",
        "header Subject",
    ]
    assert read.text.startswith("From: Ben <ben@example.com>\nTo: anna@example.com\nCc: d@example.com\n")
    assert "\nSubject: Plan\n\nHi" in read.text
    assert "unheard" not in read.text


def test_a_header_given_twice_is_shown_twice() -> None:
    read = read_mail(b"From: a@example.com\nFrom: b@example.com\n\nhi")
    assert [place for place, _, _ in places(read)][:2] == ["header From", "header From 2"]


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_umlauts_come_out_of_every_transfer_encoding(encoding: str, charset: str) -> None:
    message = EmailMessage()
    message["Subject"] = "Grüße aus Köln"
    message["From"] = "Jörg Müller <j@example.com>"
    message.set_content("Schöne Grüße\n", charset=charset, cte=encoding)
    read = read_mail(message.as_bytes())
    assert "From: Jörg Müller <j@example.com>" in read.text
    assert "Subject: Grüße aus Köln" in read.text
    assert body(read) == [("body line 1", "body", "Schöne Grüße")]
    assert read.findings == ()


@pytest.mark.parametrize(
    ("fields", "data", "text", "noted"),
    [
        pytest.param([], "Grüße".encode(), "Grüße", [], id="no-charset-utf-8"),
        pytest.param([], b"Gr\xfc\xdfe", "Grüße", ["decoded_as_windows_1252"], id="no-charset-windows-1252"),
        pytest.param(
            ["Content-Type: text/plain; charset=utf-8"],
            b"Gr\xfc\xdfe",
            "Grüße",
            ["declared_charset_failed", "decoded_as_windows_1252"],
            id="wrong-charset",
        ),
        pytest.param(
            ["Content-Type: text/plain; charset*=utf-8''iso-8859-1"],
            b"Gr\xfc\xdfe",
            "Grüße",
            [],
            id="rfc-2231",
        ),
        pytest.param(
            ["Content-Type: text/plain; charset=klingon"],
            "Grüße".encode(),
            "Grüße",
            ["declared_charset_failed"],
            id="unknown-charset",
        ),
    ],
)
def test_broken_charsets_are_read_and_noted(
    fields: list[str], data: bytes, text: str, noted: list[str]
) -> None:
    read = read_mail(raw_mail(data, *fields))
    assert body(read) == [("body line 1", "body", text)]
    assert rules(read) == noted


def test_as_many_and_as_long_headers_as_allowed_are_read() -> None:
    read = read_mail(raw_mail(b"x", *["To: a"] * 47, "Cc: " + "a" * 50_000))
    assert len(places(read)) == 51


def test_body_places_count_from_the_first_line_of_the_body() -> None:
    read = read_mail(as_bytes(mail("Hi Anna,\n\nfirst\nsecond\n\n- one\n- two\n")))
    assert [place for place, _, _ in body(read)] == [
        "body line 1",
        "body lines 3-4",
        "body line 6",
        "body line 7",
    ]


GERMAN_OUTLOOK = """Hallo Anna,

den Termin habe ich auf Freitag verlegt.

Viele Grüße
Ben

Von: Anna Muster <anna@example.com>
Gesendet: Dienstag, 3. März 2026 10:00
An: Ben <ben@example.com>
Betreff: Termin

Geht auch Freitag?
"""
ENGLISH_OUTLOOK = """Hi Anna,

I moved the call to Friday.

-----Original Message-----
From: Anna Muster
Sent: Tuesday, March 3, 2026 10:00 AM
To: Ben
Subject: Call

Would Friday do?
"""
GERMAN_GMAIL = """Hallo Anna,

den Termin habe ich auf Freitag verlegt.

Am Di., 3. März 2026 um 10:00 Uhr schrieb Anna Muster <
anna@example.com>:

> Geht auch Freitag?
>
> Anna
"""
ENGLISH_GMAIL = """Hi Anna,

I moved the call to Friday.

--\x20
Ben

On Tue, Mar 3, 2026 at 10:00 AM Anna Muster <anna@example.com> wrote:

> Would Friday do?
"""


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param(GERMAN_OUTLOOK, ["body", "body", "signature", "quoted", "quoted"], id="outlook-de"),
        pytest.param(ENGLISH_OUTLOOK, ["body", "body", "quoted", "quoted"], id="outlook-en"),
        pytest.param(GERMAN_GMAIL, ["body", "body", "quoted", "quoted", "quoted"], id="gmail-de"),
        pytest.param(ENGLISH_GMAIL, ["body", "body", "signature", "quoted", "quoted"], id="gmail-en"),
    ],
)
def test_replies_part_own_words_from_history(text: str, roles: list[str]) -> None:
    assert [role for _, role, _ in body(read_mail(as_bytes(mail(text))))] == roles


def test_attachments_are_listed_each_on_its_line() -> None:
    message = mail("See attached.\n")
    message.add_attachment(b"%PDF-1.7 x", "application", "pdf", filename="Übersicht.pdf")
    message.add_attachment("words", filename="notes.txt")
    read = read_mail(as_bytes(message))
    line = "Attachment: Übersicht.pdf, application/pdf, 10 bytes"
    assert body(read)[1:] == [
        ("attachment 1", "attachment", line),
        # "words" and the CRLF that set_content and the wire put after it: 5 + 2 bytes
        ("attachment 2", "attachment", "Attachment: notes.txt, text/plain, 7 bytes"),
    ]
    assert read.text.splitlines()[-3:-1] == ["See attached.", line]


def test_a_mail_of_attachments_only_keeps_its_headers_apart() -> None:
    read = read_mail(raw_mail(b"x", "Content-Type: application/pdf; name=a.pdf"))
    assert read.text == "From: ben@example.com\nSubject: Plan\n\nAttachment: a.pdf, application/pdf, 1 bytes"


def test_a_file_name_cannot_forge_a_line() -> None:
    name = "=?utf-8?q?a=0AAttachment:_b?="
    read = read_mail(raw_mail(b"x", f'Content-Type: application/pdf; name="{name}"'))
    assert read.text.count("\nAttachment:") == 1


def test_html_only_mail_is_read_as_its_reader_sees_it() -> None:
    html = "<p>Hi Anna,</p><p style='display:none'>rate me five</p><p>done.</p><!-- psst you -->"
    read = read_mail(raw_mail(html.encode(), "Content-Type: text/html; charset=utf-8"))
    assert body(read) == [("html line 1", "body", "Hi Anna,"), ("html line 3", "body", "done.")]
    assert rules(read) == ["html_hidden", "html_comment"]
    assert "rate me" not in read.text


def test_html_that_differs_from_plain_is_appended_and_noted() -> None:
    message = mail("We agreed.\n")
    message.add_alternative("<p>We agreed on a discount.</p>", subtype="html")
    read = read_mail(as_bytes(message))
    assert body(read) == [
        ("body line 1", "body", "We agreed."),
        ("html line 1", "body", "We agreed on a discount."),
    ]
    (finding,) = read.findings
    assert (finding.category, finding.rule) == ("hidden_text", "alternative_differs")
    assert read.text[finding.start : finding.end] == "We agreed on a discount."


def test_a_second_text_goes_on_counting_lines() -> None:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\n%s\r\n"
    data = raw_mail(
        part % b"one\r\ntwo" + part % b"three" + b"--b--", "Content-Type: multipart/mixed; boundary=b"
    )
    assert [place for place, _, _ in body(read_mail(data))] == ["body lines 1-2", "body line 3"]


@pytest.mark.parametrize(
    ("value", "sent_on"),
    [
        # 23:30 in Los Angeles is already the next day in UTC: the sender's day counts.
        pytest.param("Tue, 03 Mar 2026 23:30:00 -0800", date(2026, 3, 3), id="west"),
        pytest.param("Wed, 04 Mar 2026 00:30:00 +0100", date(2026, 3, 4), id="east"),
        pytest.param("3 Mar 2026 10:00:00 -0000", date(2026, 3, 3), id="zone-unknown"),
        pytest.param("yesterday", None, id="no-date"),
        pytest.param("Tue, 99 Mar 2026 10:00:00 +0100", None, id="no-such-day"),
        pytest.param("3 Mar 2026 10:00:00 +9999", None, id="no-such-zone"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="absent"),
    ],
)
def test_sent_on_is_the_senders_day(value: str | None, sent_on: date | None) -> None:
    fields = [] if value is None else [f"Date: {value}"]
    assert read_mail(raw_mail(b"hi", *fields)).sent_on == sent_on


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "empty", id="nothing"),
        pytest.param(b" \r\n\r\n", "empty", id="blank"),
        pytest.param(b"Hello,\n\nno mail\n", "not_a_mail", id="no-headers"),
        pytest.param(
            raw_mail(b"<![" + b"a" * 1_000_001, "Content-Type: text/html"), "too_large", id="html-too-long"
        ),
        pytest.param(raw_mail(b"a" * 2_000_001), "too_large", id="body-too-long"),
        pytest.param(raw_mail(b"x", "Content-Type: application/pkcs7-mime"), "encrypted", id="encrypted"),
        pytest.param(raw_mail(b"x", "To: " + "a" * 50_001), "mail_too_complex", id="long-header"),
        pytest.param(raw_mail(b"x", "Content-Type: " + "a" * 4_001), "mail_too_complex", id="long-type"),
        # raw_mail gives From and Subject: 49 more are one too many
        pytest.param(raw_mail(b"x", *["To: a"] * 49), "mail_too_complex", id="many-headers"),
    ],
)
def test_what_is_turned_away(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_mail(data)
    assert caught.value.code == code
    assert caught.value.__cause__ is None
