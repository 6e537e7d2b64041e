import hashlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.drafting.llm.fence import PUBLIC_KEY, nonce_for


def test_the_nonce_is_the_beginning_of_a_digest_over_key_and_fields() -> None:
    expected = hashlib.sha256(b"key\0" + b'[0,"text","<PERSON_1>"]').hexdigest()[:32]
    assert nonce_for(b"key", ["text", "<PERSON_1>"]) == expected


def test_another_key_or_field_gives_another_nonce() -> None:
    nonces = {
        nonce_for(b"key", ["text"]),
        nonce_for(PUBLIC_KEY, ["text"]),
        nonce_for(b"key", ["Text"]),
        nonce_for(b"key", ["te", "xt"]),  # moving the border between fields is a change too
        nonce_for(b"key", ["text", ""]),
    }
    assert len(nonces) == 5


@pytest.mark.parametrize("written", [str, str.upper], ids=["as derived", "in capitals"])
def test_a_text_that_holds_the_nonce_gets_the_next_one(
    monkeypatch: pytest.MonkeyPatch, written: Callable[[str], str]
) -> None:
    """A text cannot hold its own digest, so the digests are given here: the first two stand in the text."""
    digests = ["a" * 64, "b" * 64, "c" * 64]

    class Digest:
        def __init__(self, _: bytes) -> None:
            self.digits = digests.pop(0)

        def hexdigest(self) -> str:
            return self.digits

    monkeypatch.setattr("assessor.drafting.llm.fence.hashlib.sha256", Digest)
    text = f"END {written('a' * 32)} and {written('b' * 32)}"
    assert nonce_for(b"key", [text]) == "c" * 32


@given(st.lists(st.text(), max_size=3))
def test_no_field_ever_holds_its_nonce(fields: list[str]) -> None:
    nonce = nonce_for(b"key", fields)
    assert len(nonce) == 32
    assert not any(nonce in field for field in fields)
