"""Which skill area retrieval proposes for a text, by the search that the planted change switches to."""

import re
from functools import cache

from assessor.bootstrap import Application, Parts
from assessor.ports import AreaRetrieval
from assessor.rubrics.load import load_rubric
from assessor.settings import load_settings

ROWS = 9


def proposed_area(text: str) -> str:
    """The name of the first area."""
    areas, _ = _retrieval().match(re.split(r"(?<=[.!?])\s+", text), None)
    return areas[0].skill_area


@cache
def _retrieval() -> AreaRetrieval:
    return Application(load_settings(), parts=Parts(rows=ROWS)).retrieval(load_rubric("ai-skills"))
