"""Number plates, and the codes of the trade that look like them."""

import pytest

from assessor.guardrails.recognizers.plates import find_plates

from .catching import caught


@pytest.mark.parametrize(
    ("text", "plates"),
    [
        ("Notiert: M-AB 1234.", ["M-AB 1234"]),
        ("Kennzeichen B-MW 2034E notiert.", ["B-MW 2034E"]),
        ("Gemeldetes Kennzeichen ist HH-KL 2047, das von Nadia B MX 118.", ["HH-KL 2047", "B MX 118"]),
        ("Kennzeichen W-12345A", ["W-12345A"]),
        ("Firmenwagen GU 123 AB", ["GU 123 AB"]),
        ("Kontrollschild ZH 123456", ["ZH 123456"]),
        ("Parking needs a plate; mine is LK19 ZRT and Nadia's is BD51 SMR.", ["LK19 ZRT", "BD51 SMR"]),
        ("the rental car, KT68 WXO, is at the barrier", ["KT68 WXO"]),
        ("license plate 7ABC123 was noted", ["7ABC123"]),
    ],
)
def test_a_plate_goes(text: str, plates: list[str]) -> None:
    assert caught(find_plates, text) == plates


@pytest.mark.parametrize(
    "text",
    [
        "KW38 QBR with FY26 ARR",
        "SLA-99 und API-V2, KW-47",
        "Ticket SUP-AB 12",
        "B2B SaaS, Q3 26 ARR",
        "LK19 ZRT",
        "The car pool rule: see FY26 QBR",
        "Parken ist frei. SLA-A 12 gilt.",
        "ZH 123456 Zeilen",
    ],
)
def test_a_code_of_the_trade_stays(text: str) -> None:
    assert caught(find_plates, text) == []
