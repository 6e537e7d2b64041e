"""Stage 2 of 7: customer organisations by legal form, by the field or heading they stand in, and by their trade.

Tools of the trade and the field's own words are never customers here; what a tenant lists is found elsewhere
(`customers.py`), and what one place of a submission gives away goes everywhere (`dossier.py`).
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import LETTER, UPPER
from assessor.guardrails.recognizers.organisation_names import GLUE, is_name_of_organisation, is_ordinary
from assessor.guardrails.recognizers.organisation_tables import find_in_tables
from assessor.guardrails.recognizers.organisation_words import (
    BEFORE_DE,
    BEFORE_EN,
    COMPOUND_BEFORE_DE,
    LEGAL_FORM,
    TRADE_DE,
    TRADE_EN,
    TRADE_EN_WEAK,
)

_ORG = "CUSTOMER_ORG"
_CAP = rf"(?:(?:St|Gebr|Fa|Int|Bros|Dr|Prof)\.|[{UPPER}](?:[{LETTER}]|['’.](?=[{LETTER}]))*(?:-[{LETTER}\d]+){{0,4}}|\d[{UPPER}][{LETTER}]*)"
_MORE = rf"(?:[ \t]+(?:{GLUE}[ \t]+){{0,2}}{_CAP})"
_NAME = rf"{_CAP}{_MORE}{{0,4}}"
_LONG_NAME = rf"{_CAP}(?:[ \t]+(?:(?:&|und|and)[ \t]+)?{_CAP}){{1,4}}"

_LEGAL = re.compile(
    rf"\b(?P<value>(?:\d\w{{0,3}}[ \t]+)?{_CAP}(?:[ \t]+(?:{GLUE}|(?=[\w&.+'’-]{{0,30}}[{UPPER}0-9])[\w&.+'’-]{{1,40}}(?![\w&+'’-]))){{0,5}}?,?[ \t]+{LEGAL_FORM})(?![\w-])"
)
_FIELD = re.compile(
    r"^[ \t>*|#-]*(?:\*\*)?(?:account(?:[ \t]name)?|customer(?:[ \t]name)?|client(?:[ \t]name)?|company(?:[ \t]name)?|organi[sz]ation|org|prospect|"
    r"opp(?:ortunity)?|deal|tenant|kunde|kundin|kundenname|kundin/kunde|firma|firmenname|unternehmen|organisation|mandant|mandantin|chance|konto|betroffen|"
    r"betroffene[r]?[ \t]kunde|auftraggeber(?:in)?|accountname)(?:\*\*)?[ \t]*(?::|=|\|)(?:\*\*)?[ \t]*(?P<value>[^\n|;:()<>\[\]/]{2,60}?)(?=[ \t]*(?:$|[|;()<>\[\]/:]|,[ \t]|[ \t][-–—][ \t]|\.[ \t]))",
    re.IGNORECASE | re.MULTILINE,
)
_RULED = re.compile(r"[^\n]*\n[ \t]*\|?[ \t:]*-{3}")
_HEADING_WORD = (
    r"(?:QBR|EBR|MBR|(?:[Hh]ealth[ \t])?[Dd]eep[ \t][Dd]ive|Einzelbetrachtung|Tiefenblick|[Ee]xecutive[ \t][Bb]usiness[ \t][Rr]eview|Executive[ \t]Summary|Kurzlage|Lage|Steckbrief|RED|AMBER|YELLOW|GREEN|ROT|GELB|GRÜN|[Rr]enewal(?:[ \t]brief|[ \t]plan|[ \t]note)?|[Aa]ccount(?:[ \t](?:plan|review|brief|notes?))|[Bb]usiness[ \t][Rr]eview|[Kk]ick-?off(?:[ \t](?:notes|agenda|with|call))?|"
    r"[Oo]nboarding(?:[ \t]plan)?|[Pp]lan|[Ee]scalation(?:[ \t]summary)?|[Hh]ealth[ \t](?:review|check)|[Ss]uccess[ \t]plan|[Vv]alue[ \t]review|[Cc]all(?:[ \t]with)?|[Mm]eeting(?:[ \t]with)?|[Oo]pp|"
    r"[Ee]xpansion|[Hh]andover|[Ss]ite[ \t]visit|[Ff]eedback|[Pp]ost-?[Mm]ortem|[Cc]ase[ \t]study|[Ww]orkshop|"
    r"Verlängerung(?:svorlage)?|Kontoplan|Auftakt|Einführung(?:splan)?|Geschäftsdurchsprache|(?:Vorlage|Protokoll|Notizen)(?:[ \t]QBR)?|Eskalation|Ampelrunde|Statusbericht|Übergabe|"
    r"Jour[ \t]fixe|Termin|Weekly|Sync|Update|Follow-?[Uu]p|Check-?in|Minutes|Recap|Go-?[Ll]ive|[Rr]isk(?:[ \t]review)?|[Ss]tatus|[Nn]otes|[Nn]otizen|Kick-off|Schulung|Training|Nachfassen|Referenz|"
    r"Erfolgsplan|Chance|Ausbau|Gesprächsnotiz|Besuch|Rückmeldung|Nachbetrachtung|Kundentermin|Jahresgespräch|Wertbetrachtung|Zusammenfassung)"
)
_JOIN = r"(?:[ \t]*(?::|[-–—|,])[ \t]*|[ \t]+(?:for|with|of|at|on|mit|bei|für|der|des|zu|zum)[ \t]+(?:(?:the|der|dem|die|our|unserem|unserer|customer|client|Kunde[n]?)[ \t]+)*|[ \t]+)"
_HEADING = re.compile(
    rf"^(?:Subject:|Betreff:|Re:|AW:|FW:|WG:|Title:|Titel:|[ \t>#*_|-])*(?:{_HEADING_WORD}[ \t]+){{0,2}}{_HEADING_WORD}{_JOIN}(?P<value>{_NAME})(?=[ \t]*(?:$|[,;:(|–—/-]|\*\*|\r))",
    re.MULTILINE,
)
_HEADED_BY = re.compile(
    rf"^(?:Subject:|Betreff:|Re:|AW:|FW:|WG:|[ \t>#*_|-])*(?P<value>{_NAME})(?:[ \t]*(?:[-–—:|,/])[ \t]*|[ \t]+)(?:QBR|EBR|[Ee]xecutive|[Qq]uarterly|Quartal\w*|Steckbrief|[Rr]enewal|[Oo]nboarding|[Kk]ick-?off|[Bb]usiness [Rr]eview|[Aa]ccount [Pp]lan|[Hh]ealth [Rr]eview|[Ee]scalation|Verlängerung|Eskalation|Auftakt|Einführung)\b",
    re.MULTILINE,
)
_SAID_BEFORE = re.compile(
    rf"(?:\b(?:[Oo]ur|[Tt]he|[Aa]|[Mm]y|[Tt]his|[Nn]ew|[Ee]xisting)[ \t]+(?:\w+[ \t]+)?(?:customer|client|account|prospect)s?,?[ \t]+(?:called[ \t]+|named[ \t]+|is[ \t]+)?|\b(?:customer|client|account|prospect)[ \t]+|\bCustomer[ \t]+(?=(?:{_CAP}[ \t]+)+(?:reported|asked|wants|could|lost|will|has|is|was)\b)|(?m:^)(?:Customer|Account|Client)[ \t]+(?={_NAME}[ \t]*(?:[-–—:(]|$))|"
    rf"\b(?:[Kk]unde(?:n|s)?|[Kk]undin|[Mm]andant(?:en|in)?|[Bb]estandskunde(?:n)?|[Nn]eukunde(?:n)?|[Aa]uftraggeber(?:in)?|[Ii]nteressent(?:en|in)?|Firma|Fa\.|aus dem Haus|vom Haus)[ \t]+(?:namens[ \t]+|ist[ \t]+(?:die[ \t]+|der[ \t]+|das[ \t]+)?)?)(?:(?:[Dd]er|[Dd]ie|[Dd]as|[Tt]he)[ \t]+)?(?P<value>{_NAME})"
)
_AT_EN = re.compile(
    rf"\b(?:[Aa]t|[Bb]ehalf of|[Cc]ontact at|[Tt]eam at|[Cc]olleagues at|[Ss]ponsor at|[Cc]hampion at|[Pp]eople at)[ \t]+(?P<value>{_NAME})(?![ \t]*\d)"
)
_LOOKED = re.compile(r"\b(?:look(?:s|ed|ing)?|aim(?:s|ed|ing)?|good) $")
_THE_CALL = re.compile(
    rf"\b(?:[Tt]he|[Oo]ur|[Mm]y)[ \t]+(?P<value>{_NAME})[ \t]+(?:call|team|account|renewal|roll-?out|workshop|QBR|EBR|kick-?off|go-?live|meeting|pilot|contract|deal|onboarding|migration|admins?|sponsor|champion|escalation|visit|site)\b"
)
_LISTED = re.compile(
    r"\b(?:[Aa]ccounts|[Cc]ustomers|[Cc]lients|[Kk]onten|[Kk]unden|[Ff]irmen|[Mm]andanten)\b[^.:;(\n]{0,60}[:(][ \t]*(?P<list>[^.;:\n)]{3,200})"
)
_LISTED_NAME = re.compile(
    rf"(?:^|,[ \t]*|[ \t](?:and|und|&|or|oder)[ \t]+)(?P<value>{_NAME}?)(?=[ \t]*(?:,|$|\(|[ \t](?:and|und|&|or|oder)[ \t]))"
)
_AT_DE = re.compile(
    rf"\b(?:[Bb]ei|[Bb]eim|[Ss]eitens|im Hause?|[Ii]m Auftrag)[ \t]+(?:der[ \t]+|dem[ \t]+|den[ \t]+)?(?P<value>{_LONG_NAME})"
)
_TRADE_EN = re.compile(
    rf"\b(?P<value>{_CAP}{_MORE}{{0,2}}?[ \t]+(?:&[ \t]+|and[ \t]+)?(?:{TRADE_EN.pattern})(?:[ \t]+(?:{TRADE_EN.pattern}|{TRADE_EN_WEAK.pattern}|Trust|Group|Association|Society|Company|Products)){{0,2}})(?!\w|-)"
)
_TRADE_EN_WEAK = re.compile(
    rf"\b(?P<value>{_CAP}(?:[ \t]+(?:&[ \t]+|and[ \t]+)?{_CAP})?[ \t]+(?:{TRADE_EN_WEAK.pattern})(?:[ \t]+(?:Group|Union|Trust|Association|Company))?)(?!\w|-)"
)
_OF_EN = re.compile(rf"\b(?P<value>{BEFORE_EN}{_NAME})")
_AMPERSAND = re.compile(rf"\b(?P<value>{_CAP}[ \t]+&[ \t]+{_CAP}(?:[ \t]+{_CAP})?)(?!\w|[ \t]+&)")
_TRADE_BEFORE_DE = re.compile(
    rf"\b(?P<value>(?:{BEFORE_DE}|{COMPOUND_BEFORE_DE})[ \t]+(?:(?:am|an der|im|zum|zur)[ \t]+)?{_CAP}(?:[ \t]+(?:&[ \t]+|und[ \t]+)?{_CAP})?)(?!\w)"
)
_TRADE_AFTER_DE = re.compile(
    rf"\b(?P<value>{_CAP}(?:[ \t]+(?:&[ \t]+|und[ \t]+)?{_CAP})?[ \t]+(?=[{UPPER}])(?i:{TRADE_DE.pattern})\b(?:[ \t]+(?:{_CAP}))?)"
)

_UNTRIMMED = ("at", "said", "the_call")
"""Rules after whose words the name follows at once: an ordinary word there means there is none."""
_MIN_CAPITALS = 5
_PLACED = (
    ("said", 0.75, _SAID_BEFORE),
    ("at", 0.6, _AT_EN),
    ("heading", 0.75, _HEADING),
    ("heading", 0.75, _HEADED_BY),
    ("the_call", 0.6, _THE_CALL),
)


def find_organisations(text: str) -> Iterator[DetectedSpan]:
    """Spans of CUSTOMER_ORG; they may overlap."""
    for match in _LEGAL.finditer(text):
        start, end = match.span("value")
        start += _field_words_before(text[start:end])
        words = text[start:end].split()
        # Only the legal form may be left, or a small word before it ("Phase 2 of the SE team"): nothing was named.
        if len(words) > 1 and not re.fullmatch(GLUE, words[-2]):
            yield _span(start, end, "legal_form", 0.85)
    for match in _FIELD.finditer(text):
        value = match.group("value").strip(" .")
        # The first cells of a table are its headings where a ruled line follows.
        if not _RULED.match(text, match.end()) and is_name_of_organisation(value, strict=False):
            start = text.index(value, match.start("value"))
            yield _span(start, start + len(value), "field", 0.85)
    for rule, score, pattern in _PLACED:
        yield from _trimmed(pattern, text, rule, score, least=1)
    for rule, pattern in (
        ("trade_en", _TRADE_EN),
        ("trade_en", _TRADE_EN_WEAK),
        ("trade_en", _OF_EN),
        ("trade_de", _TRADE_BEFORE_DE),
        ("at", _AT_DE),
        ("partners", _AMPERSAND),
    ):
        yield from _trimmed(pattern, text, rule, 0.6, least=2)
    yield from _listed(text)
    yield from find_in_tables(text)
    for match in _TRADE_AFTER_DE.finditer(text):
        yield from _trade_after(match)


def _listed(text: str) -> Iterator[DetectedSpan]:
    """Names in a list of customers: "three accounts: Acme Corp, Globex and Initech"."""
    for match in _LISTED.finditer(text):
        listed, start = match.group("list"), match.start("list")
        for one in _LISTED_NAME.finditer(listed):
            if is_name_of_organisation(one.group("value")):
                yield _span(start + one.start("value"), start + one.end("value"), "list", 0.6)


def _trimmed(
    pattern: re.Pattern[str], text: str, rule: str, score: float, least: int
) -> Iterator[DetectedSpan]:
    """Matches without the field's words around the name; dropped where fewer than `least` words are left."""
    for match in pattern.finditer(text):
        start, end = match.span("value")
        if rule == "at" and _LOOKED.search(text[max(0, match.start() - 9) : match.start()]):
            continue
        words = _words_of_name(text[start:end], rule, least)
        if len(words) < least or not is_name_of_organisation(" ".join(word.group() for word in words)):
            continue
        only = words[0].group()
        if len(words) == 1 and rule in _UNTRIMMED and only.isupper() and len(only) < _MIN_CAPITALS:
            # "the SE team", "at HQ": departments and places, not names.
            continue
        last = words[-1].group()
        ends_sentence = last.endswith(".") and not re.search(r"\.\w", last)
        yield _span(start + words[0].start(), start + words[-1].end() - ends_sentence, rule, score)


def _words_of_name(run: str, rule: str, least: int) -> list[re.Match[str]]:
    words = list(re.finditer(r"\S+", run))
    while words and rule not in _UNTRIMMED and _is_before_name(words[0].group()):
        words.pop(0)
    kept = [place for place, word in enumerate(words) if place >= least and _ends_name(word.group())]
    words = words[: kept[0]] if kept else words
    while words and re.fullmatch(GLUE, words[-1].group()):
        words.pop()
    return words


def _is_before_name(word: str) -> bool:
    return word == "&" or is_ordinary(word.casefold().strip(".,"))


def _ends_name(word: str) -> bool:
    folded = word.casefold().strip(".,")
    return (
        is_ordinary(folded)
        and not re.fullmatch(GLUE, word)
        and TRADE_EN_WEAK.fullmatch(word.strip(".,")) is None
        and TRADE_EN.fullmatch(word.strip(".,")) is None
    )


def _trade_after(match: re.Match[str]) -> Iterator[DetectedSpan]:
    """German trades come last and are ordinary nouns too: the word before must be no noun of the field."""
    words = list(re.finditer(r"\S+", match.group("value")))
    trade = next(
        (place for place in range(len(words) - 1, 0, -1) if TRADE_DE.fullmatch(words[place].group())), None
    )
    if trade is None:
        return
    kept = words[: trade + 1]
    while len(kept) > 1 and (not kept[0].group()[0].isupper() or is_ordinary(kept[0].group().casefold())):
        kept.pop(0)
    if len(kept) < 2 or not kept[-1].group()[0].isupper() or is_ordinary(kept[-1].group().casefold()):  # noqa: PLR2004 - a name and a trade
        return
    start = match.start("value")
    yield _span(start + kept[0].start(), start + kept[-1].end(), "trade_de", 0.6)


def _field_words_before(name: str) -> int:
    """Length of the words before a company's name that merely stood capitalised, as in `Renewal Nordwind GmbH`."""
    skipped = 0
    for word in re.finditer(r"\S+[ \t]+", name):
        bare = word.group().strip().strip(",")
        if not is_ordinary(bare.casefold()) or bare[0].isdigit():
            break
        skipped = word.end()
    return skipped


def _span(start: int, end: int, rule: str, score: float) -> DetectedSpan:
    return DetectedSpan(start=start, end=end, type=_ORG, score=score, rule=f"organisations.{rule}")
