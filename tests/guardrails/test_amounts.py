"""S000-37, pricing: what is tied to a customer goes, what a person achieved stays. Rows: text, amounts that go."""

import pytest

from assessor.domain.text import Language
from assessor.domain.verdict import Action, Verdict

from .conftest import Redact
from .submissions import placed_values

TIED: tuple[tuple[Language, str, tuple[str, ...]], ...] = (
    ("en", "We offered the customer a 15% discount for a two-year term.", ("15%",)),
    ("en", "The customer pays 48,000 EUR per year.", ("48,000 EUR",)),
    ("en", "Nordwind Logistik GmbH asked for a price of €32 per seat.", ("€32",)),
    ("en", "Their renewal at $120k is at risk.", ("$120k",)),
    ("en", "The client's contract value is 1.2 million USD.", ("1.2 million USD",)),
    ("en", "Procurement wants the fee below CHF 9'500.", ("CHF 9'500",)),
    ("en", "They asked for a refund of £2,500 or a 10 percent discount.", ("£2,500", "10 percent")),
    ("en", "The account renewed at 84,000 EUR ARR.", ("84,000 EUR",)),
    ("de", "Wir haben dem Kunden 15 % Rabatt für zwei Jahre angeboten.", ("15 %",)),
    ("de", "Der Kunde zahlt 48.000 € im Jahr.", ("48.000 €",)),
    ("de", "Die Nordwind Logistik GmbH bat um einen Preis von 32 € pro Nutzer.", ("32 €",)),
    ("de", "Der Vertragswert der Kundin liegt bei 1,2 Mio. EUR.", ("1,2 Mio. EUR",)),
    ("de", "Ich habe ihnen eine Gutschrift von 2.500 Euro zugesagt.", ("2.500 Euro",)),
    ("de", "Mit dem Kunden ist eine Preisanpassung von 3 Prozent vereinbart.", ("3 Prozent",)),
    ("de", "Die Haftungsgrenze für den Kunden beträgt 250.000 EUR.", ("250.000 EUR",)),
    ("de", "Der Account hat für 84.000 EUR verlängert.", ("84.000 EUR",)),
)
OWN: tuple[tuple[Language, str], ...] = (
    ("en", "My target is 400,000 EUR and I reached 103 percent of it."),
    ("en", "The portfolio renewed 1.1 million EUR across 24 customers."),
    ("en", "Adoption at the customer rose from 40% to 72%."),
    ("en", "The health score of the account fell by 17 percent."),
    ("en", "Gross retention was 94 percent for my book of business."),
    ("en", "The customer has 1,200 users and 35 licences."),
    ("en", "The event cost 900 EUR."),
    ("de", "Mein Ziel liegt bei 400.000 EUR, erreicht sind 103 Prozent."),
    ("de", "Das Portfolio hat 1,1 Mio. EUR über 24 Kunden verlängert."),
    ("de", "Die Nutzung beim Kunden stieg von 40 % auf 72 %."),
    ("de", "Die Verlängerungsquote lag bei 94 Prozent."),
    ("de", "Der Kunde hat 1.200 Nutzer und 35 Lizenzen."),
    ("de", "Die Veranstaltung kostete 900 EUR."),
)


@pytest.mark.parametrize(("lang", "text", "amounts"), TIED)
def test_amounts_tied_to_a_customer_are_removed_and_the_sentence_stays(
    redact: Redact, lang: Language, text: str, amounts: tuple[str, ...]
) -> None:
    (artefact,) = redact(text, lang=lang)
    assert placed_values(text, artefact, "AMOUNT") == list(amounts)
    priced = [one for one in artefact.findings if one.category == "pricing_terms"]
    assert [one.action for one in priced] == [Action.REDACT] * len(amounts)
    assert artefact.verdict is Verdict.REDACT
    assert artefact.text is not None
    assert "<AMOUNT_1>" in artefact.text


@pytest.mark.parametrize(("lang", "text"), OWN)
def test_own_targets_portfolio_sums_and_usage_stay(redact: Redact, lang: Language, text: str) -> None:
    (artefact,) = redact(text, lang=lang)
    assert artefact.verdict is Verdict.ALLOW
    assert artefact.text == text


def test_an_organisation_named_elsewhere_ties_an_amount_too(redact: Redact) -> None:
    text = "Nordwind pays 12,000 EUR a year."
    _, artefact = redact("We met Nordwind Logistik GmbH.", text)
    assert placed_values(text, artefact, "AMOUNT") == ["12,000 EUR"]
