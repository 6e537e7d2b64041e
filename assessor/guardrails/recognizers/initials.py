"""Stage 2 of 7: initials that stand for a person: `Freigabe: KS`, `approved H.R.`, a last line `K.S.`.

Two capitals are most often an abbreviation, so only their place makes them a person: alone at the end of a text or
under a sign-off, or beside a word for what people do with a document.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import UPPER

_TWO = rf"(?:[{UPPER}]\.[ ]?[{UPPER}]\.|[{UPPER}]{{2}}(?![\w.-]))"
_DONE = (
    r"(?:freigabe|freigegeben|geprüft|prüfung|gegengelesen|korrektur|korrigiert|erstellt|erfasst|bearbeitet|protokoll|protokolliert|"
    r"verfasst|gez\.|genehmigt|abgenommen|gesprochen|rücksprache|sprecher|"
    r"approved|approval|checked|reviewed|corrected|correction|prepared|drafted|recorded|minutes|author|signed off|signed|"
    r"spoke|spoken|logged|owner)"
)
_JOIN = r"(?:[ \t]+(?:durch|von|mit|by|with|to|am|on))?[ \t]*[:/–-]?[ \t]*"
_DAY = r"(?:\d{1,2}[./]\d{1,2}\.?(?:\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{1,2}\.?[ \t]+\w{3,9}(?:[ \t]+\d{4})?)"
_DOES = (
    r"(?:übernimmt|zeichnet|prüft|schreibt|kümmert|meldet|klärt|bitte|zur (?:Freigabe|Prüfung|Kenntnis)|"
    r"takes|signs|checks|writes|will|please|to (?:check|approve|review|confirm)|for (?:approval|review|sign-off))"
)
_RULES: tuple[tuple[str, float, re.Pattern[str]], ...] = (
    ("done", 0.8, re.compile(rf"\b(?i:{_DONE}){_JOIN}(?:{_DAY}(?:[ \t]*[/,][ \t]*|[ \t]+))?(?P<name>{_TWO})")),
    ("done_small", 0.7, re.compile(rf"\b(?i:{_DONE})[ \t]+{_DAY}[ \t]*/[ \t]*(?P<name>[a-zäöü]{{2}})(?!\w)")),
    ("does", 0.7, re.compile(rf"(?:^|[.;,:→>-][ \t]+|\b(?:an|to)[ \t]+)(?P<name>{_TWO})[ \t]*,?[ \t]+{_DOES}\b", re.MULTILINE)),
    ("done_by", 0.75, re.compile(rf"\b(?i:{_DONE})\b[^.;\n]{{0,12}}(?:\d\.[^.;\n]{{1,16}})?\b(?:durch|von|by)[ \t]+(?P<name>[{UPPER}]\.[ ]?[{UPPER}]\.|[{UPPER}]{{2}})(?=[ \t]*(?:[.,;)]|\r?$|\Z))", re.MULTILINE)),
    ("done_by", 0.7, re.compile(rf"\bdurch[ \t]+(?P<name>[{UPPER}]{{2}})(?=[ \t]*(?:[.,;)]|\r?$|\Z))", re.MULTILINE)),
    ("owner", 0.75, re.compile(rf"^[ \t>]*(?:(?:[-*•–]|\d+[.)]|\[[ xX]?\])[ \t]+)*(?:\d{{1,2}}:\d{{2}}[ \t]+)?(?P<name>{_TWO})[ \t]*:(?=[ \t]+[\"“„'»«]?[^\W\d_])", re.MULTILINE)),
    ("side", 0.75, re.compile(rf"(?P<name>{_TWO})(?=[ \t]+(?:(?:from|on)[ \t]+(?:our|their|your|the customer['’]?s?)[ \t]+(?:side|end|team)|von[ \t]+(?:unserer|deren|eurer|ihrer)[ \t]+Seite|unsererseits|auf[ \t]+unserer[ \t]+Seite)\b)")),
    ("last_line", 0.75, re.compile(rf"\n[ \t>]*(?P<name>{_TWO})[ \t]*\Z")),
    (
        "sign_off",
        0.8,
        re.compile(
            rf"^[ \t>]*(?i:(?:viele |beste |liebe |mit \w+ )?(?:grüße\w*|gruß|danke|lg|vg)|(?:kind |best |warm )?regards|best|cheers|thanks),?"
            rf"[ \t]*(?:\r?\n[ \t>]*)?(?P<name>{_TWO})[ \t]*$",
            re.MULTILINE,
        ),
    ),
)  # fmt: skip
_ATTENDING = re.compile(
    r"^[ \t>*#-]*(?i:teilnehmer(?:innen|:innen|\*innen)?|teilnehmende|anwesend|dabei|beteiligte|attendees|participants|present|attending|in the room)"
    r"[*]*[ \t]*:[*]*(?P<list>[^\n]+)",
    re.MULTILINE,
)
_ONE_OF_LIST = re.compile(rf"(?:(?<=[,;/&:])|(?<=\bund)|(?<=\band)|(?<=\*))[ \t]*(?P<name>{_TWO}|[{UPPER}]{{2}}(?=\.\s))(?=[ \t]*(?:[,;/&(\r\n.]|und\b|and\b|$))", re.MULTILINE)  # fmt: skip
ABBREVIATIONS = frozenset(
    """
    IT HR KI AI PM PO EU UK US DE AT CH OK QA BI UX UI ML CS AE AM VP ID PC TV PS MS ZB DB EN FR OP IP PR CR SV GF BR QM RZ LG
    VG BG MW KW CC TO RE AW WG FW FY NB QS QR VS IF IS IN ON OF NO GO UP SO DO MY WE HE AS BY OR AN SE SL TL PL GL TB GB MB KB
    KM CM MM KG NR AG SA UG EV UN HQ BU MD DM EH XL XS AR VR AC DC MA VM PV DX CX EX DR SD SW HW OS JS TS KA NK AP LL SB SC
    BP NS ES IM DU ES WO DA JA AB CI CD AF BZ CA
    """.split()
)
"""What two capitals usually mean; as initials they count only after what people do (`approved by FR`)."""
_STRICTLY = ABBREVIATIONS - frozenset("FR DE SE AS AN MA ES CH".split())


def find_initials(text: str) -> Iterator[DetectedSpan]:
    """Spans of type PERSON over initials; they may overlap."""
    yield from _in_lists(text)
    for rule, score, pattern in _RULES:
        for match in pattern.finditer(text):
            kept = _STRICTLY if rule == "done_by" else ABBREVIATIONS
            if match.group("name") not in kept and not _is_explained(
                match.group("name"), text[match.end() : match.end() + 60]
            ):
                start, end = match.span("name")
                yield DetectedSpan(
                    start=start, end=end, type="PERSON", score=score, rule=f"people.initials_{rule}"
                )


def _in_lists(text: str) -> Iterator[DetectedSpan]:
    """`Teilnehmer: KS, Rosa Pak, EP`: who came, by initials."""
    for line in _ATTENDING.finditer(text):
        for match in _ONE_OF_LIST.finditer(text, *line.span("list")):
            if match.group("name") not in ABBREVIATIONS:
                start, end = match.span("name")
                yield DetectedSpan(
                    start=start, end=end, type="PERSON", score=0.75, rule="people.initials_list"
                )


def _is_explained(letters: str, after: str) -> bool:
    """Whether what follows spells two letters out: `EB: Economic Buyer`, `AB: Auftragsbestätigung`."""
    words = re.findall(r"[^\W\d_]+", after)
    return bool(words) and words[0][0].isupper() and words[0][0] == letters[0]
