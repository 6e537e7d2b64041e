"""Thousands of mutations through real children: what became of each, and which broke a reader.

`python -m tests.intake.corpus.campaign --count 50000` prints the outcomes. A mutation is known by its seed and
number alone, so that one can be built again: `mutation(7, 4711)`.
"""

import argparse
import json
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Lock
from time import monotonic

from assessor.domain.artefact import SubmittedArtefact
from assessor.errors import AssessorError, UnreadableError
from assessor.intake.pool import IntakePool
from assessor.intake.sandbox import Limits
from tests.intake.corpus import corpus
from tests.intake.corpus.file import CorpusFile
from tests.intake.corpus.mutate import mutated
from tests.intake.memory import peak_of_living_children

KNOWN_CODES = frozenset(
    {
        *("binary_content", "broken_mail", "damaged_file", "doctype", "empty", "encrypted", "invalid_text"),
        *(
            "mail_too_complex",
            "no_text_layer",
            "not_a_mail",
            "old_office_format",
            "path_traversal",
            "too_deep",
        ),
        *(
            "too_large",
            "too_many_members",
            "too_many_pages",
            "wrong_extension",
        ),
        "zip_bomb",
    }
)
"""What a reader may answer instead of an artefact.

Not among them: `intake_failed`, for then a reader broke; `too_slow` and `too_much_memory`, for the files are small,
and one that costs ten seconds all the same makes a reader do something again and again.
"""
LIMITS = Limits(wall_s=60.0)
"""Processor time and memory as ever; on a busy machine the wall clock proves nothing."""
GOOD = b"We call on Monday."


@dataclass
class Tally:
    """What became of the mutations."""

    outcomes: Counter[str] = field(default_factory=Counter)
    """How many were `read`, or got which code."""
    broken: list[str] = field(default_factory=list)
    """Number, label and what went wrong of those that broke a promise."""
    slowest_s: float = 0.0
    slowest: str = ""
    peak_bytes: int = 0
    """Largest resident memory of a reading child, looked at after every fiftieth file."""


def mutation(seed: int, number: int) -> CorpusFile:
    """The mutation of this number, the same each time."""
    return mutated(corpus(), random.Random(f"{seed}:{number}"))


def run(count: int, *, seed: int, workers: int = 2, tell: Callable[[Tally], None] | None = None) -> Tally:
    """Read so many mutations; every hundredth is followed by a sound file, which must be read.

    Where `tell` is given it hears of every thousandth.
    """
    tally, lock = Tally(), Lock()
    corpus()

    def read_one(number: int) -> None:
        file = mutation(seed, number)
        start = monotonic()
        outcome, fault = _outcome(pool, file)
        if number % 100 == 0 and pool.read(GOOD, "a.txt", lang="en").text != GOOD.decode():
            fault = "the next file was not read"
        taken = monotonic() - start
        peak_bytes = peak_of_living_children() if number % 50 == 0 else 0
        with lock:
            tally.peak_bytes = max(tally.peak_bytes, peak_bytes)
            tally.outcomes[outcome] += 1
            if fault:
                tally.broken.append(f"{number} {file.label}: {fault}")
            if taken > tally.slowest_s:
                tally.slowest_s, tally.slowest = taken, f"{number} {file.label}"

    with IntakePool(workers, limits=LIMITS) as pool, ThreadPoolExecutor(workers) as threads:
        for number, _ in enumerate(threads.map(read_one, range(count)), 1):
            if tell and number % 1_000 == 0:
                tell(tally)
    return tally


def _outcome(pool: IntakePool, file: CorpusFile) -> tuple[str, str | None]:
    try:
        artefact = pool.read(file.content, f"a{file.extension}", lang="en")
    except UnreadableError as error:
        return error.code, None if error.code in KNOWN_CODES else str(error)
    except AssessorError as error:
        return error.code, f"no error of a file: {error}"
    return "read", next(_faults(artefact), None)


def _faults(artefact: SubmittedArtefact) -> Iterator[str]:
    size = len(artefact.text)
    if not artefact.text.strip():
        yield "an artefact without a word"
    if any(place.start >= place.end or place.end > size for place in artefact.segments):
        yield "a place that lies outside the text or holds nothing"
    covered = "".join(artefact.text[place.start : place.end] for place in artefact.segments)
    if len("".join(covered.split())) < len("".join(artefact.text.split())):
        yield "words in no place"


def _tell(tally: Tally) -> None:
    print(
        f"{sum(tally.outcomes.values())} read, {len(tally.broken)} broken",
        *tally.broken[-3:],
        file=sys.stderr,
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    start = monotonic()
    tally = run(arguments.count, seed=arguments.seed, tell=_tell)
    report = {
        **vars(tally),
        "outcomes": dict(tally.outcomes.most_common()),
        "wall_s": round(monotonic() - start),
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
