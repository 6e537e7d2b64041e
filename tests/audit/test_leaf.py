from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.audit.leaf import canonical_text, format_time, leaf_of, parse_leaf
from assessor.domain.audit import AuditEvent, AuditLeaf
from assessor.errors import InputError

ACTOR = "act_" + "a" * 32
AT = datetime(2026, 3, 1, 9, 0, 0, 1500, tzinfo=UTC)
EVENT = AuditEvent(event="draft.revealed", actor=ACTOR, refs={"draft": "drf_" + "0" * 32})

# Written by hand: names in alphabetical order, no spaces, version 1.
TEXT = (
    '{"actor":"act_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa","at":"2026-03-01T09:00:00.001500Z","commitments":{},'
    '"event":"draft.revealed","facts":{},"refs":{"draft":"drf_00000000000000000000000000000000"},'
    '"seq":7,"tenant":"local","v":1}'
)


def refused(text: str) -> str:
    with pytest.raises(InputError) as caught:
        parse_leaf(text)
    assert caught.value.code == "audit_leaf"
    return caught.value.message


def test_leaf_version_1_is_exactly_this_text() -> None:
    """Final: a change here makes every old log unverifiable."""
    assert canonical_text(leaf_of(EVENT, seq=7, tenant="local", at=AT)) == TEXT


def test_leaf_reads_back_as_written() -> None:
    leaf = leaf_of(EVENT, seq=7, tenant="local", at=AT)
    assert parse_leaf(TEXT) == leaf


def test_time_is_utc_with_microseconds_whatever_the_zone() -> None:
    # 01:30 in a zone 2 hours ahead is 23:30 of the day before in UTC.
    at = datetime(2026, 1, 1, 1, 30, tzinfo=timezone(timedelta(hours=2)))
    assert format_time(at) == "2025-12-31T23:30:00.000000Z"


def test_time_without_zone_is_refused() -> None:
    with pytest.raises(InputError, match="no zone"):
        leaf_of(EVENT, seq=0, tenant="local", at=AT.replace(tzinfo=None))


@given(first=st.datetimes(timezones=st.just(UTC)), second=st.datetimes(timezones=st.just(UTC)))
def test_times_as_texts_sort_as_times(first: datetime, second: datetime) -> None:
    assert (format_time(first) < format_time(second)) == (first < second)


@pytest.mark.parametrize("actor", ["", "me", "act_" + "a" * 31, "act_" + "A" * 32, "System", ACTOR + "\n"])
def test_actor_that_is_no_pseudonym_is_refused(actor: str) -> None:
    with pytest.raises(InputError) as caught:
        leaf_of(EVENT.model_copy(update={"actor": actor}), seq=0, tenant="local", at=AT)
    assert caught.value.code == "audit_leaf"


def test_system_is_an_actor() -> None:
    assert leaf_of(EVENT.model_copy(update={"actor": "system"}), seq=0, tenant="t", at=AT).actor == "system"


@pytest.mark.parametrize("tenant", ["", "a b", "a\nb", "a/b", "a+b", "ä", "x" * 65])
def test_tenant_that_could_break_a_signed_line_is_refused(tenant: str) -> None:
    with pytest.raises(InputError) as caught:
        leaf_of(EVENT, seq=0, tenant=tenant, at=AT)
    assert caught.value.code == "audit_leaf"


def test_event_off_the_closed_list_makes_no_leaf() -> None:
    with pytest.raises(InputError):
        leaf_of(EVENT.model_copy(update={"facts": {"note": "x"}}), seq=0, tenant="local", at=AT)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT.replace('"v":1', '"v":2'), id="unknown version"),
        pytest.param(TEXT.replace('"v":1', '"v":true'), id="version true"),
        pytest.param(TEXT.replace(',"v":1', ""), id="no version"),
        pytest.param(TEXT.replace('"seq":7', '"seq":"7"'), id="position as text"),
        pytest.param(TEXT.replace('"seq":7', '"seq":7.0'), id="position as fraction"),
        pytest.param(TEXT.replace('"seq":7', '"seq":-7'), id="negative position"),
        pytest.param(TEXT.replace('"seq":7', '"seq":' + "9" * 5000), id="position of 5000 digits"),
        pytest.param(TEXT.replace('"seq":7', '"seq":9007199254740993'), id="position beyond 2**53"),
        pytest.param(TEXT.replace('"refs":{', '"refs":{ '), id="a space"),
        pytest.param(TEXT + "\n", id="a newline at the end"),
        pytest.param("\ufeff" + TEXT, id="a BOM"),
        pytest.param(TEXT.replace('"seq":7', '"seq":7,"seq":7'), id="a name twice"),
        pytest.param('{"v":1,' + TEXT[1:].replace(',"v":1', ""), id="another order"),
        pytest.param(TEXT.replace("local", "l\\u006fcal"), id="an escape"),
        pytest.param(TEXT.replace("local", "\\ud800"), id="a lone surrogate, escaped"),
        pytest.param(TEXT.replace("local", "\ud800"), id="a lone surrogate"),
        pytest.param(TEXT.replace('"refs":{"draft"', '"refs":{"\\ud800"'), id="a name that is a surrogate"),
        pytest.param(TEXT.replace("03-01T", "02-30T"), id="the 30th of February"),
        pytest.param(TEXT.replace("2026-", "٢٠٢٦-"), id="digits of another script"),
        pytest.param(TEXT.replace(".001500Z", "Z"), id="no microseconds"),
        pytest.param(TEXT.replace("Z", "+00:00"), id="zone spelt otherwise"),
        pytest.param(TEXT.replace('"facts":{}', '"facts":{"a":1.5}'), id="a fraction"),
        pytest.param(TEXT.replace('"facts":{}', '"facts":{"a":[]}'), id="a list"),
        pytest.param(TEXT.replace('"facts":{}', '"facts":null'), id="null for an object"),
        pytest.param(TEXT.replace('"v":1', '"v":1,"x":1'), id="an unknown field"),
        pytest.param("[" * 100_000, id="deep nesting"),
        pytest.param("", id="nothing"),
        pytest.param("NaN", id="NaN"),
        pytest.param("\x00", id="NUL"),
    ],
)
def test_any_other_text_is_refused(text: str) -> None:
    refused(text)


def test_error_does_not_repeat_what_a_damaged_leaf_says() -> None:
    message = refused(TEXT.replace('"v":1', '"v":1,"Ada Lovelace":"is ill"'))
    assert "Ada" not in message
    assert "ill" not in message


def test_leaf_of_a_later_event_list_still_reads() -> None:
    """A log outlives the program's list, in both directions."""
    assert parse_leaf(TEXT.replace("draft.revealed", "draft.rewound")).event == "draft.rewound"


_NAMES = st.text(max_size=10)
_FACTS = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=10)


@given(facts=st.dictionaries(_NAMES, _FACTS, max_size=5), tenant=st.text(max_size=5))
def test_every_leaf_reads_back_from_its_text(facts: dict[str, str | int | bool | None], tenant: str) -> None:
    leaf = AuditLeaf(
        seq=1,
        at=format_time(AT),
        tenant=tenant,
        actor=ACTOR,
        event="a.b",
        refs={},
        facts=facts,
        commitments={},
    )
    again = parse_leaf(canonical_text(leaf))
    assert again == leaf
    assert [type(fact) for fact in again.facts.values()] == [
        type(leaf.facts[name]) for name in again.facts
    ]  # True and 1 are equal, yet different facts


@pytest.mark.parametrize(
    "facts", [{"a": "\ud800"}, {"\ud800": 1}, {"a": 2**53}], ids=["text", "name", "number"]
)
def test_leaf_without_canonical_form_is_refused(facts: dict[str, str | int | bool | None]) -> None:
    leaf = AuditLeaf.model_construct(
        v=1, seq=0, at="", tenant="", actor="", event="", refs={}, facts=facts, commitments={}
    )
    with pytest.raises(InputError) as caught:
        canonical_text(leaf)
    assert caught.value.code == "audit_leaf"
