"""Recall and precision of what finds people, on marked texts.

Recall counts names: `any` hit by any span, `full` with every letter and digit inside spans. Precision counts spans
of type PERSON: right where they touch a name. Harm is the share of words outside every mark that a span touches.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from eval.training.texts import Marked, unmarked

Span = tuple[int, int, str]
PEOPLE = Path(__file__).parents[1] / "people"
_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """Counts over a set of texts."""

    names: int = 0
    hit: int = 0
    full: int = 0
    spans: int = 0
    right: int = 0
    words: int = 0
    harmed: int = 0

    @property
    def shares(self) -> dict[str, float]:
        """Recall any and full, precision, harm; `nan` where nothing was counted."""
        return {
            "any": _share(self.hit, self.names),
            "full": _share(self.full, self.names),
            "precision": _share(self.right, self.spans),
            "harm": _share(self.harmed, self.words),
        }


def own(name: str) -> Iterator[Marked]:
    """The marked work texts of `eval/people`, one record each."""
    for record in (PEOPLE / f"{name}.txt").read_text(encoding="utf-8").split("\n---\n"):
        yield unmarked(record.strip("\n"))


def tally(
    texts: Iterable[Marked], find: Callable[[str], Iterable[Span]], report: list[str] | None = None
) -> Tally:
    """Compare what `find` finds with the marks; misses and false hits are appended to `report`."""
    total = Tally()
    for marked in texts:
        found = list(find(marked.text))
        inside = bytearray(len(marked.text))
        for start, end, _ in found:
            inside[start:end] = b"\1" * (end - start)
        for start, end, label in marked.spans:
            if label == "PER":
                _count_name(total, marked.text, start, end, inside, report)
        _count_spans(total, marked, found, report)
        _count_words(total, marked, inside)
    return total


def _count_name(
    total: Tally, text: str, start: int, end: int, inside: bytearray, report: list[str] | None
) -> None:
    total.names += 1
    total.hit += any(inside[start:end])
    full = all(inside[at] for at in range(start, end) if text[at].isalnum())
    total.full += full
    if not full and report is not None:
        kind = "PART" if any(inside[start:end]) else "MISS"
        report.append(
            f"{kind} {text[max(0, start - 40) : start]}[[{text[start:end]}]]{text[end : end + 30]}".replace(
                "\n", "/"
            )
        )


def _count_spans(total: Tally, marked: Marked, found: list[Span], report: list[str] | None) -> None:
    people = [one for one in marked.spans if one[2] == "PER"]
    for start, end, kind in found:
        if kind != "PERSON":
            continue
        total.spans += 1
        right = any(one[0] < end and start < one[1] for one in people)
        total.right += right
        if not right and report is not None:
            text = marked.text
            report.append(
                f"FALSE {text[max(0, start - 40) : start]}<<{text[start:end]}>>{text[end : end + 30]}".replace(
                    "\n", "/"
                )
            )


def _count_words(total: Tally, marked: Marked, inside: bytearray) -> None:
    for word in _WORD.finditer(marked.text):
        if not any(one[0] < word.end() and word.start() < one[1] for one in marked.spans):
            total.words += 1
            total.harmed += any(inside[word.start() : word.end()])


def _share(part: int, whole: int) -> float:
    return part / whole if whole else float("nan")
