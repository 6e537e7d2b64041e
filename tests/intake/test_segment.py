"""Segments: one for each thing a reader would point at, exact and complete."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.domain.text import Segment, SegmentRole
from assessor.intake.lines import lines_of
from assessor.intake.segment import MAX_SEGMENTS, segments_of


def cut(text: str) -> list[tuple[str, str]]:
    return [(text[s.start : s.end], s.locator) for s in segments_of(lines_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "one\ntwo\n\nthree",
            [("one\ntwo", "lines 1-2"), ("three", "line 4")],
            id="paragraphs-by-blank-lines",
        ),
        pytest.param("a\r\nb\r\n\r\nc", [("a\r\nb", "lines 1-2"), ("c", "line 4")], id="crlf"),
        pytest.param("  a  \n \t \n b", [("a", "line 1"), ("b", "line 3")], id="white-space-lines-are-blank"),
        pytest.param("- a\n- b\n  more", [("- a", "line 1"), ("- b\n  more", "lines 2-3")], id="bullets"),
        pytest.param(
            "Todo:\n1. a\n2. b", [("Todo:", "line 1"), ("1. a", "line 2"), ("2. b", "line 3")], id="numbers"
        ),
        pytest.param("a) x\nb) y", [("a) x", "line 1"), ("b) y", "line 2")], id="letters"),
        pytest.param("• a\n– b", [("• a", "line 1"), ("– b", "line 2")], id="typographic-bullets"),
        pytest.param(
            "| A | B |\n|---|---|\n| 1 | 2 |",
            [("| A | B |\n|---|---|", "lines 1-2"), ("| 1 | 2 |", "line 3")],
            id="table-rows",
        ),
        pytest.param(
            "A | B\n--|--\n1 | 2\n3 | 4",
            [("A | B\n--|--", "lines 1-2"), ("1 | 2", "line 3"), ("3 | 4", "line 4")],
            id="table-rows-without-outer-bars",
        ),
        pytest.param("A\tB\n1\t2", [("A\tB", "line 1"), ("1\t2", "line 2")], id="rows-by-tabs"),
        pytest.param("```\na\n\nb\n```\nc", [("```\na\n\nb\n```", "lines 1-5"), ("c", "line 6")], id="fence"),
        pytest.param(
            "~~~~ py\n~~~\n~~~~~", [("~~~~ py\n~~~\n~~~~~", "lines 1-3")], id="fence-closes-as-long"
        ),
        pytest.param("text\n> a\n> b", [("text", "line 1"), ("> a\n> b", "lines 2-3")], id="quotation"),
        pytest.param(
            "> a\n>\n> b",
            [("> a\n>", "lines 1-2"), ("> b", "line 3")],
            id="quotation-parted-at-its-blank-line",
        ),
    ],
)
def test_each_thing_is_one_segment(text: str, expected: list[tuple[str, str]]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("the call is on\n3. Mai in Bonn", id="wrapped-date-is-no-item"),
        pytest.param("- call on\n  3. Mai", id="wrapped-date-inside-a-bullet"),
        pytest.param("-a\n-b", id="hyphens-without-space"),
        pytest.param("either a | b\nor c | d", id="bars-without-a-line-of-dashes"),
        pytest.param("so it was\n```\nand goes on", id="fence-that-is-never-closed"),
        pytest.param("see ```code``` here", id="inline-code"),
        pytest.param("one\n#hashtag", id="hashtag"),
        pytest.param("a\n2 > 1", id="comparison"),
    ],
)
def test_near_misses_stay_one_paragraph(text: str) -> None:
    assert len(cut(text)) == 1


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        pytest.param("# Plan\nbody", ["heading", "body"], id="hashes"),
        pytest.param("###### Plan ##", ["heading"], id="six-hashes"),
        pytest.param("#", ["heading"], id="empty-heading"),
        pytest.param("Plan\n====\nbody", ["heading", "body"], id="underlined-with-equals"),
        pytest.param("Plan\n----", ["heading"], id="underlined-with-hyphens"),
        pytest.param("> said", ["quoted"], id="quotation"),
        pytest.param("####### seven", ["body"], id="seven-hashes-are-none"),
        pytest.param("    # indented", ["body"], id="deep-indent-is-none"),
        pytest.param("Plan\n\n----", ["body", "body"], id="rule-after-blank-line-underlines-nothing"),
        pytest.param("Anna\n--", ["body"], id="two-hyphens-are-no-underline"),
        pytest.param("```\n# comment\n> x\n```", ["body"], id="inside-a-fence-nothing-counts"),
    ],
)
def test_roles(text: str, roles: list[str]) -> None:
    assert [segment.role.value for segment in segments_of(lines_of(text))] == roles


def test_a_very_long_paragraph_stays_one_segment() -> None:
    text = "word " * 50_000
    assert cut(text) == [(text.strip(), "line 1")]


def test_many_stray_fences_take_linear_time() -> None:
    # 100,000 openings without an end: looking for the end of each would take hours.
    text = "```a\n" * 100_000
    assert cut(text) == [(text.strip(), "lines 1-100000")]


def covered(text: str, segments: list[Segment]) -> bool:
    """Whether the segments are exact, in order and apart, and hold every character that is not blank."""
    at = 0
    for segment in segments:
        part = text[segment.start : segment.end]
        if text[at : segment.start].strip() or segment.start < at or not part or part != part.strip():
            return False
        at = segment.end
    return not text[at:].strip()


LINES = st.sampled_from(
    [
        "# h",
        "a b",
        "- i",
        "1. n",
        "2. m",
        "| r |",
        "|--|",
        "a | b",
        "--|--",
        "```",
        "~~~~",
        "> q",
        ">",
        "",
        "  x",
        "---",
        "\t",
        "a\tb",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n", "\r"])


@given(
    st.lists(st.tuples(LINES, ENDS), max_size=14).map(lambda pairs: "".join(map("".join, pairs)))
    | st.text(max_size=80)
)
def test_segments_cover_every_text_exactly(text: str) -> None:
    segments = segments_of(lines_of(text))
    assert covered(text, segments)
    assert all(segment.role in SegmentRole for segment in segments)


def test_neighbours_of_one_role_are_joined_where_there_are_too_many() -> None:
    # 45,000 headings and 5,000 rows: 50,000 blocks, so that 3 go into each of at most 20,000.
    text = "# h\n" * 45_000 + "| r |\n" * 5_000
    segments = segments_of(lines_of(text))
    assert covered(text, segments)
    assert [segment.locator for segment in segments[:2]] == ["lines 1-3", "lines 4-6"]
    # The headings end with a whole three; of the rows, two are left over.
    assert [segment.locator for segment in segments[14_999:15_001]] == [
        "lines 44998-45000",
        "lines 45001-45003",
    ]
    assert segments[-1].locator == "lines 49999-50000"
    assert [segment.role for segment in segments] == [SegmentRole.HEADING] * 15_000 + [
        SegmentRole.BODY
    ] * 1_667


def test_as_many_as_allowed_stay_apart() -> None:
    assert len(segments_of(lines_of("# h\n" * MAX_SEGMENTS))) == MAX_SEGMENTS
