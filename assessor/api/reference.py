"""Routes that change nothing: rubrics, and whether the service takes work."""

from fastapi import APIRouter
from starlette.responses import Response

from assessor.api.auth import SignedIn
from assessor.api.routes import answer, problems, success
from assessor.api.service import Serving
from assessor.formats.http import Health, RubricLine, RubricPage
from assessor.rubrics.load import list_rubrics, load_rubric

router = APIRouter(prefix="/api/v1", tags=["reference"])


@router.get(
    "/rubrics",
    response_class=Response,
    responses=problems(401) | {200: success(RubricPage, "Every rubric.", "rubric-page")},
)
def rubrics(_: SignedIn, service: Serving) -> Response:
    """Rubrics that can be rated by here, with the names of their skill areas and career levels."""
    in_effect = (load_rubric(service.settings.rubric_in_effect(one.id)) for one in list_rubrics())
    lines = tuple(
        RubricLine(
            id=one.id,
            title=one.title,
            version=one.version,
            scale=one.scale.id,
            skill_areas=tuple(area.name for area in one.skill_areas),
            career_levels=tuple(level.name for level in one.career_levels),
            status=one.status,
        )
        for one in in_effect
    )
    return answer(RubricPage(rubrics=lines))


@router.get(
    "/health",
    response_class=Response,
    responses=problems() | {200: success(Health, "It answers.", "health")},
)
async def health(service: Serving) -> Response:
    """Whether the service takes work, and how much it has. Needs no token."""
    return answer(
        Health(
            status="stopping" if service.stopping else "ok",
            workers=service.pool.size,
            busy=service.pool.busy,
            drafting=service.drafting.backlog,
            loop_lag_ms=round(service.loop_lag_s * 1000, 1),
        )
    )
