"""All forms together: the stronger one wins, and neighbours stay apart."""

import pytest

from assessor.guardrails.recognizers.structured import find_structured

from .catching import caught, types_of


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        # Its middle groups could be dialled.
        ("IBAN DE89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00", "IBAN_CODE"),
        ("Tel./AHV 756.9217.0769.85", "756.9217.0769.85", "ID"),
        ("Kundennummer 0171 2345678", "0171 2345678", "ID"),
        ("geb. 03.04.1979", "03.04.1979", "DATE_OF_BIRTH"),
        # An address in a link goes with the link.
        (
            "https://app.tool.example/invite?email=a%40b.example",
            "https://app.tool.example/invite?email=a%40b.example",
            "URL",
        ),
        ("Host 10.20.31.7", "10.20.31.7", "IP_ADDRESS"),
    ],
)
def test_the_stronger_form_gives_the_type(text: str, value: str, kind: str) -> None:
    assert caught(find_structured, text) == [value]
    assert types_of(find_structured, text) == [kind]


def test_a_signature_falls_into_its_values() -> None:
    text = (
        "Birgit Haverkamp\nSpeicherstraße 14\n20457 Hamburg\nTel. 040 / 555 01-417 | Mobil 0171 5550142\n"
        "b.haverkamp@nordwind.example | www.nordwind.example"
    )
    assert caught(find_structured, text) == [
        "Speicherstraße 14\n20457 Hamburg",
        "040 / 555 01-417",
        "0171 5550142",
        "b.haverkamp@nordwind.example",
        "www.nordwind.example",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Health Score 61, NRR 108 %, 1.204 von 1.500 Plätzen, Q3 2026.",
        "Forecast accuracy 88 percent; renewal on 2026-09-30, 120 seats, SUP-2231.",
        "",
        "\n\n",
    ],
)
def test_figures_of_the_trade_stay(text: str) -> None:
    assert caught(find_structured, text) == []
