"""PDF syntax: values as the standard means them, and an end to everything that is left open."""

import pytest

from assessor.intake.pdf.syntax import Reader, Ref, Value


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (b"(plain)", b"plain"),
        (b"(a (b) c)", b"a (b) c"),
        (rb"(\(\)\\\n\101\1012)", b"()\\\nAA2"),
        (b"(a\\\r\nb)", b"ab"),
        (b"<4a 4B5>", b"JKP"),
        (b"/Na#20me", "Na me"),
        (b"[1 2 0 R (x)]", [1, Ref(2), b"x"]),
        (b"[1 2 3]", [1, 2, 3]),
        (b"[1.5 true null]", [None, None, None]),
        (b"<</A<</B[(x)]>>/C/D>>", {"A": {"B": [b"x"]}, "C": "D"}),
        (b"% said\r\n(x)", b"x"),
        (b"<</A(x)/A(y)>>", {"A": b"x", "A 1": b"y"}),
        (b"<<(stray)/A(x)>>", {" 0": b"stray", "A": b"x"}),
        (b"<</A(x)", {"A": b"x"}),
        (b"[[(x)", [[b"x"]]),
        (b"<</A(x) endobj (y)", {"A": b"x"}),
        (b"(never closed", b"never closed"),
        (b"] (x)", b"x"),
        (b"", None),
    ],
)
def test_values(raw: bytes, value: Value) -> None:
    assert Reader(raw).value_at(0)[0] == value


def test_where_the_next_value_begins_and_what_comments_say() -> None:
    reader = Reader(b"% one\n[% two\n(x)] (y)")
    value, after = reader.value_at(0)
    assert (value, reader.data[after:], reader.comments) == ([b"x"], b" (y)", [b" one", b" two"])


@pytest.mark.parametrize("piece", [b"(", b"[", b"<<", b"<</A", b"(\\", b"<", b"%\n", b"1 ", b"/#"])
def test_repetition_takes_linear_time(piece: bytes) -> None:
    # 100 kB; looking again from each opening would take minutes.
    Reader(piece * (100_000 // len(piece))).value_at(0)


def test_no_more_tokens_are_read_than_allowed() -> None:
    reader = Reader(b"[" + b"1 " * 100 + b"]")
    reader.tokens_left = 10
    # The bracket is a token, too.
    assert (reader.value_at(0)[0], reader.tokens_left) == ([1] * 9, 0)
