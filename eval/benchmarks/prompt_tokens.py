"""How long requests to a model are, beside the whole matrix and the artefact: `python -m eval.benchmarks.prompt_tokens`.

Ours is both messages of a request, counted with and without examples; the schema of the answer is counted apart, since
servers read it in different ways. The whole is the rubric's export as Markdown and the artefact, without a word on what to
do with them. Items are those of the train split, each with examples from the others, as labelled: redaction changes little
of their length. Tokens are those of `o200k_base`, read from a file that litellm brings along, so nothing is fetched.
"""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.exemplar import Exemplar
from assessor.domain.likeness import text_key
from assessor.domain.rubric import Rubric
from assessor.domain.verdict import Verdict
from assessor.drafting.llm.briefing import Briefing, Briefings
from assessor.drafting.llm.examples import whole_matrix
from assessor.drafting.llm.fence import PUBLIC_KEY
from assessor.evaluation.gold.read import read_gold
from assessor.formats.gold import GoldItem, Split
from assessor.ports import Vectors
from assessor.retrieval.embedder import UseEmbedder
from assessor.retrieval.exemplar_choice import Beside, choose
from assessor.retrieval.match import AnchorRetrieval
from assessor.retrieval.remembering import RememberingEmbedder
from assessor.retrieval.text_meaning import meaning_of
from assessor.rubrics.load import load_rubric

RUBRICS = ("ai-skills", "csm-matrix", "csm-laufbahn", "csm-evaluation")
GOAL = 1 / 3
_GOLD = Path(__file__).parents[1] / "gold"


@dataclass(frozen=True)
class Tokens:
    """Means over the items of one rubric."""

    rubric: str
    items: int
    plain: float
    """Both messages, without examples."""
    with_examples: float
    schema: float
    whole: float
    """Matrix and artefact."""
    plain_ratio: float
    ratio: float
    """With examples."""
    most: float
    """The largest ratio of one item, with examples."""
    shown: float
    """Examples for one item."""
    whole_texts: float
    """Share of the items with examples whose examples are shown whole."""


class OtherItems:
    """The `Examples` port over labelled items in memory: what is asked about is left out by its text and twin."""

    def __init__(self, items: Sequence[GoldItem], rubric: Rubric, embedder: RememberingEmbedder) -> None:
        self._exemplars = tuple(_exemplar(number, item, rubric) for number, item in enumerate(items))
        self._embedder = embedder
        self._vectors = {one.id: meaning_of(one.text or "", embedder) for one in self._exemplars}

    def examples_for(
        self, artefact: RedactedArtefact, rubric: Rubric, *, skill_area: str | None, career_level: str | None
    ) -> tuple[Exemplar, ...]:
        """As the product chooses."""
        text = artefact.text or ""
        key, vector = text_key(text), meaning_of(text, self._embedder)
        twins = frozenset(one.twin for one in self._exemplars if one.digest == key and one.twin)
        beside = Beside(text, artefact.lang, skill_area, career_level, None, twins)
        of_rubric = [one for one in self._exemplars if one.rubric == rubric.id]
        return choose(
            beside, of_rubric, {one.id: _cosine(self._vectors[one.id], vector) for one in of_rubric}
        )


def measure(rubric_id: str, limit: int | None = None) -> Tokens:
    """Count the requests of a rubric's train items; of the first few where limited."""
    rubric = load_rubric(rubric_id)
    (file,) = read_gold([_GOLD / f"{rubric_id}.jsonl"])
    train = [one for one in file.items if one.split is Split.TRAIN and not one.do_not_enter]
    embedder = RememberingEmbedder(UseEmbedder(), keep=100_000)
    retrieval = AnchorRetrieval(rubric, embedder)
    examples = OtherItems([one for one in train if one.rating is not None], rubric, embedder)
    matrix = count(whole_matrix(rubric))
    rows = []
    for item in train[:limit]:
        artefact = _artefact(item)
        plain, shown = (
            _brief(
                Briefings(lambda _: retrieval, fence_key=PUBLIC_KEY, max_tokens=1, examples=some),
                artefact,
                rubric,
                item,
            )
            for some in (None, examples)
        )
        rows.append((_messages(plain), _messages(shown), _schema(shown), matrix + count(item.text), shown))
    ratios = [shown / whole for _, shown, _, whole, _ in rows]
    told = [one for *_, one in rows if one.examples]
    return Tokens(
        rubric=rubric_id,
        items=len(rows),
        plain=round(fmean(row[0] for row in rows)),
        with_examples=round(fmean(row[1] for row in rows)),
        schema=round(fmean(row[2] for row in rows)),
        whole=round(fmean(row[3] for row in rows)),
        plain_ratio=round(fmean(row[0] / row[3] for row in rows), 3),
        ratio=round(fmean(ratios), 3),
        most=round(max(ratios), 3),
        shown=round(fmean(len(row[4].examples) for row in rows), 2),
        whole_texts=round(fmean(_is_whole(one) for one in told), 2) if told else 0.0,
    )


def count(text: str) -> int:
    """Tokens of a text."""
    return len(_encoding().encode(text, disallowed_special=()))


@cache
def _encoding() -> Any:
    found = find_spec("litellm")
    assert found is not None
    assert found.origin is not None
    os.environ["TIKTOKEN_CACHE_DIR"] = str(Path(found.origin).parent / "litellm_core_utils" / "tokenizers")
    import tiktoken

    return tiktoken.get_encoding("o200k_base")


def _cosine(first: Vectors, second: Vectors) -> float:
    return float(np.dot(first, second))


def _messages(briefing: Briefing) -> int:
    return sum(count(one.content) for one in briefing.request.messages)


def _schema(briefing: Briefing) -> int:
    return count(json.dumps(briefing.request.response_format, ensure_ascii=False, separators=(",", ":")))


def _is_whole(briefing: Briefing) -> bool:
    user = briefing.request.messages[-1].content
    return "<<<EXAMPLE " in user or "<<<BEISPIEL " in user


def _brief(briefings: Briefings, artefact: RedactedArtefact, rubric: Rubric, item: GoldItem) -> Briefing:
    made = briefings.brief(artefact, rubric, skill_area=item.skill_area, career_level=item.career_level)
    assert made is not None
    return made


def _artefact(item: GoldItem) -> RedactedArtefact:
    return RedactedArtefact(
        verdict=Verdict.ALLOW, text=item.text, lang=item.lang, kind=item.kind, policy_sha256="0" * 64
    )


def _exemplar(number: int, item: GoldItem, rubric: Rubric) -> Exemplar:
    assert item.rating is not None
    return Exemplar(
        id=f"exm_{number:032x}",
        item=item.id,
        rubric=rubric.id,
        rubric_version=rubric.version,
        skill_area=item.skill_area,
        career_level=item.career_level if rubric.scale.role_dependent else None,
        lang=item.lang,
        kind=item.kind,
        rating=item.rating,
        text=item.text,
        quotes=item.evidence_quotes,
        twin=item.twin,
        digest=text_key(item.text),
        imported_by="act_" + "0" * 32,
        imported_at=datetime(2026, 11, 28, tzinfo=UTC),
    )


def rows(limit: int | None = None) -> Iterator[Tokens]:
    """One row for each rubric."""
    for rubric_id in RUBRICS:
        yield measure(rubric_id, limit)


def main() -> int:
    """Print the table; exits 4 where one request is longer than the goal."""
    made = list(rows())
    if "--json" in sys.argv[1:]:
        print(json.dumps([asdict(one) for one in made], indent=2))
    else:
        print(
            "| rubric | n | plain | with examples | schema | matrix + artefact | plain ratio | ratio | most | examples | whole |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|---|")
        for one in made:
            print(
                "| "
                + " | ".join(
                    f"{value:g}" if not isinstance(value, str) else value for value in asdict(one).values()
                )
                + " |"
            )
    return 0 if all(one.most <= GOAL for one in made) else 4


if __name__ == "__main__":
    raise SystemExit(main())
