"""Phones of DE, AT, CH, GB, FR and US in every usual writing, and numbers that are none."""

import pytest

from assessor.guardrails.recognizers.phones import find_phones

from .catching import caught

# One writing a row; each is tried bare, with a label, and inside an English and a German sentence.
GERMAN = (
    "+49 30 23125001", "+49 (0)30 23125-001", "+49 (30) 23125001", "0049 30 23125001", "0049 (0) 30 231250", "+49/30/23125001",
    "+49.30.23125001", "+49 30 / 231 25-0", "+493023125001", "030/23125001", "030 23125-0", "030 - 231 25 001", "(030) 23125 001",
    "(030)23125001", "0 30 / 23 12 50 01", "030-23125001", "089 1234567-0", "0171 2345678", "0171-2345678", "0171/2345678",
    "01712345678", "0160 555 01530", "0800 123 4567", "0221 / 5 55 01-23", "07461 555 01-36",
)  # fmt: skip
AUSTRIAN_SWISS = (
    "+43 1 5134567", "+43 (0)1 513 45 67", "+43 (0)1 513 45 67 - 12", "01 5134567", "(01) 513 45 67", "0664/1234567", "0664 123 45 67",
    "0043 664 1234567", "0676/1234567", "05572/5550-14", "+43 512 5550182", "+41 44 668 18 00", "+41 (0)44 668 18 00",
    "0041 44 668 18 00", "044 668 18 00", "079 123 45 67", "079/123.45.67", "+41791234567",
)  # fmt: skip
BRITISH_FRENCH = (
    "+44 20 7946 0958", "+44 (0) 20 7946 0958", "+44(0)7700900123", "0044 20 7946 0958", "020 7946 0958", "(020) 7946 0958",
    "07700 900123", "07700-900-123", "01632 960 123", "(01632) 960123", "+33 1 42 68 53 00", "0033 1 42 68 53 00", "01 42 68 53 00",
    "06.12.34.56.78", "+33612345678", "+33 (0)4 72 55 01 30",
)  # fmt: skip
AMERICAN_OTHER = (
    "+1 (212) 555-0123", "+1 212-555-0123", "+1.212.555.0123", "(415) 555-2671", "(212)555-0123", "415.555.2671", "212-555-0123",
    "1-800-555-0199", "1-646-555-0188", "+1 (212) 555-0123 ext. 12", "(510) 555-0147 ext. 12", "212.555.0123 x204",
    "+1-408-555-0175 x204", "+353 1 555 0182", "+31 20 555 0144", "+46 8 555 014 20",
)  # fmt: skip
FRAMES = ("{}", "Tel.: {}", "Bitte unter {} melden.", "you can use {} for that, thanks", "({})")

NO_PHONES = (
    # dates, times, ranges
    "Termin am 12.11.2026", "2026-11-20", "from 01.01.2026 to 31.12.2026", "20.11.26", "2026-11-20T10:30:00Z", "02 - 11 - 2026",
    "11/02/2026", "10:30-11:30", "2024-2026", "2025-2026-2027", "Sprint 2026-10-06 09:30", "Zeitraum 01.10.-31.12.2026",
    "1.10. - 15.10.2026", "KW 41/42 2026", "2026/27 plan", "3-4-2026",
    # numbers of things
    "INC-20261120", "Ticket 4711000123", "case 00123456", "ticket #1234567", "order 4500123456", "Kundennummer 20261120",
    "Rechnung 2026-000123", "Case number 12345678901", "account id 5550123456", "Bestellung 4500881207, Angebot Q-22017", "Case 00518822",
    "Company number 09817342", "Ticket 5520981 is closed", "Order 12-345-678", "SUP-1182-2026", "SR-0049-2211", "build 20261120.1",
    "UUID 550e8400-e29b-41d4-a716-446655440000", "commit 3f2a1b9c8d7e", "CHE-116.281.710", "IBAN DE89 3704 0044 0532 0130 00",
    "ISBN 978-3-16-148410-0",
    # amounts and counts
    "12.500 EUR", "1.234.567 Zeilen", "1 250 000 rows", "12,500 users", "99,95 %", "1204 von 1500 (80,3 %)", "NPS 45 52 60 71",
    "Q3 2026 1200 1300 1400", "grew from 1 200 000 to 1 344 000", "Q1 120 000 Q2 130 000", "1 000 - 2 000", "0.412345", "1732098600",
    "Usage rose by +12 percent, from 1.200.000 to 1.344.000 rows.", "Growth of +15 000 accounts since 2025.",
    # places of machines and on maps
    "version 3.12.4", "Version 10.15.7.1", "10.20.31.7", "52.4312, -1.4907",
)  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("number", [*GERMAN, *AUSTRIAN_SWISS, *BRITISH_FRENCH, *AMERICAN_OTHER])
def test_a_phone_goes_whole_and_alone(number: str, frame: str) -> None:
    # A bracket that opens before an American area code is part of it; the frame's own is not.
    assert caught(find_phones, frame.format(number)) == [number]


@pytest.mark.parametrize("text", NO_PHONES)
def test_dates_amounts_and_numbers_of_things_stay(text: str) -> None:
    assert caught(find_phones, text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Durchwahl 417", ["417"]),
        ("Durchwahl -417", ["-417"]),
        ("at ext. 12 or", ["12"]),
        ("Tel. 23125-0", ["23125-0"]),
        ("call 555-0142", ["555-0142"]),
        ("Telefon: 555 01 77", ["555 01 77"]),
        ("Phone:\n51 516 33 75", ["51 516 33 75"]),
        ("655 437 108 (office)", ["655 437 108"]),
        ("phone 763 555 0119 best", ["763 555 0119"]),
        ("Phone 555 0142 77", ["555 0142 77"]),
        ("Natel 079 555 01 77.", ["079 555 01 77"]),
    ],
)
def test_a_word_for_telephony_makes_a_local_number_a_phone(text: str, numbers: list[str]) -> None:
    assert caught(find_phones, text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "437 108 655",
        "rows: 516 33 75",
        "a phone, and 12 of 40 seats",
        "Version 417",
        "dw 2026-11-20",
        "ext. 12.5 %",
    ],
)
def test_without_such_a_word_the_same_digits_stay(text: str) -> None:
    assert caught(find_phones, text) == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Tel. 030 231250 / 0171 2345678", ["030 231250", "0171 2345678"]),
        ("Tel 0221 12345, Fax 0221 12346", ["0221 12345", "0221 12346"]),
        ('Kofi,+44 131 496 0288,8\nIva,"+34 912 345 067",6', ["+44 131 496 0288", "+34 912 345 067"]),
        (r"TEL:030 231250-Office\,07700 063 966-Fax", ["030 231250", "07700 063 966"]),  # vCard
        (
            "Ruf an: 0151-5550 8740, Büro +49 (471) 555 01 20.",
            ["0151-5550 8740", "+49 (471) 555 01 20"],
        ),
    ],
)
def test_neighbours_stay_two_numbers(text: str, numbers: list[str]) -> None:
    assert caught(find_phones, text) == numbers
