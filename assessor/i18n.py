"""Beside the stages: what the program says to people, in English and German (docs/languages.md).

The English sentence stands in the code and is the key of its translation in `locales/de`. Places in it have
names, `{count}`, so that a translation may put them in another order. What is filled in is written as the
language writes it: numbers and lists by CLDR (babel), days as 2026-05-22 in English and 22.05.2026 in German.
A sentence that counts something has two forms; the catalogue's plural rule chooses.

`make catalogues` collects every sentence from the code, keeps the translations there are, and compiles
them. A sentence without a translation would be said in English, so a test refuses one.
"""

import gettext
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import get_args

from assessor.domain.sentences import Sentences
from assessor.domain.text import Language

DOMAIN = "assessor"
LOCALES = Path(__file__).parent / "locales"
LANGUAGES: tuple[Language, ...] = get_args(Language)
_CLDR: dict[Language, str] = {"en": "en_GB", "de": "de_DE"}
# Readers of English write and read days in two orders; the year first leaves no doubt.
_DAY: dict[Language, str] = {"en": "yyyy-MM-dd", "de": "dd.MM.yyyy"}

Value = str | int | float | date | Sentences | Sequence[str | Sentences]
"""What may fill a place: text as it is, numbers, days, other sentences, and lists of text."""
Values = dict[str, Value]
"""What fills the places of a sentence, by their names."""


def tr(lang: Language, text: str, **values: Value) -> str:
    """A sentence in one language, its places filled.

    >>> tr("de", "not judged")
    'ohne Urteil'
    """
    return _filled(_catalogue(lang).gettext(text), lang, values)


def tr_n(lang: Language, one: str, many: str, count: int, **values: Value) -> str:
    """A sentence that counts, in one language; `{count}` is filled with the count.

    >>> tr_n("de", "{value} day", "{value} days", 2, value=2)
    '2 Tage'
    """
    return _filled(_catalogue(lang).ngettext(one, many, count), lang, {"count": count, **values})


def said(text: str, **values: Value) -> Sentences:
    """A sentence in every language."""
    return Sentences(en=tr("en", text, **values), de=tr("de", text, **values))


def said_n(one: str, many: str, count: int, **values: Value) -> Sentences:
    """A sentence that counts, in every language."""
    return Sentences(en=tr_n("en", one, many, count, **values), de=tr_n("de", one, many, count, **values))


def joined(sentences: Sequence[Sentences], *, by: str = " ") -> Sentences:
    """Sentences one after the other."""
    return Sentences(en=by.join(one.en for one in sentences), de=by.join(one.de for one in sentences))


def shown(value: Value, lang: Language) -> str:
    """A value as the language writes it.

    Raises:
        TypeError: a truth value or a point in time, which no sentence can show as it is.

    >>> shown(1234.5, "de"), shown(date(2026, 5, 22), "de"), shown(["a", "b", "c"], "en")
    ('1.234,5', '22.05.2026', 'a, b and c')
    """
    from babel.dates import format_date
    from babel.lists import format_list
    from babel.numbers import format_decimal

    match value:
        case bool() | datetime():
            raise TypeError(f"a sentence cannot show a {type(value).__name__}; give a word or a day")
        case str():
            return value
        case Sentences():
            return value.in_language(lang)
        case date():
            return format_date(value, _DAY[lang], locale=_CLDR[lang])
        case int() | float():
            return format_decimal(value, locale=_CLDR[lang])
        case _:
            return format_list([shown(one, lang) for one in value], locale=_CLDR[lang])


def shown_as(number: float, pattern: str, lang: Language) -> str:
    """A number in a pattern of CLDR, with the signs of the language; what rounds to zero has no minus.

    >>> shown_as(-0.256, "0.00", "de"), shown_as(0.92, "0 %", "en"), shown_as(-0.001, "0.00", "en")
    ('-0,26', '92 %', '0.00')
    """
    from babel.numbers import format_decimal

    made = format_decimal(number, pattern, locale=_CLDR[lang])
    nought = format_decimal(0, pattern, locale=_CLDR[lang])
    return nought if made == f"-{nought}" else made


def _filled(text: str, lang: Language, values: Values) -> str:
    return text.format(**{name: shown(value, lang) for name, value in values.items()})


@cache
def _catalogue(lang: Language) -> gettext.NullTranslations:
    # English is the language of the keys and has no file.
    return gettext.translation(DOMAIN, LOCALES, languages=[lang], fallback=lang == "en")
