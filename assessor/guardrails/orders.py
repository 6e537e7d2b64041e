"""Stage 5 of 7: whether a draft's own words tell somebody what to do with it.

A draft describes work. Words that press the reader to confirm, promote or look away, that speak to a model, or
that lead elsewhere have no place in one, whether a model made them up or an artefact put them there. What the
assessee should do next is no order in this sense: `missing` may say "check figures against the contract".
"""

import re

from assessor.guardrails.injecting.signs import signs_score

_SIGN_AT = 0.5
"""Score of the hand-written signs from which words speak to a model. A fitted model has no say in what a draft may contain."""
_READER = r"\b(?:you|reviewers?|raters?|(?:the|your) (?:manager|reader))\b"
_LESENDE = (
    r"\b(?:(?:der|die|den) (?:Prüf(?:er|erin|ende)|Führungskraft|Führungskräfte|Les(?:er|erin|ende)))\b"
)
_DRAFT = r"\b(?:(?:this|the|my) (?:draft|rating|promotion|recommendation)|(?:rating|score|level)(?: (?:to|of|at|as))? [1-5]\b)"
_ENTWURF = r"\b(?:dies\w+|den|die|der|meine[nr]?) (?:Entwurf|Bewertung|Einstufung|Beförderung|Empfehlung)\b"
_START = r"(?:^|[.!?:;]\s+|\b(?:please|bitte)\s+)"

_ORDERS = tuple(
    re.compile(pattern, re.IGNORECASE | re.MULTILINE)
    for pattern in (
        rf"{_READER}[^.\n]{{0,20}}\b(?:must|should|have to|need to|shall|are to|ought to)\b",
        rf"{_LESENDE}[^.\n]{{0,20}}\b(?:müssen|muss|sollten|sollte|soll|sollen|haben zu|hat zu)\b|\b(?-i:Sie) (?:müssen|sollten)\b",
        rf"{_START}(?:confirm|approve|accept|adopt|overrule|ignore|skip|set|give|raise|lower|keep|grant)\b[^.\n]{{0,30}}{_DRAFT}",
        rf"{_START}(?:promote|hire|fire|dismiss|reward) (?:this|the|him|her|them)\b",
        rf"{_START}(?:bestätig|übernehm|übernimm|genehmig|akzeptier|erhöh|senk|vergib|vergeb)\w*\b[^.\n]{{0,30}}{_ENTWURF}",
        rf"{_ENTWURF}[^.\n]{{0,30}}\b(?:bestätigen|übernehmen|genehmigen|akzeptieren)\b",
        rf"{_START}(?:befördern|befördere|entlassen|entlasse) (?:Sie )?(?:diese|die|den|sie|ihn)\b",
        r"\b(?:no|without) (?:further |a )?(?:review|check|second look)\b[^.\n]{0,20}\b(?:needed|required|necessary)\b",
        r"\b(?:keine|ohne) (?:weitere )?(?:Prüfung|Durchsicht|Kontrolle)\b[^.\n]{0,20}\b(?:nötig|erforderlich|notwendig)\b",
        # What leads elsewhere or is read by a machine.
        r"\bhttps?:|\bwww\.|\]\(|!\[|<(?:/?[a-z]+[\s/>]|!--)|\bjavascript:",
        r"\"(?:tool_calls?|function|command|action)\"\s*:",
    )
)


def gives_orders(words: str) -> bool:
    """Whether words press the reader, speak to a model or lead elsewhere.

    >>> gives_orders("Please confirm this rating without delay.")
    True
    >>> gives_orders("Figures were checked against the billing export.")
    False
    """
    return signs_score(words) >= _SIGN_AT or any(pattern.search(words) for pattern in _ORDERS)
