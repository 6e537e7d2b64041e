"""What changes that should not matter did to drafts, in the report's language, by the probes' own figures."""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from assessor.domain.eval_report import ReportCondition, ReportFact, ReportProbe, ReportProbes
from assessor.domain.faults import first_fault
from assessor.domain.probes import LimitVerdict, Measured, ProbeReport
from assessor.domain.run import RunManifest
from assessor.domain.text import Language
from assessor.errors import InputError, NotFoundError
from assessor.evaluation.probes.folder import REPORT
from assessor.evaluation.reporting.wording import value_text
from assessor.i18n import tr


def read_probes(place: Path) -> ProbeReport:
    """The report of probes in a file, or in the folder that `eval probe --out` wrote to.

    Raises:
        NotFoundError: code `probes_missing`.
        InputError: code `probes_invalid`.
    """
    file = place / REPORT if place.is_dir() else place
    try:
        content = file.read_bytes()
    except OSError:
        raise NotFoundError(
            f"--probes {place}: there is no report of probes.",
            code="probes_missing",
            hint="Name the folder that `assessor eval probe --out` wrote to, or its probes.json.",
        ) from None
    try:
        return ProbeReport.model_validate_json(content)
    except ValidationError as error:
        raise InputError(
            f"--probes {file}: {first_fault(error)}.",
            code="probes_invalid",
            hint="See: assessor schema probe-report",
        ) from None


def report_probes(found: ProbeReport, manifest: RunManifest, lang: Language) -> ReportProbes:
    """Probes as a part of the report on a run, which may have been made at another time."""
    names = _names(lang)
    return ReportProbes(
        says=" ".join(_says(found, manifest, lang)),
        passed=found.passed,
        probes=tuple(
            ReportProbe(
                probe=one.probe,
                title=names.get(one.probe, one.probe),
                pairs=one.pairs,
                moved=one.moved,
                raised=one.raised,
                lowered=one.lowered,
                withheld=one.withheld,
                appeared=one.appeared,
                limits=tuple(_limit(limit, lang) for limit in one.limits),
            )
            for one in found.results
        ),
        not_run=tuple(
            ReportFact(name=names.get(name, name), value=code) for name, code in found.not_run.items()
        ),
    )


def measure_text(name: Measured, lang: Language) -> str:
    """What is measured, as a word."""
    words: dict[Measured, str] = {
        "moved": tr(lang, "moved"),
        "raised": tr(lang, "raised"),
        "lowered": tr(lang, "lowered"),
        "withheld": tr(lang, "withheld"),
        "appeared": tr(lang, "appeared"),
    }
    return words[name]


def _says(found: ProbeReport, manifest: RunManifest, lang: Language) -> Iterator[str]:
    yield tr(
        lang,
        "Each text was drafted with and without a change that should not matter: {items} items of {splits}, "
        "on {day}.",
        items=found.items,
        splits=list(found.splits),
        day=found.at.date(),
    )
    if found.drafter != manifest.drafter:
        yield tr(
            lang,
            "The probes were made with the drafter {other}, the run with {own}.",
            other=found.drafter,
            own=manifest.drafter,
        )
    if found.passed is not None:
        yield tr(lang, "Every limit holds.") if found.passed else tr(lang, "A limit does not hold.")


def _limit(limit: LimitVerdict, lang: Language) -> ReportCondition:
    return ReportCondition(
        name=limit.measure,
        passed=limit.passed is True,
        says=tr(
            lang,
            "{measure}: {value}, at most {limit}",
            measure=measure_text(limit.measure, lang),
            value=value_text(limit.value, "share", lang),
            limit=value_text(limit.at_most, "share", lang),
        ),
    )


def _names(lang: Language) -> dict[str, str]:
    return {
        "names": tr(lang, "other names"),
        "gender": tr(lang, "another gender"),
        "origin": tr(lang, "names common elsewhere"),
        "career_level": tr(lang, "another career level"),
        "tenure": tr(lang, "years in the job"),
        "doubled": tr(lang, "the text twice"),
        "praise": tr(lang, "praise added"),
        "enthusiasm": tr(lang, "enthusiasm added"),
        "reordered": tr(lang, "paragraphs reordered"),
        "injection": tr(lang, "an order to the rater"),
        "injection_public": tr(lang, "a published attack"),
        "translated": tr(lang, "translated"),
    }
