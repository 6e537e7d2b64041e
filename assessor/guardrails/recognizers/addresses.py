"""Stage 2 of 7: street addresses of DE, AT, CH, GB, FR and US, and places on the map. Bare city names stay.

Every writing has an anchor that is rare in prose: the ending of a street before a house number, a postcode, a
state with its code, a flat. The rest of the address is grown from there, over line breaks too.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.address_blocks import BLOCKS, NUMBERED_THINGS
from assessor.guardrails.recognizers.forms import Form, find_forms
from assessor.guardrails.recognizers.names import LETTER, UPPER

_CAP = rf"[{UPPER}][{LETTER}.'’-]*"
_TOWN = rf"[{UPPER}][{LETTER}'’-]+"
_BREAK = r"(?:,[ \t]*(?:\r?\n[ \t>|]*)?|[ \t]*\r?\n[ \t>|]*|[ \t]+[|/–-][ \t]+)"

# German, Austrian, Swiss
_NOT_YEAR = r"(?!(?:19|20)\d\d\b)"
_HOUSE = (
    rf"{_NOT_YEAR}\d{{1,4}}(?:[ \t]?[a-hA-H]\b)?(?:[ \t]?[-–/+][ \t]?\d{{1,4}}(?:[ \t]?[a-hA-H]\b)?){{0,3}}"
)
_EXTRA = (
    r"(?:(?:,[ \t]*|[ \t]+|[ \t]*\r?\n[ \t>|]*)(?:(?:Haus|Gebäude|Geb\.|Block|Eingang|Aufgang|Stiege|Stg\.|Top|Tür|Whg\.?|Wohnung|Zimmer|Raum|Etage)[ \t]?[\w./-]{1,6}|"
    r"\d{1,2}\.[ \t]?(?:OG|Stock\w*|Etage|Obergeschoss|UG)|EG|DG|Hinterhaus|Hinterhof|Vorderhaus|Seitenflügel)(?!\w)){0,3}"
)
_IN_TOWN = rf"{_TOWN}(?:[ \t](?:a\.|am|an|bei|im|in|der|ob|d\.|{_TOWN})(?:[ \t]?{_TOWN})?){{0,2}}(?:[ \t]?\([{UPPER}][\w. ]{{1,20}}\)|/{_TOWN})?"
_GERMAN_CODE = rf"(?:(?:D|DE|A|AT|CH|FL|LI|L)[- –]{{1,2}})?{_NOT_YEAR}\d{{4,5}}"
_COUNTED = r"(?!(?:Nutzer|User|Plätze|Kunden|Zeilen|Tickets?|Euro|EUR|CHF|USD|Datensätze|Stück|Lizenzen|Konten|Uhr|Mitarbeit|Personen|Buchungen|Stunden|Tage|Seiten|Punkte)\w*\b)"
_CITY = rf"{_GERMAN_CODE}[ \t]+{_COUNTED}{_IN_TOWN}"
# After a street a code may look like a year: there are towns at 2026.
_AFTER_STREET = rf"(?:(?:D|DE|A|AT|CH|FL|LI|L)[- –]{{1,2}})?\d{{4,5}}[ \t]+{_COUNTED}{_IN_TOWN}"
_TAIL_DE = rf"{_EXTRA}(?:{_BREAK}(?:OT[ \t]{_TOWN},[ \t]*)?{_AFTER_STREET})?"
_STRONG = r"straße|strasse|str\.|gasse|weg|allee|platz|ring|damm|ufer|chaussee|steig|stieg|promenade|twiete|gässli|strässchen"
_WEAK = r"hof|markt|berg|graben|kai|zeile|pfad|brücke|tor|wall|park|feld|garten|rain|bogen|winkel|halde|matte|anger|kamp|wiese|quai"
_NO_STREET = (
    r"(?!(?:Arbeits|Stell|Park|Sitz|Lizenz|Lösungs|Vertriebs|Melde|Rechts|Dienst|Kommunikations|Um|Aus|Eskalations|Entscheidungs|Markt|Bildungs|Daten|Prüf)(?:platz|weg|steig)\b)"
    r"(?!(?:Der|Die|Das|Den|Dem|Des|Ein|Eine|Einen|Kein|Keine|Mein|Dein|Unser|Jeder|Dieser|Vom|Beim|Bei|Von|Nach|Sitz|Adresse|Anschrift|Ort|Besuch)[ \t])"
)
_STANDS_ALONE = (
    r"Straße|Strasse|Str\.|Gasse|Weg|Allee|Platz|Ring|Damm|Ufer|Chaussee|Steig|Promenade|Markt|Graben|Hof|Kai"
)
_STREET_DE = (
    rf"(?:{_NO_STREET}(?:[{UPPER}][{LETTER}.'’-]*?(?:{_STRONG})"
    rf"|{_CAP}(?:[ \t-]{_CAP}){{0,3}}[ \t-](?:{_STANDS_ALONE})"
    rf"|(?:Straße|Platz|Allee|Ring|Weg)[ \t](?:des|der|am|zum|zur|an[ \t]der)[ \t](?:\d{{1,2}}\.[ \t])?{_CAP}))"
)
_ANY_STREET = rf"(?!(?:Phase|Version|Kapitel|Abschnitt|Release|Sprint|Woche|Tag|Seite|Teil|Schritt|Punkt|Stufe|Level|Version|Build|KW|Ticket|Top|Frage|Ziel)[ \t]){_CAP}(?:[ \t](?:der|den|dem|des|am|im|zum|zur|an|auf|hinter|vor|{_CAP})){{0,4}}"
_LABEL = r"\b(?i:adresse|anschrift|address|wohnhaft(?: in)?|wohnt(?: in)?|sitz|lieferadresse|rechnungsadresse|rechnungsanschrift|postanschrift|lieferanschrift|office|büro|besuch|ort|lieferung)(?:[ \t]+(?:neu|ist|is))?[ \t]*:?[ \t]*(?:\r?\n)?[ \t]*(?:an der[ \t]+)?"
_FIVE_DIGITS = re.compile(r"(?<!\d)\d{5}[ \t]+[^\W\d_]")
_GERMAN = (
    Form("LOCATION", "street_de", 0.85, re.compile(rf"\b{_STREET_DE}[ \t]+{_HOUSE}{_TAIL_DE}(?![\w%])")),
    Form("LOCATION", "town_de", 0.85, re.compile(rf"\b{_ANY_STREET}[ \t]+{_HOUSE}{_EXTRA}{_BREAK}(?:(?:(?:D|DE|L)[- –]{{1,2}})?\d{{5}}|(?:(?:A|AT|CH|FL|LI)[- –]{{1,2}}){_NOT_YEAR}\d{{4}}|(?!(?:19|20)\d\d)[1-9]\d{{3}}(?=[ \t]+{_COUNTED}{_TOWN}(?:[ \t]*(?:[,.;)\n]|\Z))))[ \t]+{_COUNTED}{_IN_TOWN}")),
    Form("LOCATION", "label_de", 0.85, re.compile(rf"{_LABEL}(?P<value>{_ANY_STREET}[ \t]+{_HOUSE}{_TAIL_DE})(?![\w.%-]\w)")),
    Form("LOCATION", "small_de", 0.8, re.compile(rf"(?<!\w)(?i:[{LETTER}-]+(?:{_STRONG}|{_WEAK})[ \t]+{_HOUSE}),?[ \t]+(?:D-)?\d{{5}}[ \t]+[{LETTER}'’-]+(?:[ \t](?:am|an|bei|im)[ \t](?:der[ \t])?[{LETTER}-]+)?"), gate=_FIVE_DIGITS),
    Form("LOCATION", "code_de", 0.75, re.compile(rf"(?<![\w-])(?:(?:D|A|CH)-|(?:PLZ|Postleitzahl)[ \t:]{{1,2}}){_NOT_YEAR}\d{{4,5}}(?:[ \t]+{_IN_TOWN})?(?!\w)")),
    Form("LOCATION", "po_box", 0.85, re.compile(rf"\b(?:P\.?[ ]?O\.?[ ]?Box|Post Office Box|Postfach|Case postale)[ \t]+\d[\d ]{{0,12}}(?:,?[ \t\r\n]+(?:{_CITY}))?")),
)  # fmt: skip

# British, American
_UNIT = r"(?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|Rm|Bldg|Building|Office|Studio|Level|Box)"
_ROAD = (
    r"(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Lane|Ln\.?|Drive|Dr\.?|Court|Ct\.?|Square|Sq\.?|Boulevard|Blvd\.?|Terrace|Crescent|Cres\.?|Parkway|Pkwy\.?|"
    r"Parade|Mews|Gardens|Grove|Wharf|Quayside|Highway|Hwy\.?|Trail|Trl\.?|Alley|Turnpike|Embankment|Broadway|Esplanade|Promenade|Bypass|Wynd)"
)
# Words of the trade too ("3 Renewals Way ahead"): they count with a town or a postcode after them.
_WEAK_ROAD = r"(?:Way|Place|Pl\.?|Ter\.?|Close|Row|Gate|Hill|Green|Walk|Quay|Circle|Cir\.?|Loop|Plaza|Pike|Rise|View|Yard|Approach|Junction|Route|Common|Park|Path|Bridge|Mall|Fields?)"
_EN_WORD = rf"(?:{_CAP}|\d{{1,3}}(?:st|nd|rd|th)|of|the|and)"
_NUMBER_EN = rf"(?:{_UNIT}[ \t]+\d+\w?,[ \t]+)?\d{{1,5}}[A-Za-z]?(?:[-–/]\d{{1,5}}[A-Za-z]?)?"
_NO_COUNT = r"(?=[\dA-Z])(?<![Ii]n )(?<!since )(?<!by )(?<!until )(?<!Q\d )(?<!of )(?<![.,/:-])"
_STREET_HEAD = rf"{_NO_COUNT}\b{_NUMBER_EN}[ \t]+(?:{_EN_WORD}[ \t]+){{1,4}}"
_STREET_EN = rf"{_STREET_HEAD}{_ROAD}(?:[ \t]+(?:North|South|East|West|[NSEW]{{1,2}})\b)?(?!\w)"
_BROADWAY = rf"{_NO_COUNT}\b{_NUMBER_EN}[ \t]+(?:Broadway|Piccadilly|Strand|Whitehall|Cheapside|Quayside|County Road \d+|(?:US |State )?(?:Highway|Route|Hwy) \d+)(?:[ \t]+[NSEW]{{1,2}}\b)?(?!\w)"
_STATE = r"(?:A[LKZRAEPS]|C[AOT]|D[CE]|F[LM]|G[AU]|HI|I[ADLN]|K[SY]|LA|M[ADEHINOPST]|N[CDEHJMVY]|O[HKR]|P[ARW]|RI|S[CD]|T[NX]|UT|V[AIT]|W[AIVY])"
_ZIP = rf"{_STATE}[ \t]+\d{{5}}(?:-\d{{4}})?(?!\d)"
_POSTCODE = r"(?:GIR 0AA|[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRV-Y])[ \t]?\d[ABD-HJLNP-UW-Z]{2})(?!\w)"
_EN_CITY = rf"[{UPPER}][a-zß-öø-ÿ][{LETTER}'’-]*(?:[ \t](?:of|on|upon|under|le|the|{_CAP})){{0,3}}"
_UNIT_PART = (
    rf"(?:{_UNIT}\.?[ \t]*#?[\w-]{{1,6}}|\d{{1,2}}(?:st|nd|rd|th)[ \t]+[Ff]l(?:oor|\.)|#[ \t]?\w{{1,6}})"
)
_SEP_EN = r"(?:,?[ \t]+|,?[ \t]*\r?\n[ \t>|]*)"
_TAIL_EN = (
    rf"(?:{_SEP_EN}{_UNIT_PART}(?!\w)){{0,2}}(?:,[ \t]*(?:\r?\n[ \t>|]*)?{_EN_CITY}|[ \t]*\r?\n[ \t>|]*{_EN_CITY}(?=,?[ \t\r\n>|]+(?:{_ZIP}|{_POSTCODE}))){{0,3}}"
    rf"(?:,?[ \t\r\n>|]+(?:{_ZIP}|{_POSTCODE}))?"
)
_FLAT = re.compile(r"\d[ \t]+(?:Apt|Suite|Unit|Ste|Flat)\b")
_ENGLISH = (
    Form("LOCATION", "street_en", 0.85, re.compile(rf"(?:{_STREET_EN}|{_BROADWAY}){_TAIL_EN}")),
    Form("LOCATION", "place_en", 0.8, re.compile(rf"{_STREET_HEAD}{_WEAK_ROAD}(?=,[ \t]*{_EN_CITY}|,?[ \t\r\n]+(?:{_ZIP}|{_POSTCODE})|,[ \t]*{_UNIT_PART}){_TAIL_EN}")),
    Form("LOCATION", "flat", 0.85, re.compile(rf"(?<![\w.])(?:\d{{1,6}}[ \t]+)?(?:(?:[{LETTER}][{LETTER}.'’-]*|\d{{1,5}}[a-z]?\.?)[ \t]+){{1,7}}?(?<=\d )(?:(?:Apt|Suite|Unit|Ste|Flat)\.?[ \t]*\d{{1,5}}\w?)(?:{_SEP_EN}{_UNIT_PART})?(?:[,\s>?]{{1,9}}(?:{_TOWN}|[{UPPER}]{{2,}}))?(?:[ ,\s>?]{{1,9}}(?:{_TOWN}|[{UPPER}]{{2,}})){{0,4}}(?:[ ,\s>?]{{1,6}}\d{{4,6}})?(?!\w)"), gate=_FLAT),
    Form("LOCATION", "label_en", 0.75, re.compile(rf"\b(?i:(?:lives?|living|located|address(?:es)?|office|restaurant|apartment|house|return|move[ds]?)(?:[ \t]+(?:is|are))?[ \t]+(?:at|to|on|in)|(?:address)(?:[ \t]+is)?)[ \t]*:?[ \t\r\n]*(?P<value>(?i:{NUMBERED_THINGS})(?:\d{{1,6}}[ \t]+)?(?:{_CAP}[ \t]+){{1,4}}{_NOT_YEAR}\d{{1,4}}[a-z]?|\d{{1,6}}[ \t]+(?:\d{{1,5}}[ \t]+)?{_CAP}(?:[ \t]+{_CAP}){{1,4}})(?![\w%.-]\w)(?:,[ \t]*{_EN_CITY}){{0,2}}(?:,?[ \t\r\n]+(?:{_ZIP}|{_POSTCODE}))?")),
    Form("LOCATION", "military", 0.9, re.compile(r"\b(?i:(?:PSC[ \t]\d+,?|unit[ \t]\d+|USN[SV][ \t]\w+|USCGC[ \t]\w+|CMR[ \t]\d+,?)(?:[ \t]*box[ \t]\d+)?,?\s+(?:APO|FPO|DPO)[ \t](?:AA|AE|AP)[ \t]\d{5})\b")),
)  # fmt: skip
_CODE_EN = re.compile(rf"(?<![\w-])(?:(?P<zip>{_ZIP})|(?P<code>{_POSTCODE}))")
_PART_LEFT = re.compile(
    rf"(?P<part>(?:(?:{_UNIT}[ \t]+)?#?\d{{1,5}}[A-Za-z]?(?:[-–/]\d{{1,5}})?[ \t]+)?{_CAP}(?:[ \t]+(?:{_CAP}|of|the|upon|on|le|&|\d{{1,4}}(?:st|nd|rd|th)?\w?)){{0,5}}|\d{{1,5}}(?:st|nd|rd|th)[ \t]+Floor|{_UNIT_PART}|{_NUMBER_EN})"
    rf"(?P<sep>,?[ \t]*\r?\n[ \t>|]*|,[ \t]*|[ \t]+)\Z"
)
_STOP_LEFT = re.compile(
    r"(?:Address|Site|Sitz|Office|HQ|Visit|Mailing|Shipping|Billing|Ship|Deliver|Place|Location|Dear|Regards|Attn|Contact|Ltd|Limited|PLC|Inc|LLC|LLP|From|To|Phone|Tel|Owner|Present|Registered)\b\.?"
)
_LEFT_CHARS = 70
_MAX_PARTS = 5

# French and others
_DE_LA = r"(?:de[ \t]la[ \t]|de[ \t]l['’]|du[ \t]|des[ \t]|de[ \t]|d['’]|l['’]|della[ \t]|degli[ \t]|dei[ \t]|di[ \t]|del[ \t]|do[ \t]|da[ \t]|dos[ \t]|las[ \t]|los[ \t]|la[ \t]|el[ \t])"
_ROMANCE = r"(?:[Rr]ue|[Aa]venue|[Aa]v\.|[Bb]oulevard|[Bb]d\.?|[Pp]lace|[Cc]hemin|[Aa]llée|[Ii]mpasse|[Qq]uai|[Rr]oute|[Cc]ours|[Ff]aubourg|[Vv]ia|[Vv]iale|[Pp]iazza|[Cc]orso|[Ss]trada|[Cc]alle|[Aa]venida|[Pp]aseo|[Rr]ua|[Pp]raça|[Uu]l\.|[Uu]lica|[Pp]iazzetta|[Cc]arrer)"
_NAME_RUN = rf"{_DE_LA}?{_CAP}(?:[ \t-](?:{_DE_LA})?{_CAP}){{0,4}}"
_SUFFIX_EU = r"(?:straat|laan|plein|gracht|kade|dijk|gata|gatan|gaten|vägen|veien|veg|vej|gade|katu|tie|polku|kuja|tee|tänav|utca|út|útja|tér|ulice|náměstí)"
_ROMANCE_TAIL = rf"(?:{_SEP_EN}(?:F-|I-|E-)?\d{{5}}[ \t]+{_TOWN}(?:[ \t-]{_TOWN})?)?"
_SOUTHERN = re.compile(rf"\b{_ROMANCE}[ ]+[{UPPER}d]")
_EUROPEAN = (
    Form("LOCATION", "street_fr", 0.85, re.compile(rf"(?<![\w.,])\d{{1,4}}(?:[ \t]?(?:bis|ter))?,?[ \t]+{_ROMANCE}[ \t]+{_NAME_RUN}{_ROMANCE_TAIL}")),
    Form("LOCATION", "street_south", 0.8, re.compile(rf"\b{_ROMANCE}[ ]+{_NAME_RUN},?[ ]+\d{{1,4}}[a-z]?(?:{_BREAK}\d{{5}}[ \t]+{_TOWN})?(?![\w%.]\d)"), gate=_SOUTHERN),
    Form("LOCATION", "street_north", 0.8, re.compile(rf"(?<![\w])(?:[{UPPER}][{LETTER}'’-]*{_SUFFIX_EU}|{_CAP}(?:[ \t]{_CAP})?[ \t]{_SUFFIX_EU})[ \t]+{_NOT_YEAR}\d{{1,4}}\.?[a-zA-Z]?(?:,?[ \t\r\n]+(?:\d{{4}}[ \t]?[A-Z]{{2}}|\d{{3}}[ ]?\d{{2}}|\d{{4,5}})[ \t]+{_TOWN})?(?!\w)")),
)  # fmt: skip

_POINTS = (
    Form("LOCATION", "decimal", 0.9, re.compile(r"(?<![\w.,-])[-+]?(?:[0-8]?\d|90)\.(?:\d{4,8}|\d{3}(?=[ ]?°))[ ]?°?[ ]?[NSns]?[,;/]?[ \t]{0,2}[-+]?(?:1[0-7]\d|\d{1,2}|180)\.\d{3,8}(?:[ ]?°)?(?:[ ]?[EWOewo]\b)?(?![\w.]\d|\d|[ ]?%)"), lambda match: re.search(r"[,;/°NSns]", match.group()) is not None),
    Form("LOCATION", "degrees", 0.9, re.compile(r"(?<!\w)\d{1,2}°[ ]?\d{1,2}['’′][ ]?(?:\d{1,2}(?:[.,]\d+)?(?:\"|″|''|”)[ ]?)?[NS][,;]?[ ]{0,2}\d{1,3}°[ ]?\d{1,2}['’′][ ]?(?:\d{1,2}(?:[.,]\d+)?(?:\"|″|''|”)[ ]?)?[EWO]\b")),
    Form("LOCATION", "words", 0.8, re.compile(r"(?<![\w/:])///[a-zäöüß]+\.[a-zäöüß]+\.[a-zäöüß]+")),
)  # fmt: skip


def find_addresses(text: str) -> Iterator[DetectedSpan]:
    """Spans of LOCATION: addresses with their postcode and town, and coordinates; they may overlap."""
    for span in find_forms((*_GERMAN, *_ENGLISH, *_EUROPEAN, *BLOCKS, *_POINTS), text):
        yield span.model_copy(update={"rule": f"addresses.{span.rule}"})
    for code in _CODE_EN.finditer(text):
        start = _grown_left(text, code.start())
        if code["code"] is not None and start == code.start() and " " not in code.group():
            # Without a space and without a street, a postcode looks like any other code.
            continue
        yield DetectedSpan(start=start, end=code.end(), type="LOCATION", score=0.8, rule="addresses.code_en")


def _grown_left(text: str, start: int) -> int:
    """Where an address that ends in the code at `start` begins: over towns, streets and houses, part by part.

    A house number ends the growth, but for a flat or a building before it. Lines without any number count only
    where a number comes in the end: above a town may stand a street, or the name of whoever signs.
    """
    begun = kept = start
    for count in range(_MAX_PARTS):
        part = _PART_LEFT.search(text, max(0, begun - _LEFT_CHARS), begun)
        if part is None or _STOP_LEFT.search(part["part"]):
            break
        numbered = re.search(r"\d", part["part"]) is not None
        crosses_line = "\n" in part["sep"]
        building = (
            re.search(rf"{_UNIT}|House|Court|Building|Hall|Mill|Lodge|Centre|Center", part["part"])
            is not None
        )
        if kept < start and _starts_with_number(text, kept) and not building:
            break
        begun = part.start()
        if count == 0 or numbered or building or not crosses_line:
            kept = begun
    return kept


def _starts_with_number(text: str, place: int) -> bool:
    return text[place : place + 1].isdigit()
