from pathlib import Path

import pytest

from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.rubric import Rubric, ScaleDiscriminator
from assessor.drafting.embedded.drafter import EmbeddedDrafter
from assessor.drafting.embedded.fitted import FittedLevels
from assessor.drafting.levels.fit import fit_levels
from assessor.drafting.levels.model import LevelModel
from assessor.drafting.levels.shipped import ShippedLevels, write_model
from assessor.errors import ModelError

from .fakes import FakeRetrieval, artefact, rubric
from .levels.made import CONDUCT, EMBEDDER, FILLER, texts

MODEL = fit_levels(texts(range(12)), EMBEDDER.id)["first"].model_copy(
    update={"rubric": "ai-skills", "scale": "ai-skills-1-5"}
)
LONG = " ".join([*CONDUCT[:3], *FILLER])


def drafter(model: LevelModel | None = MODEL) -> EmbeddedDrafter:
    return EmbeddedDrafter(lambda _: FakeRetrieval(), FittedLevels(lambda _: model, EMBEDDER))


def draft(
    text: str, *, level: str | None = None, model: LevelModel | None = MODEL, lang: str = "en"
) -> Draft:
    found = artefact(text, "de" if lang == "de" else "en")
    return drafter(model).draft_rating(found, rubric(), skill_area=None, career_level=level)


def test_a_fitted_draft_states_level_interval_and_coverage() -> None:
    found = draft(LONG)
    assert (found.status, found.rating) == (DraftStatus.DRAFTED, 3)
    assert found.interval is not None
    assert found.interval[0] <= 3 <= found.interval[1]
    assert found.coverage == 0.9
    assert (found.calibration.basis, found.calibration.n, found.calibration.state) == (
        "authored",
        MODEL.n,
        "unproven",
    )
    assert found.provenance.model == MODEL.id


def test_every_claim_cites_a_sentence_that_moved_the_level() -> None:
    found = draft(LONG)
    quotes = [one.quote for claim in found.claims for one in claim.citations]
    assert quotes
    assert set(quotes) <= {*CONDUCT, *FILLER}
    assert quotes[0] in CONDUCT
    assert sum(map(len, quotes)) <= 0.25 * len(LONG)
    for claim in found.claims:
        for one in claim.citations:
            assert LONG[one.start : one.end] == one.quote
    assert found.claims[0].text == "This passage raised the proposed level."


@pytest.mark.parametrize(("lang", "words"), [("en", "lies nearest"), ("de", "am nächsten")])
def test_the_reason_is_in_the_language_of_the_text(lang: str, words: str) -> None:
    assert words in draft(LONG, lang=lang).reason


def test_doubling_and_career_level_change_nothing() -> None:
    first = draft(LONG)
    assert draft(LONG, level="Head of Customer Success") == first
    twice = draft(f"{LONG}\n\n{LONG}")
    assert (twice.rating, twice.interval, twice.reason) == (first.rating, first.interval, first.reason)
    assert [one.quote for claim in twice.claims for one in claim.citations] == [
        one.quote for claim in first.claims for one in claim.citations
    ]


def test_too_little_is_insufficient_and_says_what_is_missing() -> None:
    short = draft(CONDUCT[0])
    assert (short.status, short.rating) == (DraftStatus.INSUFFICIENT_EVIDENCE, None)
    assert short.missing
    empty_of_conduct = draft(" ".join(FILLER), model=MODEL.model_copy(update={"most_lacking": -9.0}))
    assert empty_of_conduct.status is DraftStatus.INSUFFICIENT_EVIDENCE
    assert empty_of_conduct.missing == ("sentences that say what the assessee did and what came of it",)
    assert empty_of_conduct.claims == ()


def test_an_interval_over_the_whole_scale_is_an_abstention() -> None:
    levels = MODEL.ruler.model_copy(update={"levels": (1, 2, 3, 4, 5)})
    found = draft(LONG, model=MODEL.model_copy(update={"half_width": 4.0, "ruler": levels}))
    assert (found.status, found.reason_code) == (DraftStatus.ABSTAINED, "wide_interval")
    assert (found.rating, found.interval) == (None, (1, 5))


def test_what_the_next_level_asks_is_said_in_the_language_of_the_rubric_alone() -> None:
    asking = rubric()
    question = ScaleDiscriminator(lower=3, upper=4, question="Do others use it?")
    scale = asking.scale.model_copy(update={"discriminators": (question,)})
    asking = asking.model_copy(update={"scale": scale})
    wanted = {"en": ("Do others use it?",), "de": ()}
    for lang, missing in wanted.items():
        found = artefact(LONG, "de" if lang == "de" else "en")
        drafted = drafter().draft_rating(found, asking, skill_area=None, career_level=None)
        assert drafted.missing == missing


def test_red_lines_are_named_beside_a_fitted_level() -> None:
    """S000-35."""
    found = draft(f"{LONG} I pasted the contract into my private ChatGPT account.")
    assert [one.id for one in found.red_lines] == ["privacy_breach"]


def test_without_a_model_of_the_rubric_the_cues_decide() -> None:
    assert draft(LONG, model=None).calibration.n == 0


def test_models_are_read_by_rubric_and_scale(tmp_path: Path) -> None:
    write_model(tmp_path, MODEL)
    levels = ShippedLevels(lambda: tmp_path, lambda: EMBEDDER.id)
    kept = levels(rubric())
    assert kept is not None
    assert kept.model_dump() == MODEL.model_dump()
    assert levels(rubric("another-scale")) is None
    assert levels(rubric().model_copy(update={"id": "own-pack"})) is None


def test_a_model_of_another_embedder_is_refused(tmp_path: Path) -> None:
    write_model(tmp_path, MODEL)
    with pytest.raises(ModelError) as caught:
        ShippedLevels(lambda: tmp_path, lambda: "other@2")(rubric())
    assert caught.value.code == "vectors_stale"


@pytest.mark.parametrize("content", ["", "{}", '{"version": "levels-0"}', "\x00"])
def test_a_broken_model_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "ratings").mkdir()
    (tmp_path / "ratings" / "ai-skills.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=r"ai-skills\.json") as caught:
        ShippedLevels(lambda: tmp_path, lambda: EMBEDDER.id)(rubric())
    assert caught.value.code == "level_model_invalid"


def shipped(rubric_id: str) -> tuple[Rubric, LevelModel]:
    from assessor.drafting.levels.shipped import read_model
    from assessor.resources import resource_folder
    from assessor.rubrics.load import load_rubric

    return load_rubric(rubric_id), read_model(resource_folder("models") / "ratings" / f"{rubric_id}.json")


@pytest.mark.parametrize("rubric_id", ["ai-skills", "csm-matrix", "csm-laufbahn", "csm-evaluation"])
def test_a_shipped_model_fits_its_rubric(rubric_id: str) -> None:
    pack, model = shipped(rubric_id)
    assert (model.rubric, model.scale) == (pack.id, pack.scale.id)
    assert set(model.ruler.levels) == {level.value for level in pack.scale.levels}
    assert model.n >= 15
    assert model.half_width is not None
