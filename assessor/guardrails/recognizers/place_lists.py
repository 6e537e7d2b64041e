"""Stage 2 of 7: towns that a text lists as such: `drei Standorte: Bielefeld, Paderborn und Soest`, `sites in Wells and Deal`."""

import re

from assessor.guardrails.recognizers.names import LETTER, UPPER
from assessor.guardrails.tagging.lexicon import load_lexicon

_TOWN = rf"[{UPPER}][{LETTER}'’-]+(?:[ \t](?:am|an der|im|upon|on|of)[ \t][{UPPER}][{LETTER}-]+)?"
_PLACES = (
    r"(?:(?:haupt|neben|außen|produktions|pilot)?(?:standort|niederlassung|filiale|werk|stadt|städte|ort|region|zweigstelle|lager)(?:e|en|n|s)?|"
    r"(?:sites?|locations?|offices?|branch(?:es)?|towns?|cit(?:y|ies)|plants?|depots?|warehouses?|stores?|regions?))"
)
_LIST = re.compile(
    rf"\b(?i:{_PLACES})(?:[ \t]*:|[ \t]+(?:in|sind|are|wie|such as|namely|nämlich))[ \t]+"
    rf"(?P<towns>{_TOWN}(?:[ \t]*[,/][ \t]*{_TOWN})*(?:,?[ \t]+(?:und|and|&|sowie|or|oder)[ \t]+{_TOWN})?)"
)
_EACH = re.compile(_TOWN)
_BORNE_WIDELY = 4


def listed_places(text: str) -> frozenset[str]:
    """Words that a list of places names; a common first name is none, since a place may be run by somebody."""
    lexicon = load_lexicon()
    towns = (town.group() for match in _LIST.finditer(text) for town in _EACH.finditer(match.group("towns")))
    return frozenset(town for town in towns if lexicon.listed(town).first < _BORNE_WIDELY)
