"""Routes of drafts: the human's part, in the order that keeps it so."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from assessor.api.auth import SignedIn
from assessor.api.bodies import SMALL_BYTES, parsed, read_body
from assessor.api.repeats import RepeatKey, once, receipt_for
from assessor.api.routes import answer, json_body, problems, success
from assessor.api.service import Service, Serving
from assessor.api.submissions import Limit
from assessor.domain.actor import Actor
from assessor.domain.draft import Draft
from assessor.domain.rating import ConfirmedRating, SealedRating
from assessor.formats.http import ConfirmBody, DraftPage, RateBody
from assessor.formats.submissions import SealOutput
from assessor.review.views import RevealedDraftView, SealedDraftView

DraftId = Annotated[str, Path(pattern="^drf_[0-9a-f]{32}$", description="Id of a draft.")]
router = APIRouter(prefix="/api/v1/drafts", tags=["drafts"])


@router.get(
    "",
    response_class=Response,
    responses=problems(401, 404, 422) | {200: success(DraftPage, "A page of drafts.", "draft-page")},
)
def list_drafts(
    service: Serving,
    actor: SignedIn,
    submission: Annotated[str | None, Query(pattern="^sub_[0-9a-f]{32}$")] = None,
    after: Annotated[str | None, Query(pattern="^drf_[0-9a-f]{32}$")] = None,
    limit: Limit = 50,
) -> Response:
    """Drafts that you may look at, oldest first: where each stands for you, and nothing of what it says."""
    page = service.review.list_drafts(actor, submission_id=submission, after=after, limit=limit)
    return answer(DraftPage(drafts=page, next=page[-1].id if len(page) == limit else None))


@router.get(
    "/{draft_id}",
    response_class=Response,
    responses=problems(401, 403, 404)
    | {
        200: {
            "model": SealedDraftView | RevealedDraftView,
            "description": "The evidence; with the draft once you rated and revealed it.",
        }
    },
)
def show_draft(service: Serving, actor: SignedIn, draft_id: DraftId) -> Response:
    """The redacted evidence of a draft, with offsets to cite; the draft only once you revealed it."""
    return answer(service.review.show(draft_id, actor))


@router.post(
    "/{draft_id}/rate",
    response_class=Response,
    responses=problems(401, 403, 404, 409, 422, body=True)
    | {200: success(SealOutput, "Your rating is sealed.", "seal")},
    openapi_extra=json_body(RateBody, "rate-request"),
)
async def rate(
    request: Request,
    service: Serving,
    actor: SignedIn,
    draft_id: DraftId,
    idempotency_key: RepeatKey = None,
) -> Response:
    """Seal your own rating before you see the draft. It cannot be changed."""
    body = await read_body(request, most=SMALL_BYTES)
    return await run_in_threadpool(_rate, service, actor, draft_id, idempotency_key, body)


def _rate(service: Service, actor: Actor, draft_id: str, key: str | None, body: bytes) -> Response:
    value = parsed(RateBody, body).value
    asked = (draft_id.encode(), body)
    receipt = receipt_for(service, actor, "rate", key, *asked)
    sealed = once(
        service,
        receipt,
        lambda: service.review.rate(draft_id, value, actor, receipt=receipt),
        service.review.sealed,
        *asked,
    )
    return answer(_seal(sealed))


def _seal(sealed: SealedRating) -> SealOutput:
    return SealOutput(seal=sealed.seal, rating=sealed.id, seen_before=sealed.seen_before)


@router.post(
    "/{draft_id}/reveal",
    response_class=Response,
    responses=problems(401, 403, 404, 409, 422) | {200: success(Draft, "The draft.", "draft")},
)
def reveal(
    service: Serving, actor: SignedIn, draft_id: DraftId, idempotency_key: RepeatKey = None
) -> Response:
    """Show the draft, once you have sealed your own rating. Takes no body."""
    receipt = receipt_for(service, actor, "reveal", idempotency_key, draft_id.encode())
    draft = once(
        service,
        receipt,
        lambda: service.review.reveal(draft_id, actor, receipt=receipt),
        lambda made: service.review.reveal(made, actor),
        draft_id.encode(),
    )
    return answer(draft)


@router.post(
    "/{draft_id}/confirm",
    response_class=Response,
    responses=problems(401, 403, 404, 409, 422, body=True)
    | {200: success(ConfirmedRating, "The rating is settled.", "confirmed-rating")},
    openapi_extra=json_body(ConfirmBody, "confirm-request"),
)
async def confirm(
    request: Request,
    service: Serving,
    actor: SignedIn,
    draft_id: DraftId,
    idempotency_key: RepeatKey = None,
) -> Response:
    """Settle the rating, agreeing with the draft or not: the only act that makes a confirmed rating."""
    body = await read_body(request, most=SMALL_BYTES)
    return await run_in_threadpool(_confirm, service, actor, draft_id, idempotency_key, body)


def _confirm(service: Service, actor: Actor, draft_id: str, key: str | None, body: bytes) -> Response:
    asked_for = parsed(ConfirmBody, body)
    asked = (draft_id.encode(), body)
    receipt = receipt_for(service, actor, "confirm", key, *asked)
    confirmed = once(
        service,
        receipt,
        lambda: service.review.confirm(
            draft_id, asked_for.value, asked_for.reason, asked_for.cited, actor, receipt=receipt
        ),
        service.review.confirmed,
        *asked,
    )
    return answer(confirmed)
