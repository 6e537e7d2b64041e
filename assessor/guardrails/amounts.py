"""Stage 2 of 7: commercial terms tied to a customer: the amount goes, the sentence stays readable.

Own targets and sums over a portfolio are a person's results, not a customer's terms, and pass.
"""

import re

from assessor.domain.verdict import Destination, DetectedSpan, Finding
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.policy import Policy
from assessor.guardrails.windows import sentences

_CURRENCY = r"(?:€|EUR|Euro|US\$|USD|\$|dollars?|CHF|Franken|£|GBP)"
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0]\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_MONEY = re.compile(
    rf"(?:{_CURRENCY}[ \t]?(?:{_NUMBER})(?:[ \t]?(?:k|m|Mio\.?|Tsd\.?|million|thousand)\b)?)"
    rf"|(?:(?:{_NUMBER})[ \t]?(?:k|m|K|M|Mio\.?|Tsd\.?|million|thousand)?[ \t]?{_CURRENCY})(?!\w)",
    re.IGNORECASE,
)
_PERCENT = re.compile(rf"(?<![\w.,])(?:{_NUMBER})[ \t]?(?:%|percent\b|per cent\b|Prozent\b)", re.IGNORECASE)
_DISCOUNT = re.compile(
    r"\b(?:discounts?|rebates?|uplift|price increase|price hold|Rabatte?n?s?|Nachlass\w*|Preiserhöhung\w*|"
    r"Preisanpassung\w*|Skonto)\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:discounts?|pric(?:e|es|ing)|fee|fees|quoted?|offer(?:ed)?|list price|per seat|per user|licen[cs]e cost|"
    r"contract value|deal value|deal size|ACV|TCV|uplift|credit note|refund|penalt(?:y|ies)|liability|budget|invoice[ds]?|"
    r"Rabatt\w*|Preis\w*|Gebühr\w*|Angebot\w*|angeboten|Listenpreis|pro Nutzer|pro Lizenz|Lizenzkosten|Vertragswert|"
    r"Auftragswert|Nachlass\w*|Konditionen|Gutschrift|Erstattung|Vertragsstrafe|Haftungsgrenze|Budget\w*|Rechnung\w*|"
    r"renew(?:al|ed|s|ing)?|ARR|MRR|(?:verlänger|erneuer)\w*|zahlt|pays|paid|paying)\b",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"\b(?:customers?|clients?|accounts?|they|them|their|Kund(?:e|en|in|innen)|Mandant\w*|ihnen|deren|"
    r"procurement|Einkauf|CFO|buyer)\b",
    re.IGNORECASE,
)
_OWN_RESULT = re.compile(
    r"\b(?:portfolio\w*|book of business|quota|my target|team target|targets?|goals?|Ziel\w*|Quote|Portfolios?|"
    r"across (?:all|the|my|our) (?:accounts?|customers?|book|segment)|über alle Kunden|Segment|forecast accuracy|NRR|GRR|"
    r"net retention|gross retention|churn rate|adoption|usage|Nutzung|open rate|response rate)\b",
    re.IGNORECASE,
)
_RULE = "pricing_terms.amount"


class AmountGuardrail:
    """Finds amounts, discounts and limits in sentences that tie them to a customer."""

    name = "amounts"

    def __init__(self, policy: Policy, destination: Destination) -> None:
        self._action = policy.action_for("pricing_terms", destination)

    def inspect(self, reading: Reading) -> Detection:
        """Spans of type AMOUNT with a `pricing_terms` finding each."""
        organisations = [span for span in reading.spans if span.type == "CUSTOMER_ORG"]
        spans: list[DetectedSpan] = []
        for offset, sentence in sentences(reading.text):
            end = offset + len(sentence)
            names_customer = any(org.start < end and offset < org.end for org in organisations)
            spans += _amounts_in(offset, sentence, names_customer=names_customer)
        findings = tuple(
            Finding(category="pricing_terms", rule=_RULE, action=self._action, start=span.start, end=span.end)
            for span in spans
        )
        return Detection(tuple(spans), findings)


def _amounts_in(offset: int, sentence: str, *, names_customer: bool) -> list[DetectedSpan]:
    if not _TERMS.search(sentence) or _OWN_RESULT.search(sentence):
        return []
    if not (names_customer or _CUSTOMER.search(sentence)):
        return []
    patterns = [_MONEY, _PERCENT] if _DISCOUNT.search(sentence) else [_MONEY]
    return [
        DetectedSpan(
            start=offset + match.start(), end=offset + match.end(), type="AMOUNT", score=0.8, rule=_RULE
        )
        for pattern in patterns
        for match in pattern.finditer(sentence)
    ]
