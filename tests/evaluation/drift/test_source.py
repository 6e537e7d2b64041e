"""What the store hands over: pairs by the rules of fits, without any text."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.dialects import postgresql

from assessor.domain.rating import RatingSource
from assessor.domain.record import RatingRecord
from assessor.evaluation.drift.source import DriftSource, read_source
from assessor.store.draft_facts import facts_query
from tests.store.fakes import event

from .built import AREAS, Built, Made, built

DAY = date(2026, 3, 2)


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Built]:
    with built(tmp_path) as one:
        yield one


def read(made: Built) -> DriftSource:
    with made.store.read() as unit:
        return read_source(unit, "ai-skills")


def changed(made: Built, of: str, **changes: object) -> None:
    """One more rating of a draft, as the store keeps it."""
    with made.store.begin() as unit:
        first = unit.ratings.of_draft(of)[0]
        record = RatingRecord.model_validate({**first.model_dump(), "id": unit.ratings.new_id(), **changes})
        unit.ratings.add(record)

        unit.record(event())


def test_a_sealed_rating_is_held_against_the_level_of_its_draft(made: Built) -> None:
    made.drafter.model = "some/model"
    made.put(Made(DAY, draft=2, ratings={"anna": 4}, area=AREAS[1], lang="de", words=5))
    (pair,) = read(made).pairs
    assert (pair.level, pair.sealed, pair.difference, pair.day) == (2, 4, 2, DAY)
    assert (pair.draft.skill_area, pair.draft.lang, pair.version) == (AREAS[1], "de", "embedded / some/model")
    assert pair.draft.chars == len("note 1 level=2 " + 5 * "word ")
    assert pair.rater == made.person("anna").id


def test_without_an_area_the_proposed_one_counts(made: Built) -> None:
    made.put(Made(DAY, draft=2, ratings={"anna": 2}, area=None))
    assert read(made).pairs[0].draft.skill_area == AREAS[0]


def test_an_abstention_is_a_draft_and_no_pair(made: Built) -> None:
    made.put(Made(DAY, draft=None, ratings={"anna": 4}))
    found = read(made)
    assert (found.pairs, found.excluded, len(found.drafts)) == ((), {"not_drafted": 1}, 1)


@pytest.mark.parametrize(
    ("reason", "changes"),
    [
        ("confirmed", {"source": RatingSource.CONFIRMED}),
        ("seen_before", {"seen_before": True, "source": RatingSource.BLIND}),
    ],
)
def test_what_a_draft_may_have_moved_is_left_aside(
    made: Built, reason: str, changes: dict[str, object]
) -> None:
    draft_id = made.put(Made(DAY, draft=2, ratings={"anna": 4}))
    changed(made, draft_id, **changes)
    found = read(made)
    assert (len(found.pairs), found.excluded) == (1, {reason: 1})


def test_an_adjudicated_rating_stands_alone_for_its_text_and_is_no_persons_rating(made: Built) -> None:
    draft_id = made.put(Made(DAY, draft=2, ratings={"anna": 4, "bert": 3}))
    changed(
        made,
        draft_id,
        source=RatingSource.ADJUDICATED,
        value={"outcome": "level", "level": 3},
        actor_id=made.person("carla").id,
    )
    found = read(made)
    assert [(one.difference, one.rater) for one in found.pairs] == [(1, made.person("carla").id)]
    assert found.excluded == {"adjudicated": 2}
    assert [one.distance for one in found.people] == [1]


def test_an_adjudicated_rating_without_a_draft_of_its_own_meets_the_texts(made: Built) -> None:
    draft_id = made.put(Made(DAY, draft=2, ratings={"anna": 4}))
    changed(made, draft_id, source=RatingSource.ADJUDICATED, draft_id=None)
    assert [one.draft.id for one in read(made).pairs] == [draft_id]


def test_people_are_compared_on_texts_that_two_rated_and_with_nobody_twice(made: Built) -> None:
    draft_id = made.put(Made(DAY, draft=2, ratings={"anna": 4, "bert": 2, "carla": 5}))
    made.put(Made(DAY, draft=2, ratings={"anna": 1}))
    changed(made, draft_id, source=RatingSource.BLIND, value={"outcome": "level", "level": 3})
    # Anna's newest of that text is 3: |3-2|, |3-5| and |2-5|.
    assert sorted(one.distance for one in read(made).people) == [1, 2, 3]


def test_withdrawn_drafts_and_erased_ones_are_named_and_gone(made: Built) -> None:
    first = made.put(Made(DAY, draft=2, ratings={"anna": 4}))
    second = made.put(Made(DAY, draft=2, ratings={"anna": 4}))
    with made.store.begin() as unit:
        unit.drafts.withdraw(first, "privacy_miss")
        header = unit.drafts.header(second)
        unit.erasure.erase_content(header.submission.id, header.artefact_id)

        unit.record(event())
    found = read(made)
    assert (found.pairs, found.excluded, found.drafts) == ((), {"withdrawn": 1, "text_gone": 1}, ())


def test_facts_hold_no_word_of_text_or_reason(made: Built) -> None:
    made.put(Made(DAY, draft=2, ratings={"anna": 4}))
    with made.store.read() as unit:
        (facts,) = unit.draft_facts.of_rubric("ai-skills")
        assert unit.draft_facts.of_rubric("csm-matrix") == ()
        assert unit.draft_facts.rubrics() == ("ai-skills",)
    told = facts.model_dump_json()
    assert "note 1" not in told
    assert "Made by hand" not in told


def test_the_query_is_one_that_postgres_reads_too() -> None:
    told = str(facts_query().compile(dialect=postgresql.dialect()))
    assert "#>>" in told
    assert "artefacts.text," not in told
