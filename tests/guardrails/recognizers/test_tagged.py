import pytest

from assessor.domain.text import Language
from assessor.guardrails.recognizers.tagged import find_tagged
from assessor.guardrails.vocabulary import Vocabulary, field_terms

FIELD = Vocabulary(field_terms())


def found(text: str, lang: Language) -> list[str]:
    return [text[span.start : span.end] for span in find_tagged(text, lang, FIELD)]


@pytest.mark.parametrize(
    ("lang", "text", "name"),
    [
        ("de", "Die Zahlen hat Katrin Sommer gestern geprüft.", "Katrin Sommer"),
        ("de", "Nach Rücksprache mit Mehmet Yıldız verschieben wir den Termin.", "Mehmet Yıldız"),
        ("de", "Agnieszka Wójcik hat angerufen und um Rückruf gebeten.", "Agnieszka Wójcik"),
        ("de", "VERANTWORTLICH: JANA PETERSEN", "JANA PETERSEN"),
        ("de", "Wir warten auf Petersens Freigabe.", "Petersens"),
        ("de", "Ludwig van der Aa hat zugesagt.", "Ludwig van der Aa"),
        ("de", "Vanessa Krüger-Nowak schreibt das Protokoll.", "Vanessa Krüger-Nowak"),
        ("de", "Anlage: Jana Petersen.txt", "Jana Petersen"),
        ("en", "The figures were checked by Priya Raghunathan yesterday.", "Priya Raghunathan"),
        ("en", "Thi Mai Nguyen called and asked for a demo.", "Thi Mai Nguyen"),
        ("en", "Søren Kjærgaard runs the rollout in Aarhus.", "Søren Kjærgaard"),
        ("en", "We wait for Goran's answer.", "Goran's"),
        ("en", "Will has had a look. May is fine, says May.", "May"),
        ("en", "Minutes: JANE PETERSEN", "JANE PETERSEN"),
    ],
)
def test_a_name_is_found_whole_in_running_text(lang: Language, text: str, name: str) -> None:
    assert name in found(text, lang)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "Der Economic Buyer ist offen, der Champion im Lager stützt uns."),
        ("de", "Im Sommer sinkt die Auslastung, bis Mai läuft die Einführung."),
        ("de", "Die Ursache war ein veraltetes Runbook im Nachtlauf."),
        ("de", "In Salesforce und Gainsight fehlt der Erfolgsplan."),
        ("en", "The Economic Buyer is open and the Champion backs us."),
        ("en", "We may mark the ticket as done in June."),
        ("en", "Salesforce and Gainsight lack the Success Plan."),
        ("de", "Darin steht, woran es lag. Dazu prüfen wir die Lohnpanne und die Hotline."),
        (
            "de",
            "Der Kunde hat drei Standorte: Bielefeld, Paderborn und Soest. Pilot ist Soest, danach folgt Bielefeld.",
        ),
        ("en", "The customer has three sites: Stafford, Telford and Crewe. Stafford comes next."),
        ("en", "May was quiet, April too."),
        ("de", "Die Makros sind alt; vor Ostern ändert sich nichts."),
        ("en", "Stand-up is at 9:15, forecast on Thursdays, nothing before Easter."),
    ],
)
def test_words_of_work_are_no_people(lang: Language, text: str) -> None:
    assert found(text, lang) == []


def test_who_runs_a_listed_place_is_a_person() -> None:
    text = "Drei Standorte: Bielefeld, Paderborn und Soest. Soest leitet Katrin Sommer, in Bielefeld hilft Jonathan."
    assert found(text, "de") == ["Katrin Sommer", "Jonathan"]


def test_field_words_are_cut_from_a_name() -> None:
    assert "Katrin Sommer" in found("Ansprechpartnerin Katrin Sommer", "de")


def test_spans_name_the_tagger_and_its_certainty() -> None:
    (span,) = find_tagged("Dear Priya Raghunathan,", "en", FIELD)
    assert span.rule == "tagger.en"
    assert 0.5 < span.score <= 1


def test_text_without_words_is_not_read() -> None:
    assert found("--- 12:30 ---\n\n***", "de") == []


@pytest.mark.parametrize("lang", ["en", "de"])
def test_a_block_is_read_by_the_tagger_of_its_own_language(lang: Language) -> None:
    text = "Hallo,\n\nden Export hat Wiebke Thomsen für uns geprüft.\n\nThe export was checked by Hamish Wetherby for us."
    assert found(text, lang) == ["Wiebke Thomsen", "Hamish Wetherby"]


@pytest.mark.parametrize("lang", ["en", "de"])
def test_names_without_any_sentence_are_found_whatever_the_language(lang: Language) -> None:
    assert "Jana Petersen" in found("Foto: Jana Petersen", lang)


def test_halves_of_words_and_parts_of_paths_are_no_people() -> None:
    assert found("Kick-off notes, quote Q-22017, see ai-skills/guardrails/senior/1", "en") == []
