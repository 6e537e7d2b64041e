import pytest

from assessor.guardrails.recognizers.rows import find_in_rows
from assessor.guardrails.vocabulary import Vocabulary, field_terms

FIELD = Vocabulary(field_terms())


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_in_rows(text, FIELD)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("id,owner,stage\n1,Xhemajli,Renewal\n2,Jean-Luc Morel,Onboarding", ["Xhemajli", "Jean-Luc Morel"]),
        ("Konto;CSM;Status\n4711;Svenja Harms;gelb", ["Svenja Harms"]),
        ("| Task | Owner |\n|---|---|\n| Export | **Ba Long** |\n| Rights | offen |", ["Ba Long"]),
        ("Name\tSite\nÉlodie Garnier\tLyon", ["Élodie Garnier"]),
        ("Vorname;Nachname\nReto;Ammann", ["Reto", "Ammann"]),
        ('{"owner": "Milica Stojanović", "stage": "Renewal"}', ["Milica Stojanović"]),
        ('{"attendees": ["Tim", "Nour Al-Masri"], "n": 2}', ["Tim", "Nour Al-Masri"]),
        ("Konto | Verantwortlich\nA-17 | Sommer / Pak", ["Sommer", "Pak"]),
        ("Konto;Sponsor;Status\nA-17;Sommer, Pak;offen", ["Sommer", "Pak"]),
        ("| Account | CSM (us) |\n|---|---|\n| A-17 | Sommer & Pak |", ["Sommer", "Pak"]),
        ("Task\tSponsor / Champion\nExport\tRosa Pak and Tom Sommer", ["Rosa Pak", "Tom Sommer"]),
        ("Task;Owner\nExport;Pak / Pak", ["Pak", "Pak"]),
        ("'kontakt': \"Reto Ammann\"", ["Reto Ammann"]),
    ],
)
def test_cells_under_a_heading_for_people_are_names(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "task,due,stage\nExport,Friday,Renewal",
        "| Name | Role | Status |\n|---|---|---|",
        "Owner;Status\nCustomer Success;offen",
        "Owner,Count\n12,14",
        "Konto;Owner\nA-17;Support / Finance",
        "Price (Owner) / Seat;Term\nNordwind / Pak;3",
        '{"stage": "Renewal Forecast", "segment": "Enterprise"}',
        "We talked about owner, scope and risk.\nNothing else.",
    ],
)
def test_other_cells_stay(text: str) -> None:
    assert found(text) == []


def test_a_table_ends_where_its_rows_do() -> None:
    text = "Owner;Status\nTom Baker;open\n\nNordwind;renewed"
    assert found(text) == ["Tom Baker"]
