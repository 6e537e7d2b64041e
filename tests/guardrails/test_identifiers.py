"""Numbers of states, insurers, employers and suppliers, by check digit or by label, in both languages."""

import pytest

from assessor.guardrails.recognizers.identifiers import find_identifiers

from .catching import caught, types_of

# Text, value, type. Checked values are published examples or computed by the rule in `checksums.py`.
CHECKED = (
    ("Notiert: 86 095 742 719 hier", "86 095 742 719", "DE_TAX_ID"),
    ("noted 86095742719 here", "86095742719", "DE_TAX_ID"),
    ("15 070649 C 103 liegt vor", "15 070649 C 103", "DE_SOCIAL_SECURITY"),
    ("on file: 15070649C103", "15070649C103", "DE_SOCIAL_SECURITY"),
    ("im Ordner 1237 010180 abgelegt", "1237 010180", "ID"),
    ("die 756.9217.0769.85 fehlt", "756.9217.0769.85", "ID"),
    ("badge 7569217076985 shown", "7569217076985", "ID"),
    ("Karte A123456780 gelesen", "A123456780", "ID"),
    ("Kopie von L01X00T471 gelöscht", "L01X00T471", "ID"),
    ("invoice to DE136695976", "DE136695976", "ID"),
    ("UID ATU13585627", "ATU13585627", "ID"),
    ("an CHE-116.281.710 MWST", "CHE-116.281.710 MWST", "ID"),
    ("HRB 98173, Amtsgericht", "HRB 98173", "ID"),
    ("Firmenbuch FN 123456a", "FN 123456a", "ID"),
    ("she gave AB 12 34 56 C by mail", "AB 12 34 56 C", "ID"),
    ("licence MORGA657054SM9IJ scanned", "MORGA657054SM9IJ", "ID"),
    ("SSN 536-22-8471 on the form", "536-22-8471", "ID"),
    ("Steuernummer 181/815/08155", "181/815/08155", "DE_TAX_ID"),
)
LABELLED = (
    ("Steuer-Nr.: 93815/08152", "93815/08152", "DE_TAX_ID"),
    ("tax id 12 345 678 901", "12 345 678 901", "DE_TAX_ID"),
    ("Rentenversicherungsnummer 65 150784 K 009", "65 150784 K 009", "DE_SOCIAL_SECURITY"),
    ("Sozialversicherungsnummer einer Mitarbeiterin (1238 010180)", "1238 010180", "ID"),
    ("national insurance number (QQ 12 34 56 C)", "QQ 12 34 56 C", "ID"),
    ("SV-Nr.: 1237010181", "1237010181", "ID"),
    ("Personalausweis L01X00T47 kopiert", "L01X00T47", "ID"),
    ("Reisepass-Nr. C01X00T47", "C01X00T47", "ID"),
    ("passport no. 533401872, born", "533401872", "ID"),
    ("Führerschein B072RRE2I55", "B072RRE2I55", "ID"),
    ("driving licence: X12345678", "X12345678", "ID"),
    ("Personalnummer: 004417", "004417", "ID"),
    ("Personalnr. 884120, Telefon", "884120", "ID"),
    ("staff no. 884120", "884120", "ID"),
    ("Employee ID of the tester on their side: PE-004417. Next", "PE-004417", "ID"),
    ("Kundennummer: 4711-22", "4711-22", "ID"),
    ("Kd.-Nr. 10023", "10023", "ID"),
    ("your customer number again? I have KD-7719304 in my notes", "KD-7719304", "ID"),
    ("Lieferantennummer bei ihnen: V-2208815", "V-2208815", "ID"),
    ("a vendor id, ours is V-2208815.", "V-2208815", "ID"),
    ("Konto-Nr. 0532013000", "0532013000", "ID"),
    ("sort code 20-00-00", "20-00-00", "ID"),
    ("EIN 12-3456789", "12-3456789", "ID"),
    ("VAT no. FR40303265045", "FR40303265045", "ID"),
    ("USt-IdNr.: DE811907981", "DE811907981", "ID"),
    ("Company number 09817342,", "09817342", "ID"),
)
HARMLESS = (
    "Order A12345678 shipped", "Ticket AB-1234567", "INC-448120", "SUP-1182, SUP-1190", "FR-20881", "order 4500881207", "Fall 00518822",
    "build 2026.9.14", "customer number 3 in the list", "The number of customers is 1204", "our passport to success in 2026",
    "Pass 3 von 4", "10/11/2026", "contract number of pages 12", "the visa question 2026-11-20", "Kunden 2026: 140 von 200",
    "HTTP 404 500", "version 10.2.3 employee count 1204", "member since 2019", "staff of 12, plan for 2027", "1 234 567 890 rows",
    "Steuerung 2026", "the ID team met 2026-10-11", "Account 4711", "Vertrag 2026 endet", "EIN Kunde 2026", "ein 12345 Zeilen",
    "Die Kundennummern stehen im CRM, 1204 sind es.", "Ticket A123456780",
)  # fmt: skip
FAILED_CHECKS = (
    "noted 86095742718 here", "15 070649 C 104 liegt vor", "im Ordner 1238 010180 abgelegt", "die 756.9217.0769.84 fehlt",
    "Karte A123456781 gelesen", "Kopie von L01X00T472 gelöscht", "an CHE-116.281.711", "an ATU13585626",
)  # fmt: skip


@pytest.mark.parametrize(("text", "value", "kind"), [*CHECKED, *LABELLED])
def test_an_identifier_goes_whole_with_its_type(text: str, value: str, kind: str) -> None:
    assert caught(find_identifiers, text) == [value]
    assert types_of(find_identifiers, text) == [kind]


@pytest.mark.parametrize("text", [*HARMLESS, *FAILED_CHECKS])
def test_other_numbers_stay(text: str) -> None:
    assert caught(find_identifiers, text) == []


def test_a_label_does_not_reach_over_another_number() -> None:
    assert caught(find_identifiers, "customer number of 3 branches, 884120 rows") == []
