"""Stage 5 of 7: the deeds a text speaks of, and whether it says that they were done.

A deed is a word of one of the families below, in English or German: to check, to document, to inform and so on.
What counts as denied or only planned is read from the few words around it. Where that is unclear the standing is
unclear too, and nothing is concluded from it: a check built on this may overlook, but must seldom be wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import takewhile


class Standing(Enum):
    """What a text says of a deed."""

    DONE = "done"
    NOT_DONE = "not done"
    OPEN = "open"
    """Planned, wished, asked for, heard of or supposed."""


@dataclass(frozen=True)
class Deed:
    """One mention of a deed."""

    family: str
    standing: Standing


# Verb forms first, then nouns: English denies a noun after it ("the check was not made"), a verb never.
_FAMILIES: dict[str, tuple[str, str]] = {
    "check": (
        r"check(?:ed|ing)|verif(?:y|ied|ying)|validat(?:e|ed|ing)|reconcil(?:e|ed|ing)|cross-?check(?:ed)?|compar(?:e|ed|ing)|"
        r"(?:gegen|über|nach)?ge?prüf(?:t|te|en)|(?:über)?prüf(?:e|te|ten|t|en)?|abgeglichen|abgleich(?:e|en)|abzugleichen|vergl(?:eiche?n?|ich|ichen)|"
        r"nachgerechnet|kontrollier(?:t|te|en)|verifizier(?:t|te|en)|validier(?:t|te|en)",
        r"checks?|verifications?|validations?|comparisons?|(?:über)?prüfung(?:en)?|abgleich|vergleich|kontrolle",
    ),
    "document": (
        r"document(?:ed|ing)|noted|logged|recorded|wrote down|written down|dokumentier(?:t|te|en)|notier(?:t|te|en)|"
        r"vermerk(?:t|te|en)|protokollier(?:t|te|en)|festgehalten|aufgeschrieben",
        r"document|documentation|dokumentation|protokoll|vermerk",
    ),
    "escalate": (r"escalat(?:e|ed|ing)|eskalier(?:t|te|en)", r"escalations?|eskalation(?:en)?"),
    "inform": (
        r"inform(?:ed|ing)?|notif(?:y|ied|ying)|(?<!was )(?<!were )told|informier(?:t|te|en)|benachrichtig(?:t|te|en)|unterrichtet",
        r"notifications?|benachrichtigung",
    ),
    "correct": (
        r"correct(?:ed|ing)|fixed|amended|berichtig(?:t|te|en)|korrigier(?:t|te|en)|behoben|richtiggestellt",
        r"corrections?|berichtigung|korrektur",
    ),
    "remove": (
        r"remov(?:e|ed|ing)|delet(?:e|ed|ing)|entfern(?:t|te|en)|gelöscht|löschen",
        r"removal|löschung",
    ),
    "anonymise": (
        r"anonymi[sz](?:e|ed|ing)|redact(?:ed|ing)?|pseudonymi[sz]ed|anonymisier(?:t|te|en)|pseudonymisiert|geschwärzt|schwärzen",
        r"anonymi[sz]ation|anonymisierung|schwärzung",
    ),
    "approve": (
        r"approv(?:e|ed|ing)|signed off|freigegeben|freigeben|genehmig(?:t|te|en)",
        r"approvals?|sign-off|freigabe|genehmigung",
    ),
    "ask": (r"ask(?:ed|ing)?|consult(?:ed|ing)?|gefragt|fragte|fragen|nachgefragt", r"rückfrage|rücksprache"),
    "train": (r"train(?:ed)?|coach(?:ed)?|geschult|schulen|eingewiesen", r"schulung"),
    "share": (r"shar(?:e|ed|ing)|geteilt|teilen|bereitgestellt", r""),
    "enter": (r"enter(?:ed|ing)?|past(?:ed|ing)|eingegeben|eingeben|eingefügt", r"eingabe"),
    "agree": (r"agreed|vereinbart|abgestimmt|abgesprochen", r"vereinbarung|absprache"),
    "renew": (r"renewed|verlängert", r""),
    "roll out": (
        r"roll(?:ed)?(?: \w+){0,3} out|eingeführt|einführen|einzuführen|ausgerollt|ausrollen",
        r"roll-?out|einführung",
    ),
}
_WORD = re.compile(r"<[A-Z_]+_\d+>|[\w'’-]+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?;\n]+(?:\.(?=\d)[^.!?;\n]*)*[.!?;]?")
_UN = r"(?:un|nicht-)"
_DEED = re.compile(
    "|".join(
        rf"(?P<{name.replace(' ', '_')}>\b(?:zu)?(?:(?P<{name.replace(' ', '_')}_un>{_UN})?(?:{verbs})"
        + (rf"|(?P<{name.replace(' ', '_')}_noun>{nouns})" if nouns else "")
        + r")(?:e[nrsm]?)?\b)"
        for name, (verbs, nouns) in _FAMILIES.items()
    ),
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:not|\w+n['’]t|never|no|none|nobody|nothing|neither|nor|cannot|hardly|without|instead|fail(?:ed|s)?|forgot(?:ten)?|omitted|skipped|missing|lacking|"
    r"nicht|nie|niemals|kein\w*|nichts|niemand\w*|weder|kaum|ohne|statt|anstatt|versäum\w+|vergessen|vergaß|unterlassen\w*|fehlend\w*)",
    re.IGNORECASE,
)
_NO_DENIAL = re.compile(
    r"\b(?:(?:nothing|never|no|none|nobody)\b[^.;,]{0,50}\b(?:without|unless|until|before)\b|not\b[^.;,]{0,50}\bwithout\b|not only|not just|no doubt|no later than|no longer than|"
    r"(?:nichts|nie|kein\w*|niemand|nicht)\b[^.;]{0,50}\b(?:ohne|bevor|ehe)\b|(?:ohne|erst nach)\b[^.;]{0,40}\b(?:nichts|kein\w*|nie|niemand)\b|"
    r"nicht nur|nicht zuletzt|nicht nur|nothing but)",
    re.IGNORECASE,
)
_NOUN_DENIED = re.compile(
    r"^\W*(?:(?:of|for|by|in|der|des|durch|von|an)\b[^,;.]{0,40}\s)?(?:step\s|schritt\s)?(?:(?:was|were|is|are|has been|had been)\s+(?:not|never|missing|left out|skipped|omitted|lacking|absent)|"
    r"(?:is|are|was|were)\s+(?:\w+\s+)?(?:missing|skipped)|never happened|fehl(?:t|te|en)|unterblieb|entfiel|blieb aus|(?:wurde|war|ist|lag|gab es)\s+(?:\w+\s+){0,3}?(?:nicht|nie|ausgelassen|vergessen))\b",
    re.IGNORECASE,
)
_AFTER_GERMAN = frozenset({"nicht", "nie", "niemals", "keine", "keinen", "kein", "niemandem", "niemanden"})
_DENIED_OBJECT = re.compile(r"^\s+(?:(?:with|to|by)\s+)?(?:no|nothing|nobody|none|no one)\b", re.IGNORECASE)
_OMITTED = re.compile(
    r"\b(?:versäum\w+|vergessen|vergaß\w*|unterlassen|verzichtet\w*)\b[^.;,]*,[^.;,]*\bzu\s$", re.IGNORECASE
)
"""German sets the deed left out behind a comma: "versäumt, das Risiko zu eskalieren"."""
_STOPS = frozenset(
    ", ; : ( ) and und but aber sondern before until unless because so since when while that which then bevor bis weil dass damit als "
    "während sodass ehe who where wo wer what".split()
)
_BEFORE, _AFTER = 7, 6
_OPEN_BEFORE = re.compile(
    r"\b(?:will|shall|would|should|could|might|must|ought to|going to|plan(?:s|ned|ning)? (?:to|on|for)|intend(?:s|ed)? to|wants? to|hop(?:e|ing) to|"
    r"need(?:s)? to|ha(?:s|ve) to|yet to|about to|try to|propos\w+|suggest\w*|\w+['’]ll|if|whether)\b",
    re.IGNORECASE,
)
_OPEN_ANYWHERE = re.compile(
    r"\b(?:please|next (?:time|week|month|quarter|year)|from now on|in future|to-?do|can (?:you|someone)|could (?:you|someone)|let['’]s|make sure|you (?:should|must|need)|planned|announce\w*|"
    r"apparently|reportedly|supposedly|allegedly|presumably|(?:I|we) (?:was|were) told|I (?:have )?hear[d]?|said to|hearsay|rumou?r\w*|requires?|asks? for|instructs?|demands?|"
    r"bitte|künftig\w*|demnächst|nächste[nrsm]? (?:woche|monat|quartal|mal|jahr)\w*|ab sofort|geplant\w*|plane[nt]?|planen|ankündig\w*|angekündigt\w*|möchte\w*|woll(?:en|te\w*)|"
    r"(?:will|werde|werden|würde\w*) (?:ich|wir)|(?:ich|wir) (?:will|werden?|würden?)|soll(?:en|te\w*)?|müss(?:en|te\w*)|könnte\w*|hätte\w*|wäre\w*|seien|sei|"
    r"angeblich|offenbar|anscheinend|vermutlich|wohl|(?:mir|uns) (?:wurde|hat)|wurde (?:mir|uns)|gehört|hörensagen|verlang\w*|vorsieht)\b|\?\s*$",
    re.IGNORECASE,
)


def deeds_in(text: str) -> Iterator[Deed]:
    """Every mention of a deed with its standing, in order."""
    for sentence in _SENTENCE.finditer(text):
        words = _NO_DENIAL.sub(lambda match: " " * len(match[0]), sentence[0])
        for match in _DEED.finditer(sentence[0]):
            yield Deed(_family(match), _standing(words, sentence[0], match))


def _family(match: re.Match[str]) -> str:
    return next(name for name in _FAMILIES if match[name.replace(" ", "_")] is not None)


def _standing(words: str, sentence: str, match: re.Match[str]) -> Standing:
    group = _family(match).replace(" ", "_")
    groups = match.groupdict()
    if _OPEN_ANYWHERE.search(sentence) or _OPEN_BEFORE.search(sentence[: match.start()]):
        return Standing.OPEN
    before = _reach(_WORD.findall(words[: match.start()])[::-1], _BEFORE)
    denials = sum(_NOT.fullmatch(word) is not None for word in before)
    denials += _OMITTED.search(words[: match.start()]) is not None
    if groups.get(f"{group}_un"):
        # "No figure went out unchecked": the denial of the clause denies the denial.
        denials += 1
    else:
        after = words[match.end() :]
        german = _reach(_WORD.findall(after), _AFTER)
        noun = groups.get(f"{group}_noun") is not None
        denials += (
            any(word.casefold() in _AFTER_GERMAN for word in german)
            or _DENIED_OBJECT.search(after) is not None
            or (noun and _NOUN_DENIED.search(after) is not None)
        )
    return Standing.NOT_DONE if denials % 2 else Standing.DONE


def _reach(words: list[str], limit: int) -> list[str]:
    return list(takewhile(lambda word: word.casefold() not in _STOPS, words[:limit]))
