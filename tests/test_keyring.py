import base64
import hashlib
import hmac
import json
import stat
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from assessor.errors import InputError, RecordError
from assessor.keyring import Keyring

HMAC_KEY, SEED = bytes(range(32)), bytes(range(32, 64))


def key_file(path: Path, **changes: object) -> Path:
    """A key file with known keys; `changes` replace top-level fields."""
    key = {
        "hmac": base64.b64encode(HMAC_KEY).decode(),
        "ed25519": base64.b64encode(SEED).decode(),
        "created": "2026-01-01T00:00:00Z",
    }
    content = {"version": 1, "active": "k1", "keys": {"k1": key}} | changes
    path.write_text(json.dumps(content))
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return Keyring.load(key_file(tmp_path_factory.mktemp("keyring") / "keys.json"))


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def code_of(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        Keyring.load(path)
    return caught.value.code


def test_new_key_file_is_private_in_a_private_folder_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "home" / "keys.json"
    created = Keyring.create(path)
    assert (mode_of(path), mode_of(path.parent)) == (0o600, 0o700)
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]
    content = json.loads(path.read_text())
    assert (content["version"], content["active"], set(content["keys"])) == (1, "k1", {"k1"})
    assert set(content["keys"]["k1"]) == {"hmac", "ed25519", "created"}
    assert Keyring.load(path).digest(b"x") == created.digest(b"x")


def test_two_key_files_share_no_key(tmp_path: Path) -> None:
    first, second = Keyring.create(tmp_path / "a.json"), Keyring.create(tmp_path / "b.json")
    assert first.digest(b"x") != second.digest(b"x")
    assert first.public_keys() != second.public_keys()


def test_create_never_overwrites(tmp_path: Path) -> None:
    path = key_file(tmp_path / "keys.json")
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        Keyring.create(path)
    assert caught.value.code == "key_file_exists"
    assert path.read_bytes() == before


def test_load_or_create_makes_one_file_however_many_ask_at_once(tmp_path: Path) -> None:
    path = tmp_path / "home" / "keys.json"
    with ThreadPoolExecutor(8) as pool:
        digests = set(pool.map(lambda _: Keyring.load_or_create(path).digest(b"x"), range(16)))
    assert len(digests) == 1


def test_rotations_at_once_lose_no_key(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    Keyring.create(path)
    with ThreadPoolExecutor(4) as pool:
        rotated = list(pool.map(lambda _: Keyring.add_key(path), range(6)))
    final = Keyring.load(path)
    assert set(final.public_keys()) == {f"k{number}" for number in range(1, 8)}
    assert all(final.verify(b"x", keys.digest(b"x")) for keys in rotated)
    assert mode_of(path) == 0o600


@pytest.mark.parametrize("mode", [0o604, 0o640, 0o660, 0o601, 0o610, 0o620, 0o777])
def test_key_file_that_others_may_touch_is_refused_with_the_command_that_helps(
    tmp_path: Path, mode: int
) -> None:
    path = key_file(tmp_path / "my keys.json")
    path.chmod(mode)
    with pytest.raises(InputError) as caught:
        Keyring.load(path)
    assert caught.value.code == "key_file_mode"
    assert str(path) in caught.value.message
    assert caught.value.hint == f"Run: chmod 600 '{path}'"


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_key_file_of_the_owner_alone_is_accepted(tmp_path: Path, mode: int) -> None:
    path = key_file(tmp_path / "keys.json")
    path.chmod(mode)
    assert Keyring.load(path).active_id == "k1"


SHORT_KEY = {"hmac": "AAAA", "ed25519": "AAAA", "created": "2026-01-01T00:00:00Z"}


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"active": "k2"}, id="active key missing"),
        pytest.param({"active": None}, id="no active key"),
        pytest.param({"keys": {}}, id="no keys"),
        pytest.param({"version": 2}, id="unknown version"),
        pytest.param({"keys": {"k1": SHORT_KEY}}, id="short key"),
        pytest.param({"keys": {"k:1": SHORT_KEY}}, id="key id that would break a digest"),
        pytest.param({"more": 1}, id="unknown field"),
    ],
)
def test_damaged_key_file_is_refused(tmp_path: Path, changes: dict[str, object]) -> None:
    assert code_of(key_file(tmp_path / "keys.json", **changes)) == "key_file_format"


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000])
def test_key_file_that_is_no_json_object_is_refused(tmp_path: Path, text: bytes) -> None:
    path = key_file(tmp_path / "keys.json")
    path.write_bytes(text)
    assert code_of(path) == "key_file_format"


def test_missing_key_file_and_folder_in_its_place_are_told_apart(tmp_path: Path) -> None:
    assert code_of(tmp_path / "none.json") == "key_file_missing"
    assert code_of(tmp_path) == "key_file"


def test_key_file_that_cannot_be_written_is_a_record_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RecordError) as caught:
        Keyring.create(tmp_path / "file" / "keys.json")
    assert caught.value.code == "key_file_write"


def test_error_about_a_damaged_file_shows_no_key_material(tmp_path: Path) -> None:
    secret = base64.b64encode(HMAC_KEY).decode()
    damaged = {"hmac": secret + "=", "ed25519": secret, "created": "2026-01-01T00:00:00Z"}
    with pytest.raises(InputError) as caught:
        Keyring.load(key_file(tmp_path / "keys.json", keys={"k1": damaged}))
    assert secret not in str(caught.value)
    assert caught.value.__suppress_context__
    assert "keys.k1.hmac" in caught.value.message


def test_plain_digest_can_be_recomputed_by_anyone_with_the_key(keys: Keyring) -> None:
    assert (
        keys.digest(b"bytes") == f"hmac-sha256:k1:{hmac.new(HMAC_KEY, b'bytes', hashlib.sha256).hexdigest()}"
    )


def test_digest_with_a_purpose_follows_its_published_recipe(keys: Keyring) -> None:
    derived = hmac.new(HMAC_KEY, b"assessor: digests with a purpose", hashlib.sha512).digest()
    expected = hmac.new(derived, b"audit\0data", hashlib.sha256).hexdigest()
    assert keys.digest(b"data", purpose="audit") == f"hmac-sha256:k1:{expected}"


@pytest.mark.parametrize(
    "prefix", [b"audit\0", b"bytes\0", b"audit", b"assessor: digests with a purpose", b""]
)
def test_no_submitted_bytes_have_the_digest_of_an_audit_entry(keys: Keyring, prefix: bytes) -> None:
    """A submitter chooses the bytes and may see their digest; that must not forge a MAC."""
    message = b"local\n1\nab"
    assert keys.digest(prefix + message) != keys.digest(message, purpose="audit")
    assert not keys.verify(message, keys.digest(prefix + message), purpose="audit")


def test_purposes_never_agree(keys: Keyring) -> None:
    digests = {keys.digest(b"x", purpose=purpose) for purpose in ("bytes", "audit", "subject")}
    assert len(digests) == 3
    assert keys.digest(b"b\0x", purpose="a") != keys.digest(b"x", purpose="a_b")


@pytest.mark.parametrize("purpose", ["", "a\0b", "Audit", "a b", "x" * 33])
def test_purpose_of_another_form_is_refused(keys: Keyring, purpose: str) -> None:
    with pytest.raises(ValueError, match="purpose"):
        keys.digest(b"x", purpose=purpose)


def test_digest_verifies_for_its_data_and_purpose_alone(keys: Keyring) -> None:
    digest = keys.digest(b"x", purpose="audit")
    assert keys.verify(b"x", digest, purpose="audit")
    assert not keys.verify(b"y", digest, purpose="audit")
    assert not keys.verify(b"x", digest)


@pytest.mark.parametrize(
    "change",
    [
        lambda digest: digest.replace("k1", "k9"),
        lambda digest: digest.upper(),
        lambda digest: digest + "\n",
        lambda digest: digest[:-1],
        lambda digest: digest.removeprefix("hmac-"),
        lambda digest: digest[:-1] + ("0" if digest[-1] != "0" else "1"),
        lambda _: "",
        lambda _: "hmac-sha256:k1:" + "ä" * 64,
        lambda _: "\ud800",
    ],
)
def test_damaged_digest_is_false_and_never_an_error(keys: Keyring, change: object) -> None:
    assert callable(change)
    assert keys.verify(b"x", change(keys.digest(b"x"))) is False


def test_after_rotation_the_new_key_works_and_the_old_one_only_verifies(tmp_path: Path) -> None:
    path = key_file(tmp_path / "keys.json")
    before, after = Keyring.load(path), Keyring.add_key(path)
    assert (before.active_id, after.active_id) == ("k1", "k2")
    assert after.digest(b"x").startswith("hmac-sha256:k2:")
    assert after.verify(b"x", before.digest(b"x"))
    assert not before.verify(b"x", after.digest(b"x"))
    assert after.digests(b"x") == (after.digest(b"x"), before.digest(b"x"))
    assert Keyring.load(path).digests(b"x", "audit") == after.digests(b"x", "audit")


def test_rotation_of_a_missing_file_creates_none(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        Keyring.add_key(tmp_path / "keys.json")
    assert caught.value.code == "key_file_missing"
    assert list(tmp_path.iterdir()) == []


def test_signature_verifies_under_the_active_public_key(tmp_path: Path) -> None:
    path = key_file(tmp_path / "keys.json")
    keys = Keyring.add_key(path)
    signature = keys.sign(b"message")
    Ed25519PublicKey.from_public_bytes(keys.public_keys()["k2"]).verify(signature, b"message")
    with pytest.raises(InvalidSignature):
        Ed25519PublicKey.from_public_bytes(keys.public_keys()["k1"]).verify(signature, b"message")


def test_key_file_holds_the_seed_of_rfc_8032(tmp_path: Path) -> None:
    # RFC 8032, section 7.1, test 1: the public key and the signature of the empty message.
    seed = bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    key = {
        "hmac": base64.b64encode(HMAC_KEY).decode(),
        "ed25519": base64.b64encode(seed).decode(),
        "created": "2026-01-01T00:00:00Z",
    }
    keys = Keyring.load(key_file(tmp_path / "keys.json", keys={"k1": key}))
    assert (
        keys.public_keys()["k1"].hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
    )
    assert (
        keys.sign(b"")
        .hex()
        .startswith("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8")
    )


def test_repr_shows_no_key_material(keys: Keyring) -> None:
    keys.sign(b"x")
    keys.digest(b"x", "audit")
    shown = repr(keys) + repr(vars(keys)) + str(keys)
    assert repr(keys) == "Keyring(active='k1', keys=['k1'])"
    for secret in (HMAC_KEY, SEED):
        for form in (secret.hex(), base64.b64encode(secret).decode(), repr(secret)):
            assert form not in shown


@given(data=st.binary(max_size=64), other=st.binary(max_size=64))
def test_digests_agree_exactly_where_the_data_do(keys: Keyring, data: bytes, other: bytes) -> None:
    assert (keys.digest(data) == keys.digest(other)) == (data == other)


def test_a_wrapped_key_opens_for_the_same_purpose_and_binding_only(tmp_path: Path) -> None:
    keys = Keyring.load(key_file(tmp_path / "keys.json"))
    wrapped = keys.wrap(b"secret key", "vault", "sub_1")
    assert keys.unwrap(wrapped, "vault", "sub_1") == b"secret key"
    assert keys.wrap(b"secret key", "vault", "sub_1") != wrapped
    for purpose, bound_to in (("cache", "sub_1"), ("vault", "sub_2")):
        with pytest.raises(RecordError) as caught:
            keys.unwrap(wrapped, purpose, bound_to)
        assert caught.value.code == "key_sealed"


@pytest.mark.parametrize(
    ("damaged", "code"),
    [
        (lambda text: text.replace(":k1:", ":k7:"), "key_unknown"),
        (lambda text: text.replace("aesgcm", "plain"), "key_unknown"),
        (lambda _: "", "key_unknown"),
        (lambda text: text[:-8] + "AAAAAAA=", "key_sealed"),
        (lambda _: "aesgcm:k1:A", "key_sealed"),
        (lambda _: "aesgcm:k1:AAAA", "key_sealed"),
    ],
)
def test_a_damaged_wrapped_key_is_told_apart_and_repeats_nothing(
    tmp_path: Path, damaged: Callable[[str], str], code: str
) -> None:
    keys = Keyring.load(key_file(tmp_path / "keys.json"))
    broken = damaged(keys.wrap(b"secret key", "vault", "sub_1"))
    with pytest.raises(RecordError) as caught:
        keys.unwrap(broken, "vault", "sub_1")
    assert caught.value.code == code
    assert caught.value.__cause__ is None
    assert not broken or broken not in str(caught.value)


def test_a_rotated_ring_unwraps_what_the_old_key_sealed(tmp_path: Path) -> None:
    path = key_file(tmp_path / "keys.json")
    wrapped = Keyring.load(path).wrap(b"secret key", "vault", "sub_1")
    rotated = Keyring.add_key(path)
    assert rotated.unwrap(wrapped, "vault", "sub_1") == b"secret key"
    assert rotated.wrap(b"secret key", "vault", "sub_1").startswith("aesgcm:k2:")
