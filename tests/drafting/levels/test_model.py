import numpy as np
import pytest

from assessor.drafting.embedded.moving import MOST_CITED, chosen
from assessor.drafting.levels.finder import fit_finder
from assessor.drafting.levels.fit import fit_levels
from assessor.drafting.levels.model import Look, Ruler, places_in
from assessor.drafting.levels.terms import terms_of

from .made import CONDUCT, EMBEDDER, FILLER, said, texts

MODEL = fit_levels(texts(range(12)), EMBEDDER.id)["first"]
RULER = Ruler(levels=(0, 1, 2, 3), cuts=(-1.0, 0.0, 2.0), slope=2.0)


@pytest.mark.parametrize(
    ("score", "position", "level"),
    [
        (-1.0, 0.5, 0),
        # Halfway between the cuts at .5 and 1.5.
        (-0.5, 1.0, 1),
        # A quarter of the way from the cut at 1.5 to the one at 2.5.
        (0.5, 1.75, 2),
        # Two levels for each unit beyond the outermost cuts, and half a level beyond the ends at most.
        (2.2, 2.9, 3),
        (9.0, 3.5, 3),
        (-9.0, -0.5, 0),
    ],
)
def test_a_place_on_the_scale_rounds_to_the_level(score: float, position: float, level: int) -> None:
    assert RULER.position(score) == pytest.approx(position)
    assert RULER.level(score) == level


def test_conduct_raises_and_is_likelier_to_decide_than_filler() -> None:
    sentences = [*CONDUCT[:2], *FILLER[:3]]
    look = MODEL.look(sentences, EMBEDDER.embed(sentences))
    assert min(look.moved[:2]) > 0
    assert min(look.weight[:2]) > max(look.weight[2:])


def test_order_of_sentences_changes_nothing() -> None:
    sentences = said(3, 50)
    turned = sentences[::-1]
    first = MODEL.look(sentences, EMBEDDER.embed(sentences))
    second = MODEL.look(turned, EMBEDDER.embed(turned))
    assert (first.level, first.interval, first.enough) == (second.level, second.interval, second.enough)
    assert first.moved == pytest.approx(second.moved[::-1])


def test_filler_alone_lacks_more_than_conduct() -> None:
    alone = [FILLER[0], "Nothing else is known of case 77."]
    full = said(4, 51)
    _, lacking = MODEL.scores_of(alone, EMBEDDER.embed(alone))
    _, less = MODEL.scores_of(full, EMBEDDER.embed(full))
    assert lacking > MODEL.most_lacking >= less


def test_a_single_sentence_gets_an_answer() -> None:
    look = MODEL.look([CONDUCT[0]], EMBEDDER.embed([CONDUCT[0]]))
    assert look.level in MODEL.ruler.levels
    assert len(look.moved) == 1


def test_who_is_meant_by_a_placeholder_never_counts() -> None:
    assert terms_of("<PERSON_1> asked <PERSON_2>") == terms_of("<PERSON_8> asked <PERSON_3>")
    assert terms_of("<PERSON_1> asked") != terms_of("<CUSTOMER_ORG_1> asked")


def test_terms_outside_the_vocabulary_are_passed_over() -> None:
    vocabulary = np.array(sorted(terms_of("seat count")), dtype=np.uint32)
    assert len(places_in(vocabulary, "the seat was free")) == 1
    assert len(places_in(vocabulary, "nothing at all")) == 0
    assert len(places_in(np.zeros(0, dtype=np.uint32), "seat")) == 0


def test_the_finder_learns_which_sentences_decide() -> None:
    vectors = EMBEDDER.embed([*CONDUCT, *FILLER]).astype(np.float64)
    marks = np.array([True] * len(CONDUCT) + [False] * len(FILLER))
    scores = fit_finder([vectors], [marks]).scores(vectors)
    assert scores[: len(CONDUCT)].min() > scores[len(CONDUCT) :].max()


def look(moved: tuple[float, ...], weight: tuple[float, ...]) -> Look:
    return Look(enough=True, level=2, position=2.0, interval=(1, 3), moved=moved, weight=weight)


def test_citations_are_what_moved_and_likely_decides_within_their_share() -> None:
    # Products .4, .3, .1, .05, 0: the second does not fit after the first, the third and fourth do.
    lengths = [15, 20, 5, 5, 55]
    assert chosen(lengths, look((-0.4, 0.6, 0.2, 0.1, 2.0), (1.0, 0.5, 0.5, 0.5, 0.0))) == (0, 2, 3)
    assert MOST_CITED * sum(lengths) >= 15 + 5 + 5


def test_a_level_without_any_citation_is_worse_than_a_long_one() -> None:
    assert chosen([50, 60], look((0.1, 0.5), (1.0, 1.0))) == (1,)
