"""Known customers: the tenant's list, names from elsewhere in the submission, mail domains."""

from time import process_time

import pytest

from assessor.domain.artefact import Subject
from assessor.guardrails.entry import EntryGuardrailChain
from assessor.guardrails.personal_data import PersonalDataGuardrail
from assessor.guardrails.policy import Policy
from assessor.guardrails.presidio import PresidioRecognizers
from assessor.guardrails.recognizers.customers import KnownCustomers, forms_of, label_of
from assessor.guardrails.terms import Customer, TenantTerms, Term

from .conftest import Redact
from .submissions import reading_of

TENANT = (
    "Nordwind Logistik GmbH",
    "Arden Valley Credit Union",
    "Baker & Sons Ltd",
    "Summit",
    "Kanzlei Ohlendorf",
)


def found(text: str, *names: str, domains: tuple[str, ...] = ()) -> list[str]:
    known = KnownCustomers(names or TENANT, domains)
    return [text[one.start : one.end] for one in known.find(text, "known.tenant")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Nordwind Logistik GmbH fragt", ["Nordwind Logistik GmbH"]),
        ("mit Nordwind Logistik", ["Nordwind Logistik"]),
        ("Nordwind fragt, Nordwinds Team auch", ["Nordwind", "Nordwinds"]),
        ("der Nordwind-Termin", ["Nordwind"]),
        ("NORDWIND LOGISTIK", ["NORDWIND LOGISTIK"]),
        ("nordwind logistik, klein geschrieben", ["nordwind logistik"]),
        ("Nordwind\nLogistik über zwei Zeilen", ["Nordwind\nLogistik"]),
        ("Arden Valley's admin", ["Arden Valley's"]),
        ("Arden Valley and Summit", ["Arden Valley", "Summit"]),
        ("Baker and Sons, Baker + Sons, Baker & Sons", ["Baker and Sons", "Baker + Sons", "Baker & Sons"]),
        ("Summit will pilot", ["Summit"]),
    ],
)
def test_a_listed_name_is_met_in_every_writing(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "the summit of the hill",
        "der nordwind weht",
        "Frau Ohlendorf rief an",
        "Mr Baker called",
        "Logistik ist teuer",
        "a credit union",
        "Nordwindlogistikzentrum",
        "Valley of the Kings",
    ],
)
def test_parts_that_name_nobody_stay(text: str) -> None:
    assert found(text) == []


def test_short_forms_leave_out_what_many_names_share() -> None:
    assert ("deutsche",) not in set(forms_of("Deutsche Frachten AG"))
    assert ("stadtwerke",) not in set(forms_of("Stadtwerke Lauterbach"))
    assert ("osprey", "lane") in set(forms_of("Osprey Lane Capital"))


@pytest.mark.parametrize(
    ("domain", "label"),
    [
        ("nordwind-logistik.example", "nordwindlogistik"),
        ("mail.nordwind.co.uk", "nordwind"),
        ("müller-bau.de", "muellerbau"),
        ("gmail.com", None),
        ("gmx.de", None),
        ("support.example", None),
        ("host", None),
    ],
)
def test_a_domain_names_its_owner_unless_anybody_can_have_it(domain: str, label: str | None) -> None:
    assert label_of(domain) == label


def test_a_domain_makes_its_name_known() -> None:
    domains = ("nordwind-logistik.example", "bexleystroud.example")
    text = "Nordwind Logistik fragt; Bexley & Stroud auch, siehe www.bexleystroud.example"
    assert found(text, "x", domains=domains) == [
        "Nordwind Logistik",
        "Bexley & Stroud",
        "www.bexleystroud.example",
    ]


def test_thousands_of_names_cost_no_more_than_ten() -> None:
    text = "Die Einführung lief gut, Nordwind Logistik war zufrieden. " * 40

    def cost(count: int) -> float:
        known = KnownCustomers([*TENANT, *(f"Firma{number} Werk{number} GmbH" for number in range(count))])
        begun = process_time()
        for _ in range(5):
            spans = list(known.find(text, "known.tenant"))
        assert len(spans) == 40
        return process_time() - begun

    # A scan that tried every name would cost a thousand times as much.
    assert cost(10_000) < 10 * max(cost(10), 0.01)


@pytest.fixture(scope="module")
def guarded(policy: Policy) -> EntryGuardrailChain:
    terms = TenantTerms(
        customers=(
            Customer(name="Summit", domains=("summit.example",)),
            Customer(name="Nordwind Logistik GmbH"),
        ),
        products=(Term(name="Harbour Analytics"),),
    )
    return EntryGuardrailChain(policy, first=(PersonalDataGuardrail(PresidioRecognizers(), terms),))


def test_products_of_the_tenant_stay_and_its_customers_go(guarded: EntryGuardrailChain) -> None:
    guardrail = guarded._first[0]
    text = "Im Juni führt Summit unser Harbour Analytics ein, Nordwind folgt."
    spans = guardrail.inspect(reading_of(text, "de")).spans
    orgs = {text[one.start : one.end] for one in spans if one.type == "CUSTOMER_ORG"}
    assert orgs == {"Summit", "Nordwind"}


def test_a_mail_domain_in_one_artefact_removes_the_name_in_another(redact: Redact) -> None:
    _, note = redact("Write to kim@veltro.example today.", "In May we will meet Veltro; Veltros Team kommt.")
    assert note.text == "In May we will meet <CUSTOMER_ORG_1>; <CUSTOMER_ORG_1> Team kommt."


def test_the_assessees_own_domain_is_no_customer(redact: Redact) -> None:
    own = Subject(names=("Kim Lee",), emails=("kim@veltro.example",))
    (note,) = redact("Schreibt an kim@veltro.example; Veltro ist unser Produkt.", subject=own, lang="de")
    assert note.text is not None
    assert "Veltro ist unser Produkt" in note.text
