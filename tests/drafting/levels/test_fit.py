import numpy as np
import pytest

from assessor.drafting.levels.fit import LabelledText, conformal_width, fit_levels
from assessor.drafting.levels.model import LevelModel
from assessor.errors import InputError

from .made import CONDUCT, EMBEDDER, FILLER, labelled, said, texts


@pytest.fixture(scope="module")
def models() -> dict[str, LevelModel]:
    return dict(fit_levels([*texts(range(12)), *texts(range(12), "second")], EMBEDDER.id))


def level(model: LevelModel, sentences: list[str]) -> int:
    return model.look(sentences, EMBEDDER.embed(sentences)).level


def test_texts_never_seen_are_rated_near_their_label(models: dict[str, LevelModel]) -> None:
    off = [
        abs(level(models["first"], said(wanted, variant)) - wanted)
        for wanted in range(5)
        for variant in range(40, 46)
    ]
    # Always level 2 would be off by 1.2 on average.
    assert np.mean(off) < 0.6


def test_a_model_tells_what_it_rests_on(models: dict[str, LevelModel]) -> None:
    model = models["first"]
    # Of 12 variants 8 train, each with five rated texts.
    assert (model.rubric, model.scale, model.embedder, model.n) == ("first", "first-0-4", EMBEDDER.id, 40)
    assert model.ruler.levels == (0, 1, 2, 3, 4)
    assert set(models) == {"first", "second"}


def test_the_same_texts_give_the_same_models(models: dict[str, LevelModel]) -> None:
    again = fit_levels([*texts(range(12)), *texts(range(12), "second")], EMBEDDER.id)
    assert again["first"].model_dump_json() == models["first"].model_dump_json()


def test_no_text_stands_in_a_model(models: dict[str, LevelModel]) -> None:
    kept = models["first"].model_dump_json().casefold()
    words = {word.strip(".").casefold() for one in (*CONDUCT, *FILLER) for word in one.split()}
    assert not {word for word in words if len(word) > 5 and word in kept}


def test_weights_do_not_learn_from_calibration() -> None:
    plain = texts(range(9))
    turned = [
        LabelledText(**{**vars(one), "rating": 4 - one.rating})
        if one.rating is not None and not one.train
        else one
        for one in plain
    ]
    first, second = fit_levels(plain, EMBEDDER.id)["first"], fit_levels(turned, EMBEDDER.id)["first"]
    assert first.score.model_dump() == second.score.model_dump()
    # Labels turned round are further off, so the interval grows.
    assert (second.half_width or 0) > (first.half_width or 0)


def test_praise_counts_for_nothing() -> None:
    praise = ["What a brilliant and wonderful team.", "Brilliant work, simply wonderful!"]
    told = fit_levels(texts(range(9)), EMBEDDER.id, EMBEDDER.embed(praise))["first"]
    untold = fit_levels(texts(range(9)), EMBEDDER.id)["first"]
    plain, praised = said(3, 45), [*said(3, 45), "A brilliant team, wonderful work."]

    def score(model: LevelModel, sentences: list[str]) -> float:
        return model.scores_of(sentences, EMBEDDER.embed(sentences))[0]

    assert score(told, praised) == pytest.approx(score(told, plain))
    assert score(untold, praised) != pytest.approx(score(untold, plain))


def test_a_text_of_praise_alone_still_gets_an_answer() -> None:
    praise = ["What a brilliant and wonderful team.", "Brilliant work, simply wonderful!"]
    model = fit_levels(texts(range(9)), EMBEDDER.id, EMBEDDER.embed(praise))["first"]
    look = model.look(praise, EMBEDDER.embed(praise))
    assert np.isfinite(look.moved).all()


def test_intervals_hold_the_stated_share_of_texts_never_seen(models: dict[str, LevelModel]) -> None:
    model, inside = models["first"], []
    for wanted in range(5):
        for variant in range(60, 80):
            sentences = said(wanted, variant)
            low, high = model.look(sentences, EMBEDDER.embed(sentences)).interval
            inside.append(low <= wanted <= high)
    assert np.mean(inside) >= 0.85


def test_a_rubric_without_two_ratings_is_an_error() -> None:
    alike = [labelled(said(1, variant), 1, str(variant)) for variant in range(5)]
    with pytest.raises(InputError) as caught:
        fit_levels(alike, EMBEDDER.id)
    assert caught.value.code == "no_labels"


@pytest.mark.parametrize(
    ("off", "coverage", "wanted"),
    [
        # Rank ceil(10 * .9) = 9 of 9; with 8 the rank 9 does not exist.
        ([0.1 * place for place in range(9)], 0.9, 0.8),
        ([0.1] * 8, 0.9, None),
        # Rank ceil(4 * .5) = 2 of 3.
        ([3.0, 1.0, 2.0], 0.5, 2.0),
    ],
)
def test_width_is_the_conformal_quantile(off: list[float], coverage: float, wanted: float | None) -> None:
    assert conformal_width(off, coverage) == (wanted if wanted is None else pytest.approx(wanted))
