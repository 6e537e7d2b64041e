import email
import json
import re
from collections.abc import Callable
from email import policy
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessor.domain.draft import AnchorMatch, AreaMatch
from assessor.domain.rubric import Rubric
from assessor.errors import ModelError, NotFoundError
from assessor.intake.read import read_artefact
from assessor.ports import Embedder
from assessor.retrieval import vectors
from assessor.retrieval.embedder import UseEmbedder
from assessor.retrieval.match import ANCHORS_SHOWN, AnchorRetrieval
from assessor.rubrics.load import load_rubric

LABELLED = Path(__file__).parent / "labelled_sentences.jsonl"
DEMO = Path(__file__).parents[2] / "eval" / "demo"
SOURCES = DEMO.with_name("demo_sources")

AREAS = {"Data": ["d1", "d2", "d3"], "Trust": ["t1", "t2", "t3"]}
TABLE = {
    "d1": (1, 0, 0),
    "d2": (0.6, 0.8, 0),
    "d3": (0, 1, 0),
    "t1": (0, 0, 1),
    "t2": (0, 0.6, 0.8),
    "t3": (-1, 0, 0),
    "x": (1, 0, 0),
    "y": (0, 1, 0),
    "z": (0, 0, 1),
    "tilted": (0.6, 0, 0.8),
}


@pytest.fixture
def tiny(make_rubric: Callable[..., Rubric], table_embedder: Callable[..., Embedder]) -> AnchorRetrieval:
    return AnchorRetrieval(make_rubric(AREAS), table_embedder(TABLE))


def test_an_area_scores_by_its_two_closest_rows_over_the_better_half(tiny: AnchorRetrieval) -> None:
    # Data:  x meets 1, .6, 0 -> .8;  y meets 0, .8, 1 -> .9;  z meets 0, 0, 0 -> 0
    # Trust: x meets 0, 0, -1 -> 0;   y meets 0, .6, 0 -> .3;  z meets 1, .8, 0 -> .9
    # Half of three sentences, rounded up, is two. Data: (.9 + .8) / 2; Trust: (.9 + .3) / 2.
    areas, _ = tiny.match(["x", "y", "z"])
    assert areas == (AreaMatch(skill_area="Data", score=0.85), AreaMatch(skill_area="Trust", score=0.6))


def test_best_area_comes_first_whatever_the_rubrics_order(tiny: AnchorRetrieval) -> None:
    areas, _ = tiny.match(["z"])
    assert areas == (AreaMatch(skill_area="Trust", score=0.9), AreaMatch(skill_area="Data", score=0.0))


def test_an_anchor_scores_by_its_closest_sentence_and_ties_keep_the_rubrics_order(
    tiny: AnchorRetrieval,
) -> None:
    # Best of x, y, z: d1 1, d2 max(.6, .8), d3 1, t1 1, t2 max(.6, .8), t3 max(-1, 0, 0).
    _, anchors = tiny.match(["x", "y", "z"])
    assert [(match.id.removeprefix("tiny/"), match.score) for match in anchors] == [
        ("data/1", 1.0),
        ("data/3", 1.0),
        ("trust/1", 1.0),
        ("data/2", 0.8),
        ("trust/2", 0.8),
        ("trust/3", 0.0),
    ]


def test_scores_reach_down_to_minus_one(tiny: AnchorRetrieval) -> None:
    _, anchors = tiny.match(["x"])
    assert anchors[-1] == AnchorMatch(id="tiny/trust/3", score=-1.0)


@pytest.mark.parametrize("name", ["Trust", "trust", "2) TRUST", "Trust work"])
def test_a_known_area_restricts_the_anchors_and_not_the_areas(tiny: AnchorRetrieval, name: str) -> None:
    areas, anchors = tiny.match(["x"], name)
    assert [match.skill_area for match in areas] == ["Data", "Trust"]
    assert [match.id for match in anchors] == ["tiny/trust/1", "tiny/trust/2", "tiny/trust/3"]


def test_an_unknown_area_is_an_error(tiny: AnchorRetrieval) -> None:
    with pytest.raises(NotFoundError):
        tiny.match(["x"], "Trusting")


@pytest.mark.parametrize("sentences", [[], [""], ["  ", "\n"]])
def test_nothing_to_match_gives_two_empty_tuples(tiny: AnchorRetrieval, sentences: list[str]) -> None:
    assert tiny.match(sentences) == ((), ())


def test_blank_sentences_and_white_space_around_others_do_not_count(tiny: AnchorRetrieval) -> None:
    assert tiny.match([" x ", "", "\t", "y\n"]) == tiny.match(["x", "y"])


def test_a_goal_speaks_for_its_area_but_is_no_anchor(
    make_rubric: Callable[..., Rubric], table_embedder: Callable[..., Embedder]
) -> None:
    rubric = make_rubric(AREAS, goals={"Trust": "tilted"})
    areas, anchors = AnchorRetrieval(rubric, table_embedder(TABLE)).match(["z"])
    # Trust: rows 1 (t1), .8 (t2), 0 (t3) and .8 (goal) -> (1 + .8) / 2, as without the goal; seen from x,
    # where the goal gives .6: rows 0, 0, -1, .6 -> .3 instead of 0.
    assert areas[0] == AreaMatch(skill_area="Trust", score=0.9)
    assert {match.id for match in anchors} == set(rubric.anchors_by_id)
    seen_from_x, _ = AnchorRetrieval(rubric, table_embedder(TABLE)).match(["x"])
    assert seen_from_x[1] == AreaMatch(skill_area="Trust", score=0.3)


def test_no_more_than_ten_anchors_are_shown(
    make_rubric: Callable[..., Rubric], hash_embedder: Embedder
) -> None:
    rubric = make_rubric({"Data": [f"anchor {number}" for number in range(25)]})
    _, anchors = AnchorRetrieval(rubric, hash_embedder).match(["one", "two"])
    assert len(anchors) == ANCHORS_SHOWN == 10
    assert [match.score for match in anchors] == sorted((match.score for match in anchors), reverse=True)


def test_one_anchor_in_an_area_stands_alone(
    make_rubric: Callable[..., Rubric], table_embedder: Callable[..., Embedder]
) -> None:
    areas, _ = AnchorRetrieval(make_rubric({"Data": ["d2"]}), table_embedder(TABLE)).match(["x"])
    assert areas == (AreaMatch(skill_area="Data", score=0.6),)


def test_career_levels_change_neither_score_nor_index(
    make_rubric: Callable[..., Rubric], table_embedder: Callable[..., Embedder]
) -> None:
    """CONTRACT: the same text with another level gives the same draft; retrieval never decides a level."""
    junior, head = (
        AnchorRetrieval(make_rubric(AREAS, career_level=level), table_embedder(TABLE))
        for level in ("Junior", "Head")
    )
    assert junior.match(["x", "y"]) == head.match(["x", "y"])
    assert junior.index_id == head.index_id


def test_ready_vectors_spare_the_anchors_embedding(
    make_rubric: Callable[..., Rubric], table_embedder: Callable[..., Embedder]
) -> None:
    rubric, embedder = make_rubric(AREAS), table_embedder(TABLE)
    made = vectors.embed_rows(rubric, table_embedder(TABLE))
    assert AnchorRetrieval(rubric, embedder, made).match(["x"]) == AnchorRetrieval(
        rubric, table_embedder(TABLE)
    ).match(["x"])
    assert embedder.asked == ["x"]


def test_without_fitting_vectors_the_anchors_are_embedded_once(
    make_rubric: Callable[..., Rubric], table_embedder: Callable[..., Embedder]
) -> None:
    embedder = table_embedder(TABLE)
    retrieval = AnchorRetrieval(make_rubric(AREAS), embedder)
    assert embedder.asked == []
    retrieval.match(["x"])
    retrieval.match(["y"])
    assert sorted(embedder.asked) == ["d1", "d2", "d3", "t1", "t2", "t3", "x", "y"]


def test_vectors_of_another_version_are_refused(
    make_rubric: Callable[..., Rubric], hash_embedder: Embedder
) -> None:
    made = vectors.embed_rows(make_rubric(AREAS, version="0.9.0"), hash_embedder)
    with pytest.raises(ModelError) as caught:
        AnchorRetrieval(make_rubric(AREAS), hash_embedder, made)
    assert caught.value.code == "vectors_stale"


SENTENCES = st.lists(st.text(alphabet="abcde ", max_size=6), max_size=12)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sentences=SENTENCES, data=st.data())
def test_order_and_repetition_change_nothing(
    make_rubric: Callable[..., Rubric], hash_embedder: Embedder, sentences: list[str], data: st.DataObject
) -> None:
    """FACTS: length confounds, so a doubled text must get the same answer; and scores stay cosines."""
    retrieval = AnchorRetrieval(make_rubric(AREAS), hash_embedder)
    areas, anchors = retrieval.match(sentences)
    again_areas, again_anchors = retrieval.match(data.draw(st.permutations(sentences + sentences)))
    assert {match.skill_area: match.score for match in again_areas} == pytest.approx(
        {match.skill_area: match.score for match in areas}, abs=2e-4
    )
    assert {match.id for match in again_anchors} == {match.id for match in anchors}
    assert all(-1 <= match.score <= 1 for match in (*areas, *anchors))


def places(retrieval: AnchorRetrieval, items: list[tuple[list[str], str]]) -> list[int]:
    """Where the right area came, 1 for first, in each of n items of sentences and area."""
    return [
        1 + [match.skill_area for match in retrieval.match(sentences)[0]].index(area)
        for sentences, area in items
    ]


@pytest.fixture(scope="session")
def shipped(use_embedder: UseEmbedder) -> AnchorRetrieval:
    return AnchorRetrieval(load_rubric("ai-skills"), use_embedder)


@pytest.mark.parametrize(("lang", "first", "first_three"), [("en", 24, 29), ("de", 20, 27)])
def test_labelled_sentences_find_their_area(
    shipped: AnchorRetrieval, lang: str, first: int, first_three: int
) -> None:
    """32 sentences in each language. Measured: EN 26 and 30, DE 22 and 28; rewording may cost one or two."""
    lines = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    items = [([line["text"]], line["skill_area"]) for line in lines if line["lang"] == lang]
    assert len(items) == 32
    found = places(shipped, items)
    assert sum(place == 1 for place in found) >= first
    assert sum(place <= 3 for place in found) >= first_three


def demo_sentences(path: Path) -> list[str]:
    """Rough sentences of a demo file's own text, without quoted mail."""
    if path.suffix == ".eml":
        body = email.message_from_bytes(path.read_bytes(), policy=policy.default).get_body(("plain",))
        text = body.get_content() if body else ""
    else:
        text = read_artefact(path.read_bytes(), path.name).text
    text = re.sub(r"(?m)^>.*$", "", text)
    blocks = re.split(r"\n\s*\n|\n(?=[-\d|#])", text)
    pieces = (
        piece.strip() for block in blocks for piece in re.split(r"(?<=[.!?:])\s+", block.replace("\n", " "))
    )
    return [piece for piece in pieces if len(piece) > 15]


def test_whole_artefacts_find_their_area(shipped: AnchorRetrieval) -> None:
    """Demo artefacts with a known area, made ones as their sources. Of the first 12, 8 come first, 10 in three."""
    manifest = yaml.safe_load((DEMO / "manifest.yaml").read_text(encoding="utf-8"))
    items = [
        (
            demo_sentences(next(SOURCES.glob(f"{entry['name'][:3]}*"), DEMO / entry["name"])),
            entry["skill_area"],
        )
        for entry in manifest["files"]
        if entry["skill_area"]
    ]
    assert len(items) == 13
    found = places(shipped, items)
    assert sum(place == 1 for place in found) >= 7
    assert sum(place <= 3 for place in found) >= 9
