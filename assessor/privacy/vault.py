"""Beside the stages: what a placeholder stands for, under two persons, a reason, an expiry and a log entry.

    accept    values are sealed under a key of the submission's own, which is sealed under the installation's
    request   somebody asks for one placeholder and says why
    approve   a privacy officer other than the asker lets it happen, for some hours
    open      the asker sees the value; every look is recorded before it is shown
    erase     the submission's key goes with its rows, and what was sealed under it is lost for good

Off unless the setting `vault` is on: then nothing is sealed, and nothing that was sealed is opened.
"""

import base64
import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta

from assessor.domain.actor import Actor, Role
from assessor.domain.audit import AuditEvent
from assessor.domain.vault import SealedValues, VaultRequest, VaultValues
from assessor.errors import InputError, OrderError, PersonError, RecordError
from assessor.ports import Clock, Store, UnitOfWork
from assessor.privacy.access import privacy_officer
from assessor.privacy_ports import KeyWrap

PURPOSE = "vault"
MIN_REASON_CHARS = 10
UNANSWERED = timedelta(days=7)
"""After that a request nobody approved has lapsed."""
MAX_HOURS = 72
NEVER = ("SECRET",)
"""Types of value that are not even sealed: a credential must be changed, not looked up."""
_KEY_BITS = 256
_NONCE_BYTES = 12
_MAY_ASK = frozenset({Role.PRIVACY, Role.MANAGER})


class VaultSealer:
    """Seals what redaction removed from one submission.

    Args:
        keys: seals the submission's key under the installation's.
    """

    def __init__(self, keys: KeyWrap) -> None:
        self._keys = keys

    def seal(self, submission_id: str, values: VaultValues) -> SealedValues:
        """Seal values under a fresh key. Each is bound to submission and placeholder: none can be moved."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = AESGCM.generate_key(_KEY_BITS)
        cipher = AESGCM(key)
        sealed = {}
        for placeholder, forms in values.items():
            if placeholder.strip("<>").rsplit("_", 1)[0] in NEVER:
                continue
            nonce = os.urandom(_NONCE_BYTES)
            told = json.dumps(forms, ensure_ascii=False).encode("utf-8", "surrogatepass")
            made = nonce + cipher.encrypt(nonce, told, _bound(submission_id, placeholder))
            sealed[placeholder] = base64.b64encode(made).decode("ascii")
        return SealedValues(wrapped_key=self._keys.wrap(key, PURPOSE, submission_id), values=sealed)

    def unseal(self, submission_id: str, placeholder: str, wrapped_key: str, sealed: str) -> tuple[str, ...]:
        """Every form of the value behind a placeholder.

        Raises:
            RecordError: code `vault_sealed`; the key is not this installation's, or what was sealed is
                damaged or stems from elsewhere.
        """
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        key = self._keys.unwrap(wrapped_key, PURPOSE, submission_id)
        try:
            made = base64.b64decode(sealed, validate=True)
            nonce, rest = made[:_NONCE_BYTES], made[_NONCE_BYTES:]
            told = AESGCM(key).decrypt(nonce, rest, _bound(submission_id, placeholder))
        except (ValueError, InvalidTag):
            raise RecordError(
                f"{submission_id}: a value of the vault cannot be opened with its key.", code="vault_sealed"
            ) from None
        return tuple(json.loads(told.decode("utf-8", "surrogatepass")))


def _bound(submission_id: str, placeholder: str) -> bytes:
    return f"{submission_id}\0{placeholder}".encode()


class Vault:
    """Requests, approvals and openings.

    Args:
        store: one tenant's records.
        clock: when things happen.
        sealer: opens what it sealed; null where the deployment has the vault switched off.
        redact_reason: the entry guardrails for the reason's own words; raises where they must not be kept.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        sealer: VaultSealer | None,
        redact_reason: Callable[[str], str],
    ) -> None:
        self._store = store
        self._clock = clock
        self._sealer = sealer
        self._redact_reason = redact_reason

    def request(self, submission_id: str, placeholder: str, reason: str, actor: Actor) -> VaultRequest:
        """Ask for one placeholder of one submission.

        Raises:
            OrderError: code `vault_off`.
            PersonError: codes `role_missing`, `actor_revoked`; managers and privacy officers may ask.
            NotFoundError: the vault holds no such value.
            InputError: codes `reason_missing` and what `redact_reason` raises.
        """
        self._on()
        given = len(reason.strip())
        if given < MIN_REASON_CHARS:
            raise InputError(
                f"--reason: a request needs at least {MIN_REASON_CHARS} characters; got {given}.",
                code="reason_missing",
            )
        with self._store.read() as unit:
            _may_ask(unit, actor)
            unit.vault.sealed(submission_id, placeholder)
        kept_reason = self._redact_reason(reason.strip())
        with self._store.begin() as unit:
            asker = _may_ask(unit, actor)
            unit.vault.sealed(submission_id, placeholder)
            made = unit.vault.ask(
                submission_id,
                placeholder,
                kept_reason,
                actor_id=asker.id,
                expires_at=self._clock.now() + UNANSWERED,
            )
            _record(unit, "vault.requested", made, asker)
        return made

    def approve(self, request_id: str, hours: int, actor: Actor) -> VaultRequest:
        """Let the asker open what was asked for, for so many hours from now.

        Raises:
            OrderError: codes `vault_off`, `vault_expired`, `vault_approved` where somebody did before.
            PersonError: codes `role_missing`, `actor_revoked`; `same_person` for the asker, and for the
                assessee of the submission.
            NotFoundError: no such request.
            InputError: code `vault_hours`.
        """
        self._on()
        if not 1 <= hours <= MAX_HOURS:
            raise InputError(f"--hours: got {hours}; expected 1 to {MAX_HOURS}.", code="vault_hours")
        with self._store.begin() as unit:
            officer = privacy_officer(unit, actor)
            asked = unit.vault.get(request_id)
            if officer.id in (asked.requested_by, unit.submissions.get(asked.submission).assessee_id):
                raise PersonError(
                    f"{officer.id} asked, or is whom it is about; somebody else must approve {request_id}",
                    code="same_person",
                    hint="Ask another privacy officer.",
                )
            if asked.approved_by is not None:
                raise OrderError(f"{request_id} is approved already", code="vault_approved")
            now = self._verify_standing(asked)
            made = unit.vault.approve(
                request_id, actor_id=officer.id, at=now, expires_at=now + timedelta(hours=hours)
            )
            _record(unit, "vault.approved", made, officer, hours=hours)
        return made

    def open(self, request_id: str, actor: Actor) -> tuple[str, ...]:
        """Every form of the value, for the asker, while the approval lasts. Recorded before it is returned.

        Raises:
            OrderError: codes `vault_off`, `vault_unapproved`, `vault_expired`.
            PersonError: codes `role_missing`, `actor_revoked`; `other_person` for anybody but the asker.
            NotFoundError: no such request; the submission was erased.
            RecordError: code `vault_sealed`.
        """
        sealer = self._on()
        with self._store.begin() as unit:
            asker = _may_ask(unit, actor)
            asked = unit.vault.get(request_id)
            if asker.id != asked.requested_by:
                raise PersonError(f"{request_id} was asked for by somebody else", code="other_person")
            if asked.approved_by is None:
                raise OrderError(
                    f"{request_id} is not approved",
                    code="vault_unapproved",
                    hint="A privacy officer other than you must approve it.",
                )
            self._verify_standing(asked)
            # Who approved may have lost the role since; then two persons no longer stand behind it.
            privacy_officer(unit, unit.actors.get(asked.approved_by))
            wrapped_key, sealed = unit.vault.sealed(asked.submission, asked.placeholder)
            forms = sealer.unseal(asked.submission, asked.placeholder, wrapped_key, sealed)
            unit.vault.note_opened(request_id)
            _record(unit, "vault.opened", asked, asker)
        return forms

    def requests(self, actor: Actor) -> tuple[VaultRequest, ...]:
        """Every request, oldest first, for a privacy officer.

        Raises:
            PersonError: `actor` may not.
        """
        with self._store.read() as unit:
            privacy_officer(unit, actor)
            return unit.vault.requests()

    def _on(self) -> VaultSealer:
        if self._sealer is None:
            raise OrderError(
                "the vault is switched off in this deployment",
                code="vault_off",
                hint="ASSESSOR_VAULT=on seals what is redacted from then on; what was before is gone.",
            )
        return self._sealer

    def _verify_standing(self, asked: VaultRequest) -> datetime:
        now = self._clock.now()
        if now >= asked.expires_at:
            raise OrderError(
                f"{asked.id} has expired", code="vault_expired", hint="Ask again, with a reason."
            )
        return now


def _may_ask(unit: UnitOfWork, actor: Actor) -> Actor:
    person = unit.actors.get(actor.id)
    if person.revoked_at is not None:
        raise PersonError(f"{person.id} is revoked", code="actor_revoked")
    if not _MAY_ASK & set(person.roles):
        raise PersonError(f"{person.id} is neither manager nor privacy officer", code="role_missing")
    return person


def _record(unit: UnitOfWork, event: str, asked: VaultRequest, actor: Actor, **facts: int) -> None:
    unit.record(
        AuditEvent(
            event=event,
            actor=actor.id,
            refs={"request": asked.id, "submission": asked.submission},
            facts={"placeholder": asked.placeholder.strip("<>"), **facts},
        )
    )
