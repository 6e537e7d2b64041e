"""Routes of submissions: hand in evidence, see how far it is."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from assessor.api import jobs
from assessor.api.auth import SignedIn
from assessor.api.bodies import read_body
from assessor.api.repeats import RepeatKey, once, receipt_for
from assessor.api.routes import answer, json_body, problems, success
from assessor.api.service import MOST_UNDRAFTED, Service, Serving
from assessor.domain.actor import Actor
from assessor.domain.record import Receipt
from assessor.errors import CapacityError
from assessor.formats.http import SubmissionBody, SubmissionPage
from assessor.review.views import SubmissionView

PREFIX = "/api/v1/submissions"
SubmissionId = Annotated[str, Path(pattern="^sub_[0-9a-f]{32}$", description="Id of a submission.")]
Limit = Annotated[int, Query(ge=1, le=200, description="At most so many.")]
router = APIRouter(prefix=PREFIX, tags=["submissions"])


@router.post(
    "",
    status_code=202,
    response_class=Response,
    responses=problems(401, 403, 422, body=True)
    | {
        202: success(SubmissionView, "Redacted and durable; drafts follow.", "submission-status")
        | {
            "headers": {
                "Location": {"description": "Where to see how far it is.", "schema": {"type": "string"}}
            }
        }
    },
    openapi_extra=json_body(SubmissionBody, "submission-request"),
)
async def submit(
    request: Request, service: Serving, actor: SignedIn, idempotency_key: RepeatKey = None
) -> Response:
    """Hand in evidence of one assessee.

    The evidence is redacted before this answers; what a guardrail stops leaves a log entry and nothing else.
    Drafts are made afterwards, one for each artefact, and are sealed.
    """
    if service.drafting.backlog >= MOST_UNDRAFTED:
        raise CapacityError("too many submissions wait for their drafts", code="backlog_full")
    most = service.settings.http_body_bytes
    length = request.headers.get("content-length", "")
    expected = min(int(length), most) if length.isascii() and length.isdigit() else most
    async with service.room.held(expected):
        body = await read_body(request, most=most)
        return await service.in_thread(_submit, service, actor, idempotency_key, body)


def _submit(service: Service, actor: Actor, key: str | None, body: bytes) -> Response:
    receipt = receipt_for(service, actor, "submit", key, body)
    return once(
        service,
        receipt,
        lambda: _accepted(service, actor, _accept(service, actor, body, receipt)),
        lambda made: _accepted(service, actor, made),
        body,
    )


def _accept(service: Service, actor: Actor, body: bytes, receipt: Receipt | None) -> str:
    submission_id = service.pool.run(jobs.accept, body, actor.id, receipt)
    service.drafting.add(submission_id)
    return submission_id


def _accepted(service: Service, actor: Actor, submission_id: str) -> Response:
    view = service.submissions.accepted(submission_id, actor)
    return answer(view, 202, {"Location": f"{PREFIX}/{submission_id}"})


@router.get(
    "",
    response_class=Response,
    responses=problems(401, 404, 422)
    | {200: success(SubmissionPage, "A page of submissions.", "submission-page")},
)
def list_submissions(
    service: Serving,
    actor: SignedIn,
    after: Annotated[str | None, Query(pattern="^sub_[0-9a-f]{32}$")] = None,
    limit: Limit = 50,
) -> Response:
    """Submissions that you may look at, oldest first."""
    page = service.submissions.list_page(actor, after=after, limit=limit)
    following = page[-1].submission if len(page) == limit else None
    return answer(SubmissionPage(submissions=page, next=following))


@router.get(
    "/{submission_id}",
    response_class=Response,
    responses=problems(401, 404) | {200: success(SubmissionView, "As it stands.", "submission-status")},
)
def show_submission(service: Serving, actor: SignedIn, submission_id: SubmissionId) -> Response:
    """How far a submission is: verdicts, ids of drafts, sufficiency; nothing that a draft says."""
    return answer(service.submissions.show(submission_id, actor))
