"""What else a capitalised word may be. A block is read as if the tagger were 0.3 sure of every word."""

import pytest

from assessor.guardrails.recognizers.doubts import asked_in_doubt
from assessor.guardrails.tagging.lexicon import load_lexicon
from assessor.guardrails.tagging.tagger import Read
from assessor.guardrails.tagging.tokens import blocks

_SURE = 0.3


def is_doubted(text: str, word: str) -> bool:
    (tokens,) = blocks(text)
    block = [Read(token, _SURE, 0.0) for token in tokens]
    (place,) = (place for place, token in enumerate(tokens) if token.text == word)
    return asked_in_doubt(block, place, load_lexicon()) > _SURE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Darin steht der Preis.", "Darin"),
        ("Woran es lag, ist offen.", "Woran"),
        ("Hierfür fehlt die Freigabe.", "Hierfür"),
        ("Although the pilot ran", "Although"),
        ("Wir prüfen die Klausel im Mai.", "Klausel"),
        ("Bis zum Stichtag ist alles da.", "Stichtag"),
        ("Look at the Sandbox first", "Sandbox"),
        ("Reine Formsache", "Reine"),
        ("Lange Rede, kurzer Sinn", "Lange"),
        ("Case closed", "Case"),
        ("Basic plan", "Basic"),
        ("Enjoy the break", "Enjoy"),
        ("No. 12 is open", "No."),
        ("Klausel 4 gilt weiter", "Klausel"),
    ],
)
def test_words_of_the_language_need_a_surer_tagger(text: str, word: str) -> None:
    assert is_doubted(text, word)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Bredehorst will zwei Jahre.", "Bredehorst"),
        ("Wir warten auf Habermehl.", "Habermehl"),
        ("Die Freigabe kam von Vosskamp.", "Vosskamp"),
        ("Mit Anna Case besprochen", "Case"),
        ("K. Basic called", "Basic"),
        ("Der Plagge-Fall ist offen.", "Plagge"),
        ("news in the Plimpton case", "Plimpton"),
        ("Von der Heydt will die Zahlen sehen", "Heydt"),
        ("Mark called", "Mark"),
        ("Lange Bredehorst", "Bredehorst"),
        ("Der Mehmet weiß Bescheid", "Mehmet"),
        ("- a reply", "a"),
        ("Habermehl 3 May", "Habermehl"),
        ("Habermehl 3. Mai", "Habermehl"),
        ("Habermehl 10:04", "Habermehl"),
    ],
)
def test_what_hardly_means_anything_else_is_not_doubted(text: str, word: str) -> None:
    assert not is_doubted(text, word)
