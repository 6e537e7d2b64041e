"""Lines: numbers as an editor shows them, offsets into the text as it is."""

from hypothesis import given
from hypothesis import strategies as st

from assessor.intake.lines import count_lines, lines_of


def test_each_kind_of_line_end_counts_once() -> None:
    # "a" at 0, CRLF 1-2, "b" at 3, CR 4, "c" at 5, LF 6, blank line LF 7, "d" at 8
    found = [(line.number, line.start) for line in lines_of("a\r\nb\rc\n\nd")]
    assert found == [(1, 0), (2, 3), (3, 5), (5, 8)]


def test_white_space_around_a_line_is_told_apart_from_it() -> None:
    (line,) = lines_of("  -- \n")
    assert (line.start, line.end, line.indent, line.trailing) == (2, 4, 2, " ")


def test_a_part_of_a_text_keeps_the_offsets_of_the_whole() -> None:
    (line,) = lines_of("head\nbody\ntail", start=5, end=9, first=3)
    assert (line.number, line.start, line.text) == (3, 5, "body")


@given(st.text(alphabet="ab \r\n\t\u00a0", max_size=60))
def test_every_line_is_the_slice_it_names(text: str) -> None:
    lines = lines_of(text)
    assert all(text[line.start : line.end] == line.text == line.text.strip() for line in lines)
    assert all(line.number <= count_lines(text) for line in lines)
    assert "".join("".join(line.text for line in lines).split()) == "".join(text.split())
