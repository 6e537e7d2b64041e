import pytest

from assessor.guardrails.recognizers.glued import find_glued


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_glued(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Der Müller-Termin ist durch.", "Müller"),
        ("Das Koch-Konto bleibt gelb.", "Koch"),
        ("Beim Petersen-Projekt hakt es.", "Petersen"),
        ("the Petersen-account is amber", "Petersen"),
        ("Anlage: Gesprächsnotiz_Stojanović.docx", "Stojanović"),
        ("see Adebayo-access.png", "Adebayo"),
        (r"\\\\ablage\\kunden\\petersen_vertrag.pdf", "petersen"),
    ],
)
def test_a_name_is_parted_from_what_it_is_glued_to(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Der Kunden-Termin ist durch.",
        "Das Berlin-Projekt und das Siemens-Konto laufen.",
        "Der Go-live-Termin steht.",
        "Anlage: success_plan_v3.xlsx und minutes_2026.docx",
        "README.md and health_report.csv",
        "Der Müllermeister kam.",
    ],
)
def test_compounds_and_files_without_a_name_stay(text: str) -> None:
    assert found(text) == []
