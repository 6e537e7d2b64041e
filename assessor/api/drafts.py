"""Routes of drafts: the human's part, in the order that keeps it so."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response

from assessor.api import jobs
from assessor.api.auth import SignedIn
from assessor.api.bodies import SMALL_BYTES, parsed, read_body
from assessor.api.repeats import RepeatKey, once, receipt_for
from assessor.api.routes import answer, json_body, problems, success
from assessor.api.service import Service, Serving
from assessor.api.submissions import Limit
from assessor.domain.actor import Actor
from assessor.domain.draft import Draft
from assessor.domain.explanation import Explanation
from assessor.domain.probes import DraftProbeReport
from assessor.domain.rating import ConfirmedRating, SealedRating
from assessor.domain.text import Language
from assessor.formats.http import ConfirmBody, DraftPage, RateBody
from assessor.formats.submissions import SealOutput
from assessor.review.views import RevealedDraftView, SealedDraftView

DraftId = Annotated[str, Path(pattern="^drf_[0-9a-f]{32}$", description="Id of a draft.")]
AskModel = Annotated[bool, Query(description="Whether a model that made the draft may be called; it costs.")]
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


@router.get(
    "/{draft_id}/explanation",
    response_class=Response,
    responses=problems(401, 403, 404, 409, 422)
    | {200: success(Explanation, "What carries the level.", "draft-explanation")},
)
async def explain(
    service: Serving,
    actor: SignedIn,
    draft_id: DraftId,
    lang: Annotated[Language | None, Query(description="Of what the next level asks.")] = None,
    ask_model: AskModel = False,
) -> Response:
    """What the draft would be without each cited passage, and what the next level asks.

    Only once you rated and revealed it. Its text is drafted again many times, which takes seconds. A model's
    draft is told from what is stored, unless the model may be asked. Nothing is kept.
    """
    async with service.room.held(0):
        return await service.in_thread(_explain, service, actor, draft_id, lang, ask_model)


def _explain(
    service: Service,
    actor: Actor,
    draft_id: str,
    lang: Language | None,
    ask_model: bool,
) -> Response:
    evidence = service.review.revealed(draft_id, actor)
    return answer(service.pool.run(jobs.explain, evidence, lang, ask_model))


@router.get(
    "/{draft_id}/probe",
    response_class=Response,
    responses=problems(401, 403, 404, 409, 422)
    | {200: success(DraftProbeReport, "What moved the draft.", "draft-probe")},
)
async def probe(
    service: Serving,
    actor: SignedIn,
    draft_id: DraftId,
    wanted: Annotated[
        list[str], Query(alias="probe", max_length=20, description="Only these probes; all where left out.")
    ] = [],  # noqa: B006 - the framework copies it
    ask_model: AskModel = False,
) -> Response:
    """Draft the text again with changes that should not matter, and show which moved the draft.

    Only once you rated and revealed it. Of a model's draft it is refused (`asks_model`) unless the model may
    be asked, since each change is a call. Nothing is kept.
    """
    async with service.room.held(0):
        return await service.in_thread(_probe, service, actor, draft_id, tuple(wanted), ask_model)


def _probe(
    service: Service,
    actor: Actor,
    draft_id: str,
    wanted: tuple[str, ...],
    ask_model: bool,
) -> Response:
    evidence = service.review.revealed(draft_id, actor)
    return answer(service.pool.run(jobs.probe, evidence, wanted, ask_model))


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
