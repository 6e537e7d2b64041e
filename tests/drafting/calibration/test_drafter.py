"""The drafter with a version behind it: what moves, what stays, and what it says of it."""

from datetime import UTC, datetime

import pytest

from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.fit import Fit, FitFigures, FitVersion, Layer, LayerKind, WeightChange
from assessor.domain.rubric import Rubric
from assessor.drafting.calibration.drafter import CalibratedDrafter, base_of
from assessor.drafting.calibration.learning import COVERAGE
from assessor.drafting.embedded.drafter import EmbeddedDrafter
from assessor.drafting.embedded.fitted import FittedLevels
from assessor.drafting.levels.fit import fit_levels
from assessor.drafting.levels.model import LevelModel
from assessor.guardrails.draft import DraftGuardrailChain
from tests.drafting.fakes import FakeRetrieval, artefact, rubric
from tests.drafting.levels.made import CONDUCT, EMBEDDER, FILLER, texts

MODEL = fit_levels(texts(range(12)), EMBEDDER.id)["first"].model_copy(
    update={"rubric": "ai-skills", "scale": "ai-skills-1-5"}
)
LONG = " ".join([*CONDUCT[:3], *FILLER])


def embedded(model: LevelModel | None = MODEL) -> EmbeddedDrafter:
    return EmbeddedDrafter(lambda _: FakeRetrieval(), FittedLevels(lambda _: model, EMBEDDER))


def version(
    shift: float = -1.0,
    *,
    half_width: float | None = 1.0,
    n: int = 40,
    base: str | None = None,
    weights: WeightChange | None = None,
    rubric_version: str = "1.0.0",
) -> FitVersion:
    layer = Layer(
        kind=LayerKind.SHIFT if shift else LayerKind.NONE,
        shift=shift,
        half_width=half_width,
        coverage=COVERAGE,
    )
    fit = Fit(
        rubric="ai-skills",
        rubric_version=rubric_version,
        scale="ai-skills-1-5",
        drafter="embedded",
        bases=(base or MODEL.id,),
        state="proven" if n >= 30 else "unproven",
        layer=layer,
        weights=weights,
        figures=FitFigures(
            n=n, assessees=4, sources={}, excluded={}, errors={}, error_before=1.0, error_after=0.1
        ),
        ratings=(),
        artefacts=(),
        digests=(),
    )
    return FitVersion(
        id="fit_" + "0" * 32, number=3, fit=fit, actor_id="act_1", at=datetime(2026, 11, 28, tzinfo=UTC)
    )


def draft(active: FitVersion | None, text: str = LONG, lang: str = "en") -> Draft:
    drafter = CalibratedDrafter(embedded(), lambda _: active)
    found = artefact(text, "de" if lang == "de" else "en")
    return drafter.draft_rating(found, rubric(), skill_area=None, career_level=None)


def test_without_a_version_the_draft_is_the_drafters_own() -> None:
    own = embedded().draft_rating(artefact(LONG), rubric(), skill_area=None, career_level=None)
    assert draft(None) == own
    assert (own.rating, own.provenance.fit) == (3, None)


def test_a_shift_moves_level_and_interval_and_says_so() -> None:
    before, found = draft(None), draft(version())
    assert before.place is not None
    assert (before.rating, found.rating, found.rating_before_cap) == (3, 2, 2)
    # What the drafter said before anything was learned stays beside it.
    assert found.place == before.place
    low, high = found.interval or (0, 0)
    assert low <= 2 <= high
    assert high - low <= 2
    assert (found.calibration.basis, found.calibration.n, found.calibration.state) == ("tenant", 40, "proven")
    assert found.coverage == COVERAGE
    assert found.provenance.fit == "ai-skills/embedded/3"
    assert found.claims == before.claims
    assert "40 ratings given here" in found.reason
    assert "level 2 takes the place of 3" in found.reason


def test_the_reason_is_in_the_language_of_the_text() -> None:
    assert "tritt Stufe 2 an die Stelle von 3" in draft(version(), lang="de").reason
    assert "lassen die Stufe, wie sie ist" in draft(version(0.0), lang="de").reason


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("active", [version(), version(0.0), version(half_width=0.1), version(base="other")])
def test_what_is_said_passes_the_checks_on_a_drafts_own_words(active: FitVersion, lang: str) -> None:
    found = draft(active, lang=lang)
    text = artefact(LONG, "de" if lang == "de" else "en")
    assert DraftGuardrailChain(lambda _, __: ()).verify(found, text, rubric()).reason == found.reason


def test_below_thirty_ratings_a_draft_stays_unproven() -> None:
    assert draft(version(n=29)).calibration.state == "unproven"


def test_a_level_never_leaves_the_scale() -> None:
    assert draft(version(-9.0)).rating == 1
    assert draft(version(9.0)).rating == 5


def test_the_layer_works_before_the_cap() -> None:
    """S000-35: a red line caps what the layer made of the level."""
    text = f"{LONG} I pasted the contract into my private ChatGPT account."
    found = draft(version(1.0), text)
    kept = DraftGuardrailChain(lambda _, __: ()).verify(found, artefact(text), rubric())
    assert (kept.rating_before_cap, kept.cap, kept.rating) == (found.rating, 2, 2)
    assert found.rating is not None
    assert found.rating > 2


@pytest.mark.parametrize("text", [CONDUCT[0], ""])
def test_a_draft_without_a_level_is_never_given_one(text: str) -> None:
    before = draft(None, text)
    assert before.status is not DraftStatus.DRAFTED
    assert draft(version(), text) == before


def test_an_abstention_is_left_alone() -> None:
    wide = MODEL.model_copy(
        update={"half_width": 9.0, "ruler": MODEL.ruler.model_copy(update={"levels": (1, 2, 3, 4, 5)})}
    )
    drafter = CalibratedDrafter(embedded(wide), lambda _: version(base=wide.id))
    found = drafter.draft_rating(artefact(LONG), rubric(), skill_area=None, career_level=None)
    assert (found.status, found.reason_code, found.rating) == (DraftStatus.ABSTAINED, "wide_interval", None)
    assert found.provenance.fit is None


def test_where_ratings_leave_every_level_open_no_level_is_proposed() -> None:
    found = draft(version(half_width=4.0))
    assert (found.status, found.reason_code) == (DraftStatus.ABSTAINED, "wide_interval")
    assert (found.rating, found.rating_before_cap, found.place, found.interval) == (None, None, None, (1, 5))
    assert found.provenance.fit == "ai-skills/embedded/3"


@pytest.mark.parametrize("active", [version(base="levels-1/older"), version(rubric_version="0.9.0")])
def test_behind_another_model_or_rubric_version_nothing_moves_and_the_draft_says_so(
    active: FitVersion,
) -> None:
    before, found = draft(None), draft(active)
    assert (found.rating, found.interval, found.calibration) == (
        before.rating,
        before.interval,
        before.calibration,
    )
    assert found.provenance.fit is None
    assert "left aside" in found.reason


def test_what_is_in_effect_is_asked_for_every_draft() -> None:
    answers = iter([None, version(), None])
    drafter = CalibratedDrafter(embedded(), lambda _: next(answers))
    ratings = [
        drafter.draft_rating(artefact(LONG), rubric(), skill_area=None, career_level=None).rating
        for _ in range(3)
    ]
    assert ratings == [3, 2, 3]


def test_changed_weights_draft_with_the_changed_model() -> None:
    from assessor.drafting.calibration.weights import changed
    from assessor.drafting.fitting.rater import packed, unpacked

    nothing = WeightChange(
        meaning=packed(0 * unpacked(MODEL.score.meaning)),
        terms=packed(0 * unpacked(MODEL.score.terms)),
        intercept=-0.3,
    )
    other = changed(MODEL, nothing)
    active = version(0.0, weights=nothing)

    def reweighed(_: Rubric, asked: FitVersion) -> EmbeddedDrafter | None:
        return embedded(other) if asked.fit.bases == (MODEL.id,) else None

    def by(one: FitVersion) -> Draft:
        drafter = CalibratedDrafter(embedded(), lambda _: one, reweighed=reweighed)
        return drafter.draft_rating(artefact(LONG), rubric(), skill_area=None, career_level=None)

    found = by(active)
    assert (base_of(found), found.provenance.fit) == (other.id, "ai-skills/embedded/3")
    assert found.place is not None
    assert found.place < (draft(None).place or 0)
    assert "learned anew" in found.reason
    stale = by(version(0.0, weights=nothing, base="levels-1/older"))
    assert (base_of(stale), stale.rating, stale.provenance.fit) == (MODEL.id, 3, None)
