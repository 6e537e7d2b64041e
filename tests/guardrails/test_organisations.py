"""Customers by legal form, field, heading, trade and list; the field's own words and tools stay."""

import pytest

from assessor.guardrails.recognizers.organisations import find_organisations

from .catching import caught

LEGAL = (
    "Nordwind Logistik GmbH", "Müller & Söhne GmbH & Co. KG", "3M Deutschland GmbH", "Bäckerei von Stein e.K.", "Verein der Freunde e.V.",
    "Mirabell Kosmetik Ges.m.b.H.", "Wohnbau Wiesloch eG", "Rehaklinik Sonnenbühl gGmbH", "Ostsee Robotik UG", "Hartnoll Aviation AG",
    "Sonnen SE", "Acme Widgets Ltd.", "Drummond Retail PLC", "Eastlake Robotics LLC", "Vantor Biologics Inc.", "Bexley & Stroud LLP",
    "Quorn Valley Foods Co.", "Mirelle Cosmetics SARL", "Thornley Textiles S.A.", "Ostrava Steelworks s.r.o.", "Zamek Sp. z o.o.",
    "Oakhurst Pharma B.V.", "Tamworth Plastics Oy", "Palisade Energy AB", "Nordhavn ApS", "Rossi Motori S.p.A.", "Dupont Frères SAS",
)  # fmt: skip
LEGAL_FRAMES = ("Die {} hat verlängert.", "We met {} on site", "Renewal {}, Q3", "{}")
PLACED = (
    ("Account: Halden Optics\nStage: renewal", "Halden Optics"),
    ("Kunde: Lumio\nPhase: Verlängerung", "Lumio"),
    ("kunde: kornthal lebensmittel", "kornthal lebensmittel"),
    ("| Customer | Pellworth |", "Pellworth"),
    ("Opp: Veltro / expansion", "Veltro"),
    ("QBR - Halden, Q3", "Halden"),
    ("# Renewal brief: Nettlecombe", "Nettlecombe"),
    ("Renewal risk: Veltro", "Veltro"),
    ("Onboarding plan for Sandbourne", "Sandbourne"),
    ("Subject: Notes from the Brightpath call", "Brightpath"),
    ("Marrowby renewal, open points", "Marrowby"),
    ("Verlängerung: Lauterbach", "Lauterbach"),
    ("Betreff: Protokoll Jour fixe Brandmeyer", "Brandmeyer"),
    ("Auftakt Frauscher (Winterthur)", "Frauscher"),
    ("our customer Lumio asked", "Lumio"),
    ("Unser Kunde Palisa konnte nicht laden.", "Palisa"),
    ("beim Kunden Veltro", "Veltro"),
    ("the sponsor at Veltro left", "Veltro"),
    ("Health deep dive: Rookhaven\n", "Rookhaven"),
    ("Notes\nCustomer Tarnwick - kitchen display off", "Tarnwick"),
    ("SUNDIAL PAYROLL / Executive Business Review", "SUNDIAL PAYROLL"),
    ("GELB: Pfalzgold\nSupport", "Pfalzgold"),
    ("die Kaffeerösterei Amsel fragt", "Kaffeerösterei Amsel"),
    ("I took over three accounts: Acme, Globex and Initech.", "Globex"),
    ("drei Kunden: Dachbau Nord, Globex und Initech.", "Initech"),
)
TRADES = (
    "Halden Optics", "Tillerman Foods", "Corvane Insurance Group", "Nettlecombe Water", "Osprey Lane Capital", "Lyndhurst Schools Trust",
    "Sable & Finch", "Hollis & Crane Publishing", "Bank of Cumbria", "Stadtwerke Lauterbach", "Kanzlei Ohlendorf", "Autohaus Kiesewetter",
    "Volksbank Ahrtal", "Rechtsanwälte Penkert", "Feinwerk Keramik", "Tannwald Versicherung", "Kresse Heizungsbau", "Orlamünde Holzwerke",
)  # fmt: skip
HARMLESS = (
    "The Customer Success team runs a Quarterly Business Review with every Enterprise Account.",
    "Der Success Plan nennt Ziele, der Health Score in Gainsight zeigt Risiken.",
    "Data from Salesforce Reports feeds the Renewal Forecast; Microsoft Teams works too.",
    "At Risk accounts need a plan within 5 days. We look at Feature Adoption and Active Users.",
    "Bei Fragen bitte an das Team wenden. Bei Kunden mit roter Ampel gilt: Ursache klären.",
    "Account: n/a\nCustomer: all\nKunde: offen",
    "| Account | Proposed |\n|---|---|\n| x | y |",
    "Die Support AG-Struktur", "Phase 2 of the SE team", "Renewal: Next Steps", "QBR - Agenda", "Onboarding plan for new users",
    "Betreff: Zusammenfassung Kick-off", "Executive Business Review", "Product Marketing and Customer Support",
    "Vertrieb und Produktmanagement erhalten Rückmeldungen.", "Der Betriebsrat hat zugestimmt.", "bei der Verletzung von Leben und Gesundheit",
    "Der Kunde ist Mitglied im Beirat.", "Our customers want SSO.", "Zwei Kliniken und drei Banken nutzen das.",
)  # fmt: skip


@pytest.mark.parametrize("frame", LEGAL_FRAMES)
@pytest.mark.parametrize("name", LEGAL)
def test_a_legal_form_makes_a_customer(name: str, frame: str) -> None:
    found = caught(find_organisations, frame.format(name))
    # The point of "Ltd." at the end of a sentence may stay outside.
    assert any(name.rstrip(".") in one for one in found), found


@pytest.mark.parametrize(("text", "name"), PLACED)
def test_a_field_heading_or_phrase_makes_a_customer(text: str, name: str) -> None:
    assert name in caught(find_organisations, text)


@pytest.mark.parametrize("frame", ["We will meet {} in May.", "Im Mai besuchen wir {} vor Ort."])
@pytest.mark.parametrize("name", TRADES)
def test_a_trade_after_or_before_a_name_makes_a_customer(name: str, frame: str) -> None:
    assert caught(find_organisations, frame.format(name)) == [name]


@pytest.mark.parametrize("text", HARMLESS)
def test_tools_and_words_of_the_field_stay(text: str) -> None:
    assert caught(find_organisations, text) == []
