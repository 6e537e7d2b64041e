"""Demonstration: the bias, planted as a version of the drafter that a person puts in effect or takes back."""

from assessor.domain.audit import AuditEvent
from assessor.domain.fit import Fit, FitFigures, Layer, LayerKind
from eval.drift_demo.world import RUBRIC, World

SHIFT = 0.5
"""Levels."""


def put_in_effect(world: World, reason: str) -> str:
    """Keep a version that learned from nobody and adds half a level, and put it in effect; its name."""
    application, erik = world.application, world.people["erik"]
    base = application.levels(world.rubric)
    errors = {"none": 0.0, "shift": 0.0}
    fit = Fit(
        rubric=RUBRIC,
        rubric_version=world.rubric.version,
        scale=world.rubric.scale.id,
        drafter="embedded",
        bases=("rules" if base is None else base.id,),
        state="unproven",
        layer=Layer(kind=LayerKind.SHIFT, shift=SHIFT, half_width=1.0, coverage=0.9),
        figures=FitFigures(
            n=0,
            assessees=0,
            sources={},
            excluded={},
            errors=errors,  # type: ignore[arg-type] # mypy widens the keys
            error_before=0.0,
            error_after=0.0,
        ),
        ratings=(),
        artefacts=(),
        digests=(),
    )
    with application.store.begin() as unit:
        version, added = unit.fits.add(fit, actor_id=erik.id)
        event = AuditEvent(
            event="drafter.fitted",
            actor=erik.id,
            refs={"fit": version.id},
            facts={"rubric": RUBRIC, "drafter": "embedded", "kind": "shift", "number": version.number},
        )
        unit.record(event, {"fit": added.committed})
    application.fits.activate(version, reason, erik, base=fit.bases[0])
    return version.name
