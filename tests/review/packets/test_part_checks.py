"""The four parts, and what a text must lose before it is handed in."""

from typing import Any

import pytest

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.precheck import CheckOutcome, PacketPart
from assessor.domain.verdict import Action, Finding, RedactionSpan, Verdict
from assessor.guardrails.policy import load_policy
from assessor.review.packets.looked import Looked
from assessor.review.packets.part_checks import entry_checks, own_words, part_checks, stop_reasons
from assessor.review.packets.words import part_asks, part_name, stop_reason

POLICY = "0" * 64


def passed(text: str, part: PacketPart = PacketPart.SCOPE, **fields: Any) -> Looked:
    redacted = RedactedArtefact(verdict=Verdict.ALLOW, text=text, lang="en", policy_sha256=POLICY, **fields)
    return Looked(f"{part.value}.md", part, redacted)


def span(placeholder: str, kind: str = "PERSON") -> RedactionSpan:
    return RedactionSpan(
        start=0, end=1, redacted_start=0, redacted_end=1, type=kind, score=1, rule="r", placeholder=placeholder
    )  # fmt: skip


def stopped(category: str) -> Looked:
    finding = Finding(category=category, rule=f"{category}.rule", action=Action.REFUSE)
    redacted = RedactedArtefact(
        verdict=Verdict.REFUSE, text=None, findings=(finding,), lang="en", policy_sha256=POLICY
    )
    return Looked("clause.md", PacketPart.EVIDENCE, redacted)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I own two accounts.", 4),
        ("# Scope\n> a note\n<!-- another\nnote --> \n[...]\n[…] [___]", 0),
        ("## Umfang\nZwei [...]", 1),
        ("- - –", 0),
        ("#hashtag counts", 2),
    ],
)
def test_words_of_ones_own(text: str, words: int) -> None:
    assert own_words(text) == words


def test_each_of_the_four_parts_is_there_and_says_something() -> None:
    """S000-48."""
    texts = [
        passed("I own two accounts."),
        passed("# Risks\n\n> Which risks?\n", PacketPart.RISKS),
        passed("They see [...] now.", PacketPart.CUSTOMERS),
    ]
    found = {check.about: check for check in part_checks(texts, "en")}
    assert {name: check.outcome for name, check in found.items()} == {
        "Scope": CheckOutcome.MET,
        "Evidence": CheckOutcome.MISSING,
        "Risks handled": CheckOutcome.MISSING,
        "What changed for customers": CheckOutcome.MISSING,
    }
    assert found["Scope"].how == ""
    assert "not there" in found["Evidence"].says
    assert "nothing is filled in" in found["Risks handled"].says
    assert "1 gap" in found["What changed for customers"].says
    assert all(check.how for check in found.values() if check.outcome is CheckOutcome.MISSING)


def test_a_part_of_which_nothing_passes_is_missing() -> None:
    (check,) = (one for one in part_checks([stopped("contract_text")], "en") if one.about == "Evidence")
    assert (check.outcome, check.numbers["passed"]) == (CheckOutcome.MISSING, 0)


def test_what_is_not_anonymised_is_counted_by_type_and_never_repeated() -> None:
    """S000-27: customers' data; the assessee's own name is no customer's."""
    own = passed("<PERSON_1>", spans=(span("<PERSON_1>"),), subject_placeholders=("<PERSON_1>",))
    other = passed(
        "<PERSON_1> <PERSON_2> <X_1>",
        spans=(span("<PERSON_1>"), span("<PERSON_2>"), span("<X_1>", "NEW_TYPE")),
        subject_placeholders=("<PERSON_1>",),
    )
    first, second = entry_checks([own, other], "en")
    assert first.outcome is CheckOutcome.MET
    assert second.outcome is CheckOutcome.MISSING
    assert "1 × names of people and 1 × NEW_TYPE" in second.says


def test_an_empty_part_is_not_called_anonymised() -> None:
    assert not list(entry_checks([passed("# Scope\n> note")], "en"))


def test_a_stop_names_category_rule_and_what_to_do() -> None:
    """S000-37."""
    (check,) = entry_checks([stopped("contract_text")], "de")
    assert check.outcome is CheckOutcome.MISSING
    assert "Vertragsklauseln" in check.says
    assert check.how
    (reason,) = stop_reasons(stopped("contract_text"), "en")
    assert (reason.category, reason.rules) == ("contract_text", ("contract_text.rule",))


def test_every_category_of_the_policy_that_can_stop_has_advice_of_its_own() -> None:
    generic = stop_reason("no_such_category")[1]
    milder = {"placeholder_forgery", "injection", "hidden_text"}
    for category in set(load_policy(None).categories) - milder:
        says, how = stop_reason(category)
        assert how != generic, category
        assert says.en != says.de


def test_a_file_that_cannot_be_read_says_why() -> None:
    for code in ("file_not_found", "outside_packet", "something_else"):
        (check,) = entry_checks([Looked("a.md", PacketPart.EVIDENCE, None, code)], "en")
        assert (check.check, check.outcome) == ("readable", CheckOutcome.MISSING)
        assert check.how


@pytest.mark.parametrize("part", list(PacketPart))
def test_each_part_has_name_and_advice_in_two_languages(part: PacketPart) -> None:
    assert part_name(part).en != part_name(part).de
    assert part_asks(part).en != part_asks(part).de
