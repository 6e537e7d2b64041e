"""Attacks on the log: each must be caught, and the report must name the entry."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.audit.chain import Chain
from assessor.audit.checkpoint import make_checkpoint
from assessor.audit.merkle import EMPTY_HEAD
from assessor.domain.audit import AuditEntry, Checkpoint, TreeHead
from assessor.keyring import Keyring

from .logs import (
    START,
    TENANT,
    Log,
    found,
    fresh_keyring,
    head_over,
    keyring,
    rehashed,
    sealed,
    small_log,
    verified,
)

LOG = small_log(6)
ENTRIES = LOG.entries
KEPT = make_checkpoint(keyring(), TENANT, LOG.head)

Entries = tuple[AuditEntry, ...]


def replaced(place: int, **fields: str) -> Entries:
    """The log with fields of one entry changed."""
    return (*ENTRIES[:place], ENTRIES[place].model_copy(update=fields), *ENTRIES[place + 1 :])


def edited(place: int) -> Entries:
    """The log with one leaf made to say something else, still canonical."""
    leaf = ENTRIES[place].leaf.replace('"seen_before":false', '"seen_before":true')
    assert leaf != ENTRIES[place].leaf
    return replaced(place, leaf=leaf)


def codes_at(entries: Entries, seq: int) -> set[str]:
    return {code for code, place in found(verified(entries)) if place == seq}


# --- sound logs -------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [0, 1, 2, 5, 8])
def test_sound_log_has_no_fault(size: int) -> None:
    log = small_log(size)
    kept = make_checkpoint(keyring(), TENANT, log.head)
    report = verified(log.entries, head=log.head, checkpoints=(kept,), records=log.records)
    assert found(report) == []
    assert (report.tenant, report.size, report.root) == (TENANT, size, kept.root)
    assert (report.checkpoints, report.commitments_checked, report.commitments_erased) == (1, size, 0)
    assert report.checked_at == START


def test_sound_log_agrees_with_every_checkpoint_taken_on_the_way() -> None:
    kept = tuple(make_checkpoint(keyring(), TENANT, head_over(ENTRIES[:size])) for size in (6, 0, 3, 1, 3))
    report = verified(ENTRIES, head=LOG.head, checkpoints=kept)
    assert (found(report), report.checkpoints) == ([], 5)


def test_log_across_a_rotation_is_sound(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    old = Keyring.create(path)
    entry, head = Chain(old).extend(EMPTY_HEAD, sealed(0, "sha256:" + "0" * 64), tenant=TENANT, at=START)
    kept = make_checkpoint(old, TENANT, head)
    new = Keyring.add_key(path)
    later, head = Chain(new).extend(head, sealed(1, "sha256:" + "0" * 64), tenant=TENANT, at=START)
    report = verified((entry, later), head=head, checkpoints=(kept,), keys=new)
    assert found(report) == []


def test_entries_are_read_as_a_stream() -> None:
    """A log larger than memory must be verifiable: nothing may ask for its length or a second pass."""
    report = verified(iter(ENTRIES), head=LOG.head)  # type: ignore[arg-type]  # the point: an iterator will do
    assert (found(report), report.size) == ([], 6)


# --- one entry changed --------------------------------------------------------------------------------

FLIPPED = 2
LEAF = ENTRIES[FLIPPED].leaf


@pytest.mark.parametrize("bit", [0, 3, 7])
def test_every_flipped_byte_of_a_leaf_is_caught_at_its_entry(bit: int) -> None:
    raw = LEAF.encode()
    for place in range(len(raw)):
        flipped = raw[:place] + bytes([raw[place] ^ (1 << bit)]) + raw[place + 1 :]
        report = verified(replaced(FLIPPED, leaf=flipped.decode("utf-8", "surrogateescape")))
        assert report.faults[0].seq == FLIPPED, place
        assert "leaf_hash" in {fault.code for fault in report.faults}, place


@pytest.mark.parametrize("place", range(6))
def test_edited_leaf_is_caught_by_its_hash(place: int) -> None:
    assert found(verified(edited(place))) == [("leaf_hash", place), ("root", place)]


@pytest.mark.parametrize("place", range(6))
def test_edited_leaf_with_its_hash_recomputed_is_caught_by_the_root(place: int) -> None:
    changed = edited(place)
    forged = (*ENTRIES[:place], rehashed(changed)[place].model_copy(update={"root": ENTRIES[place].root}))
    assert found(verified((*forged, *ENTRIES[place + 1 :]))) == [("root", place)]


@pytest.mark.parametrize("place", range(6))
def test_edited_leaf_with_all_later_hashes_recomputed_is_caught_by_the_mac(place: int) -> None:
    assert found(verified(rehashed(edited(place)))) == [("mac", place)]


@pytest.mark.parametrize("place", range(6))
def test_edited_log_with_macs_of_another_key_is_caught(place: int) -> None:
    thief = fresh_keyring()  # its key is called k1 too
    forged = rehashed(edited(place), keys=thief)
    assert found(verified((*ENTRIES[:place], *forged[place:]))) == [("mac", place)]


@pytest.mark.parametrize("place", range(6))
def test_edit_by_a_thief_of_the_keys_is_caught_by_the_checkpoint_alone(place: int) -> None:
    forged = rehashed(edited(place), keys=keyring())
    assert found(verified(forged, head=head_over(forged))) == []
    # Nothing tells where the fork began, so nothing from entry 0 on is to be trusted.
    assert found(verified(forged, head=head_over(forged), checkpoints=(KEPT,))) == [("forked", 0)]


def test_fork_is_bounded_by_the_last_checkpoint_that_agrees() -> None:
    forged = rehashed(edited(4), keys=keyring())
    kept = tuple(make_checkpoint(keyring(), TENANT, head_over(ENTRIES[:size])) for size in (6, 3, 1))
    report = verified(forged, checkpoints=kept)
    assert found(report) == [("forked", 3)]
    assert "nothing from entry 3 to there can be trusted" in report.faults[0].message


def test_fork_is_placed_at_the_first_bad_entry_where_the_walk_saw_one() -> None:
    kept = tuple(make_checkpoint(keyring(), TENANT, head_over(ENTRIES[:size])) for size in (6, 3))
    report = verified(edited(4), checkpoints=kept)
    assert found(report) == [("leaf_hash", 4), ("root", 4), ("forked", 4)]
    # An entry that is bad behind the checkpoint says nothing about the entries before it.
    mixed = (*rehashed(edited(1), keys=keyring())[:5], ENTRIES[5].model_copy(update={"mac": ""}))
    early = make_checkpoint(keyring(), TENANT, head_over(ENTRIES[:3]))
    assert found(verified(mixed, checkpoints=(early,))) == [("forked", 0), ("root", 5), ("mac", 5)]
    # Nor does one before a checkpoint that agrees: the fork began after that.
    marked = ENTRIES[1].model_copy(update={"mac": ""})
    forged = (ENTRIES[0], marked, *rehashed(edited(4), keys=keyring())[2:])
    assert found(verified(forged, checkpoints=kept)) == [("mac", 1), ("forked", 3)]


def test_stored_head_alone_betrays_recomputed_entries() -> None:
    forged = rehashed(edited(4), keys=keyring())
    assert found(verified(forged, head=LOG.head)) == [("head_root", None)]


@pytest.mark.parametrize(("field", "code"), [("leaf_hash", "leaf_hash"), ("root", "root"), ("mac", "mac")])
@pytest.mark.parametrize("value", ["", "zz" * 32, "0" * 64, "ä", "\ud800", "hmac-sha256:k9:" + "0" * 64])
def test_hash_or_mac_replaced_by_anything_is_caught_at_its_entry(field: str, code: str, value: str) -> None:
    report = verified(replaced(3, **{field: value}))
    assert report.faults[0].seq == 3
    assert code in {fault.code for fault in report.faults}


def test_upper_case_hash_is_not_the_hash() -> None:
    assert found(verified(replaced(3, leaf_hash=ENTRIES[3].leaf_hash.upper()))) == [("leaf_hash", 3)]


def test_mac_of_another_entry_or_tenant_does_not_fit() -> None:
    assert found(verified(replaced(3, mac=ENTRIES[2].mac))) == [("mac", 3)]
    other = small_log(6, tenant="other")
    assert ("mac", 0) in found(verified(other.entries))


def test_entry_of_another_tenant_is_caught() -> None:
    other = small_log(6, tenant="other")
    assert found(verified(other.entries, tenant="other")) == []
    report = verified((*ENTRIES[:2], other.entries[2], *ENTRIES[3:]))
    assert ("tenant", 2) in found(report)
    assert report.faults[0].seq == 2


# --- entries moved ------------------------------------------------------------------------------------


def dropped(place: int) -> Entries:
    return (*ENTRIES[:place], *ENTRIES[place + 1 :])


@pytest.mark.parametrize("place", range(5))
def test_dropped_entry_is_caught_at_its_place(place: int) -> None:
    assert found(verified(dropped(place))) == [("seq", place), ("root", place), ("mac", place)]


@pytest.mark.parametrize("place", range(5))
def test_dropped_entry_with_hashes_recomputed_is_still_caught_at_its_place(place: int) -> None:
    assert found(verified(rehashed(dropped(place)))) == [("seq", place), ("mac", place)]
    assert found(verified(rehashed(dropped(place), keys=keyring()))) == [("seq", place)]


@pytest.mark.parametrize("place", range(5))
def test_swapped_entries_are_caught_at_the_first(place: int) -> None:
    first, second = ENTRIES[place : place + 2]
    report = verified((*ENTRIES[:place], second, first, *ENTRIES[place + 2 :]))
    assert report.faults[0].code == "seq"
    assert report.faults[0].seq == place
    # The second of the two is older than the one now before it.
    assert ("time_backwards", place + 1) in found(report)


@pytest.mark.parametrize("place", range(6))
def test_repeated_entry_is_caught_where_it_stands_again(place: int) -> None:
    report = verified((*ENTRIES[: place + 1], ENTRIES[place], *ENTRIES[place + 1 :]))
    assert found(report)[0] == ("seq", place + 1)


def test_inserted_entry_is_caught_at_its_place() -> None:
    stranger, _ = Chain(fresh_keyring()).extend(
        head_over(ENTRIES[:3]), sealed(9, "sha256:" + "0" * 64), tenant=TENANT, at=START
    )
    report = verified((*ENTRIES[:3], stranger, *ENTRIES[3:]))
    assert report.faults[0].seq == 3
    assert {"mac", "seq"} <= {fault.code for fault in report.faults}


def test_time_that_runs_backwards_is_caught_though_all_hashes_hold() -> None:
    chain, head, entries = Chain(keyring()), EMPTY_HEAD, []
    for minute in (0, 5, 5, 4, 6):
        at = START.replace(minute=minute)
        entry, head = chain.extend(head, sealed(0, "sha256:" + "0" * 64), tenant=TENANT, at=at)
        entries.append(entry)
    assert found(verified(tuple(entries), head=head)) == [("time_backwards", 3)]


# --- the end cut, the whole rolled back ------------------------------------------------------------------


@pytest.mark.parametrize("left", range(6))
def test_cut_end_is_caught_by_the_stored_head(left: int) -> None:
    report = verified(ENTRIES[:left], head=LOG.head)
    assert found(report) == [("truncated", left)]
    assert f"entry {left} is the first one missing" in report.faults[0].message


@pytest.mark.parametrize("left", range(6))
def test_cut_end_with_the_stored_head_fixed_is_caught_by_the_checkpoint_alone(left: int) -> None:
    cut = ENTRIES[:left]
    assert found(verified(cut, head=head_over(cut))) == []
    assert found(verified(cut, head=head_over(cut), checkpoints=(KEPT,))) == [("rolled_back", left)]


def test_old_consistent_copy_is_caught_by_a_newer_checkpoint() -> None:
    """Roll-back: database, head and records restored together from a copy taken at entry 4."""
    old = Log(ENTRIES[:4], head_over(ENTRIES[:4]), LOG.records[:4])
    older = make_checkpoint(keyring(), TENANT, old.head)
    assert found(verified(old.entries, head=old.head, checkpoints=(older,), records=old.records)) == []
    report = verified(old.entries, head=old.head, checkpoints=(older, KEPT), records=old.records)
    assert found(report) == [("rolled_back", 4)]


def test_rolled_back_log_that_grew_again_is_a_fork() -> None:
    chain, head, entries = Chain(keyring()), head_over(ENTRIES[:4]), list(ENTRIES[:4])
    for number in range(4):
        at = START.replace(hour=20, minute=number)
        entry, head = chain.extend(head, sealed(90 + number, "sha256:" + "0" * 64), tenant=TENANT, at=at)
        entries.append(entry)
    assert found(verified(tuple(entries), head=head)) == []
    kept = (make_checkpoint(keyring(), TENANT, head_over(ENTRIES[:4])), KEPT)
    assert found(verified(tuple(entries), head=head, checkpoints=kept)) == [("forked", 4)]


def test_entries_beyond_the_stored_head_are_caught() -> None:
    assert found(verified(ENTRIES, head=head_over(ENTRIES[:4]))) == [("head_size", 4)]


@pytest.mark.parametrize(
    "head",
    [
        TreeHead(size=6, frontier=()),
        TreeHead(size=6, frontier=(LOG.head.frontier[1], LOG.head.frontier[0])),
        TreeHead(size=6, frontier=("zz" * 32, "\ud800")),
        TreeHead(size=6, frontier=(*LOG.head.frontier, "0" * 64)),
    ],
)
def test_forged_head_of_the_right_size_is_caught(head: TreeHead) -> None:
    assert found(verified(ENTRIES, head=head)) == [("head_root", None)]


def test_log_emptied_altogether_is_caught() -> None:
    assert found(verified((), head=LOG.head)) == [("truncated", 0)]
    assert found(verified((), head=EMPTY_HEAD, checkpoints=(KEPT,))) == [("rolled_back", 0)]


# --- forged checkpoints -----------------------------------------------------------------------------------

FORGED: dict[str, tuple[Checkpoint, str]] = {
    "another key": (make_checkpoint(fresh_keyring(), TENANT, LOG.head), "checkpoint_signature"),
    "size in the note": (
        KEPT.model_copy(update={"size": 4, "note": KEPT.note.replace("\n6\n", "\n4\n")}),
        "checkpoint_signature",
    ),
    "size in the field": (KEPT.model_copy(update={"size": 4}), "checkpoint_fields"),
    "root in the field": (KEPT.model_copy(update={"root": "0" * 64}), "checkpoint_fields"),
    "malformed": (KEPT.model_copy(update={"note": "assessor/local\n6\n"}), "checkpoint_format"),
    "empty": (KEPT.model_copy(update={"note": ""}), "checkpoint_format"),
    "no text": (KEPT.model_copy(update={"note": "\ud800\n"}), "checkpoint_format"),
    "another tenant's": (make_checkpoint(keyring(), "other", LOG.head), "checkpoint_origin"),
}


@pytest.mark.parametrize(("checkpoint", "code"), FORGED.values(), ids=FORGED.keys())
def test_forged_checkpoint_is_a_fault_and_vouches_for_nothing(checkpoint: Checkpoint, code: str) -> None:
    report = verified(ENTRIES, head=LOG.head, checkpoints=(checkpoint,))
    assert found(report) == [(code, None)]
    assert report.checkpoints == 0


def test_forged_checkpoint_does_not_hide_what_a_good_one_says() -> None:
    report = verified(ENTRIES[:4], checkpoints=(FORGED["another key"][0], KEPT))
    assert found(report) == [("rolled_back", 4), ("checkpoint_signature", None)]


# --- several faults, garbage --------------------------------------------------------------------------------


def test_faults_behind_the_first_stay_in_sight() -> None:
    """A missing entry shifts all later ones, yet the edited one further back is still named."""
    entries = list(edited(4))
    del entries[1]
    # Entry 4 of the whole log stands at position 3 now.
    assert found(verified(tuple(entries))) == [("seq", 1), ("root", 1), ("mac", 1), ("leaf_hash", 3)]


def test_report_is_capped_at_twenty_and_starts_with_the_first() -> None:
    log = small_log(30)
    broken = tuple(entry.model_copy(update={"leaf": ""}) for entry in log.entries)
    report = verified(broken, head=LOG.head, checkpoints=(FORGED["empty"][0],))
    assert len(report.faults) == 20
    assert report.faults[0].seq == 0


GARBAGE: list[dict[str, object]] = [
    {"leaf": "{"},
    {"leaf": "null"},
    {"leaf": "[" * 100_000},
    {"leaf": '{"seq":' * 10_000},
    {"leaf": "\x00\ud800\udfff"},
    {"leaf": "9" * 10_000},
    {"leaf": 3},
    {"leaf": None},
    {"leaf": b"bytes"},
    {"leaf": LEAF, "leaf_hash": 3, "root": None, "mac": b""},
    {"leaf": LEAF, "mac": ["hmac-sha256"]},
    {"leaf": LEAF.replace('"seq":2', '"seq":9007199254740991')},
    {"leaf": LEAF.replace('"commitments":{', '"commitments":{"\\ud800":"",')},
]


@pytest.mark.parametrize("fields", GARBAGE, ids=range(len(GARBAGE)))
def test_garbage_becomes_a_fault_at_its_entry_and_never_an_error(fields: dict[str, object]) -> None:
    good = ENTRIES[FLIPPED].model_dump()
    garbage = AuditEntry.model_construct(**(good | fields))
    entries = (*ENTRIES[:FLIPPED], garbage, *ENTRIES[FLIPPED + 1 :])
    report = verified(entries, head=LOG.head, checkpoints=(KEPT,), records=LOG.records)
    assert report.faults[0].seq == FLIPPED


@given(
    leaf=st.text(st.characters(codec=None), max_size=40),
    texts=st.tuples(st.text(max_size=8), st.text(max_size=8), st.text(max_size=8)),
    place=st.integers(0, 5),
)
def test_no_text_at_all_stops_the_verifier(leaf: str, texts: tuple[str, str, str], place: int) -> None:
    report = verified(replaced(place, leaf=leaf, leaf_hash=texts[0], root=texts[1], mac=texts[2]))
    assert report.faults[0].seq == place


@given(shuffle=st.permutations(range(6)))
def test_any_other_order_is_caught_at_the_first_entry_out_of_place(shuffle: list[int]) -> None:
    report = verified(tuple(ENTRIES[place] for place in shuffle))
    first = next((place for place, entry in enumerate(shuffle) if place != entry), None)
    assert [fault.seq for fault in report.faults[:1]] == ([] if first is None else [first])


ATTACKS: dict[str, Callable[[], Entries]] = {
    "leaf": lambda: replaced(3, leaf="Ada Lovelace\x1b[31m is ill"),
    "field": lambda: replaced(3, leaf=LEAF.replace('"v":1', '"v":1,"Ada Lovelace":1')),
    "hash": lambda: replaced(3, leaf_hash="Ada Lovelace"),
    "mac": lambda: replaced(3, mac="Ada Lovelace"),
    "tenant": lambda: replaced(3, leaf=LEAF.replace('"local"', '"Ada Lovelace"')),
}


@pytest.mark.parametrize("attack", ATTACKS.values(), ids=ATTACKS.keys())
def test_messages_repeat_nothing_that_was_put_into_the_log(attack: Callable[[], Entries]) -> None:
    report = verified(attack())
    assert report.faults
    assert not [fault for fault in report.faults if "Ada" in fault.message or "\x1b" in fault.message]
