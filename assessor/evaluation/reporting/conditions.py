"""How a run was made: what must be known to make it again, and what it took."""

from collections.abc import Iterator

from assessor.domain.eval_report import ReportFact
from assessor.domain.run import RunManifest, RunMeasures
from assessor.domain.text import Language
from assessor.i18n import shown, shown_as, tr


def run_facts(manifest: RunManifest, measures: RunMeasures, lang: Language) -> tuple[ReportFact, ...]:
    """Versions, digests, times and costs."""
    return tuple(
        ReportFact(name=name, value=value)
        for rows in (_what(manifest, lang), _made_with(manifest, lang), _took(measures, lang))
        for name, value in rows
    )


def _what(manifest: RunManifest, lang: Language) -> Iterator[tuple[str, str]]:
    yield tr(lang, "Run"), manifest.id
    yield tr(lang, "Begun"), f"{manifest.started_at:%Y-%m-%d %H:%M:%S} UTC"
    if manifest.suite is not None:
        yield tr(lang, "Suite"), f"{manifest.suite} {manifest.suite_version}"
    yield tr(lang, "Split"), manifest.split
    for gold in manifest.gold:
        yield (
            tr(lang, "Gold file"),
            tr(
                lang, "{name} ({items} items), {digest}", name=gold.name, items=gold.items, digest=gold.sha256
            ),
        )


def _made_with(manifest: RunManifest, lang: Language) -> Iterator[tuple[str, str]]:
    yield tr(lang, "Drafter"), manifest.drafter
    if manifest.model is not None:
        yield tr(lang, "Model"), manifest.model
    for rubric in manifest.rubrics:
        yield tr(lang, "Rubric"), f"{rubric.id} {rubric.version}, {rubric.sha256}"
    for name, digest in manifest.fitted.items():
        yield tr(lang, "Fitted model"), f"{name}, {digest}"
    yield tr(lang, "Policy"), f"sha256:{manifest.policy_sha256.removeprefix('sha256:')}"
    yield tr(lang, "Program"), f"assessor {manifest.assessor_version}, {manifest.code_sha256}"
    yield "Python", manifest.python
    yield (
        tr(lang, "Libraries"),
        ", ".join(f"{name} {version}" for name, version in manifest.libraries.items()),
    )


def _took(measures: RunMeasures, lang: Language) -> Iterator[tuple[str, str]]:
    cost = measures.cost
    seconds = tr(lang, "{seconds} s", seconds=shown_as(cost.seconds, "#,##0.0", lang))
    if cost.ms_per_item is not None:
        per_item = shown_as(cost.ms_per_item, "#,##0", lang)
        seconds = tr(lang, "{seconds}, {per_item} ms per item", seconds=seconds, per_item=per_item)
    yield tr(lang, "Time of the items added up"), seconds
    yield tr(lang, "Tokens"), shown(cost.tokens, lang)
    yield tr(lang, "Cost"), f"{shown_as(cost.cost_usd, '#,##0.00##', lang)} USD"
