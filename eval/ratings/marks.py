"""What readers saw in single sentences of labelled texts: `eval/gold/marks`, one JSON object for each item.

`{"id", "marks": {digest of a redacted sentence: codes}}`. A code is a letter.
Raising: V checked, H habit, W written down, I own judgement, R risk acted on, E effect measured, O others
work differently, S standard that holds, F followed up.
Lowering: u unchecked, x not done, h with help, n no record, o single case, e effect only felt, r careless.
Neither: d ordinary deed, p plan, q deed of somebody else, l praise, t another area.
`V=3`: the sentence alone speaks for level 3. The readers saw text and rubric, no rating. A sentence that is
redacted differently one day loses its marks.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

Marks = Mapping[str, str]
"""Codes by digest of the sentence."""
PRAISE = "l"


def digest_of(sentence: str) -> str:
    """Names a sentence without repeating it."""
    return hashlib.sha256(sentence.encode()).hexdigest()[:12]


def read_marks(paths: Iterable[Path]) -> dict[str, Marks]:
    """Marks by id of the item."""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return {line["id"]: line["marks"] for line in lines}
