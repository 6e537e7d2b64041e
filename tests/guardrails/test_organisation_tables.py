"""Customers named in the columns of tables; other columns, totals and prose with commas stay."""

import pytest

from assessor.guardrails.recognizers.organisation_tables import find_in_tables

from .catching import caught


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Account | Score | Trend\nOstrava Glassworks | 81 | up\nFennimore | 54 | down", ["Ostrava Glassworks", "Fennimore"]),
        ("| Stage | Customer |\n|---|---|\n| Commit | **Dunmarrow** |\n| Total | |", ["Dunmarrow"]),
        ("id;datum;Kunde;Status\nE-1;02.10.;Heliotrop;zu\n\nE-2;03.10.;Maison Verrault;offen", ["Heliotrop", "Maison Verrault"]),
        ('ref,Client Name,owner\n1,"Ridgeback, Tools",KS\n2,Pellworth,TB', ["Ridgeback, Tools", "Pellworth"]),
        ("Firma\tWert\nGrünspan\t31\r\nNebelhorn Audio\t55\r\n", ["Grünspan", "Nebelhorn Audio"]),
    ],
)  # fmt: skip
def test_cells_below_a_heading_for_customers_are_names(text: str, names: list[str]) -> None:
    assert caught(find_in_tables, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Feature | Score\nSingle Sign-on | 81",
        "Customer | Score\nCustomer A | 81\nTotal | 81\nn/a | 3\n42 | 4",
        "Customer, product and legal met.\nAnna, Bob and Carla agreed, then left.",
        "The account, its owner, the plan.\nBerlin, Hamburg and Bremen follow.",
        "Customer | Score\n\n\nRisks | next",
        "Customer | Score\nA sentence without the mark ends the table.\nRookhaven | 48",
    ],
)
def test_other_lines_are_left(text: str) -> None:
    assert caught(find_in_tables, text) == []
