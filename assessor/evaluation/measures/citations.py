"""Whether drafts cite what decides, no more than needed, and byte for byte."""

from collections.abc import Sequence

from assessor.domain.agreement import Statistic
from assessor.domain.draft import Citation, DroppedClaims
from assessor.domain.run import RunItem
from assessor.evaluation.measures.shares import mean, share


def evidence_hit(items: Sequence[RunItem]) -> Statistic:
    """Share of drafted items with deciding quotes of which a citation overlaps one."""
    asked = [one for one in items if one.deciding and one.rating is not None]
    hits = sum(
        any(
            cited.start < end and start < cited.end
            for cited in citations_of(one)
            for start, end in one.deciding
        )
        for one in asked
    )
    return share(hits, len(asked), why_null="no item with a deciding quote was rated")


def cited_share(items: Sequence[RunItem], *, draws: int, seed: int) -> Statistic:
    """Mean share of the characters of an artefact that its draft cites, overlaps counted once."""
    values = [
        _covered(citations_of(one)) / len(one.text) for one in items if one.text and one.rating is not None
    ]
    return mean(values, why_null="no item was rated", draws=draws, seed=seed)


def citation_validity(items: Sequence[RunItem]) -> Statistic:
    """Share of citations whose quote equals its place in the redacted text exactly."""
    checked = [
        one.text is not None and one.text[cited.start : cited.end] == cited.quote
        for one in items
        for cited in citations_of(one)
    ]
    return share(sum(checked), len(checked), why_null="no draft cites anything")


def dropped_claims(items: Sequence[RunItem]) -> dict[str, int] | None:
    """Claims that checks took out of drafts, by reason; None where no draft was checked."""
    counts = [one.draft.dropped for one in items if one.draft is not None and one.draft.dropped is not None]
    if not counts:
        return None
    return {name: sum(getattr(one, name) for one in counts) for name in DroppedClaims.model_fields}


def citations_of(item: RunItem) -> list[Citation]:
    """Every citation of a draft, those of its claims first."""
    if item.draft is None:
        return []
    held = [one.citations for one in item.draft.claims] + [one.citations for one in item.draft.red_lines]
    return [cited for citations in held for cited in citations]


def _covered(citations: Sequence[Citation]) -> int:
    total = reached = 0
    for start, end in sorted((one.start, one.end) for one in citations):
        total += max(0, end - max(start, reached))
        reached = max(reached, end)
    return total
