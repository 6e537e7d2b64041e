import pytest

from assessor.drafting.calibration.choosing import choose
from assessor.drafting.calibration.layer import Ends
from assessor.drafting.calibration.rated import Rated
from assessor.drafting.calibration.weights import changed, features_of, left_out_places, place_under, refitted
from assessor.drafting.levels.fit import fit_levels
from assessor.drafting.levels.model import LevelModel
from tests.drafting.levels.made import EMBEDDER, said, texts

MODEL = fit_levels(texts(range(12)), EMBEDDER.id)["first"]
VALUED = "Two colleagues use the template every week."
"""What the raters of this tenant care for, and the model does not more than for anything else."""


def seen(sentences: list[str], level: int, group: str) -> Rated:
    features = features_of(MODEL, sentences, EMBEDDER.embed(sentences))
    place = MODEL.ruler.position(features.score)
    return Rated(
        f"rat_{group}{level}{len(sentences)}{sentences[0]}", "a", group, level, place, features=features
    )


def tenant() -> list[Rated]:
    """Raters who give two levels more where the template is used, and one less where it is not."""
    found = []
    for number in range(48):
        sentences = said(1 + number % 3, 40 + number)
        level = 4 if VALUED in sentences else 1
        found.append(seen(sentences, level, f"g{number % 8}"))
    return found


def test_what_only_these_raters_value_is_learned_and_cited() -> None:
    rows = tenant()
    found = choose(rows, Ends(0, 4), MODEL.ruler)
    assert found.weights is not None
    assert found.errors["weights"] < min(found.errors["shift"], found.errors["isotonic"])
    reweighed = changed(MODEL, found.weights)
    assert reweighed.id != MODEL.id
    sentences = said(3, 101)
    assert VALUED in sentences
    before, after = (model.look(sentences, EMBEDDER.embed(sentences)) for model in (MODEL, reweighed))
    valued = sentences.index(VALUED)
    assert after.moved[valued] > before.moved[valued]
    assert after.level == 4


def test_a_reweighed_model_and_the_bare_change_agree() -> None:
    rows = tenant()
    change = refitted(MODEL.ruler, rows)
    reweighed = changed(MODEL, change)
    for one in rows[:5]:
        assert one.features is not None
        score = reweighed.score.at(one.features.meaning, one.features.terms)
        # Weights are kept in 32 bits, and the sum of two of them is rounded once more.
        assert MODEL.ruler.position(score) == pytest.approx(
            place_under(change, one.features, MODEL.ruler), abs=1e-4
        )


def test_a_left_out_assessee_teaches_nothing_about_themselves() -> None:
    """Turning one assessee's levels round changes nobody else's... and not where that assessee stands."""
    rows = tenant()
    turned = [Rated(**{**vars(one), "level": 4 - one.level}) if one.group == "g0" else one for one in rows]
    first, second = left_out_places(MODEL.ruler, rows), left_out_places(MODEL.ruler, turned)
    own = [place for place, one in enumerate(rows) if one.group == "g0"]
    assert [first[place] for place in own] == pytest.approx([second[place] for place in own])
    others = [place for place, one in enumerate(rows) if one.group != "g0"]
    assert [first[place] for place in others] != pytest.approx([second[place] for place in others])


def test_where_the_model_is_right_weights_are_not_kept() -> None:
    rows = [
        Rated(
            f"rat_{n}",
            "a",
            f"g{n % 6}",
            MODEL.ruler.level(one.features.score),
            float(MODEL.ruler.level(one.features.score)),
            features=one.features,
        )
        for n, one in enumerate(tenant())
        if one.features is not None
    ]
    assert choose(rows, Ends(0, 4), MODEL.ruler).weights is None


def test_a_changed_model_is_read_back_as_it_was() -> None:
    reweighed = changed(MODEL, refitted(MODEL.ruler, tenant()))
    again = LevelModel.model_validate_json(reweighed.model_dump_json())
    assert again.id == reweighed.id
