"""Stage 2 of 7, before it changes: what another policy would have made of what was logged, and of labelled texts."""

from collections import Counter
from collections.abc import Iterable, Sequence

from assessor.domain.artefact import Subject
from assessor.domain.base import Frozen
from assessor.domain.privacy import LogEntry, LogKind
from assessor.domain.text import Language
from assessor.domain.verdict import Action, Destination, Finding, Verdict, verdict_of
from assessor.guardrails.detector import Reading
from assessor.guardrails.do_not_enter import DoNotEnterGuardrail
from assessor.guardrails.policy import Policy
from assessor.guardrails.view import DetectionView
from assessor.ports import Embedder


class LabelledText(Frozen):
    """A text whose categories a person has named; none for a harmless one."""

    id: str
    text: str
    lang: Language = "en"
    do_not_enter: tuple[str, ...] = ()


class RecomputedAction(Frozen):
    """What a policy does about one category at one destination."""

    category: str
    destination: Destination
    action: Action
    logged: int
    """Logged findings of the category."""
    changed: int
    """Those of them that were treated otherwise when they were logged."""


class RecomputedStops(Frozen):
    """What becomes of the logged stops at one destination."""

    destination: Destination
    stops: int
    refuse: int
    escalate: int
    redact: int
    allow: int


class TriedCategory(Frozen):
    """How a category fares on labelled texts."""

    category: str
    labelled: int
    found: int
    false: int
    """Texts that it stops or redacts without the label."""
    missed_ids: tuple[str, ...]
    false_ids: tuple[str, ...]


class DryRun(Frozen):
    """What a policy would do."""

    policy: str
    policy_sha256: str
    actions: tuple[RecomputedAction, ...]
    stops: tuple[RecomputedStops, ...]
    tried: tuple[TriedCategory, ...] = ()


def dry_run(policy: Policy, entries: Iterable[LogEntry]) -> DryRun:
    """Recompute actions from the log alone: which rules found something is kept, the texts are not.

    Rules that the log does not know of, because they are new, show in no count; try them on labelled texts.

    Args:
        policy: the policy in question.
        entries: of the redaction log; only stops and amounts carry a category.
    """
    logged = [
        entry for entry in entries if entry.kind is LogKind.STOP or entry.rule.startswith("pricing_terms.")
    ]
    categories = sorted({_category(entry) for entry in logged} | set(policy.categories))
    actions = tuple(
        RecomputedAction(
            category=category,
            destination=destination,
            action=policy.action_for(category, destination),
            logged=sum(entry.count for entry in logged if _category(entry) == category),
            changed=sum(
                entry.count
                for entry in logged
                if _category(entry) == category and _action(policy, entry, destination) is not entry.action
            ),
        )
        for category in categories
        for destination in Destination
    )
    stopped: dict[str, list[LogEntry]] = {}
    for entry in logged:
        if entry.kind is LogKind.STOP:
            stopped.setdefault(entry.id, []).append(entry)
    return DryRun(
        policy=f"{policy.id} {policy.version}",
        policy_sha256=policy.sha256,
        actions=actions,
        stops=tuple(_stops(policy, stopped.values(), destination) for destination in Destination),
    )


def tried(
    policy: Policy, texts: Sequence[LabelledText], destination: Destination, embedder: Embedder | None
) -> tuple[TriedCategory, ...]:
    """Try the policy's rules, terms and meanings on labelled texts, one result for each category that has any."""
    guardrail = DoNotEnterGuardrail(policy, destination, embedder)
    found = {one.id: _found(guardrail, one) for one in texts}
    names = sorted({name for one in texts for name in (*one.do_not_enter, *found[one.id])})
    return tuple(
        TriedCategory(
            category=name,
            labelled=sum(name in one.do_not_enter for one in texts),
            found=sum(name in one.do_not_enter and name in found[one.id] for one in texts),
            false=sum(name not in one.do_not_enter and name in found[one.id] for one in texts),
            missed_ids=tuple(o.id for o in texts if name in o.do_not_enter and name not in found[o.id]),
            false_ids=tuple(o.id for o in texts if name not in o.do_not_enter and name in found[o.id]),
        )
        for name in names
    )


def _found(guardrail: DoNotEnterGuardrail, one: LabelledText) -> frozenset[str]:
    findings = guardrail.inspect(Reading(DetectionView(one.text), one.lang, Subject())).findings
    return frozenset(finding.category for finding in findings if finding.action is not Action.NOTE)


def _category(entry: LogEntry) -> str:
    return entry.type if entry.kind is LogKind.STOP else "pricing_terms"


def _action(policy: Policy, entry: LogEntry, destination: Destination) -> Action:
    category = _category(entry)
    known = policy.categories.get(category)
    if known is None and entry.action is Action.NOTE:
        return Action.NOTE  # injection and hidden text decide for themselves; no policy is asked
    rules = known.rules if known is not None else ()
    rule = next((one for one in rules if entry.rule == f"{category}.{one.id}"), None)
    return policy.action_for(category, destination, rule)


def _stops(
    policy: Policy, stopped: Iterable[Sequence[LogEntry]], destination: Destination
) -> RecomputedStops:
    verdicts: Counter[Verdict] = Counter()
    for entries in stopped:
        findings = tuple(
            Finding(category=entry.type, rule=entry.rule, action=_action(policy, entry, destination))
            for entry in entries
        )
        verdicts[verdict_of(findings, has_spans=False)] += 1
    return RecomputedStops(
        destination=destination,
        stops=sum(verdicts.values()),
        **{verdict.value: verdicts[verdict] for verdict in Verdict},
    )
