import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.guardrails.view import DetectionView

TAGGED = "".join(chr(0xE0000 + ord(letter)) for letter in "hi")
AWKWARD = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aouAOU zeß\n\r\u200b\u00ad\u0308\u0301\u00a0\uff21\uff20\ufb01\U000e0041\ufeff\u202e"
        ),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("submitted", "read"),
    [
        pytest.param("Kat\u200brin", "Katrin", id="zero-width space"),
        pytest.param("Kat\u00adrin", "Katrin", id="soft hyphen"),
        pytest.param("\ufeffKatrin", "Katrin", id="byte order mark"),
        pytest.param("Kat\u202erin\u202c", "Katrin", id="direction override"),
        pytest.param("Kat\u2060rin", "Katrin", id="word joiner"),
        pytest.param(f"ok{TAGGED}", "okhi", id="tag characters spell their letters"),
        pytest.param(unicodedata.normalize("NFD", "Jürgen Größl"), "Jürgen Größl", id="decomposed umlauts"),
        pytest.param("u\u200b\u0308", "ü", id="decomposed umlaut split by a zero-width space"),
        pytest.param("Katrin\u00a0Sommer", "Katrin Sommer", id="no-break space"),
        pytest.param("Katrin\u202fSommer", "Katrin Sommer", id="narrow no-break space"),
        pytest.param("\uff2b\uff21\uff34\uff20\uff11", "KAT@1", id="full width"),
        pytest.param("o\ufb03ce", "office", id="ligature"),
        pytest.param("Kat\x00rin", "Katrin", id="NUL"),
        pytest.param("Ver\x1ftrag\x7f", "Vertrag", id="Word's old optional hyphen, and delete"),
        pytest.param("\x93Katrin\x94", "Katrin", id="quotes of a misread Windows-1252"),
    ],
)
def test_detectors_read_what_a_person_sees(submitted: str, read: str) -> None:
    assert DetectionView(submitted).text == read


@pytest.mark.parametrize("text", ["", "Grüße aus Köln\r\n", "1 < 2 & <PERSON_1>", "Zoë Åberg, 5 €"])
def test_text_that_needs_no_cleaning_is_read_as_it_stands(text: str) -> None:
    assert DetectionView(text).text == text


def test_a_range_of_the_view_covers_the_invisible_characters_inside_it() -> None:
    # Submitted: K a t | zero-width | r i n, so the six letters of the name lie in [0, 7).
    assert DetectionView("Kat\u200brin!").to_submitted(0, 6) == (0, 7)


def test_a_ligature_maps_each_of_its_letters_to_the_one_submitted_character() -> None:
    view = DetectionView("o\ufb03ce")
    assert [view.to_submitted(index, index + 1) for index in (1, 2, 3)] == [(1, 2)] * 3


@given(AWKWARD)
def test_offsets_lie_in_the_text_grow_and_never_skip_back(submitted: str) -> None:
    view = DetectionView(submitted)
    ranges = [view.to_submitted(index, index + 1) for index in range(len(view.text))]
    assert all(0 <= start < end <= len(submitted) for start, end in ranges)
    assert ranges == sorted(ranges)


@given(AWKWARD)
def test_a_whole_view_maps_to_at_most_the_whole_text(submitted: str) -> None:
    view = DetectionView(submitted)
    if view.text:
        start, end = view.to_submitted(0, len(view.text))
        assert 0 <= start < end <= len(submitted)


@given(AWKWARD)
def test_reading_a_view_again_changes_nothing(submitted: str) -> None:
    once = DetectionView(submitted).text
    assert DetectionView(once).text == once


LATIN = st.characters(max_codepoint=0x17F, exclude_categories=["Cc"], exclude_characters="\u00a0\u00ad")


@given(st.text(alphabet=LATIN | st.sampled_from("\t\r\n\x0b\x0c\x85"), max_size=60))
def test_latin_text_is_left_alone(submitted: str) -> None:
    view = DetectionView(submitted)
    assert view.text == submitted
    if submitted:
        assert view.to_submitted(0, len(submitted)) == (0, len(submitted))
