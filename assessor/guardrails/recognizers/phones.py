"""Stage 2 of 7: telephone numbers of DE, AT, CH, GB, FR and US in every usual writing, and of any country after a plus.

libphonenumber answers whether digits can be dialled. It must not decide alone: numbers that no network has given
out yet are written in mails too, and a case number may be dialled by chance. So a run of digits is first judged
by its writing, then by the words around it, and only then by the numbering plan.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.forms import after, before

_SEPARATOR = r"[ \t./()\-–‐‑]"
_RUN = re.compile(
    rf"(?<![\w@=&%'’])(?<![^\s\\],)(?<![\w)\]][./\-–])(?P<value>\+?[(\[]?\+?\d(?:{_SEPARATOR}{{0,3}}\d){{4,34}})(?![A-WYZa-wyz_@%0-9äöüß]|[xX](?!\d)|[.,:/-]\d|['’]\d)"
)
_CELL = re.compile(rf"(?<=,)\"?(?P<value>\+\d(?:{_SEPARATOR}{{0,3}}\d){{6,18}})(?=\"?(?:,|\r?\n|\Z))")
"""A whole cell of a comma-separated line, with its plus; elsewhere a comma before digits makes a decimal of them."""
_EXTENSION = re.compile(
    r"[ \t]{0,2}(?:[,;][ \t]?)?(?:\(?(?i:ext\.?|extn\.?|extension|durchwahl|dw\.?|nebenstelle|app\.?|apparat)[ \t:.-]{0,2}|[xX][ \t]?|/[ \t]?-?|-[ \t]?|DW[ \t]?)\d{1,5}\b(?![ .,:/-]?\d)"
)
_EXTENSION_ALONE = re.compile(
    r"\b(?i:ext\.|extn\.?|extension|durchwahl|nebenstelle|apparat|dw)(?:[ \t]?(?i:nummer|number|no\.?|nr\.?))?[ \t]*(?:[:.=]|(?i:is|ist|lautet))?[ \t]*(?P<value>[-–]?\d{1,5})\b(?![.,/:%-]\d|%)"
)
_PHONE_WORD = re.compile(
    r"\b(?:tel(?:e(?:fon|phone)\w*)?|phon(?:e|es|ed|ing)|ph|fon|mobil\w*|mob|handy\w*|natel|cell\w*|desk|direct|direkt|call(?:s|ed|ing)?|ring|dial|"
    r"rufen|ruf|anruf\w*|fax\w*|durchwahl|whats ?app|sms|text (?:me|him|her)|signal|rückruf\w*|zurückrufen|erreich\w*|reach(?:able|ed)?|hotline|"
    r"zentrale|switchboard|reception|empfang|büro|office|landline|festnetz|rufnummer|hot ?line|[tfm]:|[tfm]\.|festnetz\w*|notfallnummer|answer(?:s|ed|ing)?|(?:messages?|text) (?:to|on)|number is|nummer ist|registered|my number)(?!\w)",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:\b(?:ticket|case|order|invoice|ref(?:erence)?|id|ids|build|version|release|commit|po|quote|account|iban|bic|sort code|"
    r"company|registration|charter|vat|ein|utr|tax|isbn|sku|serial|hrb|hra|fall|vorgang|auftrag|bestellung|bestell\w*|rechnung\w*|angebot\w*|"
    r"kunden\w*|vertrag\w*|konto\w*|steuer\w*|aktenzeichen|az|artikel\w*|serien\w*|liefer\w*|personal\w*|mitarbeiter\w*|versicher\w*|"
    r"mitglied\w*|beleg\w*|sendung\w*|tracking\w*|ahv|svnr|passport|ausweis\w*|reisepass|uuid|epoch|timestamp|row|rows|zeile\w*)"
    r"|(?<!tel)(?<!tel\.)(?<!fon)(?<!telefon)(?<!phone)(?<!phone )(?<!mobile )(?<!mobil)(?<!ruf)(?<!notfall)(?<!handy)(?<!fax)(?<!fax )(?<!contact )\b(?:number|nummer|nr|no)|#)"
    r"[.:#]?[ \t]*(?:(?:no|nr|number|nummer|id|code)\b[.:]?[ \t]*)?(?:(?:is|ist|was|war|lautet)[ \t]+)?[(\"']?$",
    re.IGNORECASE,
)
_PHONE_WORD_AFTER = re.compile(
    r"[ \t]?[-(]?[ \t]?(?:office|fax|mobile?|cell|home|work|desk|direct|landline|büro|privat|dienstlich|handy|festnetz)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ \t]?(?:%|€|\$|£|(?:EUR|USD|CHF|GBP|Euro|percent|Prozent|rows?|records?|users?|seats?|licen[cs]es?|tickets?|accounts?|hours?|days?|minutes?|"
    r"Zeilen|Sätze|Datensätze|Nutzer\w*|Plätze|Lizenzen|Konten|Stunden|Tage|Minuten|Stück|Mio|Tsd|km|kg|ms|MB|GB|k)\b)",
    re.IGNORECASE,
)
_MONEY_BEFORE = re.compile(
    r"(?:€|\$|£|\bEUR|\bUSD|\bCHF|\bGBP|\bARR|\bMRR|\bNPS|\bScore|\bQ[1-4])[ \t]?$", re.IGNORECASE
)
_DATES = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[ ]?[./-][ ]?(?:0?[1-9]|[12]\d|3[01])[ ]?[./-][ ]?(?:19|20)?\d\d(?:[ -]+.*)?|(?:19|20)\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?(?:[ -].*)?|"
    r"(?:19|20)\d\d[-–/ ]+(?:19|20)?\d\d(?:[-– ].*)?|(?:0?[1-9]|1[0-2])[./](?:19|20)\d\d(?:[ –-].*)?|"
    r"\d{1,2}\.\d{0,2}\.?[ ]?[–-][ ]?\d{1,2}\.\d{1,2}\.(?:(?:19|20)?\d\d)?|\d\.\d+"
)
_NANP = re.compile(r"(?:1[-. ]?)?(?:\([2-9]\d\d\)[ ]?|[2-9]\d\d[-. ])[2-9]\d\d[-. ]\d{4}")
_LOCAL_NANP = re.compile(r"[2-9]\d\d-\d{4}")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([ .’'])\d{3})(?:\1\d{3})*")
_REGIONS = ("DE", "AT", "CH", "GB", "FR")
_MIN_DIGITS, _MAX_DIGITS = 6, 15
_MIN_LOCAL = 5
_LABEL_CHARS = 30


def find_phones(text: str) -> Iterator[DetectedSpan]:
    """Spans of PHONE_NUMBER, extension and all. They do not overlap."""
    taken: list[tuple[int, int]] = []
    for match in (*_RUN.finditer(text), *_CELL.finditer(text)):
        start, end = match.span("value")
        # "(030 23125-0)": the bracket belongs to the sentence unless it closes inside the number.
        start += text[start] in "([" and text.count("(", start, end) > text.count(")", start, end)
        for piece_start, piece_end in _pieces(text, start, end):
            rule = _judged(text, piece_start, piece_end)
            if rule is None:
                continue
            extension = _EXTENSION.match(text, piece_end)
            reached = extension.end() if extension else piece_end
            taken.append((piece_start, reached))
            yield _span(piece_start, reached, rule, 0.85)
    for alone in _EXTENSION_ALONE.finditer(text):
        if not any(start <= alone.start("value") < end for start, end in taken):
            yield _span(*alone.span("value"), "extension", 0.75)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A run as one number, or as two where a slash or dash with space around stands between two whole ones."""
    for cut in re.finditer(r"[ \t]+[/–-][ \t]+(?=[+0(])", text[start:end]):
        first = len(re.sub(r"\D", "", text[start : start + cut.start()]))
        if first > _MIN_DIGITS:
            yield start, start + cut.start()
            yield start + cut.end(), end
            return
    yield start, end


def _judged(text: str, start: int, end: int) -> str | None:
    """Name of the rule that makes a run of digits a phone, or None."""
    run = text[start:end]
    digits = re.sub(r"\D", "", run)
    lead, trail = before(text, start), after(text, end)
    if _DATES.fullmatch(run.strip("()")) or len(digits) > _MAX_DIGITS or len(set(digits)) == 1:
        return None
    if run.lstrip("([").startswith("+"):
        return "international" if _is_possible("+" + digits, None) and not _COUNTED.match(trail) else None
    labelled = _labelled(_line_above(text, start) + lead) or _PHONE_WORD_AFTER.match(trail) is not None
    if not labelled and (_OTHER_NUMBER.search(lead) or _COUNTED.match(trail) or _MONEY_BEFORE.search(lead)):
        return None
    return _by_plan(run, digits, labelled=labelled)


def _by_plan(run: str, digits: str, *, labelled: bool) -> str | None:
    """The rule for digits without a plus that nothing around denies."""
    if digits.startswith("00") and _is_possible("+" + digits[2:], None):
        return "international"
    if len(digits) >= _MIN_DIGITS and run.lstrip("(").startswith("0"):
        return _national(run, digits, labelled=labelled)
    if _NANP.fullmatch(run):
        return "national"
    local = _LOCAL_NANP.fullmatch(run) or not _THOUSANDS.fullmatch(run) or " " in run
    return "label" if labelled and len(digits) >= _MIN_LOCAL and local else None


def _line_above(text: str, start: int) -> str:
    """In a form the label may stand on a line of its own, over the number."""
    line = text.rfind("\n", 0, start) + 1
    if text[line:start].strip(" \t>|(+"):
        return ""
    label = text[: max(0, line - 1)].rstrip(" \t\r").rpartition("\n")[2]
    return label + " " if label.endswith(":") and len(label) < _LABEL_CHARS else ""


def _labelled(lead: str) -> bool:
    """Whether a word for telephony stands before, with no word for another number after it."""
    words = list(_PHONE_WORD.finditer(lead))
    return (
        bool(words)
        and not re.search(r"[.;!?][ \t]+(?-i:[A-ZÄÖÜ])", lead[words[-1].end() :])
        and not _OTHER_NUMBER.search(lead[words[-1].end() :])
    )


def _national(run: str, digits: str, *, labelled: bool) -> str | None:
    if labelled:
        return "label"
    grouped = re.search(r"\d[^\d]+\d", run) is not None
    # One run of digits without a word for it: case numbers look the same, so the plan must know it.
    known = _is_possible_in_a_region(digits) if grouped else _is_valid_in_a_region(digits)
    return "national" if known else None


@lru_cache(maxsize=4096)
def _is_possible(number: str, region: str | None) -> bool:
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return False
    return bool(
        phonenumbers.is_possible_number_with_reason(parsed) == phonenumbers.ValidationResult.IS_POSSIBLE
    )


def _is_possible_in_a_region(digits: str) -> bool:
    return any(_is_possible(digits, region) for region in _REGIONS)


def _is_valid_in_a_region(digits: str) -> bool:
    import phonenumbers

    return any(
        phonenumbers.is_valid_number(phonenumbers.parse(digits, region))
        for region in _REGIONS
        if _is_possible(digits, region)
    )


def _span(start: int, end: int, rule: str, score: float) -> DetectedSpan:
    return DetectedSpan(start=start, end=end, type="PHONE_NUMBER", score=score, rule=f"phones.{rule}")
