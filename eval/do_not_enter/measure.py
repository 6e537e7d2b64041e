"""How many artefacts with each kind of passage are stopped, and how many without; half by half.

Run: python -m eval.do_not_enter.measure tuned [--show] [--cues]
"""

import argparse
import time
from collections import defaultdict

from assessor.domain.artefact import Subject
from assessor.domain.verdict import Action, Destination
from assessor.guardrails.amounts import AmountGuardrail
from assessor.guardrails.detector import Reading
from assessor.guardrails.do_not_enter import DoNotEnterGuardrail
from assessor.guardrails.policy import load_policy
from assessor.guardrails.view import DetectionView
from assessor.retrieval.embedder import UseEmbedder

from .passages import artefacts


def main() -> None:
    """Print one line for each category, language and expectation, then the sums."""
    parser = argparse.ArgumentParser()
    parser.add_argument("halves", nargs="+")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--cues", action="store_true", help="without vectors")
    chosen = parser.parse_args()
    policy = load_policy()
    guardrail = DoNotEnterGuardrail(policy, Destination.STORE, None if chosen.cues else UseEmbedder())
    amounts = AmountGuardrail(policy, Destination.STORE)
    counted: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    chars, seconds = 0, 0.0
    for row, text in artefacts(*chosen.halves):
        if row["category"] == "payment_data":
            continue  # needs the recognizers of numbers; tested through the whole chain
        reading = Reading(DetectionView(text), row["lang"], Subject())
        begun = time.process_time()
        found = guardrail.inspect(reading).findings
        removed = amounts.inspect(reading).spans
        seconds += time.process_time() - begun
        chars += len(text)
        stops = {one.category for one in found if one.action in (Action.ESCALATE, Action.REFUSE)}
        values = [text[span.start : span.end] for span in removed]
        if row["expect"] == "redact":
            hit = all(any(amount in value for value in values) for amount in row["amounts"])
        elif row["expect"] == "stop":
            hit = row["category"] in stops
        else:
            hit = bool(stops) or (row["category"] == "pricing_terms" and bool(values))
        count = counted[row["category"], row["lang"], row["expect"]]
        count[0] += hit
        count[1] += 1
        if chosen.show and hit == (row["expect"] == "pass"):
            said = "FALSE" if hit else "MISSED"
            print(f"{said} {row['category']} {sorted(stops)} {values}: {row['text'][:140]!r}")
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for (category, lang, expect), (hits, total) in sorted(counted.items()):
        print(f"{category:18} {lang} {expect:6} {hits:3} of {total:3}")
        for key in (expect, f"{expect} {lang}"):
            sums[key][0] += hits
            sums[key][1] += total
    for key, (hits, total) in sorted(sums.items()):
        print(f"{key:10} {hits:3} of {total:3}  {hits / total:.3f}")
    print(f"{chars / seconds:.0f} characters a CPU-second, {chars} characters")


if __name__ == "__main__":
    main()
