"""Stage 2 of 7: what a personal name looks like, shared by the rules that find one."""

UPPER = "A-ZÄÖÜÀ-ÖØ-ÞŠŽČŁŚŻĆŐ"
LETTER = f"{UPPER}a-zßà-öø-ÿšžčćłńśżőűěřůğışļ"
_PART = rf"[{UPPER}][{LETTER}'’]+(?:-[{UPPER}][{LETTER}'’]+)*"
_INITIAL = rf"(?:[{UPPER}]|Th|Ph|Ch|Chr|St)\."
PARTICLES = (
    "von",
    "van",
    "de",
    "der",
    "den",
    "zu",
    "zur",
    "vom",
    "la",
    "le",
    "du",
    "di",
    "da",
    "dos",
    "del",
    "bin",
    "al",
    "el",
    "ter",
    "ten",
)
_PARTICLE = rf"(?:{'|'.join(PARTICLES)})"
WORD = rf"(?:{_PART}|{_INITIAL})"
NAME_RUN = rf"{WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{WORD}){{0,3}}"
"""One to four capitalised words, initials and particles allowed between."""
TITLED_NAME = rf"(?:(?:von|van|vom|zu|zur|de|di|du|da|del|la|le|al|el|ter|ten)[ \t]+(?:der[ \t]+|den[ \t]+|la[ \t]+)?)?{NAME_RUN}"
"""A run after a title, where a particle may come first, though no article alone: `Frau von der Heide`."""
FULL_NAME = rf"{WORD}(?:[ \t]+(?:{_PARTICLE}[ \t]+){{0,2}}{WORD}){{1,3}}"
"""Two to four such words."""

_NOT_NAMES = frozenset(
    """
    herr herrn frau dr prof mr mrs ms mx all alle allen allerseits zusammen team teams everyone everybody folks there both beide beiden guys colleagues
    kollegen kolleginnen kollege kollegin damen herren sir madam customer kunde kundin kunden support sales success
    service product legal finance marketing management leadership engineering operations revops devops csm cs ae am
    pm hr it ki ai llm crm qbr ebr arr nrr grr nps csat kpi roi sla sop dpa gdpr dsgvo eod eow fyi ps
    renewal renewals onboarding expansion churn risk health score dashboard report playbook template prompt
    executive business review economic buyer champion sponsor next step steps action item items account manager
    director head lead senior junior chief officer president vice customer-success vertrieb einkauf produkt
    monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag
    sonntag january february march april june july august september october november december januar februar märz
    mai juni juli oktober dezember q1 q2 q3 q4
    the a an this that these those it its he she they we you i in on at for from to and or but if as by with our your
    der die das ein eine einen wir ihr sie er es ich und oder aber wenn mit für von zu im am bei nach
    best kind kindest many thanks thank regards cheers danke vielen viele grüße gruß beste liebe lieber mit freundlichen
    hallo hello hi hey dear moin servus sincerely
    me him her us them mir mich dir dich ihm ihn ihnen uns euch wem wen wer who whom someone somebody jemand niemand nobody
    re fw fwd aw wg betreff subject datum date cc bcc an von
    """.split()
)


_ALSO_NAMES = frozenset("may april june august mai an may grace mark".split())
"""Such words, though people bear them too."""


def is_no_name(word: str) -> bool:
    """Whether a word at the end of a run is certainly no part of the name: a greeting, an article, a word of the field.

    >>> is_no_name("Hello"), is_no_name("I"), is_no_name("Mai"), is_no_name("von")
    (True, True, False, False)
    """
    folded = word.casefold().strip("'’.,")
    return folded in _NOT_NAMES and folded not in _ALSO_NAMES and folded not in PARTICLES


def is_plausible(name: str) -> bool:
    """Whether a capitalised run can be a person: no word of the field, no digit, at least one whole word.

    >>> is_plausible("Katrin Sommer"), is_plausible("Economic Buyer"), is_plausible("Team")
    (True, False, False)
    """
    words = [word for word in name.split() if not word.endswith(".") and word not in PARTICLES]
    if any(char.isdigit() for char in name):
        return False
    return bool(words) and not any(word.casefold().strip("'’") in _NOT_NAMES for word in words)
