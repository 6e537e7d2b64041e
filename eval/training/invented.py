"""People, companies and places that nobody is, in every writing that work texts use.

Names are drawn from Faker's lists, each name equally often, so that rare ones are learnt as well as common ones.
One in four is bent into a name that no list holds: a tagger that only ever met listed names would trust the list
and nothing else.
"""

import importlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LOCALES: dict[str, dict[str, int]] = {
    "de": {
        "de_DE": 34, "de_AT": 10, "de_CH": 8, "tr_TR": 9, "pl_PL": 5, "en_IN": 5, "en_PK": 3, "fr_DZ": 3, "vi_VN": 3,
        "sv_SE": 2, "da_DK": 2, "no_NO": 2, "it_IT": 3, "es_ES": 3, "fr_FR": 3, "pt_PT": 1, "ro_RO": 1, "hr_HR": 2,
        "cs_CZ": 2, "hu_HU": 1, "nl_NL": 2, "en_GB": 2, "en_US": 2, "fi_FI": 1, "zh_CN": 1,
    },
    "en": {
        "en_US": 22, "en_GB": 18, "en_IE": 6, "en_NZ": 2, "en_IN": 7, "en_PK": 4, "fr_DZ": 3, "de_DE": 6, "tr_TR": 5,
        "pl_PL": 4, "vi_VN": 3, "sv_SE": 2, "da_DK": 2, "no_NO": 2, "it_IT": 3, "es_MX": 3, "es_ES": 2, "fr_FR": 3,
        "pt_BR": 2, "ro_RO": 1, "hr_HR": 1, "cs_CZ": 2, "hu_HU": 2, "nl_NL": 3, "fi_FI": 1, "zh_CN": 2, "yo_NG": 2,
        "zu_ZA": 1, "is_IS": 1,
    },
}  # fmt: skip
_GAPS = {
    "vi_VN": ("Nguyen Tran Le Pham Huynh Hoang Phan Vu Vo Dang Bui Do Ho Ngo Duong Ly Nguyễn Trần Phạm Hoàng Vũ Võ Đặng Bùi".split()),
    "tr_TR": ("Yılmaz Kaya Demir Şahin Çelik Yıldız Yıldırım Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Kara Koç Kurt Özkan Şimşek Polat Korkmaz Erdoğan Yilmaz Celik Ozturk Sahin".split()),
    "zh_CN": "Wang Li Zhang Liu Chen Yang Huang Zhao Wu Zhou Xu Sun Ma Zhu Hu Guo He Lin Gao Luo".split(),
}  # fmt: skip
"""Faker knows few family names here; these are the most common ones."""
_CALENDAR_NAMES = {
    "de": "Sommer Winter Herbst Mai Lenz Freitag Sonntag Koch Bauer Müller Schneider Klein Groß Lang Jung Kurz Stark Reich Roth Weiß Schwarz Braun Vogel Wolf Fuchs Berg Stein Busch Kaiser König Graf Engel Richter Jäger Schäfer Zimmermann".split(),
    "en": "Mark Grace Will May June April Rich Hope Faith Frank Bill Drew Chase Grant Summer Dawn Rose Ivy Joy Baker Cook Smith Miller Young Long Short Brown White Black Green King Page Price Banks Field Rivers Woods Day Winter Bush Hill Stone Wood Best Power Sharp Major Bishop Carter".split(),
}  # fmt: skip
_MORE = 0.12
"""This share of first and of last names is from our own list."""
_COMPANY = {
    "de": "{a} GmbH|{a} AG|{a} Logistik GmbH|{b}werke|{b} & Partner|{a}-Gruppe|Stadtwerke {c}|{b} Maschinenbau|{a} Systems|{b} Medizintechnik|{a}".split("|"),
    "en": "{a} Ltd|{a} Inc.|{a} Logistics|{b} & Sons|{a} Group|{b} Foods|{a} Systems|{b} Bank|University of {c}|{a} Health|{a}".split("|"),
}  # fmt: skip
_STEMS = "Nord Süd West Ost Alpen Rhein Hansa Bay Quint Vel Mar Lum Ter Syn Pel Cor Bri Har Oak Fen Lang Stahl Holz Licht Wind".split()
_ENDS = (
    "wind mark tec data haus worth field quell ia ora ix on bach tal hof gate line ware logix mont".split()
)


@dataclass(frozen=True)
class Person:
    """First and last name as written."""

    first: str
    last: str


@cache
def more_names() -> dict[str, tuple[str, ...]]:
    """First and last names of our own list, for peoples and nicknames that Faker lacks."""
    found: dict[str, list[str]] = {"first": [], "last": []}
    for line in Path(__file__).with_name("more_names.txt").read_text(encoding="utf-8").splitlines()[1:]:
        kind, _, names = line.partition(": ")
        found[kind] += names.split()
    return {kind: tuple(sorted(set(names))) for kind, names in found.items()}


def person(lang: str, dice: random.Random) -> Person:
    """Somebody whom nobody is, from any country that works in the language."""
    locale = dice.choices(list(_LOCALES[lang]), list(_LOCALES[lang].values()))[0]
    first = dice.choice(_listed(locale, "first"))
    last = dice.choice(_listed(locale, "last"))
    if dice.random() < _MORE:
        first = dice.choice(more_names()["first"])
    if dice.random() < _MORE:
        last = dice.choice(more_names()["last"])
    if dice.random() < 0.12:
        if dice.random() < 0.4 and lang == "en":
            first = dice.choice(_CALENDAR_NAMES[lang])
        else:
            last = dice.choice(_CALENDAR_NAMES[lang])
    if locale == "vi_VN" and dice.random() < 0.5:
        # Family name first, then one or two given names, each a word.
        return Person(last, " ".join(dice.choices(_listed(locale, "first"), k=dice.randint(1, 2))))
    first = _bent(first, dice.choice(_listed(locale, "first")), dice)
    last = _bent(last, dice.choice(_listed(locale, "last")), dice)
    return Person(*_joined(first, last, lang, dice))


def _joined(first: str, last: str, lang: str, dice: random.Random) -> tuple[str, str]:
    roll = dice.random()
    other = dice.choice(_listed("de_DE" if lang == "de" else "en_GB", "last"))
    if roll < 0.06:
        last = f"{last}-{other}"
    elif roll < 0.10:
        particle = dice.choice("von|van|van der|de|von der|zu|di|del|El|Al-|O'|Mc|le|dos".split("|"))
        last = particle + last if particle[-1] in "-'c" else f"{particle} {last}"
    elif roll < 0.14:
        first = f"{first}-{dice.choice(_listed('de_DE' if lang == 'de' else 'fr_FR', 'first'))}"
    elif roll < 0.17:
        first = f"{first} {dice.choice('ABCDEFGHJKLMPRSTW')}."
    return first, last


def company(lang: str, dice: random.Random) -> str:
    """A company, with or without its legal form."""
    made = dice.choice(_STEMS) + dice.choice(_ENDS)
    return dice.choice(_COMPANY[lang]).format(
        a=made, b=dice.choice(_listed("de_DE", "last")), c=city(lang, dice)
    )


def city(lang: str, dice: random.Random) -> str:
    """A city, most often one people write about."""
    german = "Berlin Hamburg München Köln Frankfurt Stuttgart Leipzig Bremen Dresden Wien Graz Linz Zürich Basel Bern Kassel Ulm Essen".split()
    english = "London Leeds Bristol Dublin Boston Denver Austin Chicago Toronto Sydney Glasgow Seattle Berlin Paris Madrid Mumbai Lagos".split()
    if dice.random() < 0.4:
        return dice.choice(_towns()).title()
    return dice.choice(german if lang == "de" else english)


def writings(lang: str, someone: Person, dice: random.Random) -> dict[str, Callable[[], str]]:
    """Every slot that a template may fill with one person; the marks ⟦⟧ enclose what is the name."""
    first, last = someone.first, someone.last
    mail = re.sub(r"[^a-z.]", "", f"{first}.{last}".casefold().replace(" ", ""))
    genitive = (lambda name: name + ("'" if name[-1] in "sxzß" else "s")) if lang == "de" else (
        lambda name: name + dice.choice(["'s", "’s", "'s"]) if name[-1] != "s" else name + dice.choice(["'", "'s"])
    )  # fmt: skip
    short = dice.choice([f"{first[0]}.", f"{first[0]}."])
    return {
        "full": lambda: f"⟦{first} {last}⟧",
        "first": lambda: f"⟦{first}⟧",
        "last": lambda: f"⟦{last}⟧",
        "ini_last": lambda: f"⟦{short} {last}⟧",
        "last_first": lambda: f"⟦{last}⟧, ⟦{first}⟧",
        "last_gen": lambda: f"⟦{genitive(last)}⟧",
        "first_gen": lambda: f"⟦{genitive(first)}⟧",
        "full_gen": lambda: f"⟦{first} {genitive(last)}⟧",
        "lower_full": lambda: f"⟦{first.lower()} {last.lower()}⟧",
        "lower_first": lambda: f"⟦{first.lower()}⟧",
        "lower_last": lambda: f"⟦{last.lower()}⟧",
        "upper_full": lambda: f"⟦{first.upper()} {last.upper()}⟧",
        "upper_last": lambda: f"⟦{last.upper()}⟧",
        "initials": lambda: f"⟦{first[0].upper()}{dice.choice(['', '.', '. '])}{last[0].upper()}⟧",
        "user": lambda: f"⟦{mail if dice.random() < 0.5 else first.lower()}⟧",
        "email": lambda: f"{mail}@{(dice.choice(_STEMS) + dice.choice(_ENDS)).casefold()}.example",
    }


@cache
def _towns() -> tuple[str, ...]:
    lines = Path(__file__).with_name("places.txt").read_text(encoding="utf-8").split("\n")[1:]
    return tuple(" ".join(lines).split())


@cache
def _listed(locale: str, kind: str) -> tuple[str, ...]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    found: set[str] = set(_GAPS.get(locale, ())) if kind == "last" else set()
    for attribute in sorted(dir(provider)):
        values = getattr(provider, attribute)
        if kind in attribute and isinstance(values, (list, tuple, set, dict)):
            found.update(
                one for one in values if isinstance(one, str) and re.fullmatch(r"[A-Za-zÀ-ɏḀ-ỿ'’-]{2,}", one)
            )
    return tuple(sorted(found))


def _bent(name: str, other: str, dice: random.Random) -> str:
    """Three names of four stay; the fourth begins as itself and ends as another."""
    if dice.random() > 0.25 or min(len(name), len(other)) < 5:
        return name
    cut = dice.randint(2, len(name) - 2)
    return name[:cut] + other[dice.randint(2, len(other) - 2) :].lower()
