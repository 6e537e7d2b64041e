"""All that is said of gold files at once."""

from collections.abc import Iterable, Sequence

from assessor.domain.gold import GoldReport
from assessor.evaluation.gold.balance import balance_of
from assessor.evaluation.gold.read import GoldFile
from assessor.evaluation.gold.splits import Seen, overlaps, split_faults
from assessor.evaluation.runs.answer import Rubrics
from assessor.formats.gold import Split


def report_on(files: Sequence[GoldFile], rubrics: Rubrics, seen: Iterable[Seen]) -> GoldReport:
    """Count, balance and hold against each other and against what fitted models have seen."""
    items = [item for file in files for item in file.items]
    faults = split_faults(items)
    overlap = overlaps(items, seen)
    return GoldReport(
        sources=tuple(file.source for file in files),
        splits={split.value: sum(one.split is split for one in items) for split in Split},
        balance=balance_of(items, {name: rubrics(name) for name in {one.rubric for one in items}}),
        faults=faults,
        overlap=overlap,
        apart=not faults and all(one.split != Split.GOLD.value for one in overlap),
    )
