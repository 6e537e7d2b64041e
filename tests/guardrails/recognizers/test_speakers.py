import pytest

from assessor.guardrails.recognizers.speakers import find_speakers
from tests.guardrails.conftest import Redact


def found(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_speakers(text)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("00:25 Jonah: Where are you today?", "Jonah"),
        ("[00:12:03] Xyrelle Quand: hört ihr mich?", "Xyrelle Quand"),
        ("00:01:02.500 --> 00:01:04.000 Ebba: ja", "Ebba"),
        ("<v Xyrelle Quand>Guten Morgen</v>", "Xyrelle Quand"),
        ("Xyrelle Quand 09:14\nIst der Lauf durch?", "Xyrelle Quand"),
        ("olu  10:04\nthe export is back", "olu"),
        ("ines.castellano  10:02\nmorning", "ines.castellano"),
        ("Jana P. [10:14]\nmachst du das?", "Jana P."),
        ("jana p. [10:14]\nmachst du das?", "jana p."),
        ("10:14 tomek: fertig", "tomek"),
        ("[12.03.26, 10:14:02] tomek: fertig", "tomek"),
        ("12/03/2026, 10:14 - Xyrelle Quand: done", "Xyrelle Quand"),
        ("tomek [10:14 AM]: done", "tomek"),
        ("[10:14] <tomek> done", "tomek"),
    ],
)
def test_who_speaks_in_a_transcript_is_a_person(text: str, name: str) -> None:
    assert name in found(text)


@pytest.mark.parametrize(
    "text", ["09:40 Alert: export stopped", "Status 09:14\nall green", "10:30 Next Steps: none"]
)
def test_entries_of_a_log_are_no_people(redact: Redact, text: str) -> None:
    (artefact,) = redact(text, lang="en")
    assert artefact.text == text


@pytest.mark.parametrize(
    "text",
    [
        "lunch 12:30",
        "Standup 09:15",
        "Mittag 12:00",
        "mittagspause 12:30",
        "status  09:14",
        "standup 09:15\nall green",
        "09:40 alert: export stopped",
        "[09:40] backup: done",
        "beginn 10:00",
        "crm.export 02:00",
        "until 18:00",
        "ab 10:00",
    ],
)
def test_small_words_by_a_clock_are_no_people(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_full_name_in_a_companys_place_is_a_person(redact: Redact, lang: str) -> None:
    text = "Call with Lukas Brandauer\n\nThe Lukas Brandauer account, at Lukas Brandauer, bei Lukas Brandauer"
    (artefact,) = redact(text, lang=lang)
    assert {span.type for span in artefact.spans} == {"PERSON"}
