"""Text outside of paragraphs: what belongs together is one text, whatever elements part it."""

import pytest

from assessor.intake.office import loose as ooxml_loose
from assessor.intake.office.blocks import Where
from assessor.intake.office.sink import Sink
from assessor.intake.office.text import PartText
from assessor.intake.office.xml import walk


def texts(xml: str, *, free: bool = False) -> list[str]:
    sink = Sink()
    walk([xml.encode()], PartText(Where("part", free=free), sink))
    return [passage.text for passage in sink.passages]


@pytest.mark.parametrize(
    ("xml", "expected"),
    [
        ("<x>a<b>b</b>c</x>", ["abc"]),
        ("<x><b>a</b>b</x>", ["ab"]),
        ("<x><b>a</b> <c>b</c></x>", ["a b"]),  # a blank parts words, and so is text
        ("<x>\n <b>a</b>\n <c>b</c>\n</x>", ["a", "b"]),  # line ends only indent
        ("<x>a <i><b>b</b></i> c</x>", ["a b c"]),
        ("<x><font>a</font><font>b</font></x>", ["ab"]),
        ("<x>one<p>two</p>three</x>", ["one", "two", "three"]),
        ("<x><a>one</a><!-- two --><b>three</b></x>", ["one", " two ", "three"]),
        ("<x/>", []),
    ],
)  # fmt: skip
def test_mixed_content_is_one_text(xml: str, expected: list[str]) -> None:
    assert texts(xml) == expected


def test_single_words_of_other_programs_are_one_text() -> None:
    person = "<r><person><last>Sommer</last><first>Katrin</first></person><note>call her back</note></r>"
    assert texts(person, free=True) == ["Sommer Katrin", "call her back"]
    assert texts(person) == ["Sommer", "Katrin", "call her back"]


def test_very_many_siblings_are_not_kept_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ooxml_loose, "MAX_PIECES", 2)
    assert texts("<r>" + "<a>x</a>" * 5 + "</r>") == ["x"] * 5
