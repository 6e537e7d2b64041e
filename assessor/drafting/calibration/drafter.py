"""Stage 4, a drafter with what was learned from ratings in effect behind it. Implements `ports.Drafter`.

Which version is in effect is asked anew for every draft. A draft without a level is never given one; caps
belong to stage 5 and come after. A version works behind what it was learned behind and behind nothing else:
otherwise the draft stays as it is and says so.
"""

from collections.abc import Callable

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Calibration, Draft, DraftStatus, Provenance
from assessor.domain.fit import FitVersion
from assessor.domain.rubric import Rubric
from assessor.domain.text import Language
from assessor.domain.verdict import Destination
from assessor.drafting.calibration.layer import Ends, Settled, settle
from assessor.drafting.calibration.wording import phrase
from assessor.ports import Drafter

NextAsks = Callable[[Rubric, int, Language], tuple[str, ...]]
"""What tells the next level from a level."""


class CalibratedDrafter:
    """A drafter and the version in effect.

    Args:
        shipped: the drafter as it comes.
        active: the version in effect for a rubric and this drafter; null where none is.
        reweighed: the drafter with a version's weights; null where they do not fit its model. Asked only for
            versions that change weights.
        next_asks: says anew what is missing where a model of levels had said it; null where nothing does.
    """

    def __init__(
        self,
        shipped: Drafter,
        active: Callable[[Rubric], FitVersion | None],
        *,
        reweighed: Callable[[Rubric, FitVersion], Drafter | None] | None = None,
        next_asks: NextAsks | None = None,
    ) -> None:
        self._shipped = shipped
        self._active = active
        self._reweighed = reweighed
        self._next_asks = next_asks

    @property
    def name(self) -> str:
        """That of the drafter."""
        return self._shipped.name

    @property
    def destination(self) -> Destination:
        """That of the drafter."""
        return self._shipped.destination

    def draft_rating(
        self,
        artefact: RedactedArtefact,
        rubric: Rubric,
        *,
        skill_area: str | None,
        career_level: str | None,
    ) -> Draft:
        """As the drafter does, then moved by the version in effect."""
        version = self._active(rubric)
        drafter = self._shipped
        if version is not None and version.fit.weights is not None and self._reweighed is not None:
            drafter = self._reweighed(rubric, version) or drafter
        draft = drafter.draft_rating(artefact, rubric, skill_area=skill_area, career_level=career_level)
        if version is None or draft.status is not DraftStatus.DRAFTED or draft.place is None:
            return draft
        known = version.fit.rubric_version == rubric.version and version.fit.scale == rubric.scale.id
        fits = drafter is not self._shipped if version.fit.weights else base_of(draft) in version.fit.bases
        if not (known and fits):
            return _saying(draft, phrase("stale", artefact.lang, version))
        return self._calibrated(draft, version, rubric, artefact.lang)

    def _calibrated(self, draft: Draft, version: FitVersion, rubric: Rubric, lang: Language) -> Draft:
        assert draft.place is not None
        ends = Ends(rubric.scale.lowest, rubric.scale.highest)
        fit = version.fit
        settled = settle(fit.layer, draft.place, draft.interval, ends)
        calibration = Calibration(basis=fit.basis, n=fit.figures.n, state=fit.state)
        told: dict[str, object] = {
            "calibration": calibration,
            "provenance": draft.provenance.model_copy(update={"fit": version.name}),
            "interval": settled.interval,
            "coverage": draft.coverage if fit.layer.half_width is None else fit.layer.coverage,
        }
        if settled.interval is not None and ends.is_whole(settled.interval):
            told |= {
                "status": DraftStatus.ABSTAINED,
                "reason_code": "wide_interval",
                "reason": phrase("wide", lang, version),
                "rating": None,
                "rating_before_cap": None,
                "place": None,
                "missing": (),
            }
            return Draft.model_validate(dict(draft) | told)
        if (
            settled.level != draft.rating
            and self._next_asks is not None
            and draft.provenance.model is not None
        ):
            told["missing"] = self._next_asks(rubric, settled.level, lang)
        told |= {
            "rating": settled.level,
            "rating_before_cap": settled.level,
            "reason": f"{draft.reason} {_said(draft, settled, version, lang)}",
        }
        return Draft.model_validate(dict(draft) | told)


def base_of(draft: Draft) -> str:
    """What stood behind a draft, see `Fit.bases`."""
    made: Provenance = draft.provenance
    if made.prompt is not None:
        return f"{made.model} {made.prompt}@{(made.prompt_sha256 or '').removeprefix('sha256:')[:16]}"
    return made.model or "rules"


def _said(draft: Draft, settled: Settled, version: FitVersion, lang: Language) -> str:
    fit = version.fit
    if fit.weights is not None:
        first = phrase("reweighed", lang, version)
    elif settled.level != draft.rating:
        assert draft.rating is not None
        first = phrase("moved", lang, version, level=settled.level, before=draft.rating)
    else:
        first = phrase("kept", lang, version)
    if fit.layer.half_width is None or settled.interval is None:
        return first
    low, high = settled.interval
    coverage = round(100 * fit.layer.coverage)
    name = "interval" if low < high else "one_level"
    return f"{first} {phrase(name, lang, version, low=low, high=high, coverage=coverage)}"


def _saying(draft: Draft, sentence: str) -> Draft:
    return draft.model_copy(update={"reason": f"{draft.reason} {sentence}"})
