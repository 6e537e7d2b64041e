import json

from assessor.audit.events import verify_event
from assessor.domain.audit import AuditEvent
from tests.review.desk import Desk


def test_everything_review_records_is_on_the_audit_logs_closed_list(desk: Desk) -> None:
    desk.rate()
    desk.reveal()
    desk.confirm()
    desk.rate(actor=desk.peer)
    review = [json.loads(leaf) for leaf in desk.leaves()][4:]
    assert [leaf["event"] for leaf in review] == [
        "rating.sealed",
        "draft.revealed",
        "rating.confirmed",
        "rating.sealed",
    ]
    for leaf in review:
        verify_event(AuditEvent(**{name: leaf[name] for name in AuditEvent.model_fields}))


def test_withdrawal_is_on_the_closed_list(desk: Desk) -> None:
    desk.review.withdraw(desk.world.draft_id, "wrong_artefact", desk.manager)
    leaf = json.loads(desk.leaves()[-1])
    verify_event(AuditEvent(**{name: leaf[name] for name in AuditEvent.model_fields}))
    assert leaf["event"] == "draft.withdrawn"
