"""The values the audit log commits to, built in one place for recording and for verifying.

Each function takes a row either as it is about to be written (dates, lists) or as it was read back raw
(text), and yields the same plain JSON for both. A row that was tampered with yields another value instead
of an error.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from pydantic import JsonValue

from assessor.store.tables import (
    activations,
    artefacts,
    drafts,
    exemplars,
    fits,
    ratings,
    releases,
    stops,
    submissions,
    suspensions,
)
from assessor.store.times import UtcText, utc_text
from assessor.store.transaction import Transaction

_NOT_COMMITTED = {"tenant_id", "seal"}
_RATING_COLUMNS = tuple(column.name for column in ratings.c if column.name not in _NOT_COMMITTED)
_RELEASE_COLUMNS = tuple(column.name for column in releases.c if column.name not in _NOT_COMMITTED)
_FIT_COLUMNS = tuple(column.name for column in fits.c if column.name not in _NOT_COMMITTED)
_ACTIVATION_COLUMNS = tuple(column.name for column in activations.c if column.name not in _NOT_COMMITTED)
# Who released or withdrew it comes later, and stands in entries of its own.
_EXEMPLAR_COLUMNS = tuple(
    column.name
    for column in exemplars.c
    if column.name not in _NOT_COMMITTED
    and not column.name.startswith(("enablement_", "privacy_", "withdrawn_"))
)
# Lifting one comes later and has a commitment of its own; its columns say so by their names.
_LIFTING_COLUMNS = ("id", "lifted_by", "lifted_at", "lift_reason", "recalibration")
_SUSPENSION_COLUMNS = tuple(
    column.name
    for column in suspensions.c
    if column.name == "id" or column.name not in (*_NOT_COMMITTED, *_LIFTING_COLUMNS)
)
_STOP_COLUMNS = tuple(column.name for column in stops.c if column.name not in _NOT_COMMITTED)


def rating_value(row: Mapping[str, Any]) -> JsonValue:
    """All of a rating but its seal, which is the commitment itself."""
    return {name: _plain(row[name]) for name in _RATING_COLUMNS}


def stop_value(row: Mapping[str, Any]) -> JsonValue:
    """All that is kept of a stopped artefact."""
    return {name: _plain(row[name]) for name in _STOP_COLUMNS}


def release_value(row: Mapping[str, Any]) -> JsonValue:
    """All that is kept of a release."""
    return {name: _plain(row[name]) for name in _RELEASE_COLUMNS}


def fit_value(row: Mapping[str, Any]) -> JsonValue:
    """All of a version that a drafter learned: weights that were changed by hand show."""
    return {name: _plain(row[name]) for name in _FIT_COLUMNS}


def activation_value(row: Mapping[str, Any]) -> JsonValue:
    """All that is kept of who put which version in effect."""
    return {name: _plain(row[name]) for name in _ACTIVATION_COLUMNS}


def exemplar_value(row: Mapping[str, Any]) -> JsonValue:
    """An exemplar as it was let in."""
    # Commitments from before there was an end of its own stay what they were.
    names = (name for name in _EXEMPLAR_COLUMNS if name != "retain_until" or row[name] is not None)
    return {name: _plain(row[name]) for name in names}


def suspension_value(row: Mapping[str, Any]) -> JsonValue:
    """A suspension as it was begun."""
    return {name: _plain(row[name]) for name in _SUSPENSION_COLUMNS}


def lifting_value(row: Mapping[str, Any]) -> JsonValue:
    """Who lifted a suspension, when, why, and on which recalibration."""
    return {name: _plain(row[name]) for name in _LIFTING_COLUMNS}


def submission_value(assessee_id: str, artefact_rows: Sequence[Mapping[str, Any]]) -> JsonValue:
    """Whose evidence a submission holds, and which: redacted texts and submitted bytes by their digests."""
    return {
        "assessee": assessee_id,
        "artefacts": sorted(row["artefact_id"] for row in artefact_rows),
        "submitted_digests": sorted(row["submitted_digest"] for row in artefact_rows),
    }


def stored_value(transaction: Transaction, name: str, refs: Mapping[str, Any]) -> JsonValue:
    """The value of the row a commitment stands for, as the database holds it now.

    Args:
        transaction: where to look.
        name: name of the commitment: `activation`, `draft`, `exemplar`, `fit`, `lifting`, `rating`,
            `release`, `seal`, `submission`, `stop` or `suspension`.
        refs: the leaf's references; the row is the one of the same name, for a seal the rating, for a
            lifting the suspension.

    Returns:
        The value; null where the row is gone or nothing is kept under that name.
    """
    row_id = str(refs.get(_FOUND_UNDER.get(name, name)))
    if name == "submission":
        return _stored_submission(transaction, row_id)
    if name not in _ROWS:
        return None
    table, build = _ROWS[name]
    row = transaction.first(_raw(table).where(transaction.mine(table), table.c.id == row_id))
    return None if row is None else build({key: _parsed(table.c[key], value) for key, value in row.items()})


def _stored_submission(transaction: Transaction, row_id: str) -> JsonValue:
    head = transaction.first(
        sa.select(submissions.c.assessee_id).where(transaction.mine(submissions), submissions.c.id == row_id)
    )
    if head is None:
        return None
    rows = transaction.rows(
        sa.select(artefacts.c.artefact_id, artefacts.c.submitted_digest).where(
            transaction.mine(artefacts), artefacts.c.submission_id == row_id
        )
    )
    return submission_value(head["assessee_id"], rows)


def _draft_value(row: Mapping[str, Any]) -> JsonValue:
    value: JsonValue = row["draft"]
    return value


_ROWS = {
    "activation": (activations, activation_value),
    "draft": (drafts, _draft_value),
    "fit": (fits, fit_value),
    "exemplar": (exemplars, exemplar_value),
    "lifting": (suspensions, lifting_value),
    "rating": (ratings, rating_value),
    "release": (releases, release_value),
    "seal": (ratings, rating_value),
    "stop": (stops, stop_value),
    "suspension": (suspensions, suspension_value),
}
_FOUND_UNDER = {"seal": "rating", "lifting": "suspension"}


def _is_parsed_by_the_driver(column: sa.Column[Any]) -> bool:
    return isinstance(column.type, sa.JSON | UtcText)


def _raw(table: sa.Table) -> sa.Select[Any]:
    """All columns, those with a format of their own as bare text: a spoilt one must not stop the verifier."""
    return sa.select(
        *(
            sa.cast(column, sa.Text).label(column.name) if _is_parsed_by_the_driver(column) else column
            for column in table.c
        )
    )


def _parsed(column: sa.Column[Any], value: object) -> object:
    if not isinstance(column.type, sa.JSON) or not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value  # spoilt: as it is, it matches no commitment


def _plain(value: Any) -> JsonValue:
    if isinstance(value, datetime):
        return utc_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()  # no column of ours holds bytes; SQLite would let somebody put them there
    plain: JsonValue = value
    return plain
