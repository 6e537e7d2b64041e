import os
from pathlib import Path

import pytest

from assessor.drafting.llm.cache import AnswerCache
from assessor.drafting.llm.chat import ChatRequest, Completion
from assessor.drafting.llm.conversation import Conversation, Outcome, Silence
from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.examine import Reading
from assessor.drafting.llm.faults import ModelCallError
from tests.drafting.llm.fakes import (
    NOW,
    TEXT,
    FixedClock,
    ScriptedModel,
    answer,
    briefing,
    calls,
    fault,
)

INVENTED = "I trained the whole company"
LASTING = fault("refused_request", transient=False)


def conversation(
    model: ScriptedModel,
    folder: Path,
    *models: str,
    days: int = 0,
    attempts: int = 1,
    **limits: int,
) -> Conversation:
    return Conversation(
        calls(model, folder, attempts=attempts, **limits),
        AnswerCache(folder / "cache", secret=b"s", days=days, clock=FixedClock()),
        models=models or ("openai/first",),
        place="",
        deadline_s=60,
    )


def held(
    folder: Path, *turns: str | Completion | ModelCallError, **options: int
) -> tuple[Outcome, ScriptedModel]:
    model = ScriptedModel(*turns)
    return conversation(model, folder, **options).hold(briefing()), model


def test_a_good_answer_is_an_outcome_after_one_question(tmp_path: Path) -> None:
    outcome, model = held(tmp_path, answer())
    assert isinstance(outcome.result, Reading)
    assert len(model.requests) == 1
    assert outcome.request.model == "openai/first"


def test_a_bad_answer_is_told_once_what_is_wrong(tmp_path: Path) -> None:
    bad = answer(quotes=[INVENTED])
    outcome, model = held(tmp_path, bad, answer())
    assert isinstance(outcome.result, Reading)
    turns = model.requests[1].messages
    assert [one.role for one in turns] == ["system", "user", "assistant", "user"]
    assert turns[:2] == model.requests[0].messages
    assert turns[2].content == bad
    assert "- claims.0.quotes.0: does not stand in the artefact character by character\n" in turns[3].content
    # The last turn is rules alone: nothing of the evidence, nothing of what the model made up.
    assert not any(word in turns[3].content for word in (*TEXT.splitlines()[0].split("."), INVENTED) if word)


def test_the_digest_of_a_repaired_draft_is_that_of_the_first_question(tmp_path: Path) -> None:
    outcome, model = held(tmp_path, "prose", answer())
    assert outcome.request.sha256 == model.requests[0].sha256


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ("prose again", "unparsed"),
        (answer(quotes=[INVENTED]), "ungrounded"),
        (
            answer(reason="Les chiffres ont été vérifiés.", missing=["un effet sur toute l'équipe"] * 4),
            "wrong_language",
        ),
    ],
)
def test_two_bad_answers_abstain_and_nobody_else_is_asked(tmp_path: Path, second: str, code: str) -> None:
    model = ScriptedModel("prose", second, "never asked")
    outcome = conversation(model, tmp_path, "openai/first", "openai/second").hold(briefing())
    assert outcome.result == Silence(code)
    assert len(model.requests) == 2


def test_an_endless_answer_is_not_shown_to_its_model_again(tmp_path: Path) -> None:
    _, model = held(tmp_path, "x" * 20_001, answer())
    assert [one.role for one in model.requests[1].messages] == ["system", "user", "user"]


def test_where_a_model_gives_no_answer_the_next_is_asked_the_same(tmp_path: Path) -> None:
    model = ScriptedModel(LASTING, answer())
    outcome = conversation(model, tmp_path, "openai/first", "openai/second").hold(briefing())
    assert isinstance(outcome.result, Reading)
    assert outcome.request.model == "openai/second"
    assert [one.model for one in model.requests] == ["openai/first", "openai/second"]
    assert model.requests[0].messages == model.requests[1].messages


def test_where_no_model_answers_it_abstains(tmp_path: Path) -> None:
    model = ScriptedModel(LASTING, fault(), fault())
    outcome = conversation(model, tmp_path, "openai/first", "openai/second", attempts=2).hold(briefing())
    assert outcome.result == Silence("model_failed")
    assert len(model.requests) == 3  # one lasting fault, then two attempts


def test_a_model_that_fails_at_the_repair_gives_way_too(tmp_path: Path) -> None:
    model = ScriptedModel("prose", LASTING, answer())
    outcome = conversation(model, tmp_path, "openai/first", "openai/second").hold(briefing())
    assert isinstance(outcome.result, Reading)
    assert len(model.requests[2].messages) == 2


def test_a_limit_ends_it_before_anybody_is_asked(tmp_path: Path) -> None:
    model = ScriptedModel("never asked")
    outcome = conversation(model, tmp_path, "openai/first", "openai/second", run_tokens=10).hold(briefing())
    assert outcome.result == Silence("budget")
    assert model.requests == []


def test_a_limit_is_not_gone_round_by_another_model(tmp_path: Path) -> None:
    """The second name is shorter, so its worst case would just fit: a limit is an answer all the same."""
    model = ScriptedModel("never asked")
    room = briefing().request.model_copy(update={"model": "openai/b"}).most_tokens
    outcome = conversation(model, tmp_path, "openai/longer-name", "openai/b", run_tokens=room).hold(
        briefing()
    )
    assert outcome.result == Silence("budget")
    assert model.requests == []


def test_a_limit_ends_it_before_the_repair(tmp_path: Path) -> None:
    room = briefing().request.most_tokens
    outcome, model = held(tmp_path, "prose", run_tokens=room + 100)
    assert outcome.result == Silence("budget")
    assert len(model.requests) == 1


def test_the_deadline_holds_for_all_models_together(tmp_path: Path) -> None:
    now = [0.0]

    class Slow(ScriptedModel):
        def complete(self, request: ChatRequest, *, timeout_s: float) -> Completion:
            now[0] += 40
            return super().complete(request, timeout_s=timeout_s)

    model = Slow(LASTING, LASTING, "never asked")
    talk = Conversation(
        calls(model, tmp_path, attempts=1),
        AnswerCache(tmp_path / "cache", secret=b"s", days=0, clock=FixedClock()),
        models=("openai/a", "openai/b", "openai/c"),
        place="",
        deadline_s=60,
        deadline=lambda seconds: Deadline(seconds, lambda: now[0]),
    )
    assert talk.hold(briefing()).result == Silence("model_failed")
    assert len(model.requests) == 2


def test_a_good_answer_is_remembered_and_a_bad_one_is_not(tmp_path: Path) -> None:
    held(tmp_path, "prose", "prose", days=30)
    assert not (tmp_path / "cache").exists()
    held(tmp_path, "prose", answer(), days=30)
    for path in (tmp_path / "cache").iterdir():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    outcome, model = held(tmp_path, days=30)
    assert isinstance(outcome.result, Reading)
    assert model.requests == []


def test_a_remembered_answer_is_examined_again(tmp_path: Path) -> None:
    """Rules may have become stricter since; what no longer passes is asked anew."""
    cache = AnswerCache(tmp_path / "cache", secret=b"s", days=30, clock=FixedClock())
    cache.keep(briefing().request.model_copy(update={"model": "openai/first"}), "", answer(quotes=[INVENTED]))
    for path in (tmp_path / "cache").iterdir():
        os.utime(path, (NOW.timestamp(), NOW.timestamp()))
    outcome, model = held(tmp_path, answer(), days=30)
    assert isinstance(outcome.result, Reading)
    assert len(model.requests) == 1
