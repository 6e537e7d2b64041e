"""Other people did the same work: names, gender, origin."""

import re

import pytest

from assessor.evaluation.probes.lists import load
from assessor.evaluation.probes.naming import gender, names, origin
from assessor.evaluation.probes.people import name_words, plain
from assessor.evaluation.probes.source import Source
from tests.evaluation.probes.sources import MAIL, source

KNOWN = ("Judith Amann", "Kofler")
MET = source(MAIL, "en", names=KNOWN)


def changed_by(probe: object, given: Source, seed: int = 0) -> Source:
    changed = probe(given, seed)  # type: ignore[operator]
    assert isinstance(changed, Source)
    return changed


@pytest.mark.parametrize("probe", [names, origin])
def test_every_form_of_a_name_goes_and_each_person_keeps_one_name(probe: object) -> None:
    text = changed_by(probe, MET).text
    assert not re.search(r"judith|amann|kofler", text, re.IGNORECASE)
    given, family = re.search(r"(\S+) (\S+) and I checked", text).groups()  # type: ignore[union-attr]
    assert f"{given.upper()} {family.upper()}, {plain(given)}.{plain(family)}@example.org" in text
    assert f"{given}'s list is {family}s list" in text


def test_nothing_but_names_changes() -> None:
    before, after = MET.text.split(), changed_by(names, MET).text.split()
    differing = {old for old, new in zip(before, after, strict=True) if old != new}
    assert differing == {
        "Kofler", "Kofler,", "Judith", "Amann", "JUDITH", "AMANN,", "judith.amann@example.org.", "Judith's", "Amanns",
    }  # fmt: skip


def test_another_seed_gives_another_origin() -> None:
    texts = {changed_by(origin, MET, seed).text for seed in range(len(load("names.yaml")["origins"]))}
    assert len(texts) == len(load("names.yaml")["origins"])


def test_more_people_than_names_still_differ() -> None:
    people = tuple(f"Ann{chr(97 + n)}x Berg{chr(97 + n)}" for n in range(26))
    text = changed_by(names, source(" met ".join(people) + " at noon.", names=people)).text
    assert len(set(text.removesuffix(" at noon.").split(" met "))) == len(people)
    assert not any(one in text for one in people)


def test_a_family_name_is_known_by_its_title_and_a_mans_name_by_his() -> None:
    found = {
        one.word: one
        for one in name_words("Frau Kofler met Judith. Herr Özkan left.", ("Kofler", "Judith", "Özkan"))
    }
    assert (found["Kofler"].part, found["Kofler"].gender) == ("family", "female")
    assert (found["Judith"].part, found["Özkan"].gender) == ("given", "male")


def test_german_titles_and_salutations_turn_and_family_names_stay() -> None:
    given = source(
        "Sehr geehrte Frau Dr. Kofler,\n\nLieber Emil, die Mail an Frau Kofler und von Herrn Özkan kam an. Liebe Grüße",
        "de",
        names=("Kofler", "Emil", "Özkan"),
    )
    text = changed_by(gender, given).text
    assert text.startswith("Sehr geehrter Herr Dr. Kofler,")
    assert "an Herrn Kofler und von Frau Özkan" in text
    assert "Emil" not in text
    assert re.search(r"\nLiebe [A-Z]\w+, die Mail", text)
    assert text.endswith("Liebe Grüße")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("I asked her about it.", "I asked him about it."),
        ("I read her brief to him.", "I read his brief to her."),
        ("She said it was hers, not his.", "He said it was his, not hers."),
        ("HE told herself.", "SHE told himself."),
        ("Mr. Quaife met Mrs Bell.", "Ms. Quaife met Mr Bell."),
    ],
)
def test_english_pronouns_and_titles_turn(before: str, after: str) -> None:
    assert changed_by(gender, source(before)).text == after


@pytest.mark.parametrize("text", ["The theme of this sheet is there.", "Die Ware ist da, sie fragte ihn."])
def test_where_nobody_is_addressed_nothing_turns(text: str) -> None:
    assert gender(source(text, "de" if text.startswith("Die") else "en"), 0) is None


def test_in_redacted_text_people_change_numbers_and_the_assessee_with_them() -> None:
    given = source(
        "<PERSON_1> wrote to <PERSON_2> and <PERSON_1>, <AMOUNT_1>.",
        redacted=True,
        subject_placeholders=("<PERSON_1>",),
    )
    changed = changed_by(names, given)
    assert changed.text == "<PERSON_2> wrote to <PERSON_1> and <PERSON_2>, <AMOUNT_1>."
    assert changed.subject_placeholders == ("<PERSON_2>",)
    assert origin(given, 0) is None


def test_a_single_person_gets_a_number_that_nobody_has() -> None:
    assert changed_by(names, source("<PERSON_3> wrote.", redacted=True)).text == "<PERSON_4> wrote."
