import pytest

from assessor.guardrails.recognizers.known_small import find_initials_of, find_small

NAMES = ["Alasdair", "Dev", "Engelbrecht", "Winter", "Rose", "Will", "Olu", "Mark", "Jan", "Grace", "Sauer"]


def small(text: str) -> list[str]:
    return [text[span.start : span.end] for span in find_small(text, NAMES, "known.dossier")]


def initials(text: str, *names: str) -> list[str]:
    return [text[span.start : span.end] for span in find_initials_of(text, names, "known.dossier")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("email to alasdair", "alasdair"),
        ("The note is from alasdair's desk", "alasdair's"),
        ("pls do, dev", "dev"),
        ("engelbrecht schreibt grade", "engelbrecht"),
        ("soll ich h. winter fragen", "winter"),
        ("Bitte frau winter anrufen", "winter"),
        ("thx olu", "olu"),
        ("Tomek: thx rose!", "rose"),
        ("hab mit olu geredet", "olu"),
    ],
)
def test_a_known_name_is_met_small(text: str, name: str) -> None:
    assert small(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "we will mark it as done once prices rose",
        "im winter sinkt die nutzung",
        "Im winter sinkt die Nutzung, mit winter ist nicht zu spaßen",
        "the dev team will ship it, if they will",
        "Der dev-Server steht, bitte an dev wenden",
        "see /home/alasdair/notes and alasdair.pdf and jan@wegwarte.example",
        "was er will",
        "ask whether the grace period applies",
        "die kundin war sauer",
        "bis 12. jan",
    ],
)
def test_words_stay_words_though_a_person_bears_them(text: str) -> None:
    assert small(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("KS sends the dashboard", ["KS"]),
        ("Danach prüft K.S. die Zahlen, KS zeichnet.", ["K.S.", "KS"]),
        ("Rückfragen an JM", ["JM"]),
    ],
)
def test_initials_of_a_known_full_name_are_that_person(text: str, found: list[str]) -> None:
    assert initials(text, "Katrin Sommer", "Jürgen von der Marwitz") == found


@pytest.mark.parametrize(
    "text",
    [
        "Ticket KS-100, tool KS/2, 2 KS, AKS and KST",
        "KS STEHT AUF DEM SCHILD",
        "IT approved it, TB of data",
    ],
)
def test_other_capitals_are_nobody(text: str) -> None:
    assert initials(text, "Katrin Sommer", "Ines Tamm", "Tom Baker") == []


def test_one_name_has_no_initials() -> None:
    assert initials("KS and K.", "Katrin", "K. Sommer") == []
