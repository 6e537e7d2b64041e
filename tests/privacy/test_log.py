"""The redaction log as the privacy officer asks for it."""

import csv
import io
import json
from datetime import timedelta

import pytest

from assessor.domain.actor import Actor, Role
from assessor.domain.privacy import LogKind, LogQuery
from assessor.errors import PersonError
from assessor.privacy.log import PrivacyLog, as_text, statistics
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import POLICY, START, event, new_artefact, stopped
from tests.store.world import World, add_account, fill

SECOND = "Other <PERSON_1> text."


@pytest.fixture
def world(store: SqlStore, officer: Actor) -> World:
    """Two redactions by `ner` in two artefacts, and a stop with two rules that fired three times."""
    made = fill(store, artefacts=(new_artefact(), new_artefact(SECOND)))
    with store.begin() as unit:
        added = unit.stops.add(stopped(), "hmac-sha256:k1:cc", actor_id=made.manager.id)
        unit.record(event("submission.stopped", stop=added.id), {"stop": added.committed})
    return made


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ({}, ["redaction", "redaction", "stop", "stop"]),
        ({"type": "PERSON"}, ["redaction", "redaction"]),
        ({"type": "credentials"}, ["stop"]),
        ({"rule": "ner"}, ["redaction", "redaction", "stop"]),
        ({"rule": "ne"}, []),
        ({"rule": "token"}, ["stop"]),
        ({"policy": POLICY}, ["redaction", "redaction", "stop", "stop"]),
        ({"policy": "00"}, ["redaction", "redaction", "stop", "stop"]),
        ({"policy": "1"}, []),
        ({"policy": "%"}, []),
        ({"since": START + timedelta(days=1)}, []),
        ({"until": START}, []),
        ({"since": START, "until": START + timedelta(days=1), "type": "pii"}, ["stop"]),
    ],
)
@pytest.mark.usefixtures("world")
def test_each_question_finds_what_it_asks_for(
    store: SqlStore, officer: Actor, query: dict[str, object], kinds: list[str]
) -> None:
    entries = PrivacyLog(store).entries(LogQuery.model_validate(query), officer)
    assert [entry.kind for entry in entries] == kinds


def test_one_artefact_or_submission_is_asked_for(store: SqlStore, officer: Actor, world: World) -> None:
    log = PrivacyLog(store)
    (entry,) = log.entries(LogQuery(artefact=world.artefact_id), officer)
    assert (entry.artefact, entry.rule, entry.placeholder) == (world.artefact_id, "ner", "<PERSON_1>")
    assert len(log.entries(LogQuery(submission=world.submission_id), officer)) == 2


@pytest.mark.usefixtures("world")
def test_a_stop_tells_rules_and_counts_and_no_places(store: SqlStore, officer: Actor) -> None:
    stops = [entry for entry in PrivacyLog(store).entries(LogQuery(), officer) if entry.kind is LogKind.STOP]
    assert [(entry.type, entry.rule, entry.count, entry.start) for entry in stops] == [
        ("pii", "ner", 1, None),
        ("credentials", "token", 2, None),
    ]


@pytest.mark.usefixtures("world")
def test_both_formats_hold_the_same_rows(store: SqlStore, officer: Actor) -> None:
    entries = PrivacyLog(store).entries(LogQuery(), officer)
    from_json = json.loads(as_text(entries, "json"))
    from_csv = list(csv.DictReader(io.StringIO(as_text(entries, "csv"))))
    assert [row["id"] for row in from_json] == [row["id"] for row in from_csv]
    assert [str(row["count"]) for row in from_json] == [row["count"] for row in from_csv]
    assert from_csv[0].keys() == from_json[0].keys()


@pytest.mark.usefixtures("world")
def test_statistics_count_what_fired(store: SqlStore, officer: Actor) -> None:
    counted = statistics(PrivacyLog(store).entries(LogQuery(), officer))
    # Two names; one stop with two tokens and one name.
    assert counted.by_type == {"PERSON": 2, "credentials": 2, "pii": 1}
    assert counted.by_rule == {"ner": 3, "token": 2}
    assert counted.by_policy == {POLICY: 5}


def test_a_shown_artefact_has_no_gap_and_no_text(store: SqlStore, officer: Actor, world: World) -> None:
    shown = PrivacyLog(store).shown(world.submission_id, world.artefact_id, officer)
    assert [(one.start, one.end, one.kept) for one in shown.segments] == [
        (0, 6, True),
        (6, 16, False),
        (16, 71, True),
    ]
    replaced = shown.segments[1]
    assert (replaced.rule, replaced.type, replaced.submitted_chars) == ("ner", "PERSON", 12)
    assert "renewal" not in shown.model_dump_json()


def test_nobody_else_reads_the_log(store: SqlStore, world: World) -> None:
    csm = add_account(store, "Cleo", Role.CSM)
    for attempt in (
        lambda: PrivacyLog(store).entries(LogQuery(), csm),
        lambda: PrivacyLog(store).shown(world.submission_id, world.artefact_id, csm),
    ):
        with pytest.raises(PersonError):
            attempt()
