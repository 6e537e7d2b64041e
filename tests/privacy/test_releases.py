"""CONTRACT.md, Verdicts: who may release what, and what a release lets pass."""

import pytest

from assessor.domain.actor import Actor, Role
from assessor.domain.artefact import RedactedArtefact, SubmittedArtefact
from assessor.domain.audit import AuditEvent
from assessor.domain.submission import ReadArtefact, ReadSubmission
from assessor.domain.verdict import Action, Finding, Verdict
from assessor.errors import InputError, PersonError
from assessor.privacy.releases import Releases
from assessor.store.unit_of_work import SqlStore
from tests.store.fakes import POLICY
from tests.store.world import add_account

from .conftest import Verify

BYTES = "hmac-sha256:k1:" + "c" * 64
OTHER = "hmac-sha256:k1:" + "d" * 64
RULE = "contract_text.meaning"
REASON = "Our own public template, no customer's contract."


def read(*digests: str) -> ReadSubmission:
    content = SubmittedArtefact(text="x", segments=(), lang="en")
    return ReadSubmission(
        artefacts=tuple(ReadArtefact(content=content, submitted_digest=digest) for digest in digests)
    )


def stop(store: SqlStore, actor: Actor, category: str = "contract_text", rule: str = RULE) -> str:
    """Log a stop of BYTES by one refusing rule, beside a redacting one."""
    findings = (
        Finding(category=category, rule=rule, action=Action.REFUSE),
        Finding(category="pricing_terms", rule="pricing_terms.amount", action=Action.REDACT),
    )
    artefact = RedactedArtefact(
        verdict=Verdict.REFUSE, text=None, findings=findings, lang="en", policy_sha256=POLICY
    )
    with store.begin() as unit:
        added = unit.stops.add(artefact, BYTES, actor_id=actor.id)
        unit.record(
            AuditEvent(event="submission.stopped", actor=actor.id, refs={"stop": added.id}),
            {"stop": added.committed},
        )
    return added.id


@pytest.fixture
def manager(store: SqlStore) -> Actor:
    return add_account(store, "Mara", Role.MANAGER)


@pytest.fixture
def releases(store: SqlStore) -> Releases:
    return Releases(store, lambda reason: reason.replace("Katrin", "<PERSON_1>"))


def test_exactly_the_stopped_bytes_carry_the_release(
    store: SqlStore, releases: Releases, officer: Actor, manager: Actor, verify: Verify
) -> None:
    stop_id = stop(store, manager)
    granted = releases.grant(read(BYTES, OTHER), (RULE,), f"{REASON} Katrin knows.", officer)
    assert [one.released for one in granted.artefacts] == [frozenset({RULE}), frozenset()]
    with store.read() as unit:
        (kept,) = unit.releases.of_stop(stop_id)
    assert (kept.rule, kept.actor) == (RULE, officer.id)
    assert kept.reason == f"{REASON} <PERSON_1> knows."
    report = verify()
    assert (report.faults, report.commitments_checked) == ((), 2)


@pytest.mark.parametrize("category", ["credentials", "guardrail_failure"])
def test_credentials_and_crashes_are_never_released(
    store: SqlStore, releases: Releases, officer: Actor, manager: Actor, category: str
) -> None:
    stop(store, manager, category, f"{category}.x")
    with pytest.raises(InputError) as caught:
        releases.grant(read(BYTES), (f"{category}.x",), REASON, officer)
    assert caught.value.code == "release_never"


def test_whoever_was_stopped_cannot_release_themselves(
    store: SqlStore, releases: Releases, officer: Actor
) -> None:
    stop(store, officer)
    with pytest.raises(PersonError) as caught:
        releases.grant(read(BYTES), (RULE,), REASON, officer)
    assert caught.value.code == "same_person"


def test_only_a_privacy_officer_releases(store: SqlStore, releases: Releases, manager: Actor) -> None:
    stop(store, manager)
    another = add_account(store, "Mira", Role.MANAGER, Role.ENABLEMENT)
    with pytest.raises(PersonError) as caught:
        releases.grant(read(BYTES), (RULE,), REASON, another)
    assert caught.value.code == "role_missing"


@pytest.mark.parametrize(
    ("digests", "rules"),
    [
        pytest.param((OTHER,), (RULE,), id="other bytes"),
        pytest.param((), (RULE,), id="nothing handed in"),
        pytest.param((BYTES,), ("health_data.meaning",), id="another rule"),
        pytest.param((BYTES,), ("contract_text",), id="a category is no rule"),
        pytest.param((BYTES,), (RULE, "health_data.meaning"), id="one of two"),
        pytest.param((BYTES,), ("pricing_terms.amount",), id="a rule that stopped nothing"),
    ],
)
def test_a_release_without_its_stop_is_refused_and_leaves_nothing(
    store: SqlStore,
    releases: Releases,
    officer: Actor,
    manager: Actor,
    verify: Verify,
    digests: tuple[str, ...],
    rules: tuple[str, ...],
) -> None:
    stop(store, manager)
    size = verify().size
    with pytest.raises(InputError) as caught:
        releases.grant(read(*digests), rules, REASON, officer)
    assert caught.value.code == "release_unmatched"
    assert verify().size == size


def test_a_release_says_why(store: SqlStore, releases: Releases, officer: Actor, manager: Actor) -> None:
    stop(store, manager)
    with pytest.raises(InputError) as caught:
        releases.grant(read(BYTES), (RULE,), "   ok   ", officer)
    assert caught.value.code == "reason_missing"


def test_a_reason_that_must_not_be_kept_releases_nothing(
    store: SqlStore, officer: Actor, manager: Actor, verify: Verify
) -> None:
    def refuses(_: str) -> str:
        raise InputError("stopped", code="reason_stopped")

    stop(store, manager)
    size = verify().size
    with pytest.raises(InputError, match="stopped"):
        Releases(store, refuses).grant(read(BYTES), (RULE,), REASON, officer)
    assert verify().size == size


def test_a_release_of_another_tenant_s_stop_is_unmatched(store: SqlStore, manager: Actor) -> None:
    stop(store, manager)
    elsewhere = SqlStore(store._engine, store._chain, store._clock, "other")
    stranger = add_account(elsewhere, "Paula", Role.PRIVACY)
    with pytest.raises(InputError) as caught:
        Releases(elsewhere, str).grant(read(BYTES), (RULE,), REASON, stranger)
    assert caught.value.code == "release_unmatched"


def test_a_stop_logged_under_an_older_key_can_be_released(
    store: SqlStore, releases: Releases, officer: Actor, manager: Actor
) -> None:
    """CONTRACT.md, ASSESSOR_KEY_FILE: old keys verify only, and what they named stays known."""
    stop_id = stop(store, manager)
    rotated = read("hmac-sha256:k2:" + "e" * 64)
    with pytest.raises(InputError):
        releases.grant(rotated, (RULE,), REASON, officer)
    known = rotated.artefacts[0].model_copy(update={"older_digests": (BYTES,)})
    granted = releases.grant(rotated.model_copy(update={"artefacts": (known,)}), (RULE,), REASON, officer)
    assert granted.artefacts[0].released == {RULE}
    with store.read() as unit:
        assert len(unit.releases.of_stop(stop_id)) == 1
