"""The rows of the guardrail table: each takes both sides over the same texts and gives its figures."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from assessor.domain.verdict import Action
from assessor.evaluation.measures.tally import Found, Tally
from eval.benchmarks import corpora, invented
from eval.benchmarks.corpora import Half, Labelled
from eval.benchmarks.detectors import Find, Lang, our_chain, ours, redacted, stock, stock_core
from eval.training.texts import HELD_OUT, is_held_out

STRUCTURED = frozenset(
    "EMAIL_ADDRESS PHONE_NUMBER IBAN_CODE CREDIT_CARD IP_ADDRESS URL DE_TAX_ID DE_SOCIAL_SECURITY ID DATE_OF_BIRTH LOCATION".split()
)
_PERSON = frozenset(("PERSON",))
_ORG = frozenset(("CUSTOMER_ORG",))
_ALL = STRUCTURED | _PERSON | _ORG
_STOPS = (Action.ESCALATE, Action.REFUSE)


@dataclass(frozen=True)
class Row:
    """One line of the table. `ours` and `stock` are figures by name; both None means not run, and `why` says why."""

    name: str
    texts: str
    goal: str
    ours: dict[str, float | int | None] | None = None
    stock: dict[str, float | int | None] | None = None
    why: str = ""


@dataclass(frozen=True)
class Limits:
    """How much is measured: `texts` caps each set (0: no cap), for a smoke test."""

    texts: int = 0
    half: Half | None = None
    seed: int = 7

    def cut(self, texts: Sequence[Labelled]) -> list[Labelled]:
        """The texts of the wanted half, at most `texts` of them, drawn the same way each time."""
        kept = [one for one in texts if self.half is None or one.half in (self.half, "public")]
        if self.texts and len(kept) > self.texts:
            kept = random.Random(self.seed).sample(kept, self.texts)
        return kept


@dataclass
class _Seen:
    """What each side reported for each text, so that no text is read twice."""

    chain: Find
    found: dict[tuple[str, str], Sequence[Found]] = field(default_factory=dict)

    def by(self, side: str, text: str, lang: Lang) -> Sequence[Found]:
        key = (side, lang + text)
        if key not in self.found:
            find = {"ours": self.chain, "stock": stock, "stock_core": stock_core}[side]
            self.found[key] = find(text, lang)
        return self.found[key]


def _halves(texts: Sequence[Labelled]) -> Iterator[tuple[str, list[Labelled]]]:
    for half in ("tuned", "untouched", "public"):
        kept = [one for one in texts if one.half == half]
        if kept:
            yield half, kept


def _spans_row(
    name: str,
    goal: str,
    texts: Sequence[Labelled],
    types: frozenset[str],
    seen: _Seen,
    label: str,
    side: str = "stock",
) -> Row:
    tallies = {}
    for who in ("ours", side):
        tally = Tally()
        for one in texts:
            tally.add(one.spans, seen.by(who, one.text, one.lang), types, one.text)
        tallies[who] = tally.shares()
    return Row(name, f"{label}, {len(texts)} texts", goal, tallies["ours"], tallies[side])


def _public(
    name: str, goal: str, sets: Sequence[str], types: frozenset[str], seen: _Seen, limits: Limits
) -> Iterator[Row]:
    for one in sets:
        texts = corpora.public_texts(one)
        if texts is None:
            yield Row(name, one, goal, why="ASSESSOR_DATA has no such file")
            continue
        label = one
        if types == _PERSON and one in HELD_OUT:
            # The taggers were trained on the other rows.
            texts = [text for text in texts if is_held_out(one, text.id)]
            label = f"{one}, held-out rows"
        yield _spans_row(name, goal, limits.cut(texts), types, seen, label)


def people(limits: Limits, seen: _Seen) -> Iterator[Row]:
    """PERSON on public sets and on work artefacts."""
    yield from _public(
        "PERSON English",
        "any >= .93, P >= .70",
        ("en_presidio_synth_v2", "en_wnut17_test"),
        _PERSON,
        seen,
        limits,
    )
    yield from _public(
        "PERSON German",
        "any >= .92, P >= .65",
        ("de_germeval14_dev", "de_germeval14_test", "de_mobie_dev"),
        _PERSON,
        seen,
        limits,
    )
    for lang, goal in (("en", "whole >= .98"), ("de", "whole >= .985")):
        for half, texts in _halves(limits.cut(corpora.artefacts(lang))):
            yield _spans_row(f"PERSON in work artefacts, {lang}", goal, texts, _PERSON, seen, half)


def structured(limits: Limits, seen: _Seen) -> Iterator[Row]:
    """Values by their form: on their own, in a public set, and in work artefacts."""
    goals = {
        "EMAIL_ADDRESS": ">= .995",
        "IBAN_CODE": ">= .995",
        "CREDIT_CARD": ">= .995",
        "IP_ADDRESS": ">= .995",
        "PHONE_NUMBER": ">= .97",
        "LOCATION": ">= .85",
    }
    for kind, goal in goals.items():
        for half, texts in _halves(limits.cut(invented.labelled_values(kind, 400))):
            yield _spans_row(kind, f"whole {goal}", texts, frozenset((kind,)), seen, f"invented, {half}")
        yield from _public(kind, f"any {goal}", ("en_presidio_synth_v2",), frozenset((kind,)), seen, limits)
    for lang in ("en", "de"):
        for half, texts in _halves(limits.cut(corpora.artefacts(lang))):
            yield _spans_row(
                f"structured data in work artefacts, {lang}", "whole >= .99", texts, STRUCTURED, seen, half
            )


def customers(limits: Limits, seen: _Seen) -> Iterator[Row]:
    """Customer names without and with the tenant's list."""
    for lang in ("en", "de"):
        texts = limits.cut(corpora.artefacts(lang))
        for half, own in _halves(texts):
            yield _spans_row(f"customers, no list, {lang}", "whole >= .80", own, _ORG, seen, half)
        for half, own in _halves(texts):
            listed = _Seen(ours(our_chain(sorted({name for one in own for name in one.customers}))))
            listed.found.update({key: value for key, value in seen.found.items() if key[0] != "ours"})
            yield _spans_row(f"customers, tenant list, {lang}", "whole >= .99", own, _ORG, listed, half)


def harm(limits: Limits, seen: _Seen) -> Iterator[Row]:
    """Harmless words lost in work artefacts; stock with all its types and without dates and bare places."""
    for lang in ("en", "de"):
        for half, texts in _halves(limits.cut(corpora.artefacts(lang))):
            for side in ("stock", "stock_core"):
                label = half if side == "stock" else f"{half}, stock without dates and places"
                yield _spans_row(f"harmless words, {lang}", "harm <= .015", texts, _ALL, seen, label, side)


def entry(limits: Limits, _seen: _Seen) -> Iterator[Row]:
    """Do-not-enter passages stopped, and clean ones stopped, for each set of texts and half."""
    chain = our_chain()
    counts: dict[tuple[str, Half, bool], list[bool]] = {}
    passages = [one for one in corpora.passages_for_entry() if limits.half in (None, one.half)]
    if limits.texts:
        passages = random.Random(limits.seed).sample(passages, min(len(passages), limits.texts))
    for one in passages:
        artefact = redacted(chain, one.text, one.lang)
        counts.setdefault((one.collection, one.half, one.stops), []).append(
            any(
                found.category == one.category and found.action in (*_STOPS, Action.REDACT)
                for found in artefact.findings
            )
            if one.stops
            else artefact.verdict.stops
        )
    for collection, half in sorted({key[:2] for key in counts}):
        must, may = counts.get((collection, half, True), []), counts.get((collection, half, False), [])
        yield Row(
            f"do-not-enter, {collection}",
            half,
            "stopped >= .95, clean <= .03",
            {"stopped": _share(must), "clean_stopped": _share(may), "n": len(must) + len(may)},
            None,
            "stock has no such rules",
        )


def secrets(limits: Limits, _seen: _Seen) -> Iterator[Row]:
    """Credentials found, and prose taken for one."""
    chain = our_chain()
    by_half: dict[str, list[bool]] = {}
    for text, value, half in invented.invented_secrets(limits.texts or 500):
        artefact = redacted(chain, text, "en")
        found = [text[one.start : one.end] for one in artefact.spans if one.type == "SECRET"]
        by_half.setdefault(half, []).append(any(value in one or one in value for one in found))
    prose = [(one.text, one.lang) for lang in ("en", "de") for one in corpora.artefacts(lang)]
    prose += [(text, "en") for text in invented.NEAR_SECRETS]
    for name in ("en_wnut17_test", "de_germeval14_dev"):
        prose += [(one.text, one.lang) for one in corpora.public_texts(name) or ()]
    if limits.texts:
        prose = prose[: limits.texts]
    false = _share(
        [any(one.type == "SECRET" for one in redacted(chain, text, lang).spans) for text, lang in prose]
    )
    for half, hits in by_half.items():
        yield Row(
            "secrets",
            half,
            "found >= .95, false <= .002",
            {"found": _share(hits), "false": false, "n": len(hits), "n_prose": len(prose)},
            None,
            "stock has no such rules",
        )


def injection(limits: Limits, _seen: _Seen) -> Iterator[Row]:
    """The advisory score: attacks of ours hidden in artefacts, and public ones by models that never saw their source."""
    from eval.injection import crossed, measure

    chain = our_chain()
    goal, none = "at <= 1 % false >= .70", "stock has no such check"
    for lang in ("en", "de"):
        attacks, harmless = (
            [redacted(chain, text, lang).injection.score for text in texts[: limits.texts or None]]
            for texts in ([text for _, text in measure.hidden_attacks(lang)], measure.harmless_texts(lang))
        )
        yield Row(
            "injection", f"hidden, untouched, {lang}", goal, measure.shares(attacks, harmless), None, none
        )
    if corpora.public_injection() is None:
        yield Row("injection", "public by source", goal, why="ASSESSOR_DATA has no such file")
        return
    for source, lang, figures in crossed.by_source(limits.texts):
        yield Row("injection", f"{source} by models that never saw it, {lang}", goal, figures, None, none)


def _share(hits: Sequence[bool]) -> float | None:
    return round(sum(hits) / len(hits), 4) if hits else None


QUALITY: dict[str, Callable[[Limits, _Seen], Iterator[Row]]] = {
    "people": people,
    "structured": structured,
    "customers": customers,
    "harm": harm,
    "entry": entry,
    "secrets": secrets,
    "injection": injection,
}


def quality_rows(names: Sequence[str], limits: Limits) -> Iterator[Row]:
    """All rows of the named groups, on the same texts for both sides."""
    seen = _Seen(ours(our_chain()))
    for name in names:
        yield from QUALITY[name](limits, seen)
