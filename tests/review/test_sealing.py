"""Before the reveal nothing anyone can read tells what the draft, or a colleague's rating, says."""

import json
import logging

import pytest
import sqlalchemy as sa

from assessor.domain.draft import Draft
from assessor.domain.rating import RatingValue
from assessor.review.views import DraftSlip, RevealedDraftView, SealedDraftView
from tests.review.desk import Desk
from tests.store.fakes import TEXT, FakeChain

# All words of the draft that stand nowhere else, and the names of the fields that hold them. Bare numbers
# would turn up in random ids, so they are looked for with their name.
WORDS = ("marker", '"n":317', "drafted", "unproven", '"coverage":0.9')
FIELDS = (
    "status",
    "rating",
    "interval",
    "claims",
    "anchors",
    "cap",
    "reason",
    "red_lines",
    "coverage",
    "missing",
)


def _leaks(text: str) -> list[str]:
    # An audit entry may name the row of a human rating, by its random id.
    text = text.replace(" ", "").replace('"rating":"rat_', "")
    found = [word for word in WORDS if word in text.casefold()]
    return found + [name for name in FIELDS if f'"{name}"' in text]


def test_the_search_would_find_a_leak(desk: Desk) -> None:
    desk.rate()
    leaks = _leaks(desk.reveal().model_dump_json())
    assert set(WORDS) | set(FIELDS) == set(leaks)


def test_views_lists_log_and_audit_say_nothing_of_a_sealed_draft(
    desk: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        outputs = [
            desk.review.show(desk.world.draft_id, desk.peer).model_dump_json(),
            *(line.model_dump_json() for line in desk.review.list_drafts(desk.peer)),
        ]
        sealed = desk.rate(actor=desk.manager)  # a colleague's rating shows no more
        outputs.append(desk.review.show(desk.world.draft_id, desk.peer).model_dump_json())
        outputs.append(desk.review.show(desk.world.draft_id, desk.manager).model_dump_json())
        outputs.append(sealed.model_dump_json())
    assert [_leaks(text) for text in (*outputs, *desk.leaves(), caplog.text)] == [[]] * (
        len(outputs) + len(desk.leaves()) + 1
    )


def test_sealed_types_have_no_field_of_a_draft() -> None:
    assert not set(Draft.model_fields) & set(SealedDraftView.model_fields)
    assert not set(Draft.model_fields) & set(DraftSlip.model_fields)
    assert not issubclass(RevealedDraftView, SealedDraftView)


def test_sealed_view_reads_the_draft_from_no_table(desk: Desk, engine: sa.Engine) -> None:
    statements: list[str] = []

    @sa.event.listens_for(engine, "before_cursor_execute")
    def listen(*args: object) -> None:
        statements.append(str(args[2]))

    desk.review.show(desk.world.draft_id, desk.peer)
    desk.review.list_drafts(desk.peer)
    desk.rate(actor=desk.peer)
    assert statements
    assert not [text for text in statements if "drafts.draft " in text or "drafts.draft," in text]
    desk.reveal(desk.peer)
    assert [text for text in statements if "drafts.draft " in text]


def test_sealed_view_holds_what_rating_needs(desk: Desk) -> None:
    view = desk.review.show(desk.world.draft_id, desk.peer)
    assert isinstance(view, SealedDraftView)
    assert view.text == TEXT
    assert view.segments[0].locator == "lines 1-2"
    assert (view.kind.value, str(view.evidence_date)) == ("email", "2026-10-01")


@pytest.mark.parametrize("word", ["1", "5", "NA", "insufficient"])
def test_audit_entries_of_ratings_differ_in_nothing_but_chance(desk: Desk, word: str) -> None:
    """Five possible ratings must not be guessable from the log."""
    desk.rate(word)
    desk.reveal()
    cited = (desk.cite(19, 36),) if RatingValue.parse(word).level else ()
    desk.confirm(word, cited=cited)
    shapes = []
    for text in (desk.leaves()[-3], desk.leaves()[-1]):
        leaf = json.loads(text)
        shapes.append((leaf["event"], sorted(leaf["refs"]), leaf["facts"], sorted(leaf["commitments"])))
    assert shapes == [
        ("rating.sealed", ["draft", "rating"], {"seen_before": False}, ["seal"]),
        (
            "rating.confirmed",
            ["draft", "rating", "submission"],
            {"rubric": "ai-skills", "rubric_version": "0.1.0", "target": "artefact"},
            ["rating"],
        ),
    ]


def test_seal_is_the_commitment_in_the_log_and_opens_to_the_rating(desk: Desk) -> None:
    seal = desk.rate("2").seal
    leaf = json.loads(desk.leaves()[-1])
    assert leaf["commitments"]["seal"] == seal
    with desk.store.read() as unit:
        kept = {each.name: each for each in unit.audit.committed()}["seal"]
    assert isinstance(kept.value, dict)
    assert (kept.value["outcome"], kept.value["level"]) == ("level", 2)
    assert FakeChain.digest(str(kept.salt), kept.value) == seal


def test_equal_ratings_have_different_seals(desk: Desk) -> None:
    assert desk.rate("3").seal != desk.rate("3", actor=desk.peer).seal
