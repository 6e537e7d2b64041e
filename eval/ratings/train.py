"""`make ratings`: fits the models of `models/ratings` on eval/gold; the same input gives the same files.

Reads train and calibration, never gold. Prints what folds say before it writes.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from assessor.bootstrap import Application
from assessor.drafting.levels.fit import LabelledText, fit_levels
from assessor.drafting.levels.shipped import write_model
from assessor.evaluation.gold.fitted import write_seen
from assessor.evaluation.gold.read import read_gold
from assessor.evaluation.gold.splits import Seen
from assessor.formats.gold import GoldItem, Split
from assessor.ports import Embedder
from assessor.resources import resource_folder
from assessor.retrieval.embedder import UseEmbedder
from assessor.rubrics.load import load_rubric
from assessor.settings import Settings
from eval.ratings.corpus import redacted
from eval.ratings.examples import labelled_texts
from eval.ratings.figures import folded, report
from eval.ratings.marks import read_marks
from eval.ratings.praise import ORDERS, TRAINED

GOLD = Path(__file__).parents[1] / "gold"
RUBRICS = ("ai-skills", "csm-matrix", "csm-laufbahn", "csm-evaluation")
FILES = tuple(GOLD / f"{rubric}{part}.jsonl" for rubric in RUBRICS for part in ("", "-train"))
"""`-train` files came later, for learning alone."""
NAME = "ratings"


def items_to_learn_from(paths: Sequence[Path]) -> list[GoldItem]:
    """Train and calibration items in the order of their ids."""
    items = [item for file in read_gold(paths) for item in file.items]
    return sorted((one for one in items if one.split is not Split.GOLD), key=lambda one: one.id)


def seen(items: Sequence[GoldItem]) -> Seen:
    """Everything that weights, cuts and intervals rest on."""
    return Seen.of(NAME, (item.text for item in items))


def train(texts: Sequence[LabelledText], embedder: Embedder, folder: Path) -> Iterator[str]:
    """Measure on folds, then fit on everything and write a model for each rubric; says what it found."""
    praise = embedder.embed([*TRAINED, *ORDERS])
    yield from report(folded(texts, embedder.id, praise), embedder)
    for rubric, model in fit_levels(texts, embedder.id, praise).items():
        path = write_model(folder, model)
        yield f"{rubric:16}fitted on {model.n}, {path.stat().st_size / 1000:.0f} kB"


def main() -> None:
    """Read, redact, embed, measure, fit, write."""
    items = items_to_learn_from(FILES)
    embedder = UseEmbedder()
    marks = read_marks(sorted((GOLD / "marks").glob("*.jsonl")))
    texts = labelled_texts(redacted(items, Application(Settings())), cache(load_rubric), embedder, marks)
    folder = resource_folder("models")
    for line in train(texts, embedder, folder):
        print(line, flush=True)
    write_seen(folder, seen(items))


if __name__ == "__main__":
    main()
