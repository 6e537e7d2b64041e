"""How the advisory score does on texts that trained nothing: hidden attacks and harmless ones."""

import random
from collections.abc import Callable, Sequence

from assessor.guardrails.injecting.model import InjectionModel
from assessor.guardrails.injecting.signs import signs_score
from assessor.guardrails.injection import FLAG_AT
from assessor.retrieval.embedder import UseEmbedder
from eval.benchmarks.measures import recall_at_false_rate
from eval.injection import corpus
from eval.injection.corpus import LANGS, Lang

Score = Callable[[str], float]
SEED = 11
HIDINGS = 4
"""So often each attack is hidden, each time elsewhere."""


def hidden_attacks(lang: Lang) -> list[tuple[str, str]]:
    """Goal and artefact with an untouched attack in it."""
    chance = random.Random(f"{SEED}{lang}")
    carriers = corpus.carriers(lang, "untouched")
    return [
        (line.goal, corpus.hidden_in(chance.choice(carriers), line.filled(chance), chance))
        for line in corpus.lines("attacks", "untouched")
        if line.lang == lang
        for _ in range(HIDINGS)
    ]


def harmless_texts(lang: Lang) -> list[str]:
    """Untouched harmless artefacts."""
    return corpus.harmless_artefacts(lang, "untouched")


def figures(score: Score, lang: Lang) -> dict[str, float | int | None]:
    """Recall at 1 % false hits, and what the score of .5 gives, on untouched texts of ours."""
    attacks = [score(text) for _, text in hidden_attacks(lang)]
    return shares(attacks, [score(text) for text in harmless_texts(lang)])


def shares(attacks: Sequence[float], harmless: Sequence[float]) -> dict[str, float | int | None]:
    """The figures of one row of the table."""
    at = recall_at_false_rate(attacks, harmless, 0.01)
    return {
        "recall_at_1pct": at[0] if at else None,
        "flagged": _share([one >= FLAG_AT for one in attacks]),
        "false_flags": _share([one >= FLAG_AT for one in harmless]),
        "n": len(attacks) + len(harmless),
    }


def _share(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None


def by_goal(score: Score, lang: Lang) -> dict[str, float]:
    """Share flagged of each goal's untouched attacks."""
    hits: dict[str, list[bool]] = {}
    for goal, text in hidden_attacks(lang):
        hits.setdefault(goal, []).append(score(text) >= FLAG_AT)
    return {goal: sum(one) / len(one) for goal, one in hits.items()}


def main() -> None:
    """Print the figures of the shipped models, with the closer look and without."""
    for name, model in (("with vectors", InjectionModel(UseEmbedder())), ("words alone", InjectionModel())):

        def score(text: str, model: InjectionModel = model) -> float:
            return max(model.most_telling(text).score, signs_score(text))

        print(name)
        for lang in LANGS:
            print(" ", lang, figures(score, lang))
            print("   ", {goal: round(share, 2) for goal, share in by_goal(score, lang).items()})
        _print_public(score)


def _print_public(score: Score) -> None:
    rows = corpus.public_rows(training=False)
    for source, label in sorted({(row["set"], row["label"]) for row in rows}):
        own = [row["text"] for row in rows if (row["set"], row["label"]) == (source, label)]
        _print_share(f"{source} {label}", score, own)
    for name in ("pii/de_germeval14_dev", "pii/de_mobie_dev"):
        _print_share(name, score, corpus.public_prose([name]))


def _print_share(name: str, score: Score, texts: Sequence[str]) -> None:
    if texts:
        print(f"  {name}: {_share([score(one) >= FLAG_AT for one in texts])} of {len(texts)} flagged")


if __name__ == "__main__":
    main()
