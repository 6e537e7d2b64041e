"""Phones that no numbering plan knows, and dates that are no phones."""

import pytest

from assessor.guardrails.recognizers.phones import find_phones

from .conftest import Redact


@pytest.mark.parametrize(
    "phone",
    [
        "+44 7700 900142",
        "+49 (0)30 23125-001",
        "0049 30 23125001",
        "+1 212-555-0123",
        "+43 664 1234567",
        "+41 44 668 18 00",
    ],
)
def test_a_plus_or_double_zero_makes_a_phone(phone: str) -> None:
    text = f"reach me on {phone}, please"
    spans = [one for one in find_phones(text) if one.type == "PHONE_NUMBER"]
    assert [text[one.start : one.end] for one in spans] == [phone]


@pytest.mark.parametrize("label", ["Tel.", "Telefon:", "Phone", "Mobil:", "fax"])
def test_a_label_makes_a_phone(label: str) -> None:
    text = f"{label} 555 0142 77"
    assert [text[one.start : one.end] for one in find_phones(text)] == ["555 0142 77"]


@pytest.mark.parametrize(
    "text",
    [
        "Am 13.10.2026 um 16:05 haben wir telefoniert.",
        "Since 2026-11-20 the export runs nightly.",
        "Ticket INC-20261120 was closed, 112 of 140 seats, version 2026.11.3.",
        "Usage rose by +12 percent, from 1.200.000 to 1.344.000 rows.",
        "Growth of +15 000 accounts since 2025.",
    ],
)
def test_dates_and_counts_stay(redact: Redact, text: str) -> None:
    (redacted,) = redact(text, lang="de" if "Am " in text else "en")
    assert redacted.text == text
