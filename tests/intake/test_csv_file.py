"""CSV: rows with their numbers, whatever parts the cells."""

import contextlib
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessor.domain.text import SegmentRole
from assessor.errors import AssessorError, UnreadableError
from assessor.intake.bundle import MAX_PASSAGES
from assessor.intake.csv_file import read_csv


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_rows_of_any_delimiter_stand_with_tabs(delimiter: str) -> None:
    data = f"Name{delimiter}Risk\nAnna{delimiter}3\n\nBen{delimiter}4\n".encode()
    extract = read_csv(data)
    assert extract.text == "Name\tRisk\nAnna\t3\nBen\t4"
    assert [(s.locator, s.role) for s in extract.segments] == [
        ("row 1", SegmentRole.HEADING),
        ("row 2", SegmentRole.BODY),
        ("row 4", SegmentRole.BODY),
    ]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b'a,"b, c",d\n1,2,3\n', "a\tb, c\td\n1\t2\t3"),
        (b'a,"two\nlines"\n', "a\ttwo\nlines"),
        (b"sep=;\r\na;b,c\r\n", "a\tb,c"),
        ("Grüße;1,5\n".encode("cp1252"), "Grüße\t1,5"),
        ("Grüße;1\n".encode("utf-16"), "Grüße\t1"),
        ("\ufeffa;🙂\r".encode(), "a\t🙂"),
        (b"only prose, with a comma", "only prose\t with a comma"),
        (b'a,"never closed\nb,c\n', "a\tnever closed\nb,c"),
        (("x" * 300_000 + ",y").encode(), "x" * 300_000 + "\ty"),
    ],
)
def test_cells_are_whole(data: bytes, text: str) -> None:
    assert read_csv(data).text.rstrip("\n") == text


def test_a_guessed_encoding_is_noted() -> None:
    assert [f.rule for f in read_csv("Grüße;1\n".encode("cp1252")).findings] == ["decoded_as_windows_1252"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \n", "empty"), (b"a,\0\0\0\0b", "binary_content"), (b"a" * 2_000_001, "too_large")],
)
def test_bad_files_have_their_code(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read_csv(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "data",
    [
        b"1\n" * 1_000_000,
        b"1," * 999_000,
        b"1,1,1,1,1,1,1,1,1,1\n" * 100_000,
        b'"' * 999_999,
        b'"a' * 900_000,
    ],
)
def test_a_million_cells_are_read_in_time(data: bytes) -> None:
    assert len(read_csv(data).segments) <= MAX_PASSAGES


def test_bundled_rows_keep_their_text_and_places() -> None:
    # 50,000 rows in bundles of 3, the smallest size that leaves no more than 20,000.
    extract = read_csv("".join(f"{n}\n" for n in range(50_000)).encode())
    assert extract.text.split("\n") == [str(n) for n in range(50_000)]
    assert extract.segments[1].locator == "row 4 to row 6"


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(
                st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1
            ),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
    )
)
def test_every_cell_comes_out(rows: list[list[str]]) -> None:
    buffer = io.StringIO()
    csv.writer(buffer, quoting=csv.QUOTE_ALL).writerows(rows)
    assert read_csv(buffer.getvalue().encode()).text == "\n".join("\t".join(row) for row in rows)


@settings(max_examples=200, deadline=None)
@given(st.binary())
def test_anything_is_read_or_refused_by_our_errors(data: bytes) -> None:
    with contextlib.suppress(AssessorError):
        read_csv(data)
