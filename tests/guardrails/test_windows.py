import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.guardrails.windows import sentences, windows


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Es kostet 1,2 Mio. EUR im Jahr.", ["Es kostet 1,2 Mio. EUR im Jahr."]),
        ("Frau Dr. Weiß kam. Sie ging.", ["Frau Dr. Weiß kam.", "Sie ging."]),
        ("- one\n- two", ["- one", "- two"]),
        ("“Done.” Next", ["“Done.", "Next"]),
        ("A line\nthat goes on", ["A line\nthat goes on"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, cut: list[str]) -> None:
    assert [window for _, window in sentences(text)] == cut


@given(st.text(alphabet='aA.! \n\r-1"“', max_size=60), st.sampled_from(["sentence", "paragraph", "document"]))
def test_every_window_stands_at_its_offset_and_no_letter_is_lost(text: str, kind: str) -> None:
    found = list(windows(text, kind))
    assert all(text[offset : offset + len(window)] == window for offset, window in found)
    assert all(left + len(window) <= right for (left, window), (right, _) in itertools.pairwise(found))
    letters = [character for character in text if character.isalnum()]
    assert [one for _, window in found for one in window if one.isalnum()] == letters
