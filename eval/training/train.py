"""Trains the taggers that ship with the program.

    make taggers        (python -m eval.training.train de en)

Reads ASSESSOR_DATA and the templates; writes `models/person_LANG.crf.gz` and, with digests of what was read,
`models/person_LANG.json`. The same inputs give the same bytes.
"""

import gzip
import hashlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pycrfsuite

from assessor.guardrails.tagging.features import WordCache, features
from assessor.guardrails.tagging.lexicon import load_lexicon
from assessor.guardrails.tagging.tokens import Token, blocks
from eval.training.lexicon import MODELS
from eval.training.texts import SETS, Marked, field_prose, filled, nameless, public, renamed

COPIES = {"de": 8, "en": 8}
RENAMED = {"de": 4, "en": 3}
_NAMELESS = 600
_FIELD_PROSE = 4
PARAMETERS = {
    "c1": 0.05,
    "c2": 0.05,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}


def training_texts(lang: str) -> Iterator[Marked]:
    """Everything a language's tagger learns from."""
    sentences = [one for name in SETS[lang] for one in public(name, held_out=False)]
    yield from sentences
    yield from renamed(sentences, lang, RENAMED[lang])
    yield from nameless(lang, _NAMELESS)
    yield from field_prose(lang, _FIELD_PROSE)
    yield from filled(lang, COPIES[lang])


def labels(tokens: Sequence[Token], marked: Marked) -> list[str]:
    """B-, I- and O labels of the tokens of one block; a token that a span touches belongs to it."""
    found = []
    before = None
    for token in tokens:
        span = next((one for one in marked.spans if one[0] < token.end and token.start < one[1]), None)
        found.append("O" if span is None else ("I-" if span == before else "B-") + span[2])
        before = span
    return found


def train(texts: Iterable[Marked], target: Path) -> None:
    """Fit a linear-chain CRF and write it, packed, to `target`."""
    lexicon = load_lexicon()
    lexicon.unseen_halves = True
    cache = WordCache(lexicon)
    trainer = pycrfsuite.Trainer(verbose=False)
    rows = list(texts)
    random.Random(1).shuffle(rows)
    for marked in rows:
        for block in blocks(marked.text):
            trainer.append(features(block, cache), labels(block, marked))
    trainer.set_params(PARAMETERS)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "model")
        trainer.train(str(path))
        target.write_bytes(gzip.compress(path.read_bytes(), mtime=0))
    lexicon.unseen_halves = False


def main(langs: Sequence[str]) -> None:
    """Train each language and say what it was trained on."""
    for lang in langs:
        begun = time.process_time()
        texts = list(training_texts(lang))
        target = MODELS / f"person_{lang}.crf.gz"
        train(texts, target)
        seen = sorted(hashlib.sha256(one.text.encode()).hexdigest() for one in texts)
        about = {
            "language": lang,
            "texts": len(texts),
            "people": sum(span[2] == "PER" for one in texts for span in one.spans),
            "sets": list(SETS[lang]),
            "parameters": PARAMETERS,
            "texts_sha256": hashlib.sha256("\n".join(seen).encode()).hexdigest(),
            "model_sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        }
        (MODELS / f"person_{lang}.json").write_text(json.dumps(about, indent=2) + "\n", encoding="utf-8")
        print(
            f"{target.name}: {target.stat().st_size} bytes, {time.process_time() - begun:.0f} CPU-s",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main(sys.argv[1:] or ["de", "en"])
