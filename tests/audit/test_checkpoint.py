import base64
import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from assessor.audit.checkpoint import (
    key_hash_of,
    make_checkpoint,
    origin_of,
    parse_checkpoint,
    verify_checkpoint,
)
from assessor.audit.merkle import EMPTY_HEAD, root
from assessor.domain.audit import Checkpoint, TreeHead
from assessor.errors import InputError, IntegrityError
from assessor.keyring import Keyring

from .logs import TENANT, fresh_keyring, keyring, small_log

HEAD = small_log(5).head


def made() -> Checkpoint:
    return make_checkpoint(keyring(), TENANT, HEAD)


def lines() -> list[str]:
    """Lines of a good checkpoint: origin, size, root, empty, signature, and what follows the last newline."""
    return made().note.split("\n")


def with_line(number: int, text: str) -> str:
    changed = lines()
    changed[number - 1] = text
    return "\n".join(changed)


def without_line(number: int) -> str:
    changed = lines()
    del changed[number - 1]
    return "\n".join(changed)


def test_checkpoint_is_a_signed_note_of_origin_size_and_root() -> None:
    origin, size, root_text, empty, signature, end = lines()
    assert (origin, size, empty, end) == ("assessor/local", "5", "", "")
    assert base64.b64decode(root_text) == root(HEAD)
    dash, name, blob_text = signature.split(" ")
    assert (dash, name) == ("\N{EM DASH}", "assessor/local/k1")
    public = keyring().public_keys()["k1"]
    blob = base64.b64decode(blob_text)
    # C2SP signed-note: 4 bytes of SHA-256(name, newline, 0x01, key), then the signature over the text
    # with the newline that ends it.
    assert blob[:4] == hashlib.sha256(b"assessor/local/k1\n\x01" + public).digest()[:4]
    Ed25519PublicKey.from_public_bytes(public).verify(blob[4:], f"assessor/local\n5\n{root_text}\n".encode())


def test_key_hash_is_that_of_the_published_verifier_key() -> None:
    # The example key of Go's sumdb/note package: PeterNeumann+c74f20a3+ARpc2Qc...
    encoded = base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
    assert key_hash_of("PeterNeumann", encoded[1:]).hex() == "c74f20a3"


def test_checkpoint_reads_back_and_verifies() -> None:
    assert parse_checkpoint(made().note) == made()
    assert verify_checkpoint(made(), keyring().public_keys()) == "k1"


def test_empty_log_can_be_signed() -> None:
    empty = make_checkpoint(keyring(), TENANT, EMPTY_HEAD)
    assert (empty.size, empty.root) == (0, hashlib.sha256(b"").hexdigest())
    verify_checkpoint(parse_checkpoint(empty.note), keyring().public_keys())


def test_old_key_still_verifies_after_rotation(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    before = make_checkpoint(Keyring.create(path), TENANT, HEAD)
    rotated = Keyring.add_key(path)
    assert verify_checkpoint(before, rotated.public_keys()) == "k1"
    assert verify_checkpoint(make_checkpoint(rotated, TENANT, HEAD), rotated.public_keys()) == "k2"


@pytest.mark.parametrize("tenant", ["", "a b", "a\nb", "a+b", "a/b"])
def test_tenant_that_could_break_the_note_is_refused(tenant: str) -> None:
    for use in (lambda: make_checkpoint(keyring(), tenant, HEAD), lambda: origin_of(tenant)):
        with pytest.raises(InputError):
            use()


def test_head_that_is_no_tree_is_not_signed() -> None:
    with pytest.raises(InputError) as caught:
        make_checkpoint(keyring(), TENANT, TreeHead(size=5, frontier=()))
    assert caught.value.code == "tree_head"


ROOT_LINE = base64.b64encode(bytes(32)).decode()
SIGNATURE = base64.b64encode(bytes(68)).decode()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        pytest.param(1, "", id="nothing"),
        pytest.param(1, "\n\n", id="newlines only"),
        pytest.param(1, "assessor/local", id="origin without newline"),
        pytest.param(2, "assessor/local\n", id="origin only"),
        pytest.param(1, with_line(1, ""), id="empty origin"),
        pytest.param(1, with_line(1, "assessor/\tlocal"), id="control character"),
        pytest.param(1, with_line(1, "assessor/\ud800"), id="lone surrogate"),
        pytest.param(1, made().note.replace("\n", "\r\n"), id="CRLF"),
        pytest.param(2, with_line(2, ""), id="empty size"),
        pytest.param(2, with_line(2, "05"), id="leading zero"),
        pytest.param(2, with_line(2, "-5"), id="negative size"),
        pytest.param(2, with_line(2, "+5"), id="signed size"),
        pytest.param(2, with_line(2, "5 "), id="size and space"),
        pytest.param(2, with_line(2, "five"), id="size in words"),
        pytest.param(2, with_line(2, "٥"), id="digit of another script"),
        pytest.param(2, with_line(2, "9" * 5000), id="size of 5000 digits"),
        pytest.param(3, with_line(3, ""), id="empty root"),
        pytest.param(3, with_line(3, "no base64!"), id="root no Base64"),
        pytest.param(3, with_line(3, "ä" * 44), id="root not ASCII"),
        pytest.param(3, with_line(3, base64.b64encode(bytes(31)).decode()), id="short root"),
        pytest.param(3, with_line(3, ROOT_LINE[:-2] + "B="), id="root with stray bits"),
        pytest.param(3, with_line(3, ROOT_LINE.rstrip("=")), id="root without padding"),
        pytest.param(3, without_line(3), id="no root"),
        pytest.param(5, without_line(4), id="no empty line"),
        pytest.param(5, without_line(5), id="no signature"),
        pytest.param(5, made().note[:-1], id="no newline at the end"),
        pytest.param(5, with_line(5, lines()[4].replace("\N{EM DASH}", "-")), id="hyphen for the dash"),
        pytest.param(5, with_line(5, "\N{EM DASH} assessor/local/k1"), id="no signature bytes"),
        pytest.param(5, with_line(5, f"\N{EM DASH} a+b {SIGNATURE}"), id="plus in the key's name"),
        pytest.param(5, with_line(5, f"\N{EM DASH}  {SIGNATURE}"), id="no key name"),
        pytest.param(5, with_line(5, "\N{EM DASH} a no base64!"), id="signature no Base64"),
        pytest.param(5, with_line(5, "\N{EM DASH} a AAAAAA=="), id="key hash alone"),
        pytest.param(6, made().note + "\n", id="empty line at the end"),
        pytest.param(6, made().note + "more\n", id="text after the signature"),
        pytest.param(6, made().note + "more", id="text after the last newline"),
    ],
)
def test_malformed_checkpoint_is_refused_by_line(line: int, text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_checkpoint(text)
    assert caught.value.code == "checkpoint_format"
    assert caught.value.message.startswith(f"checkpoint, line {line} ")


def forged(note: str) -> str:
    """The code with which a well-formed note fails."""
    with pytest.raises(IntegrityError) as caught:
        verify_checkpoint(parse_checkpoint(note), keyring().public_keys())
    return caught.value.code


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(with_line(1, "assessor/other"), id="other origin"),
        pytest.param(with_line(2, "4"), id="smaller size"),
        pytest.param(with_line(2, "50"), id="larger size"),
        pytest.param(with_line(3, ROOT_LINE), id="other root"),
        pytest.param(with_line(3, lines()[2] + "\nmore"), id="a line added to the text"),
        pytest.param(with_line(5, f"\N{EM DASH} assessor/local/k1 {SIGNATURE}"), id="signature of zeros"),
        pytest.param(with_line(5, lines()[4].replace("k1", "k2")), id="other key name"),
        pytest.param(with_line(5, lines()[4].replace("assessor/local/", "")), id="bare key id"),
        pytest.param(make_checkpoint(fresh_keyring(), TENANT, HEAD).note, id="another installation's key"),
        pytest.param(
            make_checkpoint(keyring(), "b", HEAD).note.replace("r/b", "r/local"), id="another tenant's"
        ),
    ],
)
def test_forged_checkpoint_is_caught(note: str) -> None:
    assert forged(note) == "checkpoint_signature"


def test_every_changed_byte_of_a_checkpoint_is_caught() -> None:
    note = made().note.encode()
    for place in range(len(note)):
        changed = note[:place] + bytes([note[place] ^ 1]) + note[place + 1 :]
        with pytest.raises((InputError, IntegrityError)):
            verify_checkpoint(
                parse_checkpoint(changed.decode("utf-8", "surrogateescape")), keyring().public_keys()
            )


@pytest.mark.parametrize("change", [{"size": 4}, {"root": "00" * 32}, {"origin": "assessor/other"}])
def test_fields_that_differ_from_the_signed_note_are_caught(change: dict[str, object]) -> None:
    with pytest.raises(IntegrityError) as caught:
        verify_checkpoint(made().model_copy(update=change), keyring().public_keys())
    assert caught.value.code == "checkpoint_fields"


def test_signature_of_a_witness_beside_ours_is_let_pass() -> None:
    note = made().note + f"\N{EM DASH} witness.example/w1 {SIGNATURE}\n"
    assert verify_checkpoint(parse_checkpoint(note), keyring().public_keys()) == "k1"


def test_bad_signature_in_our_name_beside_a_good_one_is_caught() -> None:
    blob = base64.b64decode(lines()[4].split(" ")[2])
    bad = base64.b64encode(blob[:4] + bytes(64)).decode()
    assert forged(made().note + f"\N{EM DASH} assessor/local/k1 {bad}\n") == "checkpoint_signature"


def test_no_keys_verify_nothing() -> None:
    with pytest.raises(IntegrityError):
        verify_checkpoint(made(), {})
