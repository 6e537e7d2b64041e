"""Markup inside of HTML: all words, seen or not, and nothing where there is no text."""

import pytest

from assessor.intake.html.embedded import embedded_text


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("plain words", "plain words"),
        ("<p>Kat<b>rin</b></p><p hidden>Sommer</p>", "Katrin\n\nSommer"),
        ("<v:shape alt='waves' href='mailto:a@b.example'/>", "waves a@b.example"),
        ("<i class='a@b.example'>x</i>", "a@b.example x"),
        ("<a@b.example>", "a@b.example"),
        ("a<!-- said -->b", "a said b"),
        ("<script>said</script>", "said"),
        ("data:text/plain,said%20so", "said so"),
        ("data:,said", "said"),
        ("data:text/html;charset=utf-8;base64,PHA+c2FpZDwvcD4=", "said"),
        ("data:text/html;base64,PHA+c2FpZDwvcD4", "said"),
        ("data:image/svg+xml,%3Ctext%3Esaid%3C/text%3E", "said"),
        ("data:image/png;base64,c2FpZA==", ""),
        ("data:text/plain;base64,%", ""),
        ("", ""),
    ],
)
def test_words(markup: str, text: str) -> None:
    assert embedded_text(markup) == text


def test_documents_inside_documents_are_not_gone_into_without_end() -> None:
    inner = "said"
    for _ in range(200):
        inner = f"<iframe srcdoc='{inner.replace('&', '&amp;').replace(chr(39), '&#39;')[:50_000]}'></iframe>"
    embedded_text(inner)
