"""What a suspension by a rule may be lifted on, looked at instead of believed.

Two things count. A run of `eval run` over labelled gold items, begun after the suspension, by the drafter as
it drafts now, whose gate holds with at least one threshold on levels; its figures are worked out anew from
its items. Or, where drafts drifted, a version fitted to sealed ratings after the suspension that is in
effect, proven, and nearer to the ratings than the drafter as it comes, on assessees it did not learn from.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from assessor.domain.fit import FEWEST, PROVEN_FROM, FitVersion
from assessor.domain.rubric import Rubric
from assessor.domain.run import RunItem, RunManifest, RunMeasures
from assessor.domain.suspension import Recalibration, Suspension, SuspensionCause, plain_id
from assessor.errors import OrderError
from assessor.evaluation.gating.gate import failures, gate_run
from assessor.evaluation.measures.summary import measure_run
from assessor.evaluation.runs.folder import RunFolder
from assessor.rubrics.names import find_skill_area

_TO_THE_SECOND = "%Y-%m-%d %H:%M:%S"
ON_LEVELS = frozenset(
    "qwk qwk_abstain_as_median alpha ac2 spearman mae bias exact within_one twin_order".split()
)
"""Measures that hold levels to labels; a gate without any of them says nothing of them."""


@dataclass(frozen=True)
class InEffect:
    """How drafts are made now."""

    drafter: str
    model: str | None
    code_sha256: str
    rubrics: Mapping[str, Rubric]
    """Of the run, by id, as they are in effect here."""
    version: FitVersion | None
    """What the drafter learned, of the suspended rubric; null for the drafter as it comes."""
    now: datetime


def examine_run(folder: RunFolder, suspension: Suspension, effect: InEffect) -> Recalibration:
    """Whether a run may lift a suspension.

    Raises:
        NotFoundError, InputError: there is no finished run, or it is damaged.
        OrderError: codes `recalibration_early`, `recalibration_other`, `recalibration_few`,
            `recalibration_blind`, `recalibration_failed`.
    """
    manifest, kept = folder.manifest(), folder.measures()
    if not suspension.begun_at < manifest.started_at <= effect.now:
        raise _refused(
            "early",
            f"run {manifest.id}: was begun at {manifest.started_at:{_TO_THE_SECOND}}; expected a time since "
            f"drafts are suspended, {suspension.begun_at:{_TO_THE_SECOND}}.",
            "Make a run now: assessor eval run --suite NAME --out DIR",
        )
    _verify_same(manifest, suspension, effect)
    items = folder.items()
    rated = [one for one in _of_scope(items, suspension, effect) if one.rating is not None]
    if len(rated) < FEWEST:
        raise _refused(
            "few",
            f"run {manifest.id}: rated {len(rated)} items of what is suspended; expected at least {FEWEST}.",
            "Choose a suite or gold file with items of this rubric and area.",
        )
    if not any(one.measure in ON_LEVELS for one in manifest.thresholds):
        raise _refused(
            "blind",
            f"run {manifest.id}: no threshold holds levels to labels; expected one of "
            f"{', '.join(sorted(ON_LEVELS))}.",
            "Make the run with a suite that has one: --suite NAME or a YAML file.",
        )
    anew = measure_run(manifest, items, effect.rubrics, overlap=kept.overlap)
    report = gate_run(manifest, anew)
    if not report.passed:
        missed = "; ".join(f"{one.name}: {one.message}" for one in failures(report))
        raise _refused("failed", f"run {manifest.id}: {missed}.", "Recalibrate, then run it again.")
    return Recalibration(
        kind="eval_run",
        ref=manifest.id,
        name=manifest.suite or "gold",
        sha256=_digest(manifest, anew),
    )


def examine_fit(version: FitVersion, suspension: Suspension, effect: InEffect) -> Recalibration:
    """Whether a version fitted to sealed ratings may lift a suspension.

    Raises:
        OrderError: codes `recalibration_other`, `recalibration_early`, `recalibration_inactive`,
            `recalibration_few`, `recalibration_failed`.
    """
    fit = version.fit
    if suspension.cause is not SuspensionCause.DRIFT:
        raise _refused(
            "other",
            f"version {version.name}: brings drafts nearer to ratings, which answers drift alone; these are "
            f"suspended for {suspension.cause}.",
            "Name the folder of a run: assessor eval run --suite NAME --out DIR",
        )
    asked = suspension.drafter or effect.drafter
    if (plain_id(fit.rubric), fit.drafter) != (suspension.rubric_id, asked):
        raise _refused(
            "other", f"version {version.name}: is none of {suspension.rubric_id} and the drafter {asked}."
        )
    if version.at <= suspension.begun_at:
        raise _refused(
            "early",
            f"version {version.name}: was fitted before drafts were suspended.",
            f"Fit anew: assessor drafter fit --rubric {fit.rubric}",
        )
    if effect.version is None or effect.version.id != version.id:
        raise _refused(
            "inactive",
            f"version {version.name}: is not in effect, so drafts would come back as they were.",
            f"Put it in effect: assessor drafter activate {version.name}",
        )
    if fit.state != "proven":
        raise _refused(
            "few",
            f"version {version.name}: rests on {fit.figures.n} ratings; expected at least {PROVEN_FROM}.",
            "Rate more drafts from the evidence alone, or name the folder of a run.",
        )
    if not fit.figures.error_after < fit.figures.error_before:
        raise _refused(
            "failed",
            f"version {version.name}: is {fit.figures.error_after:.2f} levels off, no nearer than the "
            f"drafter as it comes, {fit.figures.error_before:.2f}.",
        )
    return Recalibration(kind="fit", ref=version.id, name=version.name)


def _verify_same(manifest: RunManifest, suspension: Suspension, effect: InEffect) -> None:
    """Whether the run measured drafts as they are made now."""
    asked = suspension.drafter or effect.drafter
    rubric = next((one for one in manifest.rubrics if plain_id(one.id) == suspension.rubric_id), None)
    own = f"{suspension.rubric_id if rubric is None else rubric.id}/{asked}/"
    learned = {name for name in manifest.fitted if name.startswith(own)}
    expected = set() if effect.version is None else {effect.version.name}
    differs = {
        "the rubric": rubric is None
        or rubric.id not in effect.rubrics
        or effect.rubrics[rubric.id].version != rubric.version,
        "the drafter": manifest.drafter != asked,
        "the model": manifest.model != effect.model,
        "what the drafter learned": learned != expected,
        "the program": manifest.code_sha256 != effect.code_sha256,
    }
    other = [name for name, holds in differs.items() if holds]
    if other:
        raise _refused(
            "other",
            f"run {manifest.id}: does not measure the drafts that would come back; differs in "
            f"{', '.join(other)}.",
            f"Make a run of {suspension.rubric_id} by {asked} as it is now.",
        )


def _of_scope(items: Sequence[RunItem], suspension: Suspension, effect: InEffect) -> Iterator[RunItem]:
    rubrics = {plain_id(one.id): one for one in effect.rubrics.values()}
    for one in items:
        rubric = rubrics.get(plain_id(one.labels.rubric))
        if rubric is None or plain_id(rubric.id) != suspension.rubric_id:
            continue
        # Labels may spell an area another way.
        area = find_skill_area(rubric, one.labels.skill_area).name
        if suspension.skill_area in (None, area):
            yield one


def _digest(manifest: RunManifest, measures: RunMeasures) -> str:
    held = manifest.model_dump_json() + "\n" + measures.model_dump_json()
    return f"sha256:{hashlib.sha256(held.encode()).hexdigest()}"


def _refused(code: str, message: str, hint: str | None = None) -> OrderError:
    return OrderError(message, code=f"recalibration_{code}", hint=hint)
