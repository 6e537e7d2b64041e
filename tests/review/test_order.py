import json
from collections.abc import Callable

import pytest

from assessor.domain.actor import Role
from assessor.domain.rating import RatingValue
from assessor.domain.rubric import Rubric
from assessor.errors import AssessorError, NotFoundError, OrderError
from assessor.review.service import Review
from assessor.review.views import DraftState, RevealedDraftView, SealedDraftView
from assessor.store.unit_of_work import SqlStore
from tests.review.desk import Desk, ai_rubric, new_desk, new_review
from tests.store.fakes import TickingClock, event, name_digest, new_store
from tests.store.world import add_account


def _code(step: Callable[[], object]) -> str:
    with pytest.raises(OrderError) as caught:
        step()
    return caught.value.code


def _events(desk: Desk) -> list[str]:
    return [json.loads(leaf)["event"] for leaf in desk.leaves()]


def test_rate_reveal_confirm_is_the_order(desk: Desk) -> None:
    """S000-86: a draft has no effect until a person has rated, looked and confirmed."""
    before = len(desk.leaves())
    states = [desk.review.list_drafts(desk.manager)[0].state]
    desk.rate()
    states.append(desk.review.list_drafts(desk.manager)[0].state)
    desk.reveal()
    states.append(desk.review.list_drafts(desk.manager)[0].state)
    desk.confirm()
    states.append(desk.review.list_drafts(desk.manager)[0].state)
    assert states == ["sealed", "rated", "revealed", "confirmed"]
    assert _events(desk)[before:] == ["rating.sealed", "draft.revealed", "rating.confirmed"]


def test_every_other_order_is_refused_and_leaves_no_trace(desk: Desk) -> None:
    """Contract: another order exits 2 with code `out_of_order`."""
    before = len(desk.leaves())
    assert _code(desk.reveal) == "out_of_order"
    assert _code(desk.confirm) == "out_of_order"
    assert len(desk.leaves()) == before
    desk.rate()
    assert _code(desk.rate) == "out_of_order"
    assert _code(desk.confirm) == "out_of_order"
    desk.reveal()
    assert _code(lambda: desk.rate("4")) == "out_of_order"
    desk.confirm()
    assert _code(desk.confirm) == "out_of_order"
    assert _events(desk)[before:] == ["rating.sealed", "draft.revealed", "rating.confirmed"]


def test_early_reveal_says_what_to_do_first(desk: Desk) -> None:
    with pytest.raises(OrderError, match=f"assessor rate {desk.world.draft_id}"):
        desk.reveal()


def test_someone_elses_rating_opens_nothing_for_me(desk: Desk) -> None:
    desk.rate()
    desk.reveal()
    assert _code(lambda: desk.reveal(desk.peer)) == "out_of_order"
    desk.rate(actor=desk.peer)
    assert _code(lambda: desk.confirm(actor=desk.peer)) == "out_of_order"


def test_a_rating_is_settled_once_whoever_asks(desk: Desk) -> None:
    for actor in (desk.manager, desk.peer):
        desk.rate(actor=actor)
        desk.reveal(actor)
    desk.confirm()
    assert _code(lambda: desk.confirm(actor=desk.peer)) == "out_of_order"


def test_second_reveal_shows_again_without_a_second_entry(desk: Desk) -> None:
    desk.rate()
    first = desk.reveal()
    size = len(desk.leaves())
    assert desk.reveal() == first
    assert len(desk.leaves()) == size


@pytest.mark.parametrize("roles", [(Role.CSM,), (Role.ENABLEMENT, Role.PRIVACY)])
def test_only_managers_rate_reveal_and_confirm(desk: Desk, roles: tuple[Role, ...]) -> None:
    other = add_account(desk.store, "Other", *roles)
    for step in (desk.rate, desk.reveal, desk.confirm):
        assert (
            _code(lambda step=step: step(actor=other) if step != desk.reveal else step(other))
            == "role_missing"
        )


def test_roles_count_as_they_are_now(desk: Desk) -> None:
    desk.rate()
    with desk.store.begin() as unit:
        unit.actors.set_roles(desk.manager.id, frozenset({Role.CSM}))
        unit.record(event())
    assert Role.MANAGER in desk.manager.roles  # what the caller still holds
    assert _code(desk.reveal) == "role_missing"
    with desk.store.begin() as unit:
        unit.actors.revoke(desk.peer.id)
        unit.record(event("actor.revoked"))
    assert _code(lambda: desk.rate(actor=desk.peer)) == "actor_revoked"
    assert _code(lambda: desk.review.list_drafts(desk.peer)) == "actor_revoked"


def test_nobody_rates_or_confirms_their_own_work(desk: Desk) -> None:
    """The assessee had no account when the evidence came in, and got one under the same name later."""
    jonas = add_account(desk.store, "JONAS", Role.MANAGER)
    assert jonas.id == desk.world.assessee.id
    assert _code(lambda: desk.rate(actor=jonas)) == "self_confirmation"
    assert _code(lambda: desk.reveal(jonas)) == "self_confirmation"
    assert _code(lambda: desk.confirm(actor=jonas)) == "self_confirmation"
    assert _code(lambda: desk.review.withdraw(desk.world.draft_id, "x", jonas)) == "self_confirmation"


def test_namesake_under_another_name_may_rate(desk: Desk) -> None:
    other = add_account(desk.store, "Jonas B", Role.MANAGER)
    assert desk.rate(actor=other).actor_id == other.id


def test_withdrawn_draft_takes_no_further_step(desk: Desk) -> None:
    desk.rate()
    desk.review.withdraw(desk.world.draft_id, "wrong_artefact", desk.manager)
    for step in (lambda: desk.rate(actor=desk.peer), desk.reveal, desk.confirm):
        assert _code(step) == "withdrawn"
    assert _code(lambda: desk.review.withdraw(desk.world.draft_id, "again", desk.manager)) == "withdrawn"
    assert desk.review.list_drafts(desk.manager)[0].state is DraftState.WITHDRAWN
    leaf = json.loads(desk.leaves()[-1])
    assert (leaf["event"], leaf["facts"]) == ("draft.withdrawn", {"reason": "wrong_artefact"})


def test_settled_draft_cannot_be_withdrawn(desk: Desk) -> None:
    desk.rate()
    desk.reveal()
    desk.confirm()
    for actor in (desk.manager, desk.peer):
        assert (
            _code(lambda actor=actor: desk.review.withdraw(desk.world.draft_id, "late", actor))
            == "out_of_order"
        )


def test_withdrawal_takes_a_code_and_no_free_text(desk: Desk) -> None:
    for words in ("", "Jana was ill", "a" * 41, "Wrong"):
        with pytest.raises(AssessorError) as caught:
            desk.review.withdraw(desk.world.draft_id, words, desk.manager)
        assert caught.value.code == "reason_code"


def test_colleague_without_part_in_it_may_not_withdraw(desk: Desk) -> None:
    csm = add_account(desk.store, "Carl", Role.CSM)
    assert _code(lambda: desk.review.withdraw(desk.world.draft_id, "x", csm)) == "role_missing"


def test_rubric_that_changed_since_is_not_rated_under(store: SqlStore) -> None:
    """S002-51: every rating pins its version."""
    desk = new_desk(store, rubric=ai_rubric("0.2.0"))
    assert _code(desk.rate) == "rubric_changed"


def test_a_version_that_is_kept_is_rated_under_though_another_is_in_force(store: SqlStore) -> None:
    """S002-51: old versions stay, and the rating names the one it was made under."""
    kept = {"ai-skills@0.1.0": ai_rubric("0.1.0"), "ai-skills": ai_rubric("0.2.0")}
    desk = new_desk(store)
    review = Review(store, TickingClock(), rubrics=kept.__getitem__, redact_reason=lambda text: text)
    sealed = review.rate(desk.world.draft_id, RatingValue.parse("3"), desk.manager)
    assert sealed.rubric_version == "0.1.0"


def test_a_version_that_is_not_kept_is_refused_and_not_replaced(store: SqlStore) -> None:
    def rubrics(name: str) -> Rubric:
        if "@" in name:
            raise NotFoundError("no such version")
        return ai_rubric("0.2.0")

    desk = new_desk(store)
    review = Review(store, TickingClock(), rubrics=rubrics, redact_reason=lambda text: text)
    value = RatingValue.parse("3")
    assert _code(lambda: review.rate(desk.world.draft_id, value, desk.manager)) == "rubric_changed"


def test_rating_after_a_preview_of_the_same_bytes_says_so(desk: Desk) -> None:
    with desk.store.begin() as unit:
        unit.preview_marks.add(["hmac-sha256:k1:aa"], actor_id=desk.manager.id)
        unit.record(event("preview.shown"))
    assert desk.rate().seen_before
    assert not desk.rate(actor=desk.peer).seen_before
    assert json.loads(desk.leaves()[-2])["facts"] == {"seen_before": True}


def test_reveal_makes_a_later_draft_on_the_same_bytes_a_seen_one(desk: Desk) -> None:
    assert not desk.rate().seen_before
    desk.reveal()
    with desk.store.begin() as unit:
        unit.drafts.withdraw(desk.world.draft_id, "wrong_area")  # an artefact has one standing draft
        again = unit.drafts.add(
            unit.drafts.content(desk.world.draft_id),
            submission_id=desk.world.submission_id,
            artefact_id=desk.world.artefact_id,
            skill_area=None,
            career_level=None,
            actor_id=desk.manager.id,
        )
        unit.record(event("draft.created"))
    rated = [desk.review.rate(again.id, RatingValue.parse("3"), actor) for actor in (desk.manager, desk.peer)]
    assert [rating.seen_before for rating in rated] == [True, False]


def test_csm_sees_own_evidence_and_nobody_elses(desk: Desk) -> None:
    carl = add_account(desk.store, "Carl", Role.CSM)
    jonas = add_account(desk.store, "Jonas", Role.CSM)
    assert desk.review.list_drafts(carl) == ()
    with pytest.raises(NotFoundError):
        desk.review.show(desk.world.draft_id, carl)
    assert len(desk.review.list_drafts(jonas)) == 1
    assert isinstance(desk.review.show(desk.world.draft_id, jonas), SealedDraftView)


def test_list_filters(desk: Desk) -> None:
    review, world = desk.review, desk.world
    assert len(review.list_drafts(desk.peer, submission_id=world.submission_id)) == 1
    assert review.list_drafts(desk.peer, submission_id="sub_x") == ()
    assert len(review.list_drafts(desk.peer, assessee_id=world.assessee.id)) == 1
    assert review.list_drafts(desk.peer, assessee_id=world.manager.id) == ()


def test_show_brings_everything_together_after_the_reveal(desk: Desk) -> None:
    sealed = desk.rate("2")
    draft = desk.reveal()
    confirmed = desk.confirm("4")
    view = desk.review.show(desk.world.draft_id, desk.manager)
    assert isinstance(view, RevealedDraftView)
    assert (view.draft, view.own, view.confirmed) == (draft, sealed, confirmed)


def test_unknown_draft_actor_and_tenant_are_not_found(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        desk.review.rate("drf_x", RatingValue.parse("3"), desk.manager)
    stranger = desk.manager.model_copy(update={"id": "act_x"})
    with pytest.raises(NotFoundError):
        desk.rate(actor=stranger)
    elsewhere = new_store(desk.store._engine, "other")
    with elsewhere.begin() as unit:
        actor = unit.actors.add(
            "x", [name_digest("x")], frozenset({Role.MANAGER}), token_sha256=None, created_by="system"
        )
        unit.record(event())
    with pytest.raises(NotFoundError):
        new_review(elsewhere).rate(desk.world.draft_id, RatingValue.parse("3"), actor)
