"""Stage 4: what the LLM drafter says by itself, in the artefact's language. It never quotes evidence."""

from assessor.domain.text import Language

_REASONS: dict[str, dict[Language, str]] = {
    "career_level": {
        "en": "On this scale a rating depends on the role, and no career level was given.",
        "de": "Auf dieser Skala hängt die Bewertung von der Rolle ab; es wurde keine Karrierestufe genannt.",
    },
    "wide_interval": {
        "en": "The evidence is compatible with every rating of the scale.",
        "de": "Die Belege sind mit jeder Stufe der Skala vereinbar.",
    },
    "samples_disagree": {
        "en": "Asked several times, the model answered both that the evidence is enough and that it is not.",
        "de": "Mehrmals gefragt, hielt das Modell die Belege einmal für ausreichend und einmal nicht.",
    },
    "unparsed": {
        "en": "The model's answer did not keep to the required form, even after it was told what was wrong.",
        "de": "Die Antwort des Modells hielt die verlangte Form nicht ein, auch nach einem Hinweis nicht.",
    },
    "ungrounded": {
        "en": "The model cited words that the artefact does not contain, even after it was told so.",
        "de": "Das Modell zitierte Wörter, die nicht im Artefakt stehen, auch nach einem Hinweis.",
    },
    "wrong_language": {
        "en": "The model answered in another language, even after it was told so.",
        "de": "Das Modell antwortete in einer anderen Sprache, auch nach einem Hinweis.",
    },
    "model_failed": {
        "en": "No model gave an answer in time.",
        "de": "Kein Modell hat rechtzeitig geantwortet.",
    },
    "budget": {
        "en": "Asking a model could have passed a limit on cost or tokens, so none was asked.",
        "de": "Eine Anfrage hätte eine Grenze für Kosten oder Token überschreiten können und unterblieb.",
    },
}


def reason_for(code: str, lang: Language) -> str:
    """Why there is no rating, for people: the sentence of a reason code, or a nearer one."""
    return _REASONS[code][lang]
