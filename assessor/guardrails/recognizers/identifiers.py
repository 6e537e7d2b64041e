"""Stage 2 of 7: numbers by which a state, an insurer, an employer or a supplier knows somebody.

Two ways to be one: a check digit or a writing that nothing else has; or a label before it. The label may stand a
few words off ("your customer number again? I have KD-7719304"), but never across another number.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers import checksums
from assessor.guardrails.recognizers.forms import Form, before, find_forms

_NO_CODE_BEFORE = r"(?<![\w.,/#-])"
_NOT_THESE = re.compile(
    r"(?:\b(?:ticket|case|order|build|version|commit|invoice|sku|artikel\w*|bestell\w*|rechnung\w*|fall|vorgang|auftrag)[ \t]?(?:nr\.?|no\.?|number|nummer|id)?|#)[ \t:.]*$",
    re.IGNORECASE,
)


def _bare(match: re.Match[str]) -> str:
    return re.sub(r"[\W_]", "", match.group()).upper()


def _checked(check: Callable[[str], bool], drop: str = "") -> Callable[[re.Match[str]], bool]:
    """Accept where the bare value passes `check` and no word before makes it another number."""

    def accepts(match: re.Match[str]) -> bool:
        return check(_bare(match).removeprefix(drop)) and not _NOT_THESE.search(
            before(match.string, match.start())
        )

    return accepts


def _is_swiss_uid(bare: str) -> bool:
    return checksums.is_swiss_uid(bare[:9])


_SHAPED = (
    Form("DE_TAX_ID", "tax_id", 1.0, re.compile(rf"{_NO_CODE_BEFORE}[1-9]\d[ \t.]?\d{{3}}[ \t.]?\d{{3}}[ \t.]?\d{{3}}(?![\w/-]|[.,]\d)"), _checked(checksums.is_tax_id)),
    Form("DE_TAX_ID", "tax_number", 0.8, re.compile(rf"{_NO_CODE_BEFORE}(?:\d{{2}}/\d{{3}}/\d{{5}}|\d{{3}}/\d{{3}}/\d{{5}}|\d{{3}}/\d{{4}}/\d{{4}}|\d{{5}}/\d{{5}})(?![\w/-])")),
    Form("DE_SOCIAL_SECURITY", "pension", 1.0, re.compile(rf"{_NO_CODE_BEFORE}\d{{2}}[ \t./-]?\d{{6}}[ \t./-]?[A-Za-z][ \t./-]?\d{{2}}[ \t./-]?\d(?![\w-])"), _checked(checksums.is_social_security)),
    Form("ID", "at_insurance", 1.0, re.compile(rf"{_NO_CODE_BEFORE}[1-9]\d{{3}}[ \t/-]\d{{6}}(?![\w-]|[.,]\d)"), _checked(checksums.is_austrian_insurance)),
    Form("ID", "ahv", 1.0, re.compile(rf"{_NO_CODE_BEFORE}756[ \t.]?\d{{4}}[ \t.]?\d{{4}}[ \t.]?\d{{2}}(?![\w-]|[.,]\d)"), _checked(checksums.is_ahv)),
    Form("ID", "health_insurance", 1.0, re.compile(rf"{_NO_CODE_BEFORE}[A-Z][ \t]?\d{{3}}[ \t]?\d{{3}}[ \t]?\d{{3}}(?![\w-])"), _checked(checksums.is_health_insurance)),
    Form("ID", "de_document", 1.0, re.compile(rf"{_NO_CODE_BEFORE}[CFGHJKLMNPRTVWXYZ][0-9CFGHJKLMNPRTVWXYZ]{{3,8}}[ ]?[0-9CFGHJKLMNPRTVWXYZ]{{0,5}}\d(?:D)?(?![\w-])"), _checked(lambda bare: checksums.is_identity_document(bare.removesuffix("D")) and sum(map(str.isdigit, bare)) >= 3)),  # noqa: PLR2004 - words have no digits
    Form("ID", "de_vat", 1.0, re.compile(r"(?<![\w-])DE[ \t]?\d{3}[ \t.]?\d{3}[ \t.]?\d{3}(?![\w-])"), _checked(checksums.is_german_vat, "DE")),
    Form("ID", "at_vat", 1.0, re.compile(r"(?<![\w-])ATU[ \t]?\d{8}(?![\w-])"), _checked(checksums.is_austrian_vat, "ATU")),
    Form("ID", "ch_uid", 1.0, re.compile(r"(?<![\w-])CHE[- \t]?\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ \t]?(?:MWST|TVA|IVA|HR/MWST|HR/RC))?(?![\w-])"), _checked(_is_swiss_uid, "CHE")),
    Form("ID", "de_register", 0.95, re.compile(r"(?<![\w-])(?:HR[AB]|GnR|VR|PartR)(?:[ \t]?(?:Nr\.?|Nummer))?[ \t:.-]{0,2}\d{1,6}(?:[ \t]?[A-Z]{1,2})?(?![\w-])")),
    Form("ID", "at_register", 0.95, re.compile(r"(?<![\w-])FN[ \t:.-]{0,2}\d{4,6}[ \t]?[a-z](?!\w)")),
    Form("ID", "gb_insurance", 0.95, re.compile(r"(?<![\w-])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][ \t-]?\d{2}[ \t-]?\d{2}[ \t-]?\d{2}[ \t-]?[A-D](?![\w-])")),
    Form("ID", "gb_licence", 0.95, re.compile(r"(?<![\w-])(?=[A-Z9]{5})[A-Z]{1,5}9{0,4}\d[0156]\d(?:0[1-9]|[12]\d|3[01])\d[A-Z9]{2}[A-Z\d]{3}(?![\w-])")),
    Form("ID", "us_social_security", 0.9, re.compile(r"(?<![\w-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\w-])"), _checked(lambda bare: len(set(bare)) > 1)),
)  # fmt: skip

_CODE = r"(?=[\w./ -]*\d)(?:[A-Z]{1,5}[-/. ]?)?\d[A-Z0-9]*(?:[-/.]?[A-Z0-9]+){0,4}(?: \d{3,}(?![\w.-]))*|[A-Z0-9]{4,20}"
_PLAIN = rf"(?:{_CODE})"
_DIGITS_IN_GROUPS = r"\d(?:[ ./-]{0,1}\d){4,19}"
_LINK = r"(?:nummern?|nr\.?|no\.?|number|numbers|num\.?|id|ids|#|kennung)"
_IS = r"(?:is|ist|lautet|war|was|heißt)"


class _Label(NamedTuple):
    """A label, the type of what it labels, how such a value is written and how few digits it has at least."""

    type: str
    rule: str
    words: re.Pattern[str]
    value: re.Pattern[str]
    digits: int


def _label(kind: str, rule: str, words: str, value: str, digits: int = 4) -> _Label:
    return _Label(
        kind,
        rule,
        re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE),
        re.compile(value, re.IGNORECASE),
        digits,
    )


_LABELS = (
    _label("DE_TAX_ID", "tax_label", rf"steuer-?[ ]?{_LINK}|st\.?-?nr\.?|steuer-?id(?:ent\w*)?\.?(?:-?nr\.?)?|idnr\.?|(?-i:TIN)|tax[ -]?(?:{_LINK}|id(?:entification)?(?: number)?|reference)|utr", _DIGITS_IN_GROUPS, 8),
    _label("DE_SOCIAL_SECURITY", "pension_label", rf"(?:renten|sozial)versicherungs-?[ ]?{_LINK}|rvnr\.?|rv-?nr\.?", r"\d{2}[ ./-]?\d{6}[ ./-]?[A-Z][ ./-]?\d{3}", 8),
    _label("ID", "insurance_label", rf"(?:sozial|kranken)?versicher(?:ungs|ten)-?[ ]?{_LINK}|sv-?{_LINK}|svnr\.?|kv-?nr\.?|kvnr\.?|ahv(?:[- ]?{_LINK})?|national insurance(?: {_LINK})?|nino|ni (?:number|no\.?)|ssn|social security(?: {_LINK})?|nhs(?: {_LINK})?|polic(?:y|e)[ -]?{_LINK}|policennummer", rf"[A-Z]{{0,2}}[ ]?{_DIGITS_IN_GROUPS}(?:[ ]?[A-Z](?:[ ]?\d{{2,3}})?)?", 6),
    _label("ID", "document_label", rf"(?:personal)?ausweis-?[ ]?(?:{_LINK})?|(?:reise)?pass-?[ ]?(?:{_LINK})?|passport(?:[ ]?{_LINK})?|id[ -]card(?: {_LINK})?|identity card(?: {_LINK})?|führerschein-?[ ]?(?:{_LINK})?|driv(?:ing|er'?s?) licen[cs]e(?: {_LINK})?|aufenthaltstitel|visa (?:{_LINK})|perso", r"(?=(?:[A-Z]*\d){2})[A-Z0-9]{6,16}(?:[ ]?\d)?", 2),
    _label("ID", "staff_label", rf"personal-?[ ]?{_LINK}|pers\.?-?[ ]?nr\.?|mitarbeiter(?:in)?-?[ ]?{_LINK}|ma-?nr\.?|employee[ -]?{_LINK}|staff[ -]?{_LINK}|personnel[ -]?{_LINK}|payroll[ -]?{_LINK}|badge(?:[ -]?{_LINK})|matrikel-?[ ]?{_LINK}|student[ -]?{_LINK}", _PLAIN, 3),
    _label("ID", "customer_label", rf"kunden-?[ ]?{_LINK}|kd\.?-?[ ]?nr\.?|customer[ -]?{_LINK}|client[ -]?{_LINK}|debitor(?:en)?-?[ ]?{_LINK}|mandanten-?[ ]?{_LINK}|liefer(?:anten)-?[ ]?{_LINK}|vendor[ -]?{_LINK}|supplier[ -]?{_LINK}|member(?:ship)?[ -]?{_LINK}|mitglieds-?[ ]?{_LINK}|patient(?:en)?-?[ ]?{_LINK}|vertrags-?[ ]?{_LINK}|vertragskonto|contract[ -]?{_LINK}|duns(?:[ -]?{_LINK})?", _PLAIN, 4),
    _label("ID", "account_label", rf"konto-?[ ]?{_LINK}|bank[ -]?account(?:[ -]?{_LINK})?|account[ -](?:number|no\.?)|sort[ -]?code|routing[ -]?{_LINK}|blz|bankleitzahl", _DIGITS_IN_GROUPS, 6),
    _label("ID", "company_label", rf"ust\.?-?[ ]?id(?:ent\w*)?\.?(?:-?[ ]?nr\.?)?|umsatzsteuer-?[ ]?\w*|vat(?:[ -]?(?:reg(?:istration)?\.?)?[ -]?{_LINK})?|uid(?:-?{_LINK})?|mwst-?{_LINK}|tva|(?-i:EIN)|handelsregister(?:-?{_LINK})?|firmenbuch(?:-?{_LINK})?|company (?:registration )?{_LINK}|registered (?:{_LINK})|companies house", r"(?:[A-Z]{2,3}[- ]?[A-Z0-9]{0,2}|HR[AB] ?)?\d(?:[ .-]?\d){4,11}(?:[ ]?[A-Z]\b)?", 5),
)  # fmt: skip
_ANY_LABEL = re.compile("|".join(label.words.pattern for label in _LABELS), re.IGNORECASE)
_TOKEN = re.compile(
    r"(?<![\w@])(?P<prefix>[A-Z]{1,3}[ ])?(?P<rest>(?=[A-Za-z./-]{0,6}\d)[A-Za-z0-9](?:[A-Za-z0-9]|[./-](?=[A-Za-z]?\d)| (?=[A-Za-z]?[ ]?\d| ?[A-D]\b))*[A-Za-z0-9])(?![\w@])"
)
_BETWEEN = re.compile(
    rf"[ \t]*(?:{_LINK}\b\.?)?[ \t]*[:=#|;(–-]{{0,2}}[ \t]*(?:{_IS}[ \t]+)?[\"'(]?", re.IGNORECASE
)
_WORDS_BETWEEN = re.compile(r"[^\d\n]{0,40}?(?:[ \t(:\"'|;]|(?<=\w)-)", re.IGNORECASE)
_MIN_FAR_DIGITS = 5
"""Over some words a label reaches only what is long enough to be no count."""


def find_identifiers(text: str) -> Iterator[DetectedSpan]:
    """Spans of DE_TAX_ID, DE_SOCIAL_SECURITY and ID, by check digit or by label; they may overlap."""
    yield from (
        span.model_copy(update={"rule": f"identifiers.{span.rule}"}) for span in find_forms(_SHAPED, text)
    )
    for token in _TOKEN.finditer(text):
        # "NINO QQ 12 34 56 C" begins with letters, "EIN 12-3456789" does not: the longer reading goes first.
        for start in dict.fromkeys((token.start(), token.start("rest"))):
            found = list(_labelled(text, start, token.end()))
            yield from found
            if found:
                break


def _labelled(text: str, start: int, end: int) -> Iterator[DetectedSpan]:
    lead = before(text, start)
    if not lead or not _ANY_LABEL.search(lead):
        return
    for label in _LABELS:
        last = None
        for last in label.words.finditer(lead):  # noqa: B007 - the nearest label counts
            pass
        if last is None:
            continue
        between = lead[last.end() :]
        near = _BETWEEN.fullmatch(between) is not None
        value = label.value.match(text, start, end)
        if value is None or not (near or _WORDS_BETWEEN.fullmatch(between)):
            continue
        digits = sum(map(str.isdigit, value.group()))
        if digits < (label.digits if near else max(label.digits, _MIN_FAR_DIGITS)):
            continue
        yield DetectedSpan(
            start=start,
            end=value.end(),
            type=label.type,
            score=0.85 if near else 0.7,
            rule=f"identifiers.{label.rule}",
        )
