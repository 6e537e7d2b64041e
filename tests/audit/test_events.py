import pytest

from assessor.audit.events import EVENTS, FactKind, verify_event
from assessor.domain.audit import AuditEvent
from assessor.errors import InputError

ACTOR = "act_" + "a" * 32
ROW = "sub_" + "0" * 32
DIGEST = "hmac-sha256:k1:" + "0" * 64
COMMITMENT = "sha256:" + "0" * 64
FACT = {FactKind.CODE: "ai-skills", FactKind.COUNT: 3, FactKind.FLAG: True}

ALL_EVENTS = [
    "actor.added",
    "actor.revoked",
    "submission.accepted",
    "submission.stopped",
    "submission.failed",
    "preview.shown",
    "draft.created",
    "rating.sealed",
    "draft.revealed",
    "rating.confirmed",
    "draft.withdrawn",
    "draft.returned",
    "audit.exported",
    "stop.released",
    "salt.destroyed",
    "submission.erased",
    "subject.erased",
    "artefact.expired",
    "stop.expired",
    "marks.expired",
    "receipts.expired",
    "calls.expired",
    "submission.reredacted",
    "rating.reredacted",
    "case.reported",
    "exemplar.imported",
    "exemplar.released",
    "exemplar.withdrawn",
    "log.exported",
    "vault.filled",
    "vault.requested",
    "vault.approved",
    "vault.opened",
    "drafter.fitted",
    "drafter.activated",
    "drafter.rolled_back",
    "drafter.suspended",
    "drafter.resumed",
    "drill.made",
    "drill.taken",
    "drill.forgotten",
]


def full(name: str) -> AuditEvent:
    """An event that carries all its row lists."""
    shape = EVENTS[name]
    return AuditEvent(
        event=name,
        actor=ACTOR,
        refs={ref: DIGEST if ref == "digest" else ROW for ref in shape.refs},
        facts={fact: FACT[kind] for fact, kind in shape.facts.items()},
        commitments=dict.fromkeys(shape.commitments, COMMITMENT),
    )


def refused(event: AuditEvent) -> InputError:
    with pytest.raises(InputError) as caught:
        verify_event(event)
    assert caught.value.code == "audit_leaf"
    return caught.value


def stopped(**parts: object) -> AuditEvent:
    return AuditEvent.model_validate({"event": "submission.stopped", "actor": ACTOR, **parts})


def test_list_is_closed() -> None:
    assert sorted(EVENTS) == sorted(ALL_EVENTS)


@pytest.mark.parametrize("name", ALL_EVENTS)
def test_event_with_all_or_none_of_its_names_passes(name: str) -> None:
    verify_event(full(name))
    verify_event(AuditEvent(event=name, actor=ACTOR))


@pytest.mark.parametrize("name", ALL_EVENTS)
@pytest.mark.parametrize(
    "more", [{"refs": {"note": ROW}}, {"facts": {"note": "x"}}, {"commitments": {"note": COMMITMENT}}]
)
def test_name_that_the_row_does_not_list_is_refused(name: str, more: dict[str, dict[str, str]]) -> None:
    (part, extra), *_ = more.items()
    event = full(name)
    refused(event.model_copy(update={part: getattr(event, part) | extra}))


@pytest.mark.parametrize("name", ["draft.guessed", "submission.accept", "actor.added_"])
def test_unknown_event_is_refused(name: str) -> None:
    assert name in refused(AuditEvent(event=name, actor=ACTOR)).message


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("Ada is ill", id="a sentence"),
        pytest.param("a@b.example", id="an address"),
        pytest.param("x" * 81, id="too long"),
        pytest.param("a,b", id="a comma"),
        pytest.param("zwölf", id="an umlaut"),
        pytest.param("a\n", id="a newline at the end"),
        pytest.param("<b>", id="markup"),
        pytest.param(3, id="a number for a code"),
        pytest.param(True, id="a flag for a code"),
    ],
)
def test_free_text_is_no_code(value: object) -> None:
    error = refused(stopped(facts={"rule": value}))
    assert "facts.rule" in error.message
    assert str(value) not in error.message


@pytest.mark.parametrize("value", ["", "credentials.live:aws/1_a-B", "x" * 80, None])
def test_codes_pass(value: str | None) -> None:
    verify_event(stopped(facts={"rule": value}))


@pytest.mark.parametrize("value", [-1, 2**53, True, "3"])
def test_what_is_no_count_is_refused(value: object) -> None:
    assert "facts.findings" in refused(stopped(facts={"findings": value})).message


@pytest.mark.parametrize("value", [0, 2**53 - 1, None])
def test_counts_pass(value: int | None) -> None:
    verify_event(stopped(facts={"findings": value}))


@pytest.mark.parametrize("value", [1, "true"])
def test_what_is_no_flag_is_refused(value: object) -> None:
    refused(
        AuditEvent.model_validate({"event": "rating.sealed", "actor": ACTOR, "facts": {"seen_before": value}})
    )


@pytest.mark.parametrize(
    "value",
    [
        "sha256:" + "0" * 64,  # content could be guessed after erasure
        DIGEST,  # only under the name `digest`
        "sub_" + "0" * 31,
        "sub_" + "0" * 33,
        "sub_" + "A" * 32,
        "Sub_" + "0" * 32,
        ROW + "\n",
        "",
    ],
)
def test_reference_that_is_no_random_id_is_refused(value: str) -> None:
    assert "refs.stop" in refused(stopped(refs={"stop": value})).message


@pytest.mark.parametrize("value", [ROW, "sha256:" + "0" * 64, "hmac-sha256:k:1:" + "0" * 64, DIGEST + "0"])
def test_digest_reference_that_is_not_keyed_is_refused(value: str) -> None:
    assert "refs.digest" in refused(stopped(refs={"digest": value})).message


@pytest.mark.parametrize(
    "value", ["sha256:" + "0" * 63, "3", DIGEST, COMMITMENT + "\n", "sha256:" + "G" * 64]
)
def test_commitment_of_another_form_is_refused(value: str) -> None:
    event = AuditEvent(event="rating.sealed", actor=ACTOR, commitments={"seal": value})
    assert "commitments.seal" in refused(event).message


REVEALING = ["status", "rating", "level", "value", "reason", "reason_code", "cited", "overrides_draft", "cap"]


@pytest.mark.parametrize("event", ["draft.created", "rating.sealed", "draft.revealed", "rating.confirmed"])
@pytest.mark.parametrize("name", REVEALING)
def test_no_entry_of_the_review_can_reveal_a_draft_or_a_rating(event: str, name: str) -> None:
    """A reviewer who reads the log must not learn from it what is still sealed."""
    for value in (3, "drafted", True):
        refused(AuditEvent(event=event, actor=ACTOR, facts={name: value}))
