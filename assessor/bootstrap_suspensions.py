"""Looks at what a suspension is to be lifted on; `drafter resume` asks for it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assessor.errors import NotFoundError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.rubric import Rubric
    from assessor.domain.suspension import Recalibration, Suspension
    from assessor.evaluation.recalibration import InEffect
    from assessor.suspensions import Examined


def examined(application: "Application", ref: str) -> "Examined":
    """What looks at a recalibration.

    Args:
        application: drafts as they are made now.
        ref: the folder of a run, or the name or id of a version.
    """
    return partial(_examined, application, ref)


def _examined(application: "Application", ref: str, suspension: "Suspension") -> "Recalibration":
    """Look at a run or version.

    Raises:
        NotFoundError: code `unknown_recalibration`: it is neither a folder nor a version.
        OrderError, InputError: as for `examine_run` and `examine_fit`.
    """
    from assessor.evaluation.recalibration import examine_fit, examine_run
    from assessor.evaluation.runs.folder import RunFolder

    if Path(ref).is_dir():
        folder = RunFolder(Path(ref))
        names = [one.id for one in folder.manifest().rubrics]
        return examine_run(folder, suspension, _in_effect(application, suspension, names))
    try:
        version = application.fits.named(ref)
    except NotFoundError:
        raise NotFoundError(
            f"--recalibration {ref}: there is no folder and no version of this name.",
            code="unknown_recalibration",
            hint="Name the folder of an `assessor eval run`, or a version of `assessor drafter list`.",
        ) from None
    return examine_fit(version, suspension, _in_effect(application, suspension, []))


def _in_effect(application: "Application", suspension: "Suspension", names: list[str]) -> "InEffect":
    from assessor.evaluation.recalibration import InEffect
    from assessor.evaluation.runs.manifest import code_digest
    from assessor.evaluation.runs.sources import sources
    from assessor.rubrics.load import load_rubric

    settings = application.settings
    drafter = suspension.drafter or settings.drafter

    def rubric(rubric_id: str) -> "Rubric":
        return load_rubric(settings.rubric_in_effect(rubric_id))

    own = rubric(suspension.rubric_id)
    return InEffect(
        drafter=drafter,
        model=(settings.model or None) if drafter == "llm" else None,
        code_sha256=code_digest(sources()),
        rubrics={one.id: one for one in map(rubric, [*names, suspension.rubric_id])},
        version=application.fits.active(own.id, drafter),
        now=application.clock.now(),
    )
