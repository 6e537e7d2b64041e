import pytest

from assessor.guardrails.tagging.tokens import blocks


def words(text: str) -> list[list[str]]:
    return [[token.text for token in block] for block in blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("K. Sommer kam.", ["K.", "Sommer", "kam", "."]),
        ("Dr. O'Neil's Plan", ["Dr.", "O'Neil's", "Plan"]),
        ("Müller-Termin", ["Müller", "-", "Termin"]),
        ("Jana Petersen.txt", ["Jana", "Petersen", ".", "txt"]),
        ("Protokoll_Sommer_2026.pdf", ["Protokoll", "_", "Sommer", "_", "2026", ".", "pdf"]),
        ("@katrin.sommer ja", ["@", "katrin", ".", "sommer", "ja"]),
        ("an k.s@firma.example, ok", ["an", "k.s@firma.example", ",", "ok"]),
        ("um 14:32 Uhr", ["um", "14:32", "Uhr"]),
    ],
)
def test_names_stand_apart_from_what_they_are_glued_to(text: str, expected: list[str]) -> None:
    assert words(text) == [expected]


def test_a_blank_line_ends_a_block_and_a_quote_mark_does_not_hide_it() -> None:
    assert words("> Hi Tom,\n>\n> see below") == [[">", "Hi", "Tom", ","], [">", "see", "below"]]


def test_offsets_point_into_the_text_and_edges_say_what_is_touched() -> None:
    text = "Gruß\nTom-X"
    (block,) = blocks(text)
    assert [text[token.start : token.end] for token in block] == ["Gruß", "Tom", "-", "X"]
    assert [token.before + token.after for token in block] == ["nn", "nx", "xx", "xn"]


def test_a_text_without_a_blank_line_is_read_in_bounded_blocks() -> None:
    # 1,300 words make blocks of 600, 600 and 100.
    assert [len(block) for block in words("wort " * 1300)] == [600, 600, 100]


def test_an_empty_text_has_no_words() -> None:
    assert [word for block in words("") for word in block] == []
