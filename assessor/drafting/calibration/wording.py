"""Stage 4: what is said of a draft that ratings moved, in the artefact's language. It never quotes evidence.

Versions are named by their number alone: a name with strokes in it could pass for an address.
"""

from assessor.domain.fit import FitVersion
from assessor.domain.text import Language

_WORDS: dict[str, dict[Language, str]] = {
    "moved": {
        "en": "By {n} ratings given here before their drafts were seen (version {number}), level {level} "
        "takes the place of {before}.",
        "de": "Nach {n} Bewertungen, die hier vor Sicht des Entwurfs gegeben wurden (Version {number}), "
        "tritt Stufe {level} an die Stelle von {before}.",
    },
    "reweighed": {
        "en": "The weights behind it were learned anew from {n} ratings given here before their drafts were "
        "seen (version {number}).",
        "de": "Die Gewichte dahinter wurden aus {n} Bewertungen neu gelernt, die hier vor Sicht des Entwurfs "
        "gegeben wurden (Version {number}).",
    },
    "kept": {
        "en": "{n} ratings given here before their drafts were seen (version {number}) leave the level as "
        "it is.",
        "de": "{n} Bewertungen, die hier vor Sicht des Entwurfs gegeben wurden (Version {number}), lassen "
        "die Stufe, wie sie ist.",
    },
    "interval": {
        "en": "By those ratings, {coverage} of 100 such texts lie between {low} and {high}.",
        "de": "Nach diesen Bewertungen liegen {coverage} von 100 solchen Texten zwischen {low} und {high}.",
    },
    "one_level": {
        "en": "By those ratings, {coverage} of 100 such texts stand at {low}.",
        "de": "Nach diesen Bewertungen stehen {coverage} von 100 solchen Texten bei {low}.",
    },
    "wide": {
        "en": "By {n} ratings given here (version {number}), the text could stand at any level of the scale, "
        "so no level is proposed.",
        "de": "Nach {n} hier gegebenen Bewertungen (Version {number}) könnte der Text auf jeder Stufe der "
        "Skala stehen, daher kein Vorschlag.",
    },
    "stale": {
        "en": "What was learned from ratings given here (version {number}) was left aside: another model, "
        "prompt or rubric version stood behind it.",
        "de": "Was aus hier gegebenen Bewertungen gelernt wurde (Version {number}), blieb unbeachtet: Ein "
        "anderes Modell, ein anderer Prompt oder eine andere Fassung der Rubrik stand dahinter.",
    },
}


def phrase(name: str, lang: Language, version: FitVersion, **values: int) -> str:
    """A sentence with its places filled."""
    figures = {"n": version.fit.figures.n, "number": version.number, **values}
    return _WORDS[name][lang].format(**figures)
