"""S000-37: what must not enter, by the default policy, in both languages."""

from pathlib import Path

import pytest

from assessor.domain.text import Language
from assessor.domain.verdict import Action, Destination, Verdict
from assessor.guardrails.do_not_enter import DoNotEnterGuardrail, fired_in
from assessor.guardrails.policy import Policy, Rule, load_policy

from . import do_not_enter_cases, do_not_enter_unseen
from .conftest import Redact
from .submissions import reading_of, stopping_categories

Case = tuple[str, Language, str]
IBANS = ("DE89 3704 0044 0532 0130 00", "AT61 1904 3002 3457 3201", "GB29 NWBK 6016 1331 9268 19")
CARDS = ("4111 1111 1111 1111", "5555 5555 5555 4444", "3782 822463 10005")


def cases(*tables: do_not_enter_cases.Passages) -> list[Case]:
    return [
        (category, lang, text)
        for table in tables
        for category, by_language in table.items()
        for lang, texts in by_language.items()
        for text in texts
    ]


@pytest.mark.parametrize(
    ("category", "lang", "text"), cases(do_not_enter_cases.STOPPED, do_not_enter_unseen.STOPPED)
)
def test_material_of_a_category_is_refused_and_no_text_kept(
    redact: Redact, category: str, lang: Language, text: str
) -> None:
    """S000-37."""
    (artefact,) = redact(text, lang=lang)
    assert category in stopping_categories(artefact)
    assert artefact.verdict is Verdict.REFUSE
    assert artefact.text is None
    assert artefact.segments == ()


@pytest.mark.parametrize(
    ("category", "lang", "text"), cases(do_not_enter_cases.PASSED, do_not_enter_unseen.PASSED)
)
def test_ordinary_work_on_the_same_subject_passes(
    redact: Redact, category: str, lang: Language, text: str
) -> None:
    (artefact,) = redact(text, lang=lang)
    assert stopping_categories(artefact) == set(), category
    assert artefact.text is not None


def test_both_tables_of_every_category_hold_five_passages_in_each_language(policy: Policy) -> None:
    with_rules = {name for name, category in policy.categories.items() if category.rules or category.meaning}
    for table in (do_not_enter_cases.STOPPED, do_not_enter_cases.PASSED):
        assert set(table) == with_rules
        assert all(len(texts) >= 5 for by_language in table.values() for texts in by_language.values())


@pytest.mark.parametrize("values", [IBANS, CARDS, (IBANS[0], CARDS[0], IBANS[1])])
def test_three_payment_numbers_are_a_list_and_refused(redact: Redact, values: tuple[str, ...]) -> None:
    (artefact,) = redact("Export:\n" + "\n".join(values))
    assert stopping_categories(artefact) == {"payment_data"}


@pytest.mark.parametrize("values", [IBANS[:1], CARDS[:1], IBANS[:2], (IBANS[0],) * 4])
def test_up_to_two_payment_numbers_are_spans_and_never_a_stop(
    redact: Redact, values: tuple[str, ...]
) -> None:
    (artefact,) = redact("Please pay to\n" + "\n".join(values))
    assert artefact.verdict is Verdict.REDACT
    assert len(artefact.spans) == len(values)


def test_a_finding_names_the_window_and_not_its_white_space(redact: Redact) -> None:
    text = "All went well.  \n\nOur champion is on sick leave until May.  \n\nThe rollout slips."
    (artefact,) = redact(text)
    (finding,) = [one for one in artefact.findings if one.action is Action.REFUSE]
    assert finding.start is not None
    assert text[finding.start : finding.end] == "Our champion is on sick leave until May."


def test_patterns_must_meet_in_one_window() -> None:
    rule = Rule(id="r", window="sentence", any=("alpha",), all=("beta",), unless=("gamma",))
    assert list(fired_in(rule, "An alpha here. Beta there.")) == []
    assert list(fired_in(rule, "An alpha and beta here.")) == [(0, 23)]
    assert list(fired_in(rule, "An alpha and beta and gamma here.")) == []


def test_at_least_counts_different_patterns_and_not_hits() -> None:
    rule = Rule(id="r", window="document", any=("alpha", "beta"), at_least=2)
    assert list(fired_in(rule, "alpha alpha alpha")) == []
    assert list(fired_in(rule, "alpha beta")) == [(0, 10)]


TERMS = """\
id: tenant
version: 1.0.0
owner: Test
categories:
  contract_text:
    title: Clauses
    action: {store: note, external-model: refuse}
    terms: [Project Nightingale, "Kosten C"]
"""


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The project nightingale board met.", [(4, 23)]),
        ("Project\nNightingale, again Project  Nightingale", [(0, 19), (27, 47)]),
        ("Projects Nightingales and Kosten Ca", []),
    ],
)
def test_a_tenant_s_terms_stand_for_their_category(
    tmp_path: Path, text: str, places: list[tuple[int, int]]
) -> None:
    (tmp_path / "policy.yaml").write_text(TERMS, encoding="utf-8")
    guardrail = DoNotEnterGuardrail(load_policy(tmp_path / "policy.yaml"), Destination.EXTERNAL_MODEL)
    found = guardrail.inspect(reading_of(text)).findings
    assert [(one.start, one.end) for one in found] == places
    assert {(one.rule, one.action) for one in found} <= {("contract_text.term", Action.REFUSE)}


def test_a_rule_without_its_own_action_takes_the_category_s(policy: Policy) -> None:
    assert policy.action_for("pricing_terms", Destination.STORE) is Action.REDACT
    rate_card = policy.categories["pricing_terms"].rules[0]
    assert policy.action_for("pricing_terms", Destination.STORE, rate_card) is Action.REFUSE


def test_a_long_text_of_near_hits_is_judged_in_seconds(redact: Redact) -> None:
    # A pattern that backtracks without bound would hang here, far beyond the suite's own time.
    line = "price list 2026 the server was not public, 12 EUR and 13, her son is; the Party may, stellt von allen "
    (artefact,) = redact("\n".join([line * 8] * 30))
    assert artefact.policy_sha256


PAYMENT_STOPPED: dict[Language, tuple[str, ...]] = {
    "en": (
        "Export of the card table:\n{c0}\n{c1}\n{c2}",
        "Supplier accounts: {i0}; {i1}; {i2}",
        "| Payee | Account |\n|---|---|\n| one | {i0} |\n| two | {i1} |\n| three | {c0} |",
        "Please load these for the direct debit run:\n- {i2}\n- {i0}\n- {i1}",
        "name,iban\nNorth,{i0}\nSouth,{i1}\nWest,{i2}",
    ),
    "de": (
        "Auszug der Kartentabelle:\n{c0}\n{c1}\n{c2}",
        "Konten der Lieferanten: {i0}; {i1}; {i2}",
        "| Empfänger | Konto |\n|---|---|\n| eins | {i0} |\n| zwei | {i1} |\n| drei | {c0} |",
        "Bitte für den Lastschriftlauf einspielen:\n- {i2}\n- {i0}\n- {i1}",
        "name;iban\nNord;{i0}\nSüd;{i1}\nWest;{i2}",
    ),
}
PAYMENT_PASSED: dict[Language, tuple[str, ...]] = {
    "en": (
        "Refund to {i0} as agreed.",
        "The customer paid with {c0}.",
        "Old account {i0}, new account {i1}.",
        "Payment terms are 30 days net, three invoices are open.",
        "We support cards, direct debit and bank transfer as payment methods.",
    ),
    "de": (
        "Erstattung auf {i0} wie besprochen.",
        "Der Kunde zahlte mit {c0}.",
        "Altes Konto {i0}, neues Konto {i1}.",
        "Zahlungsziel sind 30 Tage netto, drei Rechnungen sind offen.",
        "Wir unterstützen Karte, Lastschrift und Überweisung als Zahlungsarten.",
    ),
}


def payment(table: dict[Language, tuple[str, ...]]) -> list[tuple[Language, str]]:
    values = {f"i{n}": value for n, value in enumerate(IBANS)} | {
        f"c{n}": value for n, value in enumerate(CARDS)
    }
    return [(lang, text.format(**values)) for lang, texts in table.items() for text in texts]


@pytest.mark.parametrize(("lang", "text"), payment(PAYMENT_STOPPED))
def test_a_dump_of_payment_data_is_stopped_in_both_languages(
    redact: Redact, lang: Language, text: str
) -> None:
    (artefact,) = redact(text, lang=lang)
    assert stopping_categories(artefact) == {"payment_data"}


@pytest.mark.parametrize(("lang", "text"), payment(PAYMENT_PASSED))
def test_single_payments_and_talk_of_them_pass(redact: Redact, lang: Language, text: str) -> None:
    (artefact,) = redact(text, lang=lang)
    assert stopping_categories(artefact) == set()
