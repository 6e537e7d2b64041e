"""Language: English or German by the words."""

import pytest

from assessor.intake.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The customer agreed to renew in May after we showed the adoption numbers.", "en"),
        ("Der Kunde verlängert im Mai, nachdem wir die Nutzungszahlen gezeigt haben.", "de"),
        pytest.param("Wir haben das Renewal und den Upsell mit dem Account besprochen.", "de", id="S002-65"),
        pytest.param(
            "The Betriebsrat agreed to the Dienstvereinbarung, and the Datenschutzbeauftragte looked at it.",
            "en",
            id="S000-93",
        ),
        ("", "en"),
        ("12 / 14 (2026)", "en"),
        pytest.param("ok", "en", id="even-odds"),
    ],
)
def test_language(text: str, language: str) -> None:
    """S000-93, S002-65: terms of the other language do not turn a text into it."""
    assert detect_language(text) == language
