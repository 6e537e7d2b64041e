"""What a file of ratings may look like, and what is said of one that cannot be used."""

import pytest

from assessor.errors import InputError
from assessor.evaluation.ratings_csv import MOST_LEVELS, read_ratings_csv
from assessor.evaluation.table import RatingTable


def read(text: str | bytes, scale: tuple[int, int] | None = None) -> RatingTable:
    content = text if isinstance(text, bytes) else text.encode()
    return read_ratings_csv(content, file="r.csv", scale=scale)


PLAIN = read("unit,rater,value\nu1,a,1\nu1,b,2\nu2,a,3\nu2,b,\n")


def same(one: RatingTable, other: RatingTable) -> bool:
    return (one.units, one.raters, one.codes.tolist(), one.values.tolist()) == (
        other.units, other.raters, other.codes.tolist(), other.values.tolist(),
    )  # fmt: skip


def test_a_file_becomes_a_table_with_gaps() -> None:
    assert (PLAIN.units, PLAIN.raters, PLAIN.levels) == (("u1", "u2"), ("a", "b"), (1, 2, 3))
    assert PLAIN.codes.tolist() == [[0, 1], [2, -1]]


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfunit,rater,value\nu1,a,1\nu1,b,2\nu2,a,3\nu2,b,\n",
        "unit;rater;value\nu1;a;1\nu1;b;2,0\nu2;a;3\nu2;b;\n",
        "unit\trater\tvalue\nu1\ta\t1\nu1\tb\t2\nu2\ta\t3\nu2\tb\t\n",
        "Rater, Unit ,date,VALUE\r\nb,u2,x,\r\na,u2,x,3\r\n\r\nb,u1,x,2\r\na,u1,x,1\r\n",
        "unit,rater,value\nu1,a,1\nu1,a,1.0\nu1,b,2\nu2,a,3\nu2,b,  \n",
        '"unit","rater","value"\n"u1","a","1"\n"u1","b","2"\n"u2","a","3"\n"u2","b",""\n',
    ],
)
def test_other_ways_to_write_the_same(text: str | bytes) -> None:
    assert same(read(text), PLAIN)


def test_a_semicolon_inside_names_does_not_part_columns() -> None:
    assert read("unit,rater,value\nu;1,a;b,1\n").units == ("u;1",)


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        (b"", "empty_file", "the file is empty"),
        (b"\xef\xbb\xbf \n\n", "empty_file", "the file is empty"),
        ("unit,rater,value\n", "empty_file", "no line below"),
        ("unit,value\nu1,1\n", "column_missing", "line 1: the header lacks rater;"),
        ("u1,a,3\nu1,b,4\n", "column_missing", "line 1: the header lacks unit and rater and value"),
        ("unit,rater,value,value\nu1,a,3,4\n", "column_missing", "names value twice"),
        ("unit,rater,value\nu1,a,3\nu1,b,three\n", "not_a_number", "line 3: the value is no number"),
        ("unit,rater,value\nu1,a,nan\n", "not_a_number", "line 2"),
        ("unit,rater,value\nu1,a,1e999\n", "not_a_number", "line 2"),
        ("unit,rater,value\nu1,a,1_0\n", "not_a_number", "line 2"),
        ("unit,rater,value\nu1,a,1e200\n", "not_a_number", "line 2"),
        ('unit,rater,value\nu1,a,"3,5"\n', "not_a_number", "line 2"),
        ("unit,rater,value\n\n\nu1,a,3\nu1,b,4\nu1,a,5\n", "rated_twice", "line 6: contradicts line 4"),
        ("unit,rater,value\nu1,a,\nu1,a,5\n", "rated_twice", "line 3: contradicts line 2"),
        ("unit,rater,value\nu1,a\n", "ratings_invalid", "line 2: 2 cells"),
        ("unit,rater,value\n,a,3\n", "ratings_invalid", "line 2: a line without unit"),
        ("unit,rater,value\nu1, ,3\n", "ratings_invalid", "line 2: a line without rater"),
        ('unit,rater,value\nu1,a,"3\nu2,a,4\n', "ratings_invalid", "is no CSV"),
        ("unit,rater,value\nu1,a,3\n".encode("utf-16"), "ratings_invalid", "expected UTF-8"),
        (b"unit,rater,value\nu1,J\xfcrgen,3\n", "ratings_invalid", "expected UTF-8"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_where_and_why(text: str | bytes, code: str, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert caught.value.code == code
    assert "r.csv" in caught.value.message
    assert said in caught.value.message


@pytest.mark.parametrize("value", ["0", "6", "2.5", "-1"])
def test_a_value_outside_the_scale_is_refused(value: str) -> None:
    with pytest.raises(
        InputError, match="line 3: outside the scale; expected a whole number from 1 to 5"
    ) as caught:
        read(f"unit,rater,value\nu1,a,5\nu1,b,{value}\n", scale=(1, 5))
    assert caught.value.code == "outside_scale"


def test_a_scale_may_lie_below_zero() -> None:
    assert read("unit,rater,value\nu1,a,-2\n", scale=(-2, 2)).levels == (-2,)


def test_a_measurement_is_no_rating() -> None:
    lines = "".join(f"u{at},a,{at}\n" for at in range(MOST_LEVELS + 1))
    with pytest.raises(InputError, match="1001 different values"):
        read("unit,rater,value\n" + lines)


@pytest.mark.parametrize(
    "text",
    [
        "unit,rater,value\nMs Sommer wrote,Katrin,she sounded tired\n",
        "Dear Ms Sommer,\nI saw Katrin\n",
        'unit,rater,value\n"Katrin Sommer\n',
        "unit,rater,value\nSommer,Katrin,1\nSommer,Katrin,2\n",
    ],
)
def test_no_error_repeats_what_a_wrong_file_holds(text: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    for word in ("Sommer", "Katrin", "tired"):
        assert word not in str(caught.value)
