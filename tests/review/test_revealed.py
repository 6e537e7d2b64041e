"""What a draft was made from is handed out for a look into it only after rating and reveal (issue 8)."""

import pytest

from assessor.domain.actor import Role
from assessor.errors import NotFoundError, OrderError
from tests.review.desk import Desk, ai_rubric, new_review
from tests.store.fakes import TEXT
from tests.store.world import add_account


def test_before_the_reveal_nothing_is_handed_out(desk: Desk) -> None:
    for step in (lambda: None, desk.rate):
        step()
        with pytest.raises(OrderError) as refused:
            desk.review.revealed(desk.world.draft_id, desk.manager)
        assert refused.value.code == "out_of_order"
        assert "arker" not in str(refused.value)
    desk.reveal()
    found = desk.review.revealed(desk.world.draft_id, desk.manager)
    assert (found.artefact.text, found.draft.rating, found.rubric.version) == (TEXT, 4, "0.1.0")


def test_a_colleagues_reveal_opens_nothing_for_others(desk: Desk) -> None:
    desk.rate()
    desk.reveal()
    with pytest.raises(OrderError) as refused:
        desk.review.revealed(desk.world.draft_id, desk.peer)
    assert refused.value.code == "out_of_order"
    csm = add_account(desk.store, "Stranger", Role.CSM)
    with pytest.raises(NotFoundError):
        desk.review.revealed(desk.world.draft_id, csm)


def test_a_look_leaves_no_audit_entry(desk: Desk) -> None:
    desk.rate()
    desk.reveal()
    before = desk.leaves()
    desk.review.revealed(desk.world.draft_id, desk.manager)
    assert desk.leaves() == before


def test_another_version_of_the_rubric_explains_nothing(desk: Desk) -> None:
    desk.rate()
    desk.reveal()
    with pytest.raises(OrderError) as refused:
        new_review(desk.store, ai_rubric("0.2.0")).revealed(desk.world.draft_id, desk.manager)
    assert refused.value.code == "rubric_changed"
