import pytest

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.privacy import CaseKind
from assessor.domain.text import Language
from assessor.domain.verdict import Verdict
from assessor.errors import InputError
from assessor.guardrails.cases import make_case, stand_in


def artefact(text: str | None, lang: Language = "en") -> RedactedArtefact:
    return RedactedArtefact(verdict=Verdict.REDACT, text=text, lang=lang, policy_sha256="0" * 64)


def case_of(text: str, value: str, kind: str, lang: Language = "en") -> tuple[str, list[tuple[str, str]]]:
    start = text.index(value)
    case = make_case(artefact(text, lang), start, start + len(value), kind, CaseKind.MISS, case_id="cas_1")
    return case.text, [(case.text[span.start : span.end], span.type) for span in case.spans]


def test_only_the_sentence_is_kept_and_nothing_real_of_it() -> None:
    text = "Secret one. Call Zarg at <PHONE_NUMBER_2> about <CUSTOMER_ORG_1>. Secret two."
    assert case_of(text, "Zarg", "PERSON") == (
        "Call Nora Whitcombe at +44 161 496 0023 about Larkspur Mills Ltd.",
        [
            ("Nora Whitcombe", "PERSON"),
            ("+44 161 496 0023", "PHONE_NUMBER"),
            ("Larkspur Mills Ltd", "CUSTOMER_ORG"),
        ],
    )


def test_a_missed_value_is_told_from_the_names_around_it() -> None:
    _, spans = case_of("<PERSON_1> und Zarg kamen.", "Zarg", "PERSON", "de")
    assert [value for value, _ in spans] == ["Nora Wiesengrund", "Tobias Rehfeld"]


def test_a_long_line_is_cut_to_the_surroundings() -> None:
    text = "a " * 2000 + "Zarg" + " b" * 2000
    shown, _ = case_of(text, "Zarg", "PERSON")
    # 300 characters on each side, and the stand-in.
    assert len(shown) == 600 + len("Nora Whitcombe")


def test_types_without_stand_ins_get_codes() -> None:
    assert stand_in("STAFF_NUMBER", 3, "en") == "ZZ-1003"


@pytest.mark.parametrize(
    ("text", "place", "words", "code"),
    [
        (None, (0, 1), "x", "place_outside"),
        ("abc", (2, 9), "x", "place_outside"),
        ("abc", (0, 1), " \n", "case_words"),
    ],
)
def test_what_cannot_be_a_case_says_so(
    text: str | None, place: tuple[int, int], words: str, code: str
) -> None:
    with pytest.raises(InputError) as caught:
        make_case(artefact(text), *place, words, CaseKind.FALSE_HIT, case_id="cas_1")
    assert caught.value.code == code
