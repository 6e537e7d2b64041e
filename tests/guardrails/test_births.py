"""Dates of birth go; every other date stays."""

import pytest

from assessor.guardrails.recognizers.births import find_births

from .catching import caught

BORN = (
    ("Geburtsdatum: 12.03.1984", ["12.03.1984"]),
    ("geb. am 3. April 1979", ["3. April 1979"]),
    ("geboren in Köln am 3.4.1979", ["3.4.1979"]),
    ("Geburtstag ist der 12.03.1984", ["12.03.1984"]),
    ("ihr Geburtsdatum (09.11.1990). Ich", ["09.11.1990"]),
    ("Frau Sommer (geb. 1984-03-12) und", ["1984-03-12"]),
    ("geboren am 1. Jänner 1990", ["1. Jänner 1990"]),
    ("* 12.03.1984 in Graz", ["12.03.1984"]),
    ("12.03.1984 (Geburtsdatum)", ["12.03.1984"]),
    ("date of birth 1984-03-12", ["1984-03-12"]),
    ("Date of birth:\n12.03.1984", ["12.03.1984"]),
    ("born on March 12, 1984", ["March 12, 1984"]),
    ("(passport 533401872, born 14 February 1987), which", ["14 February 1987"]),
    ("a date of birth (July 4, 1979), a social", ["July 4, 1979"]),
    ("DOB: 03/12/84", ["03/12/84"]),
    ("d.o.b. 12th of March 1984", ["12th of March 1984"]),
    ("her birthday is on 12 March", ["12 March"]),
    ("born 12.03.1984 and 14.05.1986", ["12.03.1984", "14.05.1986"]),
)
TABLES = (
    ("Name;Geburtsdatum;Ort\nA;12.03.1984;Köln\nB;1.1.1970;Graz", ["12.03.1984", "1.1.1970"]),
    ("| Name | DOB |\n|---|---|\n| A | 3/12/1984 |", ["3/12/1984"]),
    ("Name\tDate of birth\nA\t1984-03-12\n\nDue 2026-10-11", ["1984-03-12"]),
)
OTHER_DATES = (
    "Termin am 12.03.2026", "Ergebnis vom 12.03.2026", "Der Start ist am 12.11.2026, gebt Bescheid.",
    "geb. Müller, Vertrag vom 12.03.2026", "Sie ist geborene Berlinerin. Termin am 12.03.2026", "born in the cloud in 2019",
    "The product was born on 3 May 2019", "Die Idee wurde geboren am 3. Mai 2019",
    "the team gave birth to an idea. On 3 May 2026 we", "Renewal 2026-10-11, birthday cake for all", "Start;Ende\n1.1.2026;31.12.2026",
)  # fmt: skip


@pytest.mark.parametrize(("text", "dates"), [*BORN, *TABLES])
def test_a_date_beside_or_under_a_word_for_birth_goes(text: str, dates: list[str]) -> None:
    assert caught(find_births, text) == dates


@pytest.mark.parametrize("text", OTHER_DATES)
def test_any_other_date_stays(text: str) -> None:
    assert caught(find_births, text) == []
