"""Which writings are one person. Joining two people is the worse fault, so each rule is tested both ways."""

import pytest

from assessor.guardrails.aliases import PersonAliases, person_form
from assessor.guardrails.identity import number

ONE_PERSON = (
    "Katrin Sommer", "KATRIN SOMMER", "katrin sommer", "Sommer", "Sommers", "SOMMER", "Katrin", "Katrins", "katrin", "K. Sommer",
    "Sommer, Katrin", "Sommer's", "Katrin Sommers", "Frau Sommer", "Frau Dr. Sommer", "Fr. Sommer", "Dr. Katrin Sommer",
    "katrin.sommer", "@katrin_sommer", "k.sommer", "Katrin S.", "Katrin M. Sommer", "KS", "K.S.", "K. S.", "Katrin  Sommer",
)  # fmt: skip


@pytest.mark.parametrize("writing", ONE_PERSON)
def test_writings_of_one_person_share_a_key(writing: str) -> None:
    people = PersonAliases(["Katrin Sommer", "Tom Baker", writing])
    assert people.key(writing) == people.key("Katrin Sommer")


@pytest.mark.parametrize(
    "other",
    ["Tom Sommer", "Katrin Winter", "T. Sommer", "Katrin W.", "Sommerfeld", "Sommer-Winter", "Kat", "KW", "SK", "K.", "tom.sommer",
     "Katrin Anna Sommer", "Baker", "TB", "Tom"],
)  # fmt: skip
def test_somebody_else_has_another_key(other: str) -> None:
    people = PersonAliases(["Katrin Sommer", "Tom Baker", other])
    assert people.key(other) != people.key("Katrin Sommer")


@pytest.mark.parametrize("short", ["Sommer", "Sommers", "Frau Sommer", "K. Sommer", "KS", "k.sommer"])
def test_a_writing_that_fits_two_people_joins_neither(short: str) -> None:
    people = PersonAliases(["Katrin Sommer", "Klaus Sommer", short])
    assert people.key(short) not in {people.key("Katrin Sommer"), people.key("Klaus Sommer")}


def test_a_first_name_joins_only_where_one_person_bears_it() -> None:
    alone = PersonAliases(["Katrin Sommer", "Tom Baker", "Katrin"])
    assert alone.key("Katrin") == "katrin sommer"
    twice = PersonAliases(["Katrin Sommer", "Katrin Baker", "Katrin"])
    assert twice.key("Katrin") == "katrin"


@pytest.mark.parametrize(
    ("left", "right"),
    [("Jürgen Müller", "Juergen Mueller"), ("Mehmet Yıldız", "Mehmet Yildiz"), ("Łukasz Król", "Lukasz Krol"),
     ("JÖRG WEISS", "Jörg Weiß"), ("Seán O’Brien", "Sean O'Brien")],
)  # fmt: skip
def test_spelt_out_umlauts_and_dropped_accents_are_the_same_name(left: str, right: str) -> None:
    assert person_form(left) == person_form(right)


def test_a_surname_joins_the_person_known_by_initial_alone() -> None:
    people = PersonAliases(["K. Sommer", "Sommer", "Sommers"])
    assert {people.key(writing) for writing in ("K. Sommer", "Sommer", "Sommers")} == {"k. sommer"}


def test_a_name_that_ends_in_s_is_not_cut_to_another_person() -> None:
    # Peter and Peters are two people; nobody here is called Petersen.
    people = PersonAliases(["Peter Koch", "Jan Peters", "Peter", "Peters"])
    assert people.key("Peter") == "peter koch"
    assert people.key("Peters") == "jan peters"


@pytest.mark.parametrize(
    ("local", "person"),
    [("katrin.sommer", "katrin sommer"), ("k.sommer", "katrin sommer"), ("sommer", "katrin sommer"), ("ksommer", "katrin sommer"),
     ("katrin_sommer", "katrin sommer"), ("katrin.sommer2", "katrin sommer"), ("tom", "tom baker"), ("tb", "tom baker"),
     ("info", None), ("sommerfest", None), ("t.sommer", None), ("2026", None), ("", None)],
)  # fmt: skip
def test_a_mailbox_belongs_to_the_one_person_it_names(local: str, person: str | None) -> None:
    assert PersonAliases(["Katrin Sommer", "Tom Baker"]).of_mailbox(local) == person


def test_a_mailbox_that_fits_two_people_belongs_to_neither() -> None:
    people = PersonAliases(["Katrin Sommer", "Klaus Sommer"])
    assert people.of_mailbox("k.sommer") is None
    assert people.of_mailbox("klaus.sommer") == "klaus sommer"


def test_a_mail_address_takes_the_number_of_the_person_it_names() -> None:
    values = [
        ("PERSON", "Tom Baker"), ("EMAIL_ADDRESS", "info@nordwind.example"), ("PERSON", "Katrin Sommer"),
        ("EMAIL_ADDRESS", "katrin.sommer@nordwind.example"), ("EMAIL_ADDRESS", "k.sommer@nordwind.example"),
    ]  # fmt: skip
    assert number([values]) == [
        # The shared mailbox takes the smallest number that is nobody's address.
        ["<PERSON_1>", "<EMAIL_ADDRESS_1>", "<PERSON_2>", "<EMAIL_ADDRESS_2>", "<EMAIL_ADDRESS_2>"]
    ]


def test_a_namesake_at_another_company_keeps_an_address_of_their_own() -> None:
    values = [
        ("PERSON", "Katrin Sommer"), ("EMAIL_ADDRESS", "k.sommer@nordwind.example"), ("EMAIL_ADDRESS", "k.sommer@baker.example"),
    ]  # fmt: skip
    assert number([values]) == [["<PERSON_1>", "<EMAIL_ADDRESS_1>", "<EMAIL_ADDRESS_2>"]]


def test_an_address_of_nobody_named_gets_a_number_of_its_own() -> None:
    assert number([[("EMAIL_ADDRESS", "k.sommer@nordwind.example"), ("PERSON", "Tom Baker")]]) == [
        ["<EMAIL_ADDRESS_1>", "<PERSON_1>"]
    ]
