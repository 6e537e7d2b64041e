"""Builds what drafters learned; `bootstrap.py` asks for it when a draft or a fit needs it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from assessor.domain.fit import SHIPPED, FitVersion
from assessor.domain.rubric import Rubric
from assessor.errors import InputError
from assessor.ports import Drafter, Embedder

if TYPE_CHECKING:
    from assessor.drafting.levels.model import LevelModel, Ruler
    from assessor.fits import DrafterUnderFit, Fits

    Levels = Callable[[Rubric], LevelModel | None]


def version_in_effect(
    fits: "Fits", versions: Mapping[str, str], rubric_id: str, drafter: str
) -> FitVersion | None:
    """The version that a draft is made with now; null for the drafter as it comes.

    Args:
        fits: the tenant's versions.
        versions: for rubrics the name of a version, or `shipped`, in place of the one in effect.
        rubric_id: of the draft.
        drafter: its name.

    Raises:
        NotFoundError: code `unknown_version`, there is none of the name asked for.
        InputError: code `not_of_rubric`, it is of another rubric or drafter.
    """
    wanted = versions.get(rubric_id)
    if wanted is None:
        return fits.active(rubric_id, drafter)
    if wanted == SHIPPED:
        return None
    version = fits.named(wanted)
    if (version.fit.rubric, version.fit.drafter) != (rubric_id, drafter):
        raise InputError(
            f"version {version.name}: is none of {rubric_id} and the drafter {drafter}.", code="not_of_rubric"
        )
    return version


def calibrated_drafter(
    shipped: Drafter,
    active: Callable[[Rubric], FitVersion | None],
    levels: "Levels | None" = None,
    drafter_on: "Callable[[Levels], Drafter] | None" = None,
) -> Drafter:
    """A drafter with the version in effect behind it; which one that is, is asked for every draft.

    Args:
        shipped: as it comes.
        active: the version in effect.
        levels: its models of levels; null where it has none.
        drafter_on: the same drafter on other models.
    """
    from assessor.drafting.calibration.drafter import CalibratedDrafter

    if levels is None or drafter_on is None:
        return CalibratedDrafter(shipped, active)
    from assessor.drafting.embedded.fitted import next_asks

    reweighed = _Reweighed(levels, drafter_on).drafter
    return CalibratedDrafter(shipped, active, reweighed=reweighed, next_asks=next_asks)


class _Reweighed:
    """Drafters on changed weights, each made once: a version never changes."""

    def __init__(self, levels: "Levels", drafter_on: "Callable[[Levels], Drafter]") -> None:
        self._levels = levels
        self._drafter_on = drafter_on
        self._made: dict[str, Drafter | None] = {}

    def drafter(self, rubric: Rubric, version: FitVersion) -> Drafter | None:
        """The drafter on a version's weights; null where they were learned on another model."""
        if version.id not in self._made:
            self._made[version.id] = self._make(rubric, version)
        return self._made[version.id]

    def _make(self, rubric: Rubric, version: FitVersion) -> Drafter | None:
        from assessor.drafting.calibration.weights import changed

        model, weights = self._levels(rubric), version.fit.weights
        if model is None or weights is None or model.id not in version.fit.bases:
            return None
        reweighed = changed(model, weights)
        return self._drafter_on(lambda asked: reweighed if asked.id == rubric.id else self._levels(asked))


def embedded_under_fit(shipped: Drafter, levels: "Levels", embedder: Embedder) -> "DrafterUnderFit":
    """What a fit needs of the embedded drafter as it comes."""
    from assessor.drafting.calibration.places import EmbeddedPlaces
    from assessor.fits import DrafterUnderFit

    def ruler(rubric: Rubric) -> "Ruler | None":
        model = levels(rubric)
        return None if model is None else model.ruler

    def base(rubric: Rubric) -> str:
        model = levels(rubric)
        return "rules" if model is None else model.id

    return DrafterUnderFit("embedded", EmbeddedPlaces(shipped, levels, embedder), ruler=ruler, base=base)


def llm_under_fit() -> "DrafterUnderFit":
    """What a fit needs of the LLM drafter: its stored drafts say the rest."""
    from assessor.drafting.calibration.places import llm_place
    from assessor.fits import DrafterUnderFit

    return DrafterUnderFit("llm", llm_place, ruler=_nothing, base=_nothing)


def _nothing(rubric: Rubric) -> None:
    """No model of levels stands behind it, and only a draft tells which model and prompt made it."""
    del rubric
