import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.text import Segment, SegmentRole
from assessor.drafting.embedded.sentences import distinct, split_sentences

from .fakes import artefact


def texts(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(artefact(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I checked it. It was wrong.", ["I checked it.", "It was wrong."]),
        ("Das gilt z. B. Für Verträge. Ende.", ["Das gilt z. B. Für Verträge.", "Ende."]),
        (
            "Some tools, e.g. Copilot, help. Others do not.",
            ["Some tools, e.g. Copilot, help.", "Others do not."],
        ),
        ("Dr. <PERSON_2> kam. Wir sprachen.", ["Dr. <PERSON_2> kam.", "Wir sprachen."]),
        ("Frist ist der 14.05. Danach folgt mehr.", ["Frist ist der 14.05.", "Danach folgt mehr."]),
        ("Bis 14.05. folgt mehr. Gut.", ["Bis 14.05. folgt mehr.", "Gut."]),
        ("Am 3. Mai ging es los. Gut.", ["Am 3. Mai ging es los.", "Gut."]),
        ("It rose to 4.5 percent. Fine.", ["It rose to 4.5 percent.", "Fine."]),
        ("Done by <PERSON_1>. <PERSON_2> agreed.", ["Done by <PERSON_1>.", "<PERSON_2> agreed."]),
        ("Plan:\n- I send it.\n- You read it.", ["Plan:", "I send it.", "You read it."]),
        ("1. First step\n2. Second step", ["First step", "Second step"]),
        ("A wrapped\nline goes on. New.", ["A wrapped\nline goes on.", "New."]),
        ("", []),
        ("...\n\n---", []),
    ],
)
def test_text_splits_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


@pytest.mark.parametrize("role", [role for role in SegmentRole if role is not SegmentRole.BODY])
def test_only_the_authors_own_body_is_read(role: SegmentRole) -> None:
    assert split_sentences(artefact("I checked it in the CRM.", role=role)) == ()


def test_places_count_from_the_start_of_the_artefact() -> None:
    # "> quoted" is 8 characters and two newlines follow, so the body starts at 10.
    found = artefact("> quoted\n\nOwn words. More.")
    found = found.model_copy(
        update={
            "segments": (
                Segment(start=0, end=8, locator="line 1", role=SegmentRole.QUOTED),
                Segment(start=10, end=26, locator="line 3"),
            )
        }
    )
    assert [(s.start, s.end, s.locator) for s in split_sentences(found)] == [
        (10, 20, "line 3"),
        (21, 26, "line 3"),
    ]


@given(st.text(alphabet="ab .!?\n-1<P_>;,ÄZz", max_size=120))
def test_every_sentence_and_clause_is_a_slice_of_the_artefact(text: str) -> None:
    for sentence in split_sentences(artefact(text)):
        assert text[sentence.start : sentence.end] == sentence.text == sentence.text.strip()
        for clause in sentence.clauses:
            assert text[clause.start : clause.end] == clause.text


def test_a_repeated_sentence_counts_once() -> None:
    found = distinct(split_sentences(artefact("I did it. Then that. I  did it.")))
    assert [sentence.text for sentence in found] == ["I did it.", "Then that."]


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I checked it, but I did not note it.", 2),
        ("Ich habe es geprüft, aber nicht notiert.", 2),
        ("CRM, Nutzungsdaten und Tickets geprüft.", 1),
        ("Geprüft; notiert.", 2),
    ],
)
def test_clauses_end_at_conjunctions_not_in_lists(text: str, clauses: int) -> None:
    (sentence,) = split_sentences(artefact(text))
    assert len(sentence.clauses) == clauses
