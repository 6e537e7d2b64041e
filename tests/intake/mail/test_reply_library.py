"""What the library may see, and where its finds are in the lines."""

from assessor.intake.lines import lines_of
from assessor.intake.mail.reply_library import MAX_CHARACTERS, MAX_LINE, find_reply_headers, find_sign_off

ATTRIBUTION = "On 3 Mar 2026 Anna wrote:"


def test_a_header_is_found_at_its_lines() -> None:
    lines = lines_of(f"one\n\n\n\n  two\n{ATTRIBUTION}\n\nthree")
    # lines that are not blank: one, two, the attribution, three
    assert list(find_reply_headers(lines)) == [(2, 3)]


def test_lines_beyond_the_limits_are_not_shown() -> None:
    long = "On 3 Mar 2026 " + "a" * (MAX_LINE - len(ATTRIBUTION)) + "Anna wrote:"
    assert len(long) == MAX_LINE
    assert list(find_reply_headers(lines_of(long))) == [(0, 1)]
    assert list(find_reply_headers(lines_of("x" + long.replace("On", "\nOn a", 1)))) == []
    assert list(find_reply_headers(lines_of("word\n" * MAX_CHARACTERS + ATTRIBUTION))) == []


def test_a_sign_off_is_found_from_the_given_line_on() -> None:
    lines = lines_of("Hi\nThanks, one\nmore\nBest regards\nBen")
    assert find_sign_off(lines, begin=0) == 1
    assert find_sign_off(lines, begin=2) == 3
    assert find_sign_off(lines, begin=4) is None
    assert find_sign_off(lines, begin=5) is None
