import pytest

from assessor.guardrails.recognizers.mailboxes import names_of_mailboxes
from tests.guardrails.conftest import Redact


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("katrin.sommer@wegwarte.example", "Katrin Sommer"),
        ("anna-lena_mueller@firma.example", "Anna-Lena Mueller"),
        ("<priya.raghunathan@crm.example>", "Priya Raghunathan"),
    ],
)
def test_an_address_that_spells_a_name_gives_it(address: str, name: str) -> None:
    assert list(names_of_mailboxes([address])) == [name]


@pytest.mark.parametrize(
    "address",
    [
        "customer.success@firma.example",
        "info@firma.example",
        "no.reply@firma.example",
        "k.sommer@firma.example",
        "order.4711@x.example",
    ],
)
def test_shared_mailboxes_and_initials_give_none(address: str) -> None:
    assert list(names_of_mailboxes([address])) == []


@pytest.mark.parametrize("lang", ["en", "de"])
def test_whom_an_address_names_is_found_wherever_the_name_stands(redact: Redact, lang: str) -> None:
    (artefact,) = redact("Foto: jürgen müller\njuergen.mueller@wegwarte.example\nMüller: ok", lang=lang)
    assert artefact.text == "Foto: <PERSON_1>\n<EMAIL_ADDRESS_1>\n<PERSON_1>: ok"
