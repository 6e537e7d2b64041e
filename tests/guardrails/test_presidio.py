"""Number formats, addresses and links. Every row: text, the value, the type it must get."""

import os
import random
from pathlib import Path

import pytest

from assessor.domain.text import Language
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.recognizers.checksums import is_social_security, is_tax_id

from .conftest import Redact
from .submissions import covering, placed_values

LANGUAGES: tuple[Language, ...] = ("en", "de")

PHONES = (
    "+49 30 23125001", "+49 (0)30 23125-001", "0171 2345678", "030/23125001", "089 1234567-0", "(030) 23125 001",
    "0049 171 2345678", "+43 1 5134567", "0664/1234567", "+41 44 668 18 00", "079 123 45 67", "+44 20 7946 0958",
    "020 7946 0958", "07700 900123", "+33 1 42 68 53 00", "01 42 68 53 00", "+1 (212) 555-0123", "212-555-0123",
    "(415) 555-2671", "415.555.2671", "0301234567",
)  # fmt: skip
NO_PHONES = (
    "Termin am 12.11.2026", "2026-11-20", "from 01.01.2026 to 31.12.2026", "20.11.26", "2026-11-20T10:30:00Z",
    "INC-20261120", "Ticket 4711000123", "case 00123456", "ticket #1234567", "order 4500123456", "Kundennummer 20261120",
    "Rechnung 2026-000123", "Case number 12345678901", "account id 5550123456", "12.500 EUR", "1.234.567 Zeilen",
    "1 250 000 rows", "12,500 users", "version 3.12.4", "Version 10.15.7.1", "build 20261120.1", "99,95 %",
    "1204 von 1500 (80,3 %)", "NPS 45 52 60 71", "UUID 550e8400-e29b-41d4-a716-446655440000", "commit 3f2a1b9c8d7e",
    "1732098600", "10:30-11:30", "2024-2026", "Q3 2026 1200 1300 1400", "SR-0049-2211",
)  # fmt: skip
STRUCTURED = (
    ("Bitte an anna.schmidt@firma.example schreiben.", "anna.schmidt@firma.example", "EMAIL_ADDRESS"),
    ("mail anna+crm@mail.co.uk today", "anna+crm@mail.co.uk", "EMAIL_ADDRESS"),
    ("an j.müller@müller-bau.de", "j.müller@müller-bau.de", "EMAIL_ADDRESS"),
    ("ask a_b-c@sub.nordwind.test, please", "a_b-c@sub.nordwind.test", "EMAIL_ADDRESS"),
    ("info@xn--mller-kva.de", "info@xn--mller-kva.de", "EMAIL_ADDRESS"),
    ("x@intern.corp", "x@intern.corp", "EMAIL_ADDRESS"),
    ("Konto DE89 3704 0044 0532 0130 00.", "DE89 3704 0044 0532 0130 00", "IBAN_CODE"),
    ("to AT611904300234573201 please", "AT611904300234573201", "IBAN_CODE"),
    ("CH93 0076 2011 6238 5295 7", "CH93 0076 2011 6238 5295 7", "IBAN_CODE"),
    ("card 4111-1111-1111-1111 used", "4111-1111-1111-1111", "CREDIT_CARD"),
    ("3782 822463 10005", "3782 822463 10005", "CREDIT_CARD"),
    ("Host 192.0.2.17 was down", "192.0.2.17", "IP_ADDRESS"),
    ("2001:db8::8a2e:370:7334", "2001:db8::8a2e:370:7334", "IP_ADDRESS"),
    ("see https://nordwind.example/kunde/4711?x=1, thanks", "https://nordwind.example/kunde/4711?x=1", "URL"),
    ("www.nordwind.de/kontakt.", "www.nordwind.de/kontakt", "URL"),
    ("nordwind.atlassian.net/browse/AB-1", "nordwind.atlassian.net/browse/AB-1", "URL"),
    ("linkedin.com/in/tom-baker-12", "linkedin.com/in/tom-baker-12", "URL"),
    ("Steuernummer 93815/08152 liegt vor", "93815/08152", "DE_TAX_ID"),
    ("Kennzeichen M-AB 1234 notiert.", "M-AB 1234", "ID"),
    ("Kennzeichen B-MW 2034E notiert.", "B-MW 2034E", "ID"),
    ("Personalausweis L01X00T47 kopiert.", "L01X00T47", "ID"),
    ("passport no. C01X00T47 on file", "C01X00T47", "ID"),
    ("USt-IdNr. DE136695976", "DE136695976", "ID"),
    ("Geburtsdatum: 12.03.1984", "12.03.1984", "DATE_OF_BIRTH"),
    ("geb. am 3. April 1979", "3. April 1979", "DATE_OF_BIRTH"),
    ("Geburtstag ist der 12.03.1984", "12.03.1984", "DATE_OF_BIRTH"),
    ("date of birth 1984-03-12", "1984-03-12", "DATE_OF_BIRTH"),
    ("born on March 12, 1984", "March 12, 1984", "DATE_OF_BIRTH"),
    ("DOB: 03/12/84", "03/12/84", "DATE_OF_BIRTH"),
    ("in der Lindenstraße 12, 50674 Köln.", "Lindenstraße 12, 50674 Köln", "LOCATION"),
    ("Kärntner Ring 5-7, 1010 Wien", "Kärntner Ring 5-7, 1010 Wien", "LOCATION"),
    ("Bahnhofstr. 3\n8001 Zürich", "Bahnhofstr. 3\n8001 Zürich", "LOCATION"),
    ("Unter den Linden 77, 10117 Berlin", "Unter den Linden 77, 10117 Berlin", "LOCATION"),
    ("Straße des 17. Juni 135", "Straße des 17. Juni 135", "LOCATION"),
    ("Adresse: Am Alten Markt 7a", "Am Alten Markt 7a", "LOCATION"),
    ("Postfach 10 20 30, 50674 Köln", "Postfach 10 20 30, 50674 Köln", "LOCATION"),
    ("at 221B Baker Street, London NW1 6XE", "221B Baker Street, London NW1 6XE", "LOCATION"),
    ("10 Downing St, London SW1A 2AA", "10 Downing St, London SW1A 2AA", "LOCATION"),
    ("1600 Pennsylvania Avenue, Washington, DC 20500", "1600 Pennsylvania Avenue, Washington, DC 20500", "LOCATION"),
    ("500 5th Avenue, New York, NY 10110", "500 5th Avenue, New York, NY 10110", "LOCATION"),
    ("Die Nordwind Logistik GmbH hat verlängert.", "Nordwind Logistik GmbH", "CUSTOMER_ORG"),
    ("Müller & Söhne GmbH & Co. KG fragt", "Müller & Söhne GmbH & Co. KG", "CUSTOMER_ORG"),
    ("3M Deutschland GmbH", "3M Deutschland GmbH", "CUSTOMER_ORG"),
    ("Bäckerei von Stein e.K. fragt", "Bäckerei von Stein e.K.", "CUSTOMER_ORG"),
    ("We met Acme Widgets Ltd. on site", "Acme Widgets Ltd.", "CUSTOMER_ORG"),
)  # fmt: skip
HARMLESS = (
    "Termin in Köln am 12.11.2026 um 10:30 Uhr.", "The workshop in London is on 12 November 2026.",
    "Die Laufzeit endet am 31.12.2026.", "Renewal date: 2026-09-30.",
    "see section 3.2.1 and INC-20261120", "SLA-99 und API-V2, KW-47, B2B-2026", "Der Weg 3 ist offen.",
    "Der Marktplatz 2026 wächst.", "In 2026 Customer Success Way of working", "Health Score 61, NRR 108 %",
    "born in the cloud in 2019", "Die Support AG-Struktur", "Ticket AB-1234567", "Node.js and ASP.NET", "README.md and app.py",
    "12:34:56 and 1:2", "Phase 2 of the SE team", "Order A12345678 shipped", "In der Version 3, 2026 Planung",
)  # fmt: skip


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", PHONES)
def test_phone_numbers_go_whole_in_any_usual_writing(redact: Redact, lang: Language, number: str) -> None:
    text = f"Tel.: {number}"
    (artefact,) = redact(text, lang=lang)
    assert placed_values(text, artefact, "PHONE_NUMBER") == [number]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", NO_PHONES)
def test_dates_tickets_amounts_and_versions_are_no_phones(redact: Redact, lang: Language, text: str) -> None:
    (artefact,) = redact(text, lang=lang)
    assert placed_values(text, artefact, "PHONE_NUMBER") == []
    assert placed_values(text, artefact, "IP_ADDRESS") == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("text", "value", "kind"), STRUCTURED)
def test_structured_values_go_whole_in_both_languages(
    redact: Redact, lang: Language, text: str, value: str, kind: str
) -> None:
    (artefact,) = redact(text, lang=lang)
    span = covering(text, artefact, value)
    assert span is not None, [(one.type, text[one.start : one.end]) for one in artefact.spans]
    assert span.type == kind


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", HARMLESS)
def test_cities_dates_and_codes_of_the_trade_stay(redact: Redact, lang: Language, text: str) -> None:
    (artefact,) = redact(text, lang=lang)
    assert [(one.type, one.rule) for one in artefact.spans] == []


def test_german_cities_stay(redact: Redact) -> None:
    (artefact,) = redact("Die Einführung in Wien, Zürich und Graz lief gut.", lang="de")
    assert artefact.spans == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Konto DE89 3704 0044 0532 0130 01.", "IBAN_CODE"),
        ("card 4111 1111 1111 1112 used", "CREDIT_CARD"),
        ("Steuer-IdNr 86 095 742 718 fehlt", "DE_TAX_ID"),
        ("Nummer 15 070649 C 104 fehlt", "DE_SOCIAL_SECURITY"),
    ],
)
def test_a_wrong_check_digit_is_another_number(redact: Redact, text: str, kind: str) -> None:
    (artefact,) = redact(text, lang="de")
    # The tax label before the number removes it as labelled, so that row asks for the check of the bare number.
    assert [one for one in artefact.spans if one.type == kind and not one.rule.endswith("label")] == []


def tax_ids(count: int) -> list[str]:
    """Valid tax ids by ISO 7064: ten digits, then the digit that makes the product chain end at 1."""
    source = random.Random(7)
    found: list[str] = []
    while len(found) < count:
        digits = [source.randrange(1, 10), *source.sample(range(10), 9)]
        product = 10
        for digit in digits:
            product = ((digit + product) % 10 or 10) * 2 % 11
        number = "".join(map(str, digits)) + str((11 - product) % 10)
        if max(map(number[:10].count, number[:10])) <= 3:
            found.append(number)
    return found


def insurance_number(serial: int) -> str:
    """A valid number by VKVV section 4: area, birth date, letter, serial, then the digit sum of weighted digits."""
    front = f"65{serial % 28 + 1:02d}{serial % 12 + 1:02d}84K{serial % 100:02d}"
    digits = front[:8] + "11" + front[9:]
    weights = (2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1)
    total = sum(
        sum(map(int, str(int(digit) * weight))) for digit, weight in zip(digits, weights, strict=True)
    )
    return front + str(total % 10)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", tax_ids(6))
def test_valid_tax_ids_go_in_one_run_and_in_groups(redact: Redact, lang: Language, number: str) -> None:
    grouped = f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}"
    assert is_tax_id(number)
    for text in (f"Hier ist {number} notiert", f"Hier ist {grouped} notiert"):
        (artefact,) = redact(text, lang=lang)
        assert len(placed_values(text, artefact, "DE_TAX_ID")) == 1


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", [insurance_number(serial) for serial in (3, 14, 57)])
def test_valid_insurance_numbers_go_in_one_run_and_in_groups(
    redact: Redact, lang: Language, number: str
) -> None:
    grouped = f"{number[:2]} {number[2:8]} {number[8]} {number[9:]}"
    assert is_social_security(number)
    for text in (f"Hier ist {number} notiert", f"Hier ist {grouped} notiert"):
        (artefact,) = redact(text, lang=lang)
        assert len(placed_values(text, artefact, "DE_SOCIAL_SECURITY")) == 1


@pytest.mark.parametrize("splitter", ["\x00", "\x01", "\x1f", "\x7f", "\u200b", "\u00ad"])
def test_an_invisible_character_hides_no_iban(redact: Redact, splitter: str) -> None:
    # The example IBAN of the German banks, parted in the middle of a group.
    text = f"Please pay to DE89 37{splitter}04 0044 0532 0130 00 by Friday."
    (artefact,) = redact(text, lang="en")
    assert [span.type for span in artefact.spans] == ["IBAN_CODE"]
    assert "0532" not in (artefact.text or "")


def test_a_value_far_into_a_long_text_keeps_its_place(redact: Redact) -> None:
    text = "Nothing of note here. " * 4000 + "Write to anna@firma.example today."
    (artefact,) = redact(text, lang="de")
    assert placed_values(text, artefact, "EMAIL_ADDRESS") == ["anna@firma.example"]


def test_detectors_leave_no_public_suffix_cache_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TLDEXTRACT_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))
    monkeypatch.setenv("HOME", str(tmp_path))
    found = list(PresidioRecognizers().find("mail anna@firma.example and https://nordwind.example/x", "de"))
    assert found
    assert [name for _, _, files in os.walk(tmp_path) for name in files] == []
