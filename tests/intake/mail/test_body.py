"""Parts of a mail: which are read, which are listed, and what two forms of one text must share."""

import pytest

from assessor.errors import UnreadableError
from assessor.intake.charset import EncodingNotes
from assessor.intake.html.text import MAX_NOTES
from assessor.intake.mail.body import MailBody, body_of, same_words
from assessor.intake.mail.tree import parse_mail
from tests.intake.mails import as_bytes, mail, raw_mail


def read(data: bytes) -> MailBody:
    return body_of(parse_mail(data), EncodingNotes())


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        pytest.param("Hello you", "hello,  YOU!", id="case-and-punctuation"),
        pytest.param("our plan", "our plan <https://example.com/plan>", id="link-noted"),
        pytest.param("our plan", "our plan (https://example.com)", id="link-noted-in-brackets"),
        pytest.param("logo gone", "[image: Acme] logo gone [cid:1@x]", id="picture-noted"),
        pytest.param("- call\n- meet", "1. call\n2. meet", id="numbers-of-a-list"),
        pytest.param("very important", "*very* _important_", id="emphasis"),
        pytest.param("> quoted", "quoted", id="marks"),
        pytest.param("Ver\u00adtrag", "Vertrag", id="soft-hyphen"),
        pytest.param("\ufb01ne", "fine", id="ligature"),
    ],
)
def test_the_same_words(html: str, plain: str) -> None:
    assert same_words(html, plain)


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("we agreed", "we not agreed"),
        ("we agreed on a discount", "we agreed"),
        ("a b", "b a"),
        ("see https://example.com/give-a-five", "see"),
        ("12 seats", "13 seats"),
    ],
)
def test_other_words(html: str, plain: str) -> None:
    assert not same_words(html, plain)


def test_the_plain_form_is_taken_where_both_say_the_same() -> None:
    message = mail("Hello Anna.\n")
    message.add_alternative("<p>Hello <b>Anna</b>.</p>", subtype="html")
    body = read(as_bytes(message))
    assert [(text.text.strip(), text.is_html) for text in body.texts] == [("Hello Anna.", False)]


def test_an_html_form_that_differs_is_added() -> None:
    message = mail("Hello Anna.\n")
    message.add_alternative("<p>Hello Anna, we cut the price.</p>", subtype="html")
    body = read(as_bytes(message))
    assert [(text.is_html, text.differs) for text in body.texts] == [(False, False), (True, True)]


def test_an_html_form_beside_an_empty_plain_one_is_the_text() -> None:
    message = mail(" \n")
    message.add_alternative("<p>Hello</p>", subtype="html")
    assert [(text.text, text.differs) for text in read(as_bytes(message)).texts] == [("Hello", False)]


def test_an_html_form_of_pictures_only_is_left_out() -> None:
    message = mail("Hello\n")
    message.add_alternative("<img src='cid:1'>", subtype="html")
    assert len(read(as_bytes(message)).texts) == 1


def test_inline_pictures_and_forwarded_mails_are_listed() -> None:
    message = mail()
    message.add_alternative("<p>Hello Anna, the plan is ready.</p>", subtype="html")
    message.get_payload()[1].add_related(b"12345", "image", "png", cid="<1>")  # type: ignore[union-attr,index]  # the HTML form
    message.add_attachment(mail("Forwarded text\n"))
    listed = [(one.name, one.content_type) for one in read(as_bytes(message)).attachments]
    assert listed == [("unnamed", "image/png"), ("unnamed", "message/rfc822")]


def test_a_text_file_is_listed_but_a_named_body_is_read() -> None:
    message = mail()
    message.add_attachment("hidden words", filename="notes.txt")
    assert [one.name for one in read(as_bytes(message)).attachments] == ["notes.txt"]
    named = read(raw_mail(b"the body", 'Content-Type: text/plain; name="body.txt"'))
    assert [text.text for text in named.texts] == ["the body"]


def test_a_mail_that_is_an_attached_text_file_is_listed() -> None:
    body = read(raw_mail(b"words", "Content-Type: text/plain", "Content-Disposition: attachment"))
    assert (len(body.texts), len(body.attachments)) == (0, 1)


def test_the_charset_of_an_attachment_does_not_matter() -> None:
    # The standard library raises TypeError when asked to decode this.
    fields = ["Content-Type: text/plain; charset*=idna''x", "Content-Disposition: attachment"]
    assert read(raw_mail(b"\xff\xfe", *fields)).attachments[0].size_bytes == 2


def test_two_texts_of_one_mail_are_both_read() -> None:
    part = b"--b\r\nContent-Type: text/plain\r\n\r\n%s\r\n"
    data = raw_mail(part % b"one" + part % b"two" + b"--b--", "Content-Type: multipart/mixed; boundary=b")
    assert [text.text for text in read(data).texts] == ["one", "two"]


def test_a_multipart_without_a_boundary_is_read_as_it_stands() -> None:
    assert [text.text for text in read(raw_mail(b"raw", "Content-Type: multipart/mixed")).texts] == ["raw"]


@pytest.mark.parametrize(
    "content_type",
    [
        "application/pkcs7-mime; smime-type=enveloped-data",
        "application/x-pkcs7-mime",
        "multipart/encrypted; protocol=application/pgp-encrypted; boundary=b",
    ],
)
def test_an_encrypted_mail_is_turned_away(content_type: str) -> None:
    data = raw_mail(b"--b\r\n\r\nVersion: 1\r\n--b--", f"Content-Type: {content_type}")
    with pytest.raises(UnreadableError) as caught:
        read(data)
    assert caught.value.code == "encrypted"


def test_a_signed_mail_is_read() -> None:
    parts = b"--b\r\n\r\nsigned words\r\n--b\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--b--"
    body = read(raw_mail(parts, "Content-Type: multipart/signed; boundary=b"))
    assert [text.text for text in body.texts] == ["signed words"]
    assert [one.content_type for one in body.attachments] == ["application/pkcs7-signature"]


def test_hidden_elements_are_noted_one_by_one_up_to_the_limit() -> None:
    def noted(count: int) -> int:
        html = "<p>a</p>" + "<p hidden>x</p>" * count
        findings = read(raw_mail(html.encode(), "Content-Type: text/html")).findings
        return sum(finding.rule == "html_hidden" for finding in findings)

    assert (noted(2), noted(MAX_NOTES + 1)) == (2, MAX_NOTES)
