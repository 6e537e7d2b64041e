"""The way into stage 1: every file or string becomes an artefact or a clear error."""

import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.domain.artefact import ArtefactKind, SubmittedArtefact
from assessor.domain.text import SegmentRole
from assessor.errors import AssessorError, UnreadableError
from assessor.intake.read import SUPPORTED, read_artefact, read_text

from .mails import as_bytes, mail, raw_mail

MANY = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def is_whole(artefact: SubmittedArtefact) -> bool:
    """Whether segments are exact, in order and apart, and hold every character that is not blank."""
    text, at = artefact.text, 0
    for segment in artefact.segments:
        part = text[segment.start : segment.end]
        if segment.start < at or text[at : segment.start].strip() or not part or part != part.strip():
            return False
        at = segment.end
    inside = all((f.end or 0) <= len(text) for f in artefact.findings)
    return inside and not text[at:].strip()


@pytest.mark.parametrize("name", ["a.md", "a.txt", "A.TXT", "dir.eml/a.md"])
def test_plain_files_keep_their_text(name: str) -> None:
    artefact = read_artefact(b"# Plan\r\n\r\nWe call the customer on Monday.\r\n", name)
    assert artefact.text == "# Plan\r\n\r\nWe call the customer on Monday.\r\n"
    assert [(s.locator, s.role) for s in artefact.segments] == [
        ("line 1", SegmentRole.HEADING),
        ("line 3", SegmentRole.BODY),
    ]
    assert (artefact.kind, artefact.lang, artefact.sent_on) == (ArtefactKind.OTHER, "en", None)


@pytest.mark.parametrize("name", ["a.doc", "a.odt", "a", ".md", "a.md.zip", "a.Müller GmbH"])
def test_other_formats_are_turned_away_by_name(name: str) -> None:
    with pytest.raises(UnreadableError, match=r"expected one of \.md, \.txt, \.eml") as caught:
        read_artefact(b"words", name)
    assert caught.value.code == "unsupported_format"
    assert "ller" not in str(caught.value)


@pytest.mark.parametrize(("name", "limit"), [("a.md", 10), ("a.csv", 10), ("a.eml", 32), ("a.PDF", 32)])
def test_files_over_the_limit_are_turned_away_unread(name: str, limit: int) -> None:
    with pytest.raises(UnreadableError, match=f"at most {limit} MB") as caught:
        read_artefact(b"a" * (limit * 1_000_000 + 1), name)
    assert caught.value.code == "too_large"


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
MAIL = as_bytes(mail())


@pytest.mark.parametrize(
    ("name", "data", "real"),
    [
        *((f"a{extension}", PNG, "a picture") for extension in SUPPORTED),
        ("a.txt", b"%PDF-1.7\n%\xe2\xe3", r"\.pdf"),
        ("a.pdf", b"# Plan\n\nCall on Monday.", "plain text"),
        ("a.pdf", b"<html><p>Plan", r"\.html"),
        ("a.json", b"<!DOCTYPE html>\n<p>Plan", r"\.html"),
        ("a.md", MAIL, r"\.eml"),
        ("a.html", MAIL, r"\.eml"),
        ("a.csv", b"{\\rtf1 Plan}", r"\.rtf"),
    ],
)
def test_a_file_of_another_format_is_told_so(name: str, data: bytes, real: str) -> None:
    with pytest.raises(UnreadableError, match=rf"got {real}\.") as caught:
        read_artefact(data, name)
    assert caught.value.code == "wrong_extension"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"<html>\n<p>We call on Monday."),
        ("a.htm", b"<!doctype html><p>Plan"),
        ("a.txt", b"From: Ben\nTo: Anna\nSubject: Plan\n\nWe call on Monday."),
        ("a.txt", b"MZ 12 is the shelf, BM 7 the box."),
        ("a.csv", "Name;Ort\nPlan;Köln".encode("utf-16-le")),
        ("a.html", "<p>Grüße".encode("utf-16-be")),
        ("a.eml", MAIL),
    ],
)
def test_near_misses_of_another_format_are_read(name: str, data: bytes) -> None:
    assert read_artefact(data, name).text


@pytest.mark.parametrize("extension", SUPPORTED)
def test_an_empty_file_is_empty_in_every_format(extension: str) -> None:
    for data in (b"", b" \r\n\t", bytes(50)):
        with pytest.raises(UnreadableError) as caught:
            read_artefact(data, f"a{extension}")
        assert caught.value.code == "empty"


def test_given_kind_and_language_win() -> None:
    artefact = read_text("We call on Monday.", kind=ArtefactKind.CRM_NOTE, lang="de")
    assert (artefact.kind, artefact.lang) == (ArtefactKind.CRM_NOTE, "de")
    sent = read_artefact(as_bytes(mail()), "a.eml", kind=ArtefactKind.FEEDBACK, lang="de")
    assert (sent.kind, sent.lang) == (ArtefactKind.FEEDBACK, "de")


def test_a_mail_is_of_kind_email() -> None:
    assert read_artefact(as_bytes(mail()), "a.eml").kind is ArtefactKind.EMAIL


def test_the_language_is_that_of_the_senders_own_words() -> None:
    quoted = "> Would Friday suit you and the rest of your team for the review of the plan?\n" * 5
    german = mail(f"Den Termin habe ich auf Freitag verlegt.\n\n{quoted}", Subject="Meeting on Friday")
    assert read_artefact(as_bytes(german), "a.eml").lang == "de"


def test_the_language_of_a_mere_quotation_is_that_of_the_quotation() -> None:
    assert read_text("> Der Kunde verlängert den Vertrag im Mai.").lang == "de"


def test_a_byte_order_mark_in_a_string_stays_and_is_no_finding() -> None:
    artefact = read_text("\ufeffplan\u200b")
    assert artefact.text == "\ufeffplan\u200b"
    assert [(f.rule, f.start, f.end) for f in artefact.findings] == [("invisible_characters", 5, 6)]


def test_encoding_and_hidden_characters_are_both_noted() -> None:
    artefact = read_artefact(b"Gr\xfc\xdfe ver\xadtraut", "a.txt")
    assert [f.rule for f in artefact.findings] == ["decoded_as_windows_1252", "invisible_characters"]


def test_hidden_characters_in_a_subject_are_found_at_their_place() -> None:
    artefact = read_artefact(as_bytes(mail(Subject="Pl\u202ean")), "a.eml")
    (finding,) = artefact.findings
    assert (finding.rule, artefact.text[finding.start : finding.end]) == ("bidi_control", "\u202e")


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), ("a\0\0\0\0", "binary_content"), ("\ud800", "invalid_text")]
)
def test_strings_that_are_no_text(text: str, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_text(text)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"Call An\0na."),
        ("a.csv", b"Call An\0na."),
        ("a.html", b"<p>Call An\0na."),
        ("a.json", b'"Call An\\u0000na."'),
        ("a.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nCall An\0na."),
        ("a.eml", raw_mail(b"Call An\0na.")),
    ],
)
def test_a_stray_nul_is_read_as_something_invisible(name: str, data: bytes) -> None:
    artefact = read_artefact(data, name)
    at = artefact.text.index("Call An\u200bna.") + 7
    assert ("nul_characters", None) in [(f.rule, f.start) for f in artefact.findings]
    assert ("invisible_characters", at) in [(f.rule, f.start) for f in artefact.findings]
    assert is_whole(artefact)


def test_many_nul_in_a_mail_are_binary_content() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_artefact(raw_mail(b"a\0\0\0\0b"), "a.eml")
    assert caught.value.code == "binary_content"


def test_nothing_of_the_content_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    message = mail("zebrafish\n\nBest regards\nBen")
    message.add_alternative("<p>zebrafish two</p>", subtype="html")
    with caplog.at_level(logging.DEBUG):
        read_artefact(as_bytes(message), "zebrafish.eml")
        with pytest.raises(UnreadableError) as caught:
            read_artefact(b"zebrafish\x00\x00\x00\x00", "zebrafish.txt")
    assert "zebrafish" not in caplog.text + str(caught.value)


@given(st.text(max_size=300))
@MANY
def test_any_string_is_read_whole_or_refused(text: str) -> None:
    try:
        artefact = read_text(text)
    except AssessorError as error:
        assert error.code in {"empty", "binary_content", "invalid_text"}  # noqa: PT017  # either outcome is right
    else:
        assert artefact.text == text.replace("\0", "\u200b")
        assert is_whole(artefact)


HEADERS = st.sampled_from(
    [
        *(
            b"From: a@example.com",
            b"Subject: =?utf-8?b?w?=",
            b"Date: Tue, 3",
            b"To: (((",
            b"Subject: \xfc\x81",
        ),
        *(b"Content-Type: multipart/mixed; boundary=b", b"Content-Type: multipart/alternative; boundary=b"),
        *(b"Content-Type: text/html", b"Content-Type: text/plain; charset=utf-16", b"Content-Type: ;;=="),
        *(b"Content-Type: message/rfc822", b"Content-Type: text/plain; charset*=idna''x", b"MIME-Version: 1"),
        *(b"Content-Type: x/y; name*0*=utf-8''%ff; name*99999=b", b"Content-Transfer-Encoding: base64"),
        *(b"Content-Transfer-Encoding: quoted-printable", b"Content-Transfer-Encoding: x-uuencode"),
        *(b'Content-Disposition: attachment; filename="=?x?q?=ff?="', b"Content-Type: multipart/digest"),
    ]
)
PIECES = st.sampled_from(
    [
        *(
            b"--b",
            b"--b--",
            b"",
            b"text here",
            b"> quoted",
            b"-- ",
            b"<p hidden>x</p>",
            b"<!-- c -->",
            b"<![x",
        ),
        *(
            b"<div style='font-size:0'>a",
            b"&#0;",
            b"&#xD800;",
            b"=FC=",
            b"w7w=",
            b"begin 644 x",
            b"On 3@ wrote:",
        ),
        *(
            b"Von: a",
            b"Gesendet: b",
            b"An: c",
            b"\xff\xfe",
            b"\xc3\xbc",
            b"\xe2\x80\x8b",
            b"<?xml version='1.0'?>",
        ),
    ]
)
LINES = st.lists(HEADERS | PIECES | st.binary(max_size=12), max_size=16)


def check_mail(data: bytes) -> None:
    try:
        artefact = read_artefact(data, "a.eml")
    except AssessorError as error:
        assert error.code != "error"  # noqa: PT017  # either outcome is right
    else:
        assert is_whole(artefact)


@given(st.binary(max_size=300))
@MANY
def test_any_bytes_as_a_mail_are_read_whole_or_refused(data: bytes) -> None:
    check_mail(data)


@given(st.lists(HEADERS, max_size=5), LINES, st.sampled_from([b"\r\n", b"\n", b"\r"]))
@MANY
def test_any_odd_mail_is_read_whole_or_refused(headers: list[bytes], lines: list[bytes], end: bytes) -> None:
    check_mail(end.join([b"Subject: x", *headers, b"", *lines]))
