"""Stage 2 of 7: commercial terms tied to a customer: the amount goes, the sentence stays readable.

Own targets and sums over a portfolio are a person's results, not a customer's terms, and pass.
"""

import re

from assessor.domain.verdict import Destination, DetectedSpan, Finding
from assessor.guardrails.detector import Detection, Reading
from assessor.guardrails.policy import Policy
from assessor.guardrails.windows import sentences

_CURRENCY = r"(?:T€|€|EUR|Euros?|US\$|USD|\$|dollars?|CHF|Franken|£|GBP|pounds?)"
_NUMBER = r"\d{1,3}(?:[.,'’ \u00a0]\d{3})*(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_SCALE = r"(?:k|m|K|M|Mio\.?|Mrd\.?|Tsd\.?|million|thousand|Millionen|Tausend)"
_SPELLED = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|"
    r"ein|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|fünfzehn|zwanzig|dreißig)"
)
_MONEY = re.compile(
    rf"(?:{_CURRENCY}[ \t]?(?:{_NUMBER})(?:[ \t]?{_SCALE}\b)?)"
    rf"|(?:(?:{_NUMBER})(?:[ \t]?{_SCALE})?[ \t]?{_CURRENCY})(?!\w)"
    rf"|(?<![\w.,])(?:{_NUMBER})(?:k\b(?:[ \t](?:ARR|MRR|ACV|TCV)\b)?|[ \t]?{_SCALE}?[ \t](?:ARR|MRR|ACV|TCV)\b)"
    # The lower end of a range carries no currency of its own: "from 64,000 to 71,000 dollars".
    rf"|(?<![\w.,])(?:{_NUMBER})(?=[ \t](?:to|and|or|auf|bis|und|oder|-|–)[ \t](?:{_NUMBER})(?:[ \t]?{_SCALE})?[ \t]?{_CURRENCY})",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"(?<![\w.,])(?:{_NUMBER})[ \t]?(?:%|percent\b|per cent\b|Prozent\b)|\b{_SPELLED}[ \t](?:percent|per cent|Prozent)\b",
    re.IGNORECASE,
)
_DISCOUNT = re.compile(
    r"\b(?:discount\w*|rebates?|uplift|price (?:increase|hold|cut)|%[ \t]off|off for|Rabatt\w*|Nachlass\w*|Nachlässe\w*|"
    r"Preiserhöhung\w*|Preisanpassung\w*|Preissenkung\w*|Erhöhung um|Skonto|Aufschlag)\b|%[ \t]off\b|\bpercent off\b",
    re.IGNORECASE,
)
# Terms that only stand where a customer's conditions are spoken of; the others need the customer beside them.
_OWN_TERMS = re.compile(
    r"\b(?:deal (?:size|value)|contract value|list price|price per (?:seat|user|licen[cs]e)|per (?:seat|user)\b|price hold|"
    r"(?:order|credit|spending|liability) (?:limit|cap)|ACV|TCV|licen[cs]e cost|competitor (?:quotes?|offers?)|quoted? (?:them|at)|"
    r"invoice[ds]?|credit note|uplift|procurement|discount\w*|rebates?|"
    r"Auftragswert|Vertragswert|Listenpreis|Preis (?:je|pro) \w+|pro (?:Nutzer|Lizenz|Platz)|je (?:Nutzer|Lizenz|Platz)|Preisbindung|"
    r"Bestellgrenze|Kreditlimit|Haftungsgrenze|Lizenzkosten|Wettbewerber bietet|Rechnung (?:über|von)|Gutschrift|Vertragsstrafe|"
    r"Rabatt\w*|Nachlass\w*|Einkauf)\b",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\b(?:pric(?:e|es|ing)|fees?|offer(?:ed)?|refund|credit|penalt(?:y|ies)|liability|budget|capped|limit|worth|spends?|cost|"
    r"renew(?:al|ed|s|ing)?|ARR|MRR|pays?|paid|paying|contract|deal|upsell|add-on|above|"
    r"Preis\w*|Gebühr\w*|Angebot\w*|angeboten|Konditionen|Erstattung|Budget\w*|Rechnung\w*|gedeckelt|Grenze|Haftung|kostet|"
    r"(?:[Vv]erlänger|erneuer)\w*|zahl(?:t|en|te)|Vertrag\w*|Zusatzmodul|über)\b",
    re.IGNORECASE,
)
_CUSTOMER = re.compile(
    r"\b(?:customers?|clients?|accounts?|they|them|their|she said|he said|Kund(?:e|en|in|innen)|Mandant\w*|ihnen|deren|dort|"
    r"procurement|Einkauf|CFO|buyer|für sie|ihre?)\b",
    re.IGNORECASE,
)
_OWN_RESULT = re.compile(
    r"\b(?:portfolio\w*|book of business|quota|my (?:own )?target|team target|targets?|goals?|Ziel(?!gruppe)\w*|Quote|Portfolios?|"
    r"across (?:all|the|my|our|\d+) (?:accounts?|customers?|book|segment)|über (?:alle|\d+) (?:Kunden|Accounts)|Segment|segment|forecast accuracy|"
    r"NRR|GRR|net retention|gross retention|churn rate|adoption|usage|Nutzung|open rate|response rate|team budget|Teambudget|"
    r"travel|Reisekosten|pipeline)\b",
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
    if _OWN_RESULT.search(sentence):
        return []
    tied = _OWN_TERMS.search(sentence) or (
        _TERMS.search(sentence) and (names_customer or _CUSTOMER.search(sentence))
    )
    if not (tied or _DISCOUNT.search(sentence)):
        return []
    patterns = [_MONEY, _PERCENT] if _DISCOUNT.search(sentence) else [_MONEY]
    return [
        DetectedSpan(
            start=offset + match.start(), end=offset + match.end(), type="AMOUNT", score=0.8, rule=_RULE
        )
        for pattern in patterns
        for match in pattern.finditer(sentence)
    ]
