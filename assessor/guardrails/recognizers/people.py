"""Stage 2 of 7: people found by where they stand: titles, greetings, sign-offs, mail headers, role labels.

There are no German name models on the package index (FACTS.md); in work mail most people are announced by
their place. A trained recognizer comes with the guardrails issue; until then names that nothing announces
are missed in German, and the README says so.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import (
    FULL_NAME,
    LETTER,
    NAME_RUN,
    TITLED_NAME,
    UPPER,
    WORD,
    is_plausible,
)

_TITLE = (
    r"(?:Herrn?|Frau|Hr\.|Fr\.|Frl\.|Fräulein|Mr\.?|Mrs\.?|Ms\.?|Miss|Mx\.?|Prof\.|Professor(?:in)?|PD|Dr(?:\.(?:-Ing\.)?|(?=[ \t]))|DR\.?|PROF\.?|HERRN?|FRAU|MR\.?|MS\.?|MRS\.?|Dipl\.-\w+\.|Mag\.|Doktor|Doctor)"
    r"(?:[ \t]+(?:Prof\.|Dr\.|med\.|jur\.|rer\.|nat\.|phil\.|Dipl\.-Ing\.|Ing\.|Mag\.))*"
)
_OFFICE = (
    r"(?:Lieutenant|Colonel|Captain|Sergeant|General|Major|Judge|Justice|Governor|Senator|Mayor|Minister|President|Chancellor|Coach|Director|"
    r"Chairman|Chairwoman|Professor|Sir|Lady|Lord|Dame|Monsieur|Madame|"
    r"(?:[A-ZÄÖÜ][a-zäöüß]+)?(?:[Mm]inister|[Pp]räsident|[Kk]anzler|[Bb]ürgermeister|[Tt]rainer|[Ss]precher|[Dd]irektor|[Ll]eiter|[Cc]hef|"
    r"[Vv]orsitzende|[Aa]nwält|[Rr]ichter|[Rr]egisseur)(?:in|r)?|Oberst|Pfarrer|Anwalt)"
)
_GREETING = (
    r"(?:Hallo|Hi|Hey|Hello|Dear|Liebe[rs]?|Moin|Servus|Grüezi|Grüß(?:e| Gott| dich| Sie)|Guten (?:Tag|Morgen|Abend)|"
    r"Good (?:morning|afternoon|evening)|Sehr geehrte[rs]?|Werte[rs]?)"
)
_SIGN_OFF = (
    r"(?:(?:Viele|Beste|Liebe|Herzliche|Schöne|Sonnige|Freundliche)[ \t]+Grüße|Mit (?:freundlichen|besten|herzlichen) Grüßen|"
    r"Freundlicher? Gr[uü]ß\w*|Gruß|Grüße|LG|VG|MfG|BG|Danke(?: dir| Ihnen)?(?: und (?:Gruß|Grüße))?|Vielen Dank|"
    r"(?:Best|Kind|Kindest|Warm|Warmest|Many)(?:[ \t]+(?:regards|wishes|thanks))?|Regards|Cheers|Thanks(?: a lot| again)?|"
    r"Thank you|Sincerely|Yours(?: sincerely| faithfully| truly)?|Talk soon|Ciao)"
)
_ROLE_LABEL = (
    r"(?:owner|author|prepared by|written by|reviewed by|approved by|contact|attendees|participants|present|sponsor|"
    r"champion|csm|account manager|ae|erstellt von|verfasst von|geprüft von|freigegeben von|ansprechpartner(?:in)?|"
    r"kontakt|teilnehmer(?:innen|:innen|\*innen)?|verantwortlich(?:e|er)?|bearbeiter(?:in)?|zuständig|name)"
)
_AFTER = r"(?=[ \t]*(?:[,;:!.\n)|<–—-]|\r?$|\Z))"

_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("gaelic", 0.8, re.compile(rf"\b(?P<name>(?:{WORD}[ \t]+)?(?:(?:Mc|Mac)(?!Book|OS|Kinsey|Donald['’]?s)[{UPPER}][a-zß-öø-ÿ]{{2,}}|O['’][{UPPER}][a-zß-öø-ÿ]{{2,}}|(?:Ó|Ní|Mac|Uí) [{UPPER}][a-zß-öø-ÿ]{{2,}})(?:['’]s)?)(?!\w)")),
    ("office", 0.8, re.compile(rf"\b{_OFFICE}[ \t]+(?P<name>{FULL_NAME})")),
    ("title", 0.95, re.compile(rf"\b{_TITLE}[ \t]+(?P<name>{TITLED_NAME})")),
    (
        "greeting",
        0.9,
        re.compile(
            rf"^[ \t>]*(?i:{_GREETING})[ \t]+(?:{_TITLE}[ \t]+(?P<titled>{TITLED_NAME})|(?P<name>{NAME_RUN}))"
            rf"(?:(?:[ \t]+(?:und|and|&)[ \t]+(?:(?i:{_GREETING})[ \t]+)?|[ \t]*,[ \t]*(?i:{_GREETING})[ \t]+)"
            rf"(?:{_TITLE}[ \t]+)?(?P<other>{NAME_RUN}))?{_AFTER}",
            re.MULTILINE,
        ),
    ),
    (
        "sign_off",
        0.9,
        re.compile(rf"^[ \t>]*{_SIGN_OFF}[ \t]*[,.!–-]?[ \t]*(?:\r?\n[ \t>]*){{0,3}}(?P<name>{NAME_RUN})[ \t]*(?=[,|/(]|\r?$)", re.MULTILINE),
    ),
    ("sign_off_line", 0.85, re.compile(rf"(?:\bi\.[ \t]?(?:A|V)\.|\bgez\.|\bppa\.)[ \t]+(?P<name>{NAME_RUN})")),
    (
        "history",
        0.9,
        re.compile(rf"(?:\bschrieb(?:en)?[ \t]+|(?:\bOn\b|\bAm\b)[^\n]{{4,60}}?,[ \t]+)(?P<name>{FULL_NAME})(?=[ \t]*(?:<|wrote|schrieb|:))"),
    ),
    ("role_label", 0.85, re.compile(rf"\b(?i:{_ROLE_LABEL})[ \t]*:[ \t]*(?P<name>{FULL_NAME}(?:[ \t]*[,;/&][ \t]*{FULL_NAME})*)")),
    ("role_suffix", 0.8, re.compile(rf"(?P<name>{FULL_NAME})[ \t]*(?:[|/,(–-][ \t]*|\r?\n)(?=(?:Senior |Junior |Lead |Strategic |Head of |VP |Director |Principal |Global )*(?:Customer|CSM|Account|Sales|Product|Support|Geschäftsführ|Leiter|Projektleit|Einkauf|Vertrieb|Engineer|Chief|C[EFTIO]O\b))")),
    ("mention", 0.85, re.compile(rf"(?<![\w.@])@(?P<name>(?:[{LETTER}]\.)?[{LETTER}][{LETTER}-]+(?:[._][{LETTER}][{LETTER}-]+)?)\b(?!\.)")),
    ("family", 0.85, re.compile(rf"(?:\b(?:Ehepaar|Familie|Eheleute|Geschwister|Gebrüder|Brüder)[ \t]+(?P<name>{NAME_RUN})|\b[Tt]he[ \t]+(?P<other>{WORD})[ \t]+family\b)")),
    ("elder", 0.85, re.compile(rf"(?P<name>{NAME_RUN})(?=,?[ \t]+(?:senior|junior|[Ss]r\.|[Jj]r\.|sen\.|jun\.)(?!\w))")),
)  # fmt: skip
_HEADER = re.compile(
    r"^[ \t>*]*(?:From|To|Cc|Bcc|Reply-To|Sender|Von|An|Kopie|Gesendet von)[*]?:[ \t*]*(?P<list>[^\n]+)",
    re.MULTILINE,
)
_HEADER_PERSON = re.compile(rf"[\"']?(?P<name>{NAME_RUN})[\"']?[ \t]*(?=[<\[(;,]|\r?$)", re.MULTILINE)
_LAST_FIRST = re.compile(rf"[\"']?(?P<name>{NAME_RUN},[ \t]+{NAME_RUN})[\"']?[ \t]*<")
_LIST_SPLIT = re.compile(r"[ \t]*[,;/&][ \t]*")


def find_people(text: str) -> Iterator[DetectedSpan]:
    """Names announced by their surroundings, in either language.

    Yields:
        Spans of type PERSON that cover the name without its title; they may overlap.
    """
    for rule, score, pattern in _RULES:
        for match in pattern.finditer(text):
            for group in ("name", "titled", "other"):
                if group in pattern.groupindex and match.group(group):
                    yield from _names_in(text, *match.span(group), score, f"people.{rule}")
    for header in _HEADER.finditer(text):
        yield from _in_header(text, *header.span("list"))


def _in_header(text: str, start: int, end: int) -> Iterator[DetectedSpan]:
    listed = text[start:end]
    for turned in _LAST_FIRST.finditer(listed):
        if is_plausible(turned.group("name").replace(",", "")):
            first, last = turned.span("name")
            yield DetectedSpan(
                start=start + first, end=start + last, type="PERSON", score=0.9, rule="people.header"
            )
    for person in _HEADER_PERSON.finditer(listed):
        first, last = person.span("name")
        yield from _names_in(text, start + first, start + last, 0.9, "people.header")


def _names_in(text: str, start: int, end: int, score: float, rule: str) -> Iterator[DetectedSpan]:
    position = start
    for piece in _LIST_SPLIT.split(text[start:end]):
        at = text.index(piece, position)
        position = at + len(piece)
        trimmed = _without_field_words(piece)
        if trimmed:
            yield DetectedSpan(start=at, end=at + len(trimmed), type="PERSON", score=score, rule=rule)


def _without_field_words(run: str) -> str:
    """Cut a run at the first word that is no name, as in `Katrin Sommer Renewal`."""
    kept: list[str] = []
    for word in re.split(r"([ \t]+)", run):
        if word.strip() and not word.endswith(".") and word[0] in _UPPER_SET and not is_plausible(word):
            break
        kept.append(word)
    name = "".join(kept).rstrip()
    return name if name and is_plausible(name) else ""


_UPPER_SET = frozenset(re.findall(rf"[{UPPER}]", "".join(map(chr, range(0x41, 0x180)))))
