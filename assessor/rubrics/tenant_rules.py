"""Before first use: the absolute rules an organisation sets for itself (S000-40)."""

from collections.abc import Sequence

from assessor.domain.guide import TenantRules
from assessor.rubrics.names import folded


def rules_amiss(own: Sequence[str], wanted: TenantRules) -> str | None:
    """What is wrong with an organisation's rules, in one sentence without a full stop; None where nothing is.

    There are as many as the rubric asks for: with fewer something is left open, with more none of them
    is absolute.

    >>> wanted = TenantRules(count=2, topics=("data protection",), proposals=("A.", "B."))
    >>> rules_amiss(["No data leaves.", "No data leaves!"], wanted)
    'rule 2 says the same as rule 1'
    >>> rules_amiss(["No data leaves."], wanted)
    '1 of 2 absolute rules set, about data protection'
    """
    if len(own) != wanted.count:
        return f"{len(own)} of {wanted.count} absolute rules set, about {', '.join(wanted.topics)}"
    first: dict[str, int] = {}
    for number, rule in enumerate(own, start=1):
        key = folded(rule)
        if not key:
            return f"rule {number} says nothing"
        if first.setdefault(key, number) != number:
            return f"rule {number} says the same as rule {first[key]}"
    return None
