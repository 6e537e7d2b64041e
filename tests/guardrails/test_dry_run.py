"""What another policy would have made of the log and of labelled texts."""

from datetime import UTC, datetime
from pathlib import Path

from assessor.domain.privacy import LogEntry, LogKind
from assessor.domain.verdict import Action, Destination
from assessor.guardrails.dry_run import LabelledText, dry_run, tried
from assessor.guardrails.policy import Policy, load_policy

POLICY = """\
id: milder
version: 2.1.0
owner: Test
categories:
  contract_text:
    title: Clauses
    action: {store: note, local-model: escalate, external-model: refuse}
  pricing_terms:
    title: Prices
    action: redact
    rules:
      - {id: rate_card, action: escalate, window: sentence, any: ['rate card']}
  code_names:
    title: Code names
    action: refuse
    terms: [Nightingale]
"""


def policy(folder: Path) -> Policy:
    (folder / "p.yaml").write_text(POLICY, encoding="utf-8")
    return load_policy(folder / "p.yaml")


def stop(row: str, category: str, rule: str, action: Action = Action.REFUSE, count: int = 1) -> LogEntry:
    return LogEntry(
        kind=LogKind.STOP,
        id=row,
        at=datetime(2026, 11, 2, tzinfo=UTC),
        actor="act_x",
        type=category,
        rule=rule,
        action=action,
        policy_sha256="0" * 64,
        count=count,
    )


LOG = (
    stop("stp_1", "contract_text", "contract_text.meaning", count=2),
    stop("stp_2", "pricing_terms", "pricing_terms.rate_card"),
    stop("stp_3", "health_data", "health_data.meaning"),
    stop("stp_3", "contract_text", "contract_text.meaning"),
)


def test_actions_are_recomputed_for_each_category_and_destination(tmp_path: Path) -> None:
    result = dry_run(policy(tmp_path), LOG)
    rows = {(row.category, row.destination): (row.action, row.logged, row.changed) for row in result.actions}
    assert rows["contract_text", Destination.STORE] == (Action.NOTE, 3, 3)
    assert rows["contract_text", Destination.EXTERNAL_MODEL] == (Action.REFUSE, 3, 0)
    # The rule's own action counts, not the category's.
    assert rows["pricing_terms", Destination.STORE] == (Action.REDACT, 1, 1)
    # A category that the policy does not know refuses, as it did.
    assert rows["health_data", Destination.STORE] == (Action.REFUSE, 1, 0)
    assert rows["code_names", Destination.STORE] == (Action.REFUSE, 0, 0)


def test_a_stop_passes_only_where_none_of_its_findings_stops(tmp_path: Path) -> None:
    by_destination = {row.destination: row for row in dry_run(policy(tmp_path), LOG).stops}
    store = by_destination[Destination.STORE]
    # stp_1 is noted, stp_2 escalates by its rule, stp_3 is still refused for health.
    assert (store.stops, store.allow, store.escalate, store.refuse) == (3, 1, 1, 1)
    external = by_destination[Destination.EXTERNAL_MODEL]
    assert (external.allow, external.escalate, external.refuse) == (0, 1, 2)


def test_new_patterns_are_tried_on_labelled_texts(tmp_path: Path) -> None:
    texts = (
        LabelledText(id="a", text="Nightingale starts.", do_not_enter=("code_names",)),
        LabelledText(id="b", text="The bird sings.", do_not_enter=("code_names",)),
        LabelledText(id="c", text="A nightingale sings."),
        LabelledText(id="d", text="Our rate card.", do_not_enter=("pricing_terms",)),
    )
    by_name = {one.category: one for one in tried(policy(tmp_path), texts, Destination.STORE, None)}
    names = by_name["code_names"]
    assert (names.labelled, names.found, names.false) == (2, 1, 1)
    assert (names.missed_ids, names.false_ids) == (("b",), ("c",))
    assert (by_name["pricing_terms"].found, by_name["pricing_terms"].false) == (1, 0)


def test_a_note_of_a_check_that_asks_no_policy_stays_one(tmp_path: Path) -> None:
    """Injection is advice whatever the policy says, so it must not make a let-go stop look refused."""
    log = (
        stop("stp_1", "contract_text", "contract_text.meaning"),
        stop("stp_1", "injection", "injection.reads_like_an_order", action=Action.NOTE),
    )
    by_destination = {row.destination: row for row in dry_run(policy(tmp_path), log).stops}
    # The milder policy only notes clauses that are stored.
    assert by_destination[Destination.STORE].allow == 1
    assert by_destination[Destination.EXTERNAL_MODEL].refuse == 1
