"""The public attacks, each source by models that never saw it: what trained tells nothing about itself."""

from collections.abc import Iterator

from eval.injection import corpus
from eval.injection.corpus import Lang
from eval.injection.examples import examples
from eval.injection.measure import shares
from eval.injection.train import Vectors, fitted, top_odds

HARMLESS = {"en": "ud_ewt", "de": "ud_gsd"}
"""Share-alike sets of ordinary language: they train nothing, so they may say what is falsely flagged."""


def by_source(limit: int = 0) -> Iterator[tuple[str, Lang, dict[str, float | int | None]]]:
    """Source, language and recall at 1 % false hits among ordinary texts of that language.

    Args:
        limit: at most so many texts of each kind; 0 takes all.
    """
    vectors, known = Vectors(), examples()
    rows = corpus.public_rows(training=False)
    for source in sorted({row["set"] for row in rows if row["label"] == "injection"}):
        own = {row["id"] for row in rows if row["set"] == source}
        weights = fitted([one for one in known if one.group not in own], vectors, 1)
        for lang in corpus.LANGS:
            attacks = [row["text"] for row in rows if row["id"] in own and _is_attack(row, lang)]
            harmless = [row["text"] for row in rows if row["set"] == HARMLESS[lang]]
            odds = [
                [top_odds(weights, vectors, text)[1] for text in texts[: limit or None]]
                for texts in (attacks, harmless)
            ]
            if attacks:
                figures = shares(*odds)
                yield source, lang, {name: figures[name] for name in ("recall_at_1pct", "n")}


def _is_attack(row: dict[str, str], lang: Lang) -> bool:
    return row["label"] == "injection" and row["lang"] == lang
