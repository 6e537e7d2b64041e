import hashlib
import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from assessor.audit.commitment import commit, verify_commitment
from assessor.errors import InputError

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


def test_commitment_is_sha256_over_salt_and_canonical_json() -> None:
    salt, digest = commit({"b": 1, "a": "x"})
    assert len(bytes.fromhex(salt)) == 16
    assert digest == "sha256:" + hashlib.sha256(bytes.fromhex(salt) + b'{"a":"x","b":1}').hexdigest()


@given(value=json_values, other=json_values)
def test_commitment_verifies_for_its_value_alone(value: JsonValue, other: JsonValue) -> None:
    salt, digest = commit(value)
    assert verify_commitment(salt, value, digest)
    # Compared as JSON: Python calls True and 1 equal.
    same = json.dumps(other, sort_keys=True) == json.dumps(value, sort_keys=True)
    assert verify_commitment(salt, other, digest) is same


@pytest.mark.parametrize("rating", range(1, 6))
def test_rating_cannot_be_guessed_from_its_commitment_without_the_salt(rating: int) -> None:
    """A reviewer who reads the log and tries all five values must find none (S000-57, erasure)."""
    record: JsonValue = {"rating": rating}
    _, digest = commit(record)
    guesses: list[JsonValue] = [{"rating": level} for level in range(1, 6)]
    without_salt = {
        "sha256:" + hashlib.sha256(prefix + f'{{"rating":{level}}}'.encode()).hexdigest()
        for level in range(1, 6)
        for prefix in (b"", bytes(16))
    }
    assert digest not in without_salt
    for salt in ("", "00" * 16, *(commit(None)[0] for _ in range(20))):
        assert not any(verify_commitment(salt, guess, digest) for guess in guesses)


def test_equal_values_have_unequal_commitments_of_equal_length() -> None:
    digests = [commit({"rating": level})[1] for level in (1, 2, 3, 4, 5) for _ in range(20)]
    assert len(set(digests)) == 100
    assert {len(digest) for digest in digests} == {71}


@pytest.mark.parametrize("salt", ["", "zz" * 16, "00" * 15, "00" * 17, "\ud800", " ".join(["00"] * 17)])
def test_malformed_salt_verifies_nothing(salt: str) -> None:
    _, digest = commit(1)
    assert verify_commitment(salt, 1, digest) is False


def test_short_salt_verifies_nothing_even_where_the_hash_fits() -> None:
    """A salt of 0 bytes would make the record guessable."""
    assert not verify_commitment("", 1, "sha256:" + hashlib.sha256(b"1").hexdigest())


@pytest.mark.parametrize("digest", ["", "sha256:", "ä", "\ud800", "sha256:" + "0" * 64])
def test_malformed_commitment_matches_nothing(digest: str) -> None:
    salt, _ = commit(1)
    assert verify_commitment(salt, 1, digest) is False


def _deep() -> JsonValue:
    value: JsonValue = []
    for _ in range(100_000):
        value = [value]
    return value


UNUSABLE = {
    "infinite": math.inf,
    "nan": math.nan,
    "beyond 2**53": 2**53,
    "surrogate": "\ud800",
    "surrogate name": {"\ud800": 1},
}


@pytest.mark.parametrize("value", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_value_without_canonical_form_is_refused_and_never_verifies(value: JsonValue) -> None:
    with pytest.raises(InputError) as caught:
        commit(value)
    assert caught.value.code == "commitment_value"
    assert verify_commitment("00" * 16, value, "sha256:" + "0" * 64) is False


def test_value_nested_too_deeply_is_refused() -> None:
    with pytest.raises(InputError):
        commit(_deep())
