"""The log is intact, the records are not."""

from datetime import timedelta

import pytest

from assessor.audit.chain import Chain
from assessor.domain.audit import AuditEntry, AuditEvent, TreeHead
from assessor.domain.record import CommittedValue

from .logs import ACTOR, START, TENANT, found, keyring, rehashed, small_log, verified

LOG = small_log(6)


def with_record(place: int, **fields: object) -> tuple[CommittedValue, ...]:
    changed = LOG.records[place]._replace(**fields)  # type: ignore[arg-type]  # wrong types are the point
    return (*LOG.records[:place], changed, *LOG.records[place + 1 :])


def with_destroyed(seq: int, name: str) -> tuple[tuple[AuditEntry, ...], TreeHead]:
    """The log with one entry more, which says that a salt was destroyed."""
    facts: dict[str, str | int | bool | None] = {"seq": seq, "name": name}
    event = AuditEvent(event="salt.destroyed", actor=ACTOR, facts=facts)
    entry, head = Chain(keyring()).extend(LOG.head, event, tenant=TENANT, at=START + timedelta(hours=1))
    return (*LOG.entries, entry), head


def faults_of(records: tuple[CommittedValue, ...]) -> list[tuple[str, int | None]]:
    return found(verified(LOG.entries, head=LOG.head, records=records))


def test_records_in_any_order_are_held_against_their_commitments() -> None:
    report = verified(LOG.entries, records=LOG.records[::-1])
    assert (found(report), report.commitments_checked, report.commitments_erased) == ([], 6, 0)


@pytest.mark.parametrize("place", range(6))
@pytest.mark.parametrize("value", [{"rating": 9}, {"rating": "0"}, {}, [], False, 0, "", {"rating": None}])
def test_changed_record_is_caught_though_the_log_is_intact(place: int, value: object) -> None:
    assert faults_of(with_record(place, value=value)) == [("record_changed", place)]


@pytest.mark.parametrize("place", range(6))
def test_record_of_another_entry_is_caught(place: int) -> None:
    other = LOG.records[(place + 1) % 6]
    assert faults_of(with_record(place, value=other.value)) == [("record_changed", place)]
    assert faults_of(with_record(place, value=other.value, salt=other.salt)) == [("record_changed", place)]


def test_missing_record_is_caught() -> None:
    assert faults_of(with_record(3, value=None)) == [("record_missing", 3)]


@pytest.mark.parametrize("salt", ["", "00" * 16, "zz" * 16, "\ud800"])
def test_changed_salt_is_caught(salt: str) -> None:
    assert faults_of(with_record(3, salt=salt)) == [("record_changed", 3)]


@pytest.mark.parametrize("value", [None, {"rating": 3}])
def test_destroyed_salt_without_an_entry_is_a_loss_and_no_erasure(value: object) -> None:
    report = verified(LOG.entries, head=LOG.head, records=with_record(3, salt=None, value=value))
    assert found(report) == [("salt_missing", 3)]


def test_destroyed_salt_that_an_entry_names_is_an_erasure_and_no_fault() -> None:
    """After erasure the log stays verifiable, and the report counts what is gone."""
    entries, head = with_destroyed(3, "seal")
    report = verified(entries, head=head, records=with_record(3, salt=None, value=None))
    assert (found(report), report.commitments_checked, report.commitments_erased) == ([], 5, 1)


@pytest.mark.parametrize(("seq", "name"), [(2, "seal"), (3, "draft")])
def test_an_entry_about_another_commitment_excuses_nothing(seq: int, name: str) -> None:
    entries, head = with_destroyed(seq, name)
    faults = found(verified(entries, head=head, records=with_record(3, salt=None)))
    assert ("salt_missing", 3) in faults


def test_a_salt_that_came_back_after_its_erasure_is_caught() -> None:
    entries, head = with_destroyed(3, "seal")
    assert found(verified(entries, head=head, records=LOG.records)) == [("salt_kept", 3)]


def test_commitment_without_a_row_is_no_erasure() -> None:
    assert faults_of(LOG.records[:3] + LOG.records[4:]) == [("commitment_unaccounted", 3)]
    assert faults_of(()) == [("commitment_unaccounted", place) for place in range(6)]


def test_record_that_the_log_never_committed_to_is_caught() -> None:
    extra = LOG.records[3]
    assert faults_of((*LOG.records, extra)) == [("commitment_unknown", 3)]
    assert faults_of((*LOG.records, extra._replace(name="other"))) == [("commitment_unknown", 3)]
    # Positions that no entry has are named as none, or a forger could choose what is listed first.
    assert faults_of((*LOG.records, extra._replace(seq=6))) == [("commitment_unknown", None)]
    assert faults_of((*LOG.records, extra._replace(seq=-1))) == [("commitment_unknown", None)]


def test_where_the_records_are_not_at_hand_none_is_checked() -> None:
    report = verified(LOG.entries, records=None)
    assert (found(report), report.commitments_checked, report.commitments_erased) == ([], 0, 0)


def test_record_changed_together_with_its_commitment_is_caught_by_the_log() -> None:
    def forged(entry: AuditEntry) -> AuditEntry:
        digest = other.entries[3].leaf.partition('"seal":"')[2][:71]
        ours = entry.leaf.partition('"seal":"')[2][:71]
        return entry.model_copy(update={"leaf": entry.leaf.replace(ours, digest)})

    other = small_log(6)
    entries = rehashed((*LOG.entries[:3], forged(LOG.entries[3]), *LOG.entries[4:]))
    records = (*LOG.records[:3], other.records[3], *LOG.records[4:])
    assert found(verified(entries, records=records)) == [("mac", 3)]


@pytest.mark.parametrize(
    "fields",
    [{"seq": "3"}, {"seq": None}, {"seq": []}, {"name": 3}, {"name": []}, {"salt": b"00"}, {"salt": 3}],
    ids=str,
)
def test_record_of_wrong_types_is_a_fault_and_never_an_error(fields: dict[str, object]) -> None:
    assert faults_of(with_record(3, **fields)) == [
        ("commitment_unaccounted", 3),
        ("commitment_format", None),
    ]


@pytest.mark.parametrize("value", [{1, 2}, b"x", float("nan"), {1: 2}, "\ud800", {"\ud800": 1}], ids=repr)
def test_record_without_json_form_is_caught(value: object) -> None:
    assert faults_of(with_record(3, value=value)) == [("record_changed", 3)]


def test_names_from_outside_are_not_repeated() -> None:
    extra = LOG.records[3]._replace(name="Ada Lovelace\x1b[31m")
    report = verified(LOG.entries, records=(*LOG.records, extra))
    assert report.faults
    assert not [fault for fault in report.faults if "Ada" in fault.message]
