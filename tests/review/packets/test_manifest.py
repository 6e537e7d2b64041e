"""The manifest of a packet: what may stay open, and what is wrong."""

import json

import pytest

from assessor.errors import InputError
from assessor.review.packets.manifest import read_manifest

FULL = b"""
rubric: ai-skills
level: Senior
scope: I own 24 accounts.
risks: {file: risks.md}
evidence:
  - file: evidence/brief.md
    kind: renewal_brief
    date: 2026-10-12
    skill_area: renewals
    ai_use: edited
  - file: evidence/mail.eml
    skill_area: [renewals, trust]
scope_tests:
  - test: Own?
    answer: Twelve accounts.
    evidence: evidence/brief.md
  -
"""


def test_one_name_or_several_and_text_or_file() -> None:
    """S000-31, S000-48: each part, and what is noted with each piece of evidence."""
    found = read_manifest(FULL, file="packet.yaml")
    assert found.scope.text == "I own 24 accounts."
    assert found.risks.file == "risks.md"
    assert [one.skill_area for one in found.evidence] == [("renewals",), ("renewals", "trust")]
    assert found.scope_tests[0].evidence == ("evidence/brief.md",)
    assert found.scope_tests[1].answer is None  # the open one keeps its place


@pytest.mark.parametrize("content", [b"", b"level:\nareas: []\nsubmitted_on:\nscope: ''\nevidence:\n"])
def test_everything_may_stay_open(content: bytes) -> None:
    found = read_manifest(content, file="packet.yaml")
    assert (found.level, found.evidence, found.scope.text) == (None, (), None)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"levle: Senior", "levle: is an unknown key"),
        (b"evidence:\n  - kind: email", "evidence 1: file: is missing"),
        (b"evidence:\n  - {file: a.md, kind: novel}", "evidence 1: kind"),
        (b"evidence:\n  - {file: a.md, date: yesterday}", "evidence 1: date"),
        (b"evidence:\n  - {file: a.md, skill_area: [a, b, c]}", "evidence 1: skill_area"),
        (b"evidence:\n  - {file: a.md, ai_use: often}", "evidence 1: ai_use"),
        (b"level: [", "packet.yaml, line"),
        (b"- a", "expected a mapping"),
        (b"\xff\xfe", "expected UTF-8"),
    ],
)
def test_a_fault_names_its_place_and_repeats_no_value(content: bytes, said: str) -> None:
    with pytest.raises(InputError) as caught:
        read_manifest(content, file="packet.yaml")
    assert caught.value.code == "packet_invalid"
    assert said in caught.value.message
    assert "yesterday" not in caught.value.message
    assert "novel" not in caught.value.message


def test_json_is_read_as_json() -> None:
    value = {"scope": "I own\ttwo.", "evidence": [{"file": "a.md"}]}
    assert read_manifest(json.dumps(value).encode(), file="p.json").scope.text == "I own\ttwo."
    for broken in (b"{", b"[]", b"\xff", b"[" * 100_000):
        with pytest.raises(InputError, match=r"p\.json"):
            read_manifest(broken, file="p.json")
