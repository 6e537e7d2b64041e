"""Marks in evidence: what is one, and what only looks like one."""

import pytest

from assessor.domain.text import Segment
from assessor.review.packets.marks import CueSeen, Marks, marks_of


def seen(text: str, *cues: CueSeen) -> Marks:
    return marks_of(text, [Segment(start=0, end=len(text), locator="line 1")], cues)


@pytest.mark.parametrize(
    "text",
    [
        "The 61 percent were verified against the usage export.",
        "Checked with the ticket system on 9 October: 14 tickets.",
        "Ich habe die 61 % mit dem Ticketsystem abgeglichen.",
        "Die Quote wurde geprüft gegen den Abrechnungsexport.",
    ],
)
def test_verified_against_source(text: str) -> None:
    """S000-28: the marker, in either language."""
    assert seen(text).verified == "line 1"


@pytest.mark.parametrize(
    "text",
    [
        "The 61 percent were not verified against the usage export.",
        "Nobody has checked it with the ticket system.",
        "Mit dem Bericht habe ich sie noch nicht abgeglichen.",
        "Die Zahlen sind ungeprüft.",
    ],
)
def test_what_was_not_verified_bears_no_marker(text: str) -> None:
    """S000-28."""
    assert seen(text).verified == ""


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Active users rose to 61 %.", 1),
        ("Offer of <AMOUNT_1> to the customer.", 1),
        ("It fell from 2.6 to 0.7.", 1),
        ("The NPS is 42.", 1),
        ("We lost 14 open tickets.", 1),
        ("Call on 12 October at 10.", 0),
        ("Version 2.2 of the template.", 0),
    ],
)
def test_what_counts_as_a_figure(text: str, count: int) -> None:
    assert len(seen(text).figures) == count


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Source: CRM report of 3 May.", True),
        ("Quelle: Nutzungsbericht", True),
        ("Die Anmeldungen stehen im Ticketsystem.", True),
        ("The assistant says it is a churn risk.", False),
        ("I have a feeling about this account.", False),
    ],
)
def test_a_named_source(text: str, named: bool) -> None:
    """S000-30."""
    assert bool(seen(text).source) is named


@pytest.mark.parametrize(
    ("text", "use", "none", "edited"),
    [
        ("The outline was drafted with AI and edited by me.", True, False, True),
        ("Kennzeichen: KI-Zusammenfassung, bearbeitet", True, False, True),
        ("The summary came from the approved assistant.", True, False, False),
        ("No AI was used.", True, True, False),
        ("Ohne KI geschrieben.", True, True, False),
        ("AI is a topic of our time.", False, False, False),
        ("I wrote it.", False, False, False),
    ],
)
def test_use_of_ai_and_editing(text: str, use: bool, none: bool, edited: bool) -> None:
    """S000-33: whether AI had a part, and whether a person edited it."""
    found = seen(text)
    assert (bool(found.ai_use), found.ai_none, bool(found.edited)) == (use, none, edited)


def test_a_prompt_shows_versions_inputs_and_validation() -> None:
    """S000-32."""
    full = "Inputs: {{segment}}\nCheck each number.\nv1.0 first\nv1.1 shorter"
    assert all((seen(full).versions, seen(full).inputs, seen(full).validation))
    bare = "Write a brief. v1.0"
    assert not any((seen(bare).versions, seen(bare).inputs, seen(bare).validation))
    assert not seen("v1.0 and again v1.0").versions  # one version is no history
    assert seen("Versionshistorie folgt").versions


def test_cues_count_beside_patterns_and_a_place_is_told() -> None:
    text = "Nothing here.\nThe figures agree."
    segments = [Segment(start=0, end=13, locator="line 1"), Segment(start=14, end=32, locator="line 2")]
    cues = [CueSeen("verified", "line 2"), CueSeen("ai_word", "line 1")]
    found = marks_of(text, segments, cues)
    assert (found.verified, found.ai_as_proof) == ("line 2", "line 1")
    assert marks_of(text, segments).verified == ""
    assert marks_of("x\nSource: CRM", [Segment(start=2, end=13, locator="line 2")]).source == "line 2"
