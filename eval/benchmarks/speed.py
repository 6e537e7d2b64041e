"""Speed, start-up and memory of both sides. CPU time only: this machine's wall time belongs to its neighbours."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eval.benchmarks.corpora import artefacts
from eval.benchmarks.detectors import Lang, our_chain, redacted, stock
from eval.benchmarks.rows import Limits, Row

_CHARS = 2000
_TEXTS = 20
_ROUNDS = 3


def texts_of(lang: Lang, *, with_values: bool, count: int) -> list[str]:
    """Texts of 2,000 characters each, run together from our artefacts: those with values in them, or clean ones."""
    chosen = [one.text for one in artefacts(lang) if bool(one.spans) is with_values]
    joined = "\n\n".join(chosen)
    while len(joined) < _CHARS * count:
        joined += "\n\n" + joined
    return [joined[at * _CHARS : (at + 1) * _CHARS] for at in range(count)]


def chars_per_cpu_second(read: Callable[[str], object], texts: Sequence[str], rounds: int) -> float:
    """Best of `rounds`: the least disturbed one. The first text warms the models and is not counted."""
    read(texts[0])
    best = 0.0
    for _ in range(rounds):
        begun = time.process_time()
        for text in texts:
            read(text)
        best = max(best, sum(map(len, texts)) / (time.process_time() - begun))
    return round(best)


def speed_rows(limits: Limits) -> Iterator[Row]:
    """Characters per CPU-second of our whole chain (personal data, secrets, do-not-enter, injection) and of stock's PII."""
    count, rounds = (2, 1) if limits.texts else (_TEXTS, _ROUNDS)
    chain = our_chain()
    for lang, goal in (("en", ">= 20000"), ("de", ">= 50000")):
        for with_values in (True, False):
            texts = texts_of(lang, with_values=with_values, count=count)

            def read_ours(text: str, lang: Lang = lang) -> object:
                return redacted(chain, text, lang)

            def read_stock(text: str, lang: Lang = lang) -> object:
                return stock(text, lang)

            yield Row(
                f"characters per CPU-second, {lang}",
                "with values" if with_values else "clean",
                goal,
                {"chars_per_cpu_s": chars_per_cpu_second(read_ours, texts, rounds), "n": count},
                {"chars_per_cpu_s": chars_per_cpu_second(read_stock, texts, rounds)},
            )


def cold_rows() -> Iterator[Row]:
    """Start-up until the first text is read, and the most memory held, each side in a process of its own."""
    figures = {}
    for side in ("ours", "stock"):
        done = subprocess.run(  # noqa: S603 - our own module, no shell
            [sys.executable, "-m", "eval.benchmarks.speed", side], capture_output=True, text=True, check=True
        )
        figures[side] = json.loads(done.stdout)
    yield Row(
        "start-up and memory",
        "one English and one German text",
        "<= 4 s, <= 400 MB",
        figures["ours"],
        figures["stock"],
    )


def _cold(side: str) -> dict[str, float]:
    if side == "ours":
        chain = our_chain()
        redacted(chain, "Ms Baker wrote to anna@firma.example.", "en")
        redacted(chain, "Frau Sommer schrieb an anna@firma.example.", "de")
    else:
        stock("Ms Baker wrote to anna@firma.example.", "en")
        stock("Frau Sommer schrieb an anna@firma.example.", "de")
    return {"cpu_s": round(time.process_time(), 2), "memory_mb": round(_peak_mb())}


def _peak_mb() -> float:
    """The most memory this program held. `ru_maxrss` would begin with what the parent held when it started us."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) / 1024


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_cold(sys.argv[1])) + "\n")
