"""Rounds made by hand: counts as a round keeps them, at a pace of a week."""

from datetime import UTC, datetime, timedelta

from assessor.domain.run import RubricSource, RunManifest
from assessor.domain.watch import ProbeCount, WatchedRubric, WatchRecord

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SERIES = "sha256:" + "a" * 64
_DIGEST = "sha256:" + "0" * 64


def levels(*values: int | None) -> dict[str, int | None]:
    return {f"sha256:{place:064x}": value for place, value in enumerate(values)}


def manifest(
    at: datetime, *, drafter: str = "embedded", program: str = _DIGEST, fitted: dict[str, str] | None = None
) -> RunManifest:
    return RunManifest(
        id="run_1",
        started_at=at,
        suite="authored",
        suite_version="1.0.0",
        thresholds=(),
        gold=(),
        split="all",
        items=40,
        medians={},
        drafter=drafter,
        model=None,
        policy_sha256="0" * 64,
        rubrics=(RubricSource(id="ai-skills", version="1.0.0", sha256=_DIGEST),),
        fitted=fitted or {},
        assessor_version="1",
        code_sha256=program,
        python="3.11",
        libraries={},
    )


def made(  # noqa: PLR0913 everything a round may differ in
    week: int,
    *,
    moved: int = 1,
    raised: int = 0,
    other: int = 0,
    pairs: int = 40,
    drafted: dict[str, int | None] | None = None,
    drafter: str = "embedded",
    program: str = _DIGEST,
    fitted: dict[str, str] | None = None,
) -> WatchRecord:
    """The round of a week."""
    at = START + timedelta(weeks=week)
    return WatchRecord(
        id=f"rnd_{week}",
        at=at,
        slot=None,
        series=SERIES,
        seed=0,
        versions=manifest(at, drafter=drafter, program=program, fitted=fitted),
        models=(),
        rubrics=(
            WatchedRubric(
                rubric="ai-skills",
                items=pairs,
                failed=0,
                probes=(ProbeCount(probe="names", pairs=pairs, moved=moved, rated=pairs, raised=raised),),
                retested=pairs,
                other=other,
                levels=drafted or levels(*[3] * pairs),
            ),
        ),
    )
