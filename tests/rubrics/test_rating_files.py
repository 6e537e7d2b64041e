"""Rating files as people save them, and what is refused with file and line."""

import pytest

from assessor.errors import InputError
from assessor.rubrics.rating_files import read_ratings

WANTED = {"Written clarity": "3", "Peer coaching": "Yellow"}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("a.csv", b"competency,rating\nWritten clarity,3\nPeer coaching,Yellow\n"),
        ("a.CSV", b"\xef\xbb\xbfKompetenz;Bewertung\r\nWritten clarity;3\r\nPeer coaching;Yellow\r\n"),
        ("a.csv", b"\nRating\tnote\tSkill area\n3\tx\tWritten clarity\nYellow\t\tPeer coaching\n\n"),
        ("a.csv", b'competency,rating\n"Written clarity", 3 \nPeer coaching,Yellow\nVoice,\nEmpty\n'),
        ("a.yaml", b"Written clarity: 3\nPeer coaching: Yellow\nVoice:\n"),
        ("a.yml", b'"Written clarity": "3"\nPeer coaching: Yellow\n'),
    ],
)
def test_ratings_are_read_as_written(file: str, content: bytes) -> None:
    assert read_ratings(content, file=file) == WANTED


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("a.txt", b"x", "a.txt: expected a .csv, .yaml or .yml file"),
        ("a.csv", b"", "a.csv: holds no rating"),
        ("a.csv", b"competency,rating\n", "a.csv: holds no rating"),
        ("a.csv", b"name,score\nWriting,3\n", "a.csv, row 1: expected a header with the columns"),
        ("a.csv", b"competency,rating\n,3\n", "a.csv, row 2: a rating without a competency"),
        ("a.csv", b"competency,rating\nW,3\nW,2\n", "a.csv, row 3: 'W' is rated twice"),
        ("a.csv", b'competency,rating\n"W,3\n', "a.csv, line"),
        ("a.csv", b"competency,rating\n\xe4,3\n", "a.csv: expected UTF-8, got other bytes at position 18"),
        ("a.yaml", b"- W: 3\n", "a.yaml: expected a mapping at the top, got a list"),
        ("a.yaml", b"W: [3]\n", "a.yaml: 'W' has no plain rating"),
        ("a.yaml", b"W: yes\n", "a.yaml: 'W' has no plain rating"),
        ("a.yaml", b"W: 2.5\n", "a.yaml: 'W' has no plain rating"),
        ("a.yaml", b"W: 3\nW: 2\n", "key 'W' is given twice"),
        ("a.yaml", b"W:\n", "a.yaml: holds no rating"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(file: str, content: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_ratings(content, file=file)
    assert message in caught.value.message
    assert caught.value.code in ("ratings_invalid", "rated_twice")
