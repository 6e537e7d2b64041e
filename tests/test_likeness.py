"""Which two texts are one work: beside `domain/likeness.py`, near misses included."""

import pytest

from assessor.domain.likeness import is_same_work, text_key

FIRST = "<PERSON_1> checked the usage figures against billing.\nTwo values were wrong and got corrected.\nSent on."


@pytest.mark.parametrize(
    ("other", "same"),
    [
        pytest.param(FIRST, True, id="itself"),
        pytest.param(FIRST.replace("<PERSON_1>", "<ID_4>"), True, id="other placeholders"),
        pytest.param(FIRST.upper().replace("<PERSON_1>", "<PERSON_9>"), True, id="case"),
        pytest.param(
            FIRST.replace("Sent on.", "And a last line of six words."), True, id="two of three sentences"
        ),
        pytest.param(
            "Two values were wrong and got corrected.\nI then built a new report myself.", False, id="half"
        ),
        pytest.param("Sent on.", False, id="short sentences tell nothing"),
        pytest.param("", False, id="empty"),
    ],
)
def test_one_work(other: str, same: bool) -> None:
    assert is_same_work(FIRST, other) is same
    assert is_same_work(other, FIRST) is same


def test_a_placeholder_is_no_word() -> None:
    assert text_key("<PERSON_1> wrote.") != text_key("Anna wrote.")
