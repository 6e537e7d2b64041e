from functools import cache
from importlib import resources
from typing import Any

import pytest
import yaml

from assessor.domain.text import Language
from assessor.drafting.llm.language import is_written_in
from assessor.drafting.llm.wording import reason_for


@cache
def phrases(lang: Language) -> tuple[str, ...]:
    """Every phrase of both drafters in one language; many are a word or two."""
    source = resources.files("assessor.drafting.embedded") / "wording.yaml"

    def of(node: Any) -> list[str]:
        if isinstance(node, dict) and "en" in node:
            return [node[lang]]
        return [phrase for value in node.values() for phrase in of(value)] if isinstance(node, dict) else []

    codes = (
        "wide_interval",
        "unparsed",
        "ungrounded",
        "wrong_language",
        "model_failed",
        "budget",
        "career_level",
    )
    return (*of(yaml.safe_load(source.read_text("utf-8"))), *(reason_for(code, lang) for code in codes))


@pytest.mark.parametrize("lang", ["en", "de"])
def test_our_own_phrases_pass_in_their_language_even_alone(lang: Language) -> None:
    assert len(phrases(lang)) > 80
    assert [phrase for phrase in phrases(lang) if not is_written_in(phrase, lang)] == []


@pytest.mark.parametrize("lang", ["en", "de"])
def test_placeholders_do_not_count_as_words(lang: Language) -> None:
    assert is_written_in("<CUSTOMER_ORG_1> <PERSON_12> " * 20, lang)


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Les chiffres ont été vérifiés dans le CRM avant l'envoi au client.", "en"),
        ("Las cifras se comprobaron en el CRM antes del envío.", "de"),
        ("De cijfers zijn voor verzending in het CRM gecontroleerd.", "de"),
        ("Die Zahlen wurden vor dem Versand mit der Quelle abgeglichen.", "en"),
        ("The figures were checked against the source before sending.", "de"),
        ("Цифры были проверены перед отправкой.", "en"),
        ("数据在发送前已与来源核对。", "en"),
        ("数据", "de"),  # too short for the identifier to be sure: the script tells
        ("Проверено", "en"),
        ("Figures checked. 数据在发送前已与来源核对。", "en"),
    ],
)
def test_another_language_is_seen(text: str, lang: Language) -> None:
    assert not is_written_in(text, lang)


def test_a_text_without_letters_passes() -> None:
    assert is_written_in("12 %, 3/4", "de")
