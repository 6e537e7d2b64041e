import pytest

from assessor.guardrails.recognizers.headings import find_in_headings


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_in_headings(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("PEER FEEDBACK for Herbst\n\nListens well.", ["Herbst"]),
        ("# Feedback for Katrin Sommer", ["Katrin Sommer"]),
        ("Mid-year review of Baker, June", ["Baker"]),
        ("**1:1 with May**", ["May"]),
        ("Agenda: 1:1 with Priya, then the deck", ["Priya"]),
        ("Feedback für Herbst", ["Herbst"]),
        ("Bewertung von Koch (CSM)", ["Koch"]),
        ("Gespräch mit Wolf: Ziele", ["Wolf"]),
        ("## Übergabe an Baum", ["Baum"]),
        ("Übergabe an Baum und Wolf", ["Baum", "Wolf"]),
    ],
)
def test_whom_a_heading_is_about_is_a_person(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Feedback for Customers",
        "Review of Pricing",
        "Handover to Support",
        "Notes on Onboarding",
        "Feedback für Kunden",
        "Bewertung von Risiken",
        "Gespräch mit Lieferanten",
        "Übergabe an Support",
        "Notizen zu Projekten",
        "We gave feedback for Customers in the ratio 1:1 with Support.",
    ],
)
def test_headings_about_things_name_nobody(text: str) -> None:
    assert found(text) == []
