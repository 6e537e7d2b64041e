"""Strings of PDF objects: their encodings, markup in them, and what says nothing."""

import pytest

from assessor.intake.pdf.strings import address, is_odd_name, rich_text, says_something, text_string


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        ("\ufeffGrüße".encode("utf-16-be"), "Grüße"),
        ("\ufeffGrüße".encode("utf-16-le"), "Grüße"),
        (b"\xef\xbb\xbf" + "Grüße".encode(), "Grüße"),
        ("Grüße".encode(), "Grüße"),
        (b"Gr\xfc\xdfe \x85 \xa0", "Grüße – €"),
        ("\ufeff\x1bde\x1bGrüße".encode("utf-16-be"), "Grüße"),
        (b"a\rb\r\nc", "a\nb\nc"),
        (b"one\x00two three", "onetwo three"),
        (bytes(range(32)), ""),
        (b"", ""),
    ],
)
def test_encodings(raw: bytes, text: str) -> None:
    assert text_string(raw) == text


@pytest.mark.parametrize("text", ["Katrin", "a@b", "23125417", "Bo", "2026-11-27 call", "node x", "日本"])
def test_what_says_something(text: str) -> None:
    assert says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            " ",
            "1",
            "-",
            "x",
            "1234",
            "D:20261127",
            "D:20261127120000+01'00'",
            "2026-11-27T12:00:00Z",
            "en-GB",
        ),
        *("uuid:e58ed763-928c-4155-bee9-fdbaaadc15f3", "d41d8cd98f00b204e9800998ecf8427e", "application/pdf"),
        *("/Helv 0 Tf 0 g", "0 0 1 rg /F1 12 Tf", "node00000012", "section.2.1", "(unspecified)", "True"),
    ],
)
def test_what_says_nothing(text: str) -> None:
    assert not says_something(text)


@pytest.mark.parametrize(
    ("name", "is_odd"), [("Katrin Sommer", True), ("a@b", True), ("Grün", True), ("F1", False)]
)
def test_names(name: str, is_odd: bool) -> None:
    assert is_odd_name(name) is is_odd


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Kat<span style='x'>rin</span> Sommer", "Katrin Sommer"),
        ("<body><p>one</p><p>two<br/>three</p></body>", "one\ntwo\nthree"),
        ("a &lt; b", "a &lt; b"),
        ("<b>a &lt; b</b>", "a < b"),
    ],
)
def test_rich_text(raw: str, text: str) -> None:
    assert rich_text(raw) == text


@pytest.mark.parametrize(
    ("link", "text"),
    [
        ("mailto:a@b.example", "a@b.example"),
        ("mailto:a@b.example?subject=For%20Katrin", "mailto:a@b.example?subject=For Katrin"),
        ("https://x.example/a%20b", "https://x.example/a b"),
        ("TEL:+4930", "+4930"),
    ],
)
def test_links(link: str, text: str) -> None:
    assert address(link) == text
