"""Why a draft has its level (issue 8: counterfactual evidence; S000-91), with levels that can be counted by hand."""

import itertools
from collections.abc import Sequence
from datetime import date

import pytest

from assessor.bootstrap import Application
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation, Claim, Draft, DraftStatus
from assessor.domain.record import DraftHeader, StoredSubmission, SubmissionStatus
from assessor.domain.rubric import Rubric
from assessor.domain.text import Segment
from assessor.drafting.embedded.drafter import EmbeddedDrafter
from assessor.drafting.embedded.sentences import Sentence, distinct, split_sentences
from assessor.explaining import Again, explain, next_asks, next_level
from assessor.review.views import RevealedEvidence
from assessor.rubrics.load import load_rubric
from assessor.rubrics.translations import in_language
from tests.store.fakes import START, draft, new_submission, redacted

RUBRIC = load_rubric("ai-skills")


def artefact(*sentences: str) -> RedactedArtefact:
    text = " ".join(sentences)
    segment = Segment(start=0, end=len(text), locator="line 1")
    return redacted(text).model_copy(update={"segments": (segment,)})


def counted(of: RedactedArtefact) -> Draft:
    """Level 3, one more for every two sentences that begin with Up, one less for every Down; none without Up."""
    said = [one.text for one in distinct(split_sentences(of))]
    ups, downs = sum(one.startswith("Up") for one in said), sum(one.startswith("Down") for one in said)
    if not ups:
        return draft(of.artefact_id, status=DraftStatus.INSUFFICIENT_EVIDENCE, rating=None)
    return draft(of.artefact_id, rating=max(1, min(5, 2 + (ups + 1) // 2 - downs)))


def moved(of: RedactedArtefact) -> Sequence[tuple[Sentence, float]]:
    by = {"Up": 0.5, "Do": -1.0, "Du": 0.0}
    return [(one, by[one.text[:2]] + place / 100) for place, one in enumerate(distinct(split_sentences(of)))]


def evidence(of: RedactedArtefact, *cited: str) -> RevealedEvidence:
    assert of.text is not None
    citations = []
    for quote in cited:
        start = of.text.index(quote)
        end = start + len(quote)
        citations.append(
            Citation(artefact=of.artefact_id, start=start, end=end, quote=quote, locator="line 1")
        )
    claims = tuple(Claim(text="c", anchor=None, citations=(one,)) for one in citations)
    submission = StoredSubmission(
        **new_submission("act_1", "act_2").model_dump(),
        id="sub_1",
        accepted_at=START,
        status=SubmissionStatus.DRAFTED,
    )
    header = DraftHeader(
        id="drf_1", submission=submission, artefact_id=of.artefact_id, kind=of.kind, evidence_date=date(2026, 10, 1),
        skill_area=None, career_level=None, created_at=START, created_by="act_1", withdrawn_at=None, withdrawn_reason=None,
    )  # fmt: skip
    return RevealedEvidence(
        header=header, artefact=of, draft=counted(of).model_copy(update={"claims": claims}), rubric=RUBRIC
    )


AGAIN = Again(draft=counted, moved=moved)


def quotes(citations: Sequence[Citation]) -> list[str]:
    return [one.quote for one in citations]


def test_each_cited_passage_is_left_out_alone() -> None:
    # One Up and one Down: 2 + 1 - 1 = 2. Without the Up there is no level, without the Down 3.
    of = artefact("Up one.", "Down one.", "Dull one.")
    found = explain("drf_1", evidence(of, "Up one.", "Down one.", "Dull one."), RUBRIC, "en", AGAIN)
    assert (found.rating, found.rating_again) == (2, 2)
    assert [(one.status, one.rating, one.changed) for one in found.cited] == [
        ("insufficient_evidence", None, True), ("drafted", 3, True), ("drafted", 2, False),
    ]  # fmt: skip


def test_the_fewest_sentences_that_move_the_level_are_named_each_way() -> None:
    # Four Up, one Down: 2 + 2 - 1 = 3. Lower needs two Ups gone (the later ones move more); higher the Down.
    of = artefact("Up one.", "Up two.", "Up three.", "Up four.", "Down one.", "Dull one.")
    lower, higher = explain("drf_1", evidence(of, "Up one."), RUBRIC, "en", AGAIN).removals
    assert (lower.direction, lower.rating, quotes(lower.citations)) == ("lower", 2, ["Up four.", "Up three."])
    assert (higher.direction, higher.rating, quotes(higher.citations)) == ("higher", 4, ["Down one."])
    assert of.text is not None
    assert all(of.text[one.start : one.end] == one.quote for one in (*lower.citations, *higher.citations))


def test_evidence_that_carries_no_level_any_more_is_its_lowest_and_never_higher() -> None:
    of = artefact("Up one.", "Dull one.")
    (lower,) = explain("drf_1", evidence(of, "Up one."), RUBRIC, "en", AGAIN).removals
    assert (lower.direction, lower.rating, lower.status) == ("lower", None, "insufficient_evidence")


def test_a_level_that_rests_on_more_than_four_sentences_names_none() -> None:
    # Twelve Up: capped at 5 until fewer than five are left, so that four gone move nothing.
    of = artefact(*(f"Up {letter * 3}." for letter in "abcdefghijkl"))
    assert explain("drf_1", evidence(of, "Up aaa."), RUBRIC, "en", AGAIN).removals == ()


def test_without_a_model_the_cited_sentences_are_tried_in_their_order() -> None:
    of = artefact("Dull one.", "Up one.", "Up two.", "Up three.", "Down one.")
    found = explain(
        "drf_1", evidence(of, "Down one.", "Dull one."), RUBRIC, "en", Again(counted, lambda _: ())
    )
    # Only the cited ones: Dull moves nothing, then Down raises.
    (higher,) = found.removals
    assert (higher.direction, quotes(higher.citations)) == ("higher", ["Dull one.", "Down one."])


def test_a_model_that_was_not_asked_says_what_needs_no_call() -> None:
    of = artefact("Up one.", "Up two.")
    found = explain("drf_1", evidence(of, "Up one."), RUBRIC, "en", None)
    assert (found.asked, found.cited, found.removals, found.rating_again) == (False, (), (), None)
    assert (found.rating, found.next_level) == (3, 4)
    assert found.next_asks


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize("rubric_id", ["ai-skills", "csm-matrix", "csm-laufbahn", "csm-evaluation"])
def test_the_next_level_asks_the_rubrics_question_of_that_step(rubric_id: str, lang: str) -> None:
    rubric: Rubric = in_language(load_rubric(rubric_id), lang)
    levels = sorted(one.value for one in rubric.scale.levels)
    for level, above in itertools.pairwise(levels):
        assert next_level(rubric, level) == above
        (asked,) = next_asks(rubric, level)
        discriminators = [
            one.question for one in rubric.scale.discriminators if (one.lower, one.upper) == (level, above)
        ]
        assert [asked] == (
            discriminators or [one.definition for one in rubric.scale.levels if one.value == above]
        )
    assert (next_level(rubric, levels[-1]), next_asks(rubric, levels[-1])) == (None, ())
    assert (next_level(rubric, None), next_asks(rubric, None)) == (None, ())


def test_the_real_drafter_says_how_far_each_sentence_moves_the_level(application: Application) -> None:
    of = artefact(
        "I checked both exports against the ticket system.", "It rained.", "I wrote the difference down."
    )
    drafter = application.shipped_drafter
    assert isinstance(drafter, EmbeddedDrafter)
    found = drafter.moved(of, RUBRIC)
    assert [one.text for one, _ in found] == [one.text for one in split_sentences(of)]
    assert len({by for _, by in found}) == 3
    assert drafter.moved(of.model_copy(update={"text": "", "segments": ()}), RUBRIC) == ()


def test_a_text_that_loses_its_level_has_not_risen() -> None:
    of = artefact("Up one.", "Dull one.")
    down = Again(counted, lambda left: [(one, -1.0) for one in split_sentences(left)])
    assert explain("drf_1", evidence(of, "Up one."), RUBRIC, "en", down).removals == ()
