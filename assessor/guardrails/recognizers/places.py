"""Stage 2 of 7: addresses, links, dates of birth and customer organisations by their written form."""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.names import LETTER, UPPER, is_plausible

_CAP = rf"[{UPPER}][{LETTER}.'’-]*"
_NOT_YEAR = r"(?!(?:19|20)\d\d\b)"
_HOUSE = rf"{_NOT_YEAR}\d{{1,4}}(?:[ \t]?[a-hA-H]\b)?(?:[ \t]?[-–/][ \t]?\d{{1,4}}(?:[ \t]?[a-h]\b)?)?"
_TOWN = rf"[{UPPER}][{LETTER}'’-]+"
_IN_TOWN = rf"{_TOWN}(?:[ \t](?:am|an|bei|im|der|{_TOWN})){{0,2}}"
_CITY = rf"(?:(?:D|A|CH)-)?\d{{4,5}}[ \t]+{_IN_TOWN}"
_TO_CITY = r"(?:,[ \t]*|[ \t]*\r?\n[ \t]*)"
_DE_STREET = (
    rf"(?:(?!(?:Der|Die|Das|Den|Dem|Des|Ein|Eine|Einen|Kein|Keine)\b)(?:"
    rf"{_CAP}(?:straße|strasse|str\.|gasse|weg|allee|platz|ring|damm|ufer|chaussee|steig|hof|markt|berg)"
    rf"|{_CAP}(?:[ \t]{_CAP}){{0,2}}[ \t](?:Straße|Strasse|Str\.|Gasse|Weg|Allee|Platz|Ring|Damm|Ufer)"
    rf"|(?:Straße|Platz|Allee)[ \t](?:des|der|am)[ \t](?:\d{{1,2}}\.[ \t])?{_CAP}))"
)
# Streets without a telling ending ("An der Alster 4", "Unter den Linden 77") need a label before or a town after.
_ANY_STREET = rf"{_CAP}(?:[ \t](?:der|den|dem|des|am|im|zum|zur|{_CAP})){{0,4}}"
_ADDRESS_LABEL = r"\b(?i:adresse|anschrift|address|wohnhaft(?: in)?|wohnt(?: in)?|sitz|lieferadresse|office|büro)[ \t]*:?[ \t]+"
_EN_STREET = (
    rf"(?<![Ii]n )(?<!since )(?<!by )\d{{1,5}}[A-Za-z]?[ \t]+(?:(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th))[ \t]+){{1,3}}"
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Court|Ct\.?|Square|Sq\.?|Boulevard|Blvd\.?|"
    r"Way|Place|Pl\.?|Terrace|Close|Crescent|Row|Parkway|Pkwy\.?)(?!\w)"
)
_EN_CITY = rf"[{UPPER}][a-zß-öø-ÿ][{LETTER}'’-]*"
_EN_TAIL = (
    rf"(?:,?[ \t\r\n]+(?:Apt|Suite|Unit|Floor|Flat)\.?[ \t]*[\w-]+)?(?:,[ \t\r\n]*{_EN_CITY}(?:[ \t]{_EN_CITY})?)?"
    r"(?:,?[ \t\r\n]+(?:[A-Z]{2}[ \t]+\d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]?[ \t]?\d[A-Z]{2})\b)?"
)
_LEGAL = (
    r"(?:GmbH(?:[ \t]?&[ \t]?Co\.?[ \t]?(?:KG|OHG))?|gGmbH|mbH|AG(?:[ \t]?&[ \t]?Co\.?[ \t]?KG)?|SE|KGaA|KG|OHG|UG|eG|"
    r"e\.[ \t]?V\.|e\.[ \t]?K\.|Ltd\.?|Limited|PLC|plc|LLP|LLC|Inc\.?|Corp\.?|S\.?[ \t]?A\.?|SARL|S\.r\.l\.|s\.r\.o\.|"
    r"Sp\.[ \t]?z[ \t]?o\.[ \t]?o\.|B\.?V\.?|N\.?V\.?|Oy|AB|ApS)"
)
_DAY = (
    r"(?:\d{1,2}[./-][ \t]?\d{1,2}[./-][ \t]?(?:19|20)?\d{2}|(?:19|20)\d{2}-\d{2}-\d{2}|\d{1,2}\.?[ \t]+\w+[ \t]+(?:19|20)\d{2}|"
    r"\w+[ \t]+\d{1,2},?[ \t]+(?:19|20)\d{2})"
)

_URL = r"\b(?:https?://|www\.)[^\s<>\"'„“”)\]]*[^\s<>\"'„“”)\].,;:!?]|(?<![\w@./-])(?:[a-z0-9-]+\.){1,4}(?:com|org|net|io|eu|de|at|ch|fr|co\.uk|ai|app|dev|example|test)/[^\s<>\"'„“”)\]]*[^\s<>\"'„“”)\].,;:!?]"

_RULES: tuple[tuple[str, str, float, re.Pattern[str]], ...] = (
    ("URL", "url", 0.9, re.compile(_URL, re.IGNORECASE)),
    ("LOCATION", "street_de", 0.85, re.compile(rf"\b{_DE_STREET}[ \t]{_HOUSE}(?:{_TO_CITY}{_CITY})?")),
    ("LOCATION", "street_and_town", 0.85, re.compile(rf"\b{_ANY_STREET}[ \t]{_HOUSE}{_TO_CITY}(?:D-)?\d{{5}}[ \t]+{_IN_TOWN}")),
    ("LOCATION", "labelled", 0.85, re.compile(rf"{_ADDRESS_LABEL}(?P<value>{_ANY_STREET}[ \t]{_HOUSE}(?:{_TO_CITY}{_CITY})?)(?![\w.%-])")),
    ("LOCATION", "street_en", 0.85, re.compile(rf"\b{_EN_STREET}{_EN_TAIL}")),
    ("LOCATION", "po_box", 0.85, re.compile(rf"\b(?:P\.?O\.? ?Box|Postfach)[ \t]+[\d ]{{2,12}}\d(?:,?[ \t\r\n]+{_CITY})?")),
    (
        "DATE_OF_BIRTH",
        "birth",
        0.9,
        re.compile(
            rf"\b(?i:date of birth|d\.?o\.?b\.?|born(?: on)?|birthday|birth date|geburtsdatum|geb(?:oren)?\.?(?:[ \t]+am)?|geburtstag)"
            rf"[ \t]*(?::|is|ist|am|on)?[ \t]*(?:der[ \t]+|am[ \t]+|the[ \t]+)?(?P<value>{_DAY})"
        ),
    ),
    (
        "CUSTOMER_ORG",
        "legal_form",
        0.85,
        re.compile(rf"\b(?P<value>(?:\d\w{{0,3}}[ \t]+)?{_CAP}(?:[ \t]+(?:&|und|and|of|für|von|vom|zum|der|am|[\w&.+-]*[{UPPER}0-9][\w&.+-]*)){{0,4}}[ \t]+{_LEGAL})(?![\w-])"),
    ),
)  # fmt: skip


def find_places_and_organisations(text: str) -> Iterator[DetectedSpan]:
    """Spans of LOCATION (street addresses, not bare cities), URL, DATE_OF_BIRTH, CUSTOMER_ORG; may overlap."""
    for kind, rule, score, pattern in _RULES:
        for match in pattern.finditer(text):
            start, end = match.span("value" if "value" in pattern.groupindex else 0)
            if kind == "CUSTOMER_ORG":
                start += _field_words_before(text[start:end])
                if " " not in text[start:end]:
                    # Only the legal form is left: nothing was named.
                    continue
            yield DetectedSpan(start=start, end=end, type=kind, score=score, rule=f"form.{rule}")


def _field_words_before(name: str) -> int:
    """Length of the words before a company's name that merely stood capitalised, as in `Renewal Nordwind GmbH`."""
    skipped = 0
    for word in re.finditer(r"\S+[ \t]+", name):
        if is_plausible(word.group().strip()) or word.group()[0].isdigit():
            break
        skipped = word.end()
    return skipped
