"""Which parts of a mail are handed out as files, and as what."""

from email import message_from_bytes, policy

import pytest

from assessor.domain.artefact import AttachedFile
from assessor.intake.mail.read import MailText, read_mail
from tests.intake.mails import as_bytes, mail, raw_mail

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def attached(data: bytes) -> list[AttachedFile]:
    return list(read_mail(data).attachments)


def notes(read: MailText) -> list[str]:
    return [finding.rule for finding in read.findings if finding.category == "attachment"]


@pytest.mark.parametrize(
    ("content_type", "name", "extension"),
    [
        ("application/octet-stream", "QBR.PPTX", ".pptx"),
        ("text/plain", "notes.md", ".md"),
        ("text/plain", "notes.log", ".txt"),
        ("text/x-unknown", "export.csv", ".csv"),
        (SHEET, "risks", ".xlsx"),
        ("application/pdf", "page.of.2026", ".pdf"),
        ("text/html", "page.htm", ".htm"),
    ],
)
def test_a_file_is_read_as_its_name_says_or_else_its_type(
    content_type: str, name: str, extension: str
) -> None:
    message = mail()
    main, sub = content_type.split("/")
    message.add_attachment(b"content", main, sub, filename=name)
    read = read_mail(as_bytes(message))
    assert [(one.number, one.extension, one.content) for one in read.attachments] == [
        (1, extension, b"content")
    ]
    assert notes(read) == []


@pytest.mark.parametrize(
    ("content_type", "name"),
    [("image/png", "logo.png"), ("application/zip", "all.zip"), ("text/calendar", "invite.ics")],
)
def test_a_file_of_no_known_format_is_a_note_and_keeps_its_number(content_type: str, name: str) -> None:
    message = mail()
    main, sub = content_type.split("/")
    message.add_attachment(b"content", main, sub, filename=name)
    message.add_attachment("words\n", filename="notes.txt")
    read = read_mail(as_bytes(message))
    assert [one.number for one in read.attachments] == [2]
    assert notes(read) == ["attachment_not_read"]


def test_its_place_is_the_line_that_names_it() -> None:
    message = mail()
    message.add_attachment("words\n", filename="notes.txt")
    read = read_mail(as_bytes(message))
    (one,) = read.attachments
    assert read.text[one.start : one.end] == "Attachment: notes.txt, text/plain, 7 bytes"


def test_a_forwarded_mail_comes_out_as_a_mail() -> None:
    inner = mail("Grüße aus Köln\n", Subject="Rückfrage")
    inner.add_attachment(b"\x00\x01\xff", "application", "pdf", filename="a.pdf")
    message = mail()
    message.add_attachment(inner)
    (one,) = attached(as_bytes(message))
    assert one.extension == ".eml"
    again = message_from_bytes(one.content, policy=policy.default)
    assert again["Subject"] == "Rückfrage"
    body, file = again.iter_parts()  # type: ignore[attr-defined]  # the default policy makes an EmailMessage
    assert body.get_content() == "Grüße aus Köln\n"
    assert file.get_content() == b"\x00\x01\xff"


def test_lines_of_a_forwarded_mail_are_not_touched() -> None:
    inner = b"From: a@example.com\r\nSubject: =?x-no?q?=ff?= " + b"y" * 300 + b"\r\n\r\nFrom here on \xff\r\n"
    data = raw_mail(
        b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"--b--\r\n",
        "Content-Type: multipart/mixed; boundary=b",
    )
    (one,) = attached(data)
    assert b"y" * 300 in one.content
    assert b"\nFrom here on \xff" in one.content


def test_a_text_in_a_character_set_only_its_part_names_is_handed_out_as_utf_8() -> None:
    body = "Прогноз проверен".encode("koi8-r")
    fields = ["Content-Type: text/plain; charset=koi8-r", "Content-Disposition: attachment; filename=a.txt"]
    (one,) = attached(raw_mail(body, *fields))
    assert one.content.decode("utf-8-sig") == "Прогноз проверен"


def test_a_text_whose_bytes_tell_their_character_set_keeps_them() -> None:
    """So its digest is the same as that of the file handed in by itself."""
    fields = ["Content-Type: text/plain; charset=iso-8859-1", "Content-Disposition: attachment"]
    (one,) = attached(raw_mail(b"Gr\xfc\xdfe", *fields))
    assert one.content == b"Gr\xfc\xdfe"


def test_attached_bytes_never_show_in_a_representation() -> None:
    (one,) = attached(raw_mail(b"Katrin", "Content-Type: text/plain", "Content-Disposition: attachment"))
    assert "Katrin" not in repr(one)
