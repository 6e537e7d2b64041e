"""Who sends a request: the bearer token of an actor (`assessor actor add`)."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from assessor.api.problems import HttpError
from assessor.api.service import Serving
from assessor.domain.actor import Actor

_MOST_CHARS = 200
_bearer = HTTPBearer(
    auto_error=False,
    scheme_name="token",
    description="Token of an actor, shown once by `assessor actor add`.",
)


def signed_in(
    request: Request,
    service: Serving,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)],
) -> Actor:
    """The actor whose token the request carries. Roles are checked where they matter, not here.

    Raises:
        HttpError: 401, no token or one that is nobody's or was revoked.
    """
    if credentials is None or not credentials.credentials:
        raise HttpError(
            401,
            "token_missing",
            "expected the header Authorization: Bearer TOKEN",
            {"WWW-Authenticate": 'Bearer realm="assessor"'},
            hint="`assessor actor add NAME --role ROLE` on the server's machine prints a token.",
        )
    token = credentials.credentials
    actor = service.accounts.by_token(token) if len(token) <= _MOST_CHARS else None
    if actor is None:
        raise HttpError(
            401,
            "token_unknown",
            "the token is nobody's, or was revoked",
            {"WWW-Authenticate": 'Bearer realm="assessor", error="invalid_token"'},
            hint="Ask whoever keeps the accounts for a new one: tokens are shown once.",
        )
    request.state.actor_id = actor.id
    return actor


SignedIn = Annotated[Actor, Depends(signed_in)]
