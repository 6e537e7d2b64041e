"""People who act: pseudonymous ids with roles."""

from datetime import datetime
from enum import StrEnum

from assessor.domain.base import Frozen


class Role(StrEnum):
    """What an actor may do."""

    MANAGER = "manager"
    CSM = "csm"
    ENABLEMENT = "enablement"
    PRIVACY = "privacy"


class Actor(Frozen):
    """A person known by a random id. An assessee who never signs in has no name and no roles."""

    id: str
    """Random, `act_` and 32 hex digits; the only name the audit log uses."""
    tenant_id: str
    name: str | None
    roles: frozenset[Role]
    created_at: datetime
    revoked_at: datetime | None = None
