"""Street addresses of DE, AT, CH, GB, FR, US, and places on the map; bare cities and counts of things stay."""

import pytest

from assessor.guardrails.recognizers.addresses import find_addresses

from .catching import caught

GERMAN = (
    "Lindenstraße 12, 50674 Köln", "Kärntner Ring 5-7, 1010 Wien", "Bahnhofstr. 3\n8001 Zürich", "Unter den Linden 77, 10117 Berlin",
    "Straße des 17. Juni 135", "Postfach 10 20 30, 50674 Köln", "Postfach 44, 4021 Linz", "Neckarstraße 118, 70190 Stuttgart",
    "Speicherstraße 14\n20457 Hamburg", "Am Alten Markt 7a\n97070 Würzburg", "Industriestraße 88, Haus B, 78532 Tuttlingen",
    "Calderonstraße 41, 3. OG, 80807 München", "Technikumstrasse 118, CH-8400 Winterthur", "Schneiderstrasse 26\n2037 Liestal",
    "Mariahilfer Straße 12/3/14, 1060 Wien", "Hauptstr. 5, 12345 Neustadt an der Weinstraße", "Platz der Republik 1, 11011 Berlin",
    "Lange Straße 39, 18055 Rostock", "Vinzenzgasse 200/12, 1180 Wien",
)  # fmt: skip
ENGLISH = (
    "221B Baker Street, London NW1 6XE", "10 Downing St, London SW1A 2AA", "14 Quayside Road, Bristol BS1 6TP",
    "Harcourt House, 27 Marine Parade, Sandbourne BH2 5QY", "Unit 6, Foundry Lane, Coventry CV6 5QA",
    "3rd Floor, 41 Calder Street, Glasgow G3 8AB", "19 Tanner's Row, Norwich NR1 2DB", "Studio 9\nElliot Glens\nHazelstad\nDL8 1UL",
    "1600 Pennsylvania Avenue, Washington, DC 20500", "500 5th Avenue, New York, NY 10110",
    "2200 Harbor Boulevard, Suite 310\nOakland, CA 94607", "88 Meridian Avenue, 4th Floor, Boston, MA 02110",
    "PO Box 4410, Hoboken, NJ 07030", "4744 Charles Inlet\nEast Katelyn, PW 65409", "PSC 3294, Box 9168\nAPO AA 61487",
)  # fmt: skip
OTHER = (
    "12 rue de la République, 69002 Lyon", "Via Roma 12, 20121 Milano", "52.4312, -1.4907", "53.8312, 9.9607", "55.9520° N, 3.1895° W",
    "47.2632° N, 11.4010° O", "52°25'52\"N 1°29'26\"W", "///filled.count.soap",
)  # fmt: skip
FRAMES = ("{}", "Adresse: {}", "at {}.", "Wir sind in der {}, bitte klingeln", "({})")
HARMLESS = (
    "Termin in Köln am 12.11.2026 um 10:30 Uhr.", "The workshop in London is on 12 November 2026.", "Die Einführung in Wien und Graz lief gut.",
    "see section 3.2.1", "Der Weg 3 ist offen.", "Der Marktplatz 2026 wächst.", "In der Version 3, 2026 Planung", "Phase 2, 1200 Nutzer",
    "Phase 2 of the SE team", "Sprint 3, 12500 Nutzer", "Teil 2, 2027 Ziel", "Arbeitsplatz 3 und Stellplatz 12", "Faktor 2, Sektor 3",
    "In 2026 Customer Success Way of working", "In 2026 the CS team is 12 Green accounts, 4 Red accounts", "12 Amber accounts in Common",
    "I closed 3 Renewals Way ahead", "we run 3 QBRs on the Customer Success Plaza", "5 Accounts and 3 Product Lines",
    "B2B SaaS, CA team of 12345", "Q3 Review, MA 2026", "NPS 45, CSAT 92 %", "score 3.142, 2.718", "KW 45 Park", "3 Health Score Views",
    "A1 2BC", "Lösungsweg 2 und Eskalationsweg 3",
)  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("address", [*GERMAN, *ENGLISH, *OTHER])
def test_an_address_goes_whole_with_its_town(address: str, frame: str) -> None:
    assert caught(find_addresses, frame.format(address)) == [address]


@pytest.mark.parametrize("text", HARMLESS)
def test_cities_counts_and_versions_stay(text: str) -> None:
    assert caught(find_addresses, text) == []


def test_the_name_over_an_address_is_not_taken_for_a_part_of_it() -> None:
    text = "Oliver Tansley\nHead of Operations\n14 Quayside Road, Bristol BS1 6TP"
    assert caught(find_addresses, text) == ["14 Quayside Road, Bristol BS1 6TP"]


def test_small_letters_count_with_a_postcode() -> None:
    assert caught(find_addresses, "lieferung an kornweg 71, 75172 pforzheim") == [
        "kornweg 71, 75172 pforzheim"
    ]
    assert caught(find_addresses, "der lösungsweg 71 ist lang") == []
