import numpy as np
import pytest

from assessor.domain.artefact import ArtefactKind
from assessor.domain.draft_facts import DraftFacts
from assessor.domain.drift import PopulationShift
from assessor.evaluation.drift.population import population_shifts, stability_index

from .pairs import facts


def many(count: int, first: int = 0, **given: object) -> list[DraftFacts]:
    return [facts(number, **given) for number in range(first, first + count)]


def of(name: str, shifts: tuple[PopulationShift, ...]) -> PopulationShift:
    return next(one for one in shifts if one.of == name)


def test_more_german_evidence_is_a_change_of_evidence_and_not_of_drafts() -> None:
    before = many(60) + many(60, 60, lang="de")
    now = many(20, 200) + many(100, 300, lang="de")
    found = population_shifts(before, now)
    lang = of("lang", found)
    # 50 % German before, 83 % now.
    assert (lang.classes, lang.about, lang.shifted) == (("de", "en"), "evidence", True)
    assert lang.distance == pytest.approx(1 / 3)
    assert not of("level", found).shifted


def test_drafts_that_rise_are_a_change_of_drafts() -> None:
    before = many(50, level=2) + many(50, 50, level=3)
    now = many(10, 200, level=2) + many(90, 300, level=3)
    level = of("level", population_shifts(before, now))
    assert (level.about, level.shifted, level.shares_before) == ("drafts", True, (0.5, 0.5))


def test_abstentions_count_apart_from_levels() -> None:
    before = many(95) + many(5, 95, level=None)
    now = many(60, 200) + many(40, 300, level=None)
    found = population_shifts(before, now)
    assert of("abstained", found).shifted
    assert of("level", found).classes == ()


def test_the_same_mixture_is_not_called_a_change() -> None:
    before = many(60) + many(60, 60, lang="de")
    now = many(55, 200) + many(65, 300, lang="de")
    assert not any(one.shifted for one in population_shifts(before, now))


def test_a_sure_but_small_difference_is_not_called_one() -> None:
    before = many(400) + many(400, 1000, lang="de")
    now = many(328, 2000) + many(472, 3000, lang="de")
    lang = of("lang", population_shifts(before, now))
    assert lang.p is not None
    assert lang.p < 0.01
    assert (lang.distance, lang.shifted) == (pytest.approx(0.09), False)


def test_artefacts_handed_in_together_are_one_draw() -> None:
    """40 German texts in two submissions are two draws, and two draws prove nothing."""
    before = many(40)
    together = [facts(200 + n, lang="de", submission_id=f"sub_x{n % 2}") for n in range(40)]
    mixed, german = many(10, 300), many(5, 400, lang="de")
    assert of("lang", population_shifts([*before, *german], [*together, *mixed])).p > 0.01  # type: ignore[operator]


def test_classes_of_few_people_are_joined_and_a_window_of_few_shows_nothing() -> None:
    rare = [facts(900 + n, kind=kind, assessee_id=f"act_{kind}_{n % 3}") for n in range(9)
            for kind in (ArtefactKind.PLAYBOOK, ArtefactKind.FEEDBACK)]  # fmt: skip
    found = of("kind", population_shifts(many(50) + rare, many(50, 100) + rare))
    assert found.classes == ("crm_note", None)
    assert found.shares_before[1] == pytest.approx(18 / 68)
    few = population_shifts(many(50), [facts(n, assessee_id="act_1") for n in range(50)])
    assert all(one.distance is None and one.classes == () for one in few)


def test_the_chance_is_near_that_of_chi_square_for_independent_drafts() -> None:
    from scipy import stats

    before = many(60) + many(40, 60, lang="de")
    now = many(48, 200) + many(52, 300, lang="de")
    p = of("lang", population_shifts(before, now)).p
    exact = stats.fisher_exact([[60, 40], [48, 52]]).pvalue
    assert p == pytest.approx(exact, abs=0.03)


def test_an_empty_class_does_not_make_the_index_endless() -> None:
    found = stability_index(np.array([1.0, 0.0]), np.array([0.5, 0.5]), n=(100, 100))
    # (.5 - 1) ln .5 + (.5 - .005) ln 100, half a draft standing for none.
    assert found == pytest.approx(0.5 * np.log(2) + 0.495 * np.log(100))


def test_classes_that_are_small_in_different_windows_are_not_large_together() -> None:
    """Three people before in the one, three now in the other: joined they are three in each window."""
    playbooks = [facts(n, kind=ArtefactKind.PLAYBOOK, assessee_id=f"act_x{n % 3}") for n in range(90, 99)]
    mails = [facts(n, kind=ArtefactKind.EMAIL, assessee_id=f"act_y{n % 3}") for n in range(300, 309)]
    found = population_shifts([*many(50), *playbooks], [*many(50, 200), *mails])
    assert of("kind", found).classes == ()


def test_a_language_that_is_new_is_a_class_of_its_own() -> None:
    lang = of("lang", population_shifts(many(60), [*many(30, 200), *many(30, 300, lang="de")]))
    assert (lang.classes, lang.shares_before, lang.shifted) == (("de", "en"), (0.0, 1.0), True)
