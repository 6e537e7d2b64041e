"""Stage 2 of 7: addresses of any country, told by the words around them instead of by a street's ending.

Three signs hold across languages: a flat or suite with its number after a house number, a form's label or a verb of
going and sending before it, and a street corner.
"""

import re

from assessor.guardrails.recognizers.forms import Form

_WORD = r"[^\W\d_][\w.'’()-]*"
_CAP = r"(?:(?-i:(?!_)[^\W\d_a-zß-öø-ÿ])[\w.'’()-]*)"
_QUOTED = r"[ \t]*\r?\n(?:[ \t>|?]*\r?\n)?[ \t>|?]*"
"""To the next line of an address, past an empty one and the marks of a quoted mail."""
_NEXT = rf"(?:,?[ \t]+|,?{_QUOTED})"
_NO_YEAR = r"(?!(?:19|20)\d\d\b)"
_HOUSE = r"\d{1,5}[a-z]?\.?(?![\w%])"
_UNIT = r"(?:Apt|Apartment|Suite|Ste|Flat|Unit|Appartement|Wohnung|Whg)\.?[ \t]*#?\d{1,5}[a-z]?(?!\w)"
_NUMBERED = rf"(?<![\w.,/-])\d{{1,6}}[ \t]+(?:\d{{1,5}}[ \t]+)?(?:{_WORD}[ \t]+){{0,5}}(?:{_CAP}|{_HOUSE})"
_NAMED = rf"(?<![\w.])(?:{_CAP}[ \t]+){{1,5}}{_HOUSE}"
_TOWN_LINE = rf"{_QUOTED}{_WORD}(?:[ \t-]+{_WORD}){{0,4}}(?=[ \t]*(?:,|\d|\r?\n|\Z|\?))"
_TOWN_PART = rf",[ \t]*{_CAP}(?:[ \t-]+{_CAP}){{0,3}}"
_CODE = r"[ \t,>|?]*(?:\r?\n[ \t>|?,]*){0,2}\d{3,6}(?:[ -]\d{2,4})?(?![\w/:.-]\w)"
_TAIL = rf"(?:(?:{_TOWN_PART}|{_TOWN_LINE}){{0,3}}(?:[ \t]+{_CAP}){{0,4}}(?:{_CODE})?)"

NUMBERED_THINGS = (
    r"(?!(?:[^\W\d_]+[ \t]+){0,3}(?:phase|version|kapitel|abschnitt|release|sprint|woche|week|tag|day|seite|page|slide|folie|teil|part|schritt|step|punkt|"
    r"point|stufe|level|build|kw|ticket|case|issue|frage|question|ziel|goal|q\d|tier|stage|round|runde|row|zeile|line|item|priority|prio|severity|sev|top|"
    r"option|wave|welle|year|jahr|month|monat|milestone|figure|table|tabelle|chapter|section|appendix|score|rating|note)[ \t]*#?\d)"
)
"""What is numbered without being a house, with up to three words before it."""

_GOING = (
    r"\b(?:(?:lives?|living|located|meet(?:ing)?[ \t](?:me|us|you)|arrived?|delivered|office(?:s)?|restaurant|company|station|stop|"
    r"drops?[ \t]\w+[ \t]off|side|sent|send[ \t]\w+|one|it[’']?s|am|headquarters?|hq)(?:[ \t]+(?:is|are))?[ \t]+(?:at|to|on|in|of)|"
    r"enter[ \t]+on|refers[ \t]to|address[ \t]+with|address(?:es)?(?:[ \t]+of[ \t]\w+(?:[ \t]\w+){0,3})?(?:[ \t]+(?:is|are|to))?|"
    r"here[ \t]they[ \t]are|wohnt|wohnhaft|Anschrift|Adresse|to\?[ \t]user)[ \t]*:?[ \t\r\n]+"
)
_TARGET = (
    rf"(?:(?:the[ \t])?corner[ \t]of[ \t][^\n]{{3,40}}?[ \t]and[ \t]{_CAP}(?:[ \t]+{_CAP}){{0,3}}(?:[ \t]+{_HOUSE})?|"
    rf"{NUMBERED_THINGS}\d{{1,6}}[ \t]+(?:\d{{1,5}}[ \t]+)?(?:{_WORD}[ \t]+){{1,4}}{_NO_YEAR}{_HOUSE}|"
    rf"\d{{1,6}}[ \t]+\d{{1,5}}[ \t]+(?:{_CAP}[ \t]*){{1,4}}|"
    rf"{NUMBERED_THINGS}(?:{_CAP}[ \t]+){{1,4}}{_NO_YEAR}{_HOUSE})"
)
_ANY_UNIT = re.compile(rf"(?i)\b{_UNIT}")
_CODE_LABEL = (
    r"\b(?:zip(?:[ -]?code)?|post[ -]?code|postal code|PLZ|Postleitzahl)(?:[ \t]+(?:is|ist|lautet))?[ \t]*[:=]?[ \t]*"
    r"(?P<value>\d{3,6}(?:[ -]\d{2,4})?)(?![\w%])"
)

BLOCKS = (
    Form("LOCATION", "block", 0.8, re.compile(rf"(?i)(?:{_NUMBERED}|{_NAMED}){_NEXT}{_UNIT}(?:{_NEXT}{_UNIT})?{_TAIL}"), gate=_ANY_UNIT),
    Form("LOCATION", "unit_first", 0.8, re.compile(rf"(?i)\b{_UNIT}[ \t]+\d{{1,6}}[ \t]+(?:{_CAP}[ \t]+){{1,4}}{_HOUSE}{_TAIL}"), gate=_ANY_UNIT),
    Form("LOCATION", "going", 0.75, re.compile(rf"(?i){_GOING}(?P<value>{_TARGET}{_TAIL})")),
    Form("LOCATION", "corner", 0.75, re.compile(rf"(?i)\bcorner[ \t]of[ \t](?P<value>[^\n]{{3,40}}?[ \t]and[ \t]{_CAP}(?:[ \t]+{_CAP}){{0,3}}(?:[ \t]+{_HOUSE})?)")),
    Form("LOCATION", "code_label", 0.8, re.compile(rf"(?i){_CODE_LABEL}")),
)  # fmt: skip
