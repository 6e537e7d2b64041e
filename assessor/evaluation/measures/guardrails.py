"""What the entry guardrails did to labelled items: personal data found, harmless words lost, stops."""

from collections import Counter
from collections.abc import Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.run import RedactionMeasures, RunItem, StopMeasures
from assessor.evaluation.measures.shares import share


def redaction_statistics(items: Sequence[RunItem]) -> dict[str, Statistic]:
    """`redaction.recall.TYPE`, `redaction.recall_whole.TYPE` and `redaction.harm`."""
    labels, hit, whole = Counter[str](), Counter[str](), Counter[str]()
    harmless = harmed = 0
    for item in items:
        if item.redaction is None:
            continue
        for one in item.redaction.types:
            labels[one.type] += one.labels
            hit[one.type] += one.hit
            whole[one.type] += one.whole
        harmless += item.redaction.harmless
        harmed += item.redaction.harmed
    found = {}
    for kind in sorted(labels):
        found[f"redaction.recall.{kind}"] = share(hit[kind], labels[kind], why_null="")
        found[f"redaction.recall_whole.{kind}"] = share(whole[kind], labels[kind], why_null="")
    found["redaction.harm"] = share(harmed, harmless, why_null="no item went on")
    return found


def redaction_measures(found: dict[str, Statistic]) -> RedactionMeasures:
    """CONTRACT.md's short form of them."""
    recall = _under(found, "redaction.recall.")
    harm = found["redaction.harm"]
    return RedactionMeasures(
        recall={kind: one.value for kind, one in recall.items() if one.value is not None},
        recall_whole={
            kind: one.value
            for kind, one in _under(found, "redaction.recall_whole.").items()
            if one.value is not None
        },
        labels={kind: one.n for kind, one in recall.items()},
        harm=harm.value,
        harmless_words=harm.n,
    )


def stop_statistics(items: Sequence[RunItem]) -> dict[str, Statistic]:
    """`do_not_enter.recall` of items labelled so, `do_not_enter.false_stops` of all others.

    Where a category only removes the passage, its removal counts as a stop (CONTRACT.md). A labelled item
    counts whatever stopped it, since then nothing of it went on.
    """
    answered = [one for one in items if one.failure is None]
    labelled = [one for one in answered if one.labels.do_not_enter]
    clean = [one for one in answered if not one.labels.do_not_enter]
    caught = sum(one.stopped or bool(set(one.stopped_by) & set(one.labels.do_not_enter)) for one in labelled)
    return {
        "do_not_enter.recall": share(caught, len(labelled), why_null="no item is labelled do-not-enter"),
        "do_not_enter.false_stops": share(
            sum(one.stopped for one in clean), len(clean), why_null="every item is labelled do-not-enter"
        ),
    }


def stop_measures(found: dict[str, Statistic]) -> StopMeasures:
    """CONTRACT.md's short form of them."""
    recall, false_stops = found["do_not_enter.recall"], found["do_not_enter.false_stops"]
    return StopMeasures(n=recall.n, recall=recall.value, clean=false_stops.n, false_stops=false_stops.value)


def _under(found: dict[str, Statistic], prefix: str) -> dict[str, Statistic]:
    return {name.removeprefix(prefix): one for name, one in found.items() if name.startswith(prefix)}
