import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from assessor.domain.draft import AnchorMatch, AreaMatch, Draft, DraftStatus, DroppedClaims
from assessor.domain.verdict import Destination
from assessor.drafting.llm.briefing import Briefings
from assessor.drafting.llm.cache import AnswerCache
from assessor.drafting.llm.conversation import Conversation
from assessor.drafting.llm.drafter import LlmDrafter
from assessor.errors import InputError
from assessor.guardrails.draft import DraftGuardrailChain
from tests.drafting.fakes import SilentRetrieval
from tests.drafting.llm.fakes import (
    AREA,
    ARTEFACT,
    QUOTE,
    RUBRIC,
    FixedClock,
    ScriptedModel,
    answer,
    briefing,
    briefings,
    calls,
)


def drafter(folder: Path, *turns: str, samples: int = 1, requests: Briefings | None = None) -> LlmDrafter:
    cache = AnswerCache(folder / "cache", secret=b"s", days=0, clock=FixedClock())
    talk = Conversation(
        calls(ScriptedModel(*turns), folder, attempts=1),
        cache,
        models=("openai/m",),
        place="",
        deadline_s=60,
        samples=samples,
    )
    return LlmDrafter(requests or briefings(), talk, Destination.LOCAL_MODEL)


def drafted(folder: Path, *turns: str, samples: int = 1) -> Draft:
    return drafter(folder, *turns, samples=samples).draft_rating(
        ARTEFACT, RUBRIC, skill_area=AREA, career_level=None
    )


def test_it_says_what_it_is_and_where_it_sends(tmp_path: Path) -> None:
    made = drafter(tmp_path)
    assert (made.name, made.destination) == ("llm", Destination.LOCAL_MODEL)


def test_an_answer_becomes_a_draft_that_stage_5_lets_pass_unchanged(tmp_path: Path) -> None:
    draft = drafted(tmp_path, answer())
    assert (draft.status, draft.rating, draft.interval) == (DraftStatus.DRAFTED, 3, (2, 4))
    (claim,) = draft.claims
    assert claim.anchor == RUBRIC.skill_areas[4].cells[0].anchors[1].id  # label A2
    assert claim.citations[0].quote == QUOTE
    assert draft.calibration.state == "unproven"
    counted = draft.model_copy(update={"dropped": DroppedClaims()})
    assert DraftGuardrailChain(lambda *_: ()).verify(draft, ARTEFACT, RUBRIC) == counted


def test_provenance_says_how_it_came_about(tmp_path: Path) -> None:
    made, asked = drafted(tmp_path, answer()).provenance, briefing()
    assert (made.drafter, made.model, made.prompt) == ("llm", "openai/m", "draft-rating-en@1.2.0")
    assert made.prompt_sha256 == asked.prompt.sha256
    assert made.request_sha256 == asked.request.sha256
    assert (made.rubric, made.rubric_version, made.index_id) == ("ai-skills", "1.0.0", "sha256:silent-index")
    assert drafted(tmp_path, "prose", "prose").provenance == made


def test_insufficient_evidence_is_no_low_rating(tmp_path: Path) -> None:
    empty = answer(status="insufficient_evidence", rating=None, claims=[], missing=["a named source"])
    draft = drafted(tmp_path, empty)
    assert (draft.status, draft.rating, draft.interval) == (DraftStatus.INSUFFICIENT_EVIDENCE, None, None)
    assert draft.missing == ("a named source",)


def test_an_interval_over_the_whole_scale_says_nothing_and_abstains(tmp_path: Path) -> None:
    draft = drafted(tmp_path, answer(lowest=1, highest=5))
    assert (draft.status, draft.reason_code) == (DraftStatus.ABSTAINED, "wide_interval")
    assert draft.claims == ()


def test_no_usable_answer_abstains_with_nothing_of_the_model_in_it(tmp_path: Path) -> None:
    draft = drafted(tmp_path, "my own words", "my own words")
    assert (draft.status, draft.reason_code) == (DraftStatus.ABSTAINED, "unparsed")
    assert "my own words" not in draft.model_dump_json()


def test_without_the_career_level_its_scale_needs_nobody_is_asked(tmp_path: Path) -> None:
    scale = RUBRIC.scale.model_copy(update={"role_dependent": True})
    draft = drafter(tmp_path).draft_rating(
        ARTEFACT, RUBRIC.model_copy(update={"scale": scale}), skill_area=AREA, career_level=None
    )
    assert (draft.status, draft.missing) == (DraftStatus.INSUFFICIENT_EVIDENCE, ("career_level",))


def test_a_stopped_artefact_cannot_be_drafted(tmp_path: Path) -> None:
    stopped = ARTEFACT.model_copy(update={"text": None, "segments": ()})
    with pytest.raises(InputError):
        drafter(tmp_path).draft_rating(stopped, RUBRIC, skill_area=None, career_level=None)


def test_a_cap_stays_stage_5s_own(tmp_path: Path) -> None:
    line = {"id": "privacy_breach", "quotes": ["Two values were wrong"]}
    draft = drafted(tmp_path, answer(red_lines=[line]))
    assert (draft.rating, draft.cap) == (3, None)
    capped = DraftGuardrailChain(lambda *_: ()).verify(draft, ARTEFACT, RUBRIC)
    assert (capped.rating, capped.rating_before_cap, capped.cap) == (2, 3, 2)


def test_samples_that_spread_make_the_interval_wider_and_provenance_counts_them(tmp_path: Path) -> None:
    level = [answer(rating=n, lowest=n, highest=n) for n in range(6)]
    draft = drafted(tmp_path, level[2], "prose", "prose", level[4], samples=3)
    assert (draft.rating, draft.interval, draft.coverage) == (2, (2, 4), None)
    assert (draft.provenance.samples, draft.provenance.samples_used) == (3, 2)
    single = drafted(tmp_path, level[3]).provenance
    assert (single.samples, single.samples_used) == (None, None)


def test_samples_over_the_whole_scale_abstain(tmp_path: Path) -> None:
    level = [answer(rating=n, lowest=n, highest=n) for n in range(6)]
    draft = drafted(tmp_path, level[1], level[3], level[5], samples=3)
    assert (draft.status, draft.reason_code) == (DraftStatus.ABSTAINED, "wide_interval")
    assert draft.provenance.samples_used == 3


def test_samples_that_disagree_on_whether_there_is_evidence_abstain(tmp_path: Path) -> None:
    empty = answer(status="insufficient_evidence", rating=None, claims=[])
    draft = drafted(tmp_path, answer(), empty, answer(), samples=3)
    assert (draft.status, draft.reason_code) == (DraftStatus.ABSTAINED, "wide_interval")
    assert draft.reason.startswith("Asked several times")
    assert drafted(tmp_path, empty, empty, answer(), samples=3).status is DraftStatus.INSUFFICIENT_EVIDENCE


class KnowsOne(SilentRetrieval):
    """Finds two anchors for whatever it is asked; the nearer one belongs to another area."""

    def __init__(self) -> None:
        self.asked: list[tuple[tuple[str, ...], str | None]] = []

    def match(
        self, sentences: Sequence[str], skill_area: str | None
    ) -> tuple[tuple[AreaMatch, ...], tuple[AnchorMatch, ...]]:
        self.asked.append((tuple(sentences), skill_area))
        elsewhere, here = RUBRIC.skill_areas[0].anchors[0], RUBRIC.skill_areas[4].anchors[3]
        return (), (AnchorMatch(id=elsewhere.id, score=0.9), AnchorMatch(id=here.id, score=0.5))


def test_a_claim_without_an_anchor_gets_the_nearest_of_those_shown(tmp_path: Path) -> None:
    found = KnowsOne()
    content = json.loads(answer())
    content["claims"].append(content["claims"][0] | {"anchor": None})
    requests = Briefings(lambda _: found, fence_key=b"key", max_tokens=500)
    draft = drafter(tmp_path, json.dumps(content), requests=requests).draft_rating(
        ARTEFACT, RUBRIC, skill_area=AREA, career_level=None
    )
    anchors = RUBRIC.skill_areas[4].anchors
    assert [claim.anchor for claim in draft.claims] == [anchors[1].id, anchors[3].id]
    assert found.asked[-1] == ((QUOTE,), AREA)  # asked about the quotes, never about the model's words


def test_where_retrieval_knows_no_anchor_a_claim_has_none(tmp_path: Path) -> None:
    content = json.loads(answer())
    content["claims"][0]["anchor"] = None
    assert drafted(tmp_path, json.dumps(content)).claims[0].anchor is None
