"""Rows of the vault: sealed values, the sealed key of each submission, and who asked to open what."""

from datetime import datetime

import sqlalchemy as sa

from assessor.domain.vault import SealedValues, VaultRequest
from assessor.errors import NotFoundError
from assessor.store.ids import new_id
from assessor.store.tables import vault_keys, vault_requests, vault_values
from assessor.store.transaction import Row, Transaction


class SqlVaultRows:
    """`ports.VaultRows` on SQL."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def keep(self, submission_id: str, sealed: SealedValues, *, actor_id: str) -> None:
        """Keep the sealed values of a submission with its sealed key."""
        self._transaction.insert(
            vault_keys,
            {
                "submission_id": submission_id,
                "wrapped_key": sealed.wrapped_key,
                "actor_id": actor_id,
                "at": self._transaction.now(),
            },
        )
        self._transaction.insert(
            vault_values,
            *(
                {
                    "submission_id": submission_id,
                    "placeholder": placeholder,
                    "sealed": value,
                    "actor_id": actor_id,
                }
                for placeholder, value in sorted(sealed.values.items())
            ),
        )

    def sealed(self, submission_id: str, placeholder: str) -> tuple[str, str]:
        """The sealed key of a submission, and the sealed value of one placeholder.

        Raises:
            NotFoundError: the vault holds no such value.
        """
        own = sa.and_(
            vault_keys.c.tenant_id == vault_values.c.tenant_id,
            vault_keys.c.submission_id == vault_values.c.submission_id,
        )
        query = (
            sa.select(vault_keys.c.wrapped_key, vault_values.c.sealed)
            .join(vault_keys, own)
            .where(
                self._transaction.mine(vault_values),
                vault_values.c.submission_id == submission_id,
                vault_values.c.placeholder == placeholder,
            )
        )
        row = self._transaction.first(query)
        if row is None:
            # What was typed may be a value instead of a placeholder, so it is not repeated.
            raise NotFoundError(
                "the vault holds no value for this placeholder of this submission",
                hint="Only what was redacted while the vault was on is in it, and no credentials.",
            )
        return row["wrapped_key"], row["sealed"]

    def ask(
        self, submission_id: str, placeholder: str, reason: str, *, actor_id: str, expires_at: datetime
    ) -> VaultRequest:
        """Keep a request."""
        row = {
            "id": new_id("vlt"),
            "submission_id": submission_id,
            "placeholder": placeholder,
            "reason": reason,
            "actor_id": actor_id,
            "at": self._transaction.now(),
            "approved_by": None,
            "approved_at": None,
            "expires_at": expires_at,
            "opened": 0,
        }
        self._transaction.insert(vault_requests, row)
        return _request(row)

    def get(self, request_id: str) -> VaultRequest:
        """A request; `NotFoundError` where there is none."""
        query = sa.select(vault_requests).where(
            self._transaction.mine(vault_requests), vault_requests.c.id == request_id
        )
        return _request(self._transaction.require(query, "vault request", request_id))

    def approve(self, request_id: str, *, actor_id: str, at: datetime, expires_at: datetime) -> VaultRequest:
        """Note who approved a request and until when it may be opened."""
        self._transaction.update(
            vault_requests,
            vault_requests.c.id == request_id,
            approved_by=actor_id,
            approved_at=at,
            expires_at=expires_at,
        )
        return self.get(request_id)

    def note_opened(self, request_id: str) -> None:
        """Count one look."""
        self._transaction.update(
            vault_requests, vault_requests.c.id == request_id, opened=vault_requests.c.opened + 1
        )

    def requests(self) -> tuple[VaultRequest, ...]:
        """Every request, oldest first."""
        query = (
            sa.select(vault_requests)
            .where(self._transaction.mine(vault_requests))
            .order_by(vault_requests.c.at, vault_requests.c.id)
        )
        return tuple(map(_request, self._transaction.rows(query)))


def destroy_vault(transaction: Transaction, submission_id: str) -> int:
    """Destroy a submission's key, and with it what was sealed; requests go too. The count of values."""
    for table in (vault_keys, vault_requests):
        transaction.delete(table, table.c.submission_id == submission_id)
    return transaction.delete(vault_values, vault_values.c.submission_id == submission_id)


def _request(row: Row) -> VaultRequest:
    return VaultRequest(
        id=row["id"],
        submission=row["submission_id"],
        placeholder=row["placeholder"],
        reason=row["reason"],
        requested_by=row["actor_id"],
        requested_at=row["at"],
        approved_by=row["approved_by"],
        approved_at=row["approved_at"],
        expires_at=row["expires_at"],
        opened=row["opened"],
    )
