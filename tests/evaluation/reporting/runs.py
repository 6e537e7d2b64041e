"""Runs made by hand, each wrong in its own way, with the reports made of them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from assessor.domain.draft import DraftStatus
from assessor.domain.eval_report import EvalReport
from assessor.domain.run import (
    ItemFailure,
    ItemRedaction,
    Overlap,
    RubricSource,
    RunItem,
    RunMeasures,
    Threshold,
)
from assessor.domain.text import Language
from assessor.evaluation.measures.summary import measure_run
from assessor.evaluation.reporting.content import report_of
from assessor.evaluation.reporting.rubrics import ReadRubric, read_rubrics
from assessor.rubrics.load import load_rubric
from assessor.rubrics.translations import in_language
from tests.evaluation.runs.items import (
    DIGEST,
    RUBRICS,
    answered,
    cited,
    draft,
    found,
    manifest,
    stopped,
)

SOURCES = tuple(RubricSource(id=name, version="1.0.0", sha256=DIGEST) for name in RUBRICS)
HOSTILE = '<script>alert("x")</script> & "quoted"'

ALL_WRONG = tuple(
    answered(
        f"wrong-{label}-{at}",
        label,
        label + 1 + at if label < 3 else label - 1 - at,
        draft=draft(
            label + 1 + at if label < 3 else label - 1 - at,
            claims=cited((0, 23)),
            reason=f"Made by hand. {HOSTILE}",
        ),
        deciding=((2, 23),),
        label_lang="de" if at else "en",
        words=100 + 100 * at,
    )
    for label in (1, 2, 3, 4, 5)
    for at in range(2)
)
"""On the scale 1 to 5, every draft one or two levels off."""
UNRATED = tuple(answered(f"silent-{label}", label, None, deciding=((0, 10),)) for label in (1, 2, 3))
ONE = (answered("only", 3, 3),)
SAME = tuple(answered(f"same-{at}", 3, 3) for at in range(4))
MIXED = (
    *ALL_WRONG,
    *(answered(f"right-{level}", level, level, label_kind="email", words=300) for level in (1, 2, 3, 4, 5)),
    *(
        answered(f"{rubric}-{level}", level, level, label_rubric=rubric, label_skill_area=area)
        for rubric, area in (
            ("csm-matrix", "Data & Tool Fluency"),
            ("csm-evaluation", "Success planning"),
            ("csm-laufbahn", "Verlängerungsmanagement & Vertragsverhandlung"),
        )
        for level in (1, 2, 3)
    ),
    *UNRATED,
    answered("thin-rated", None, 2, label_insufficient=True),
    answered("thin-silent", None, None, label_insufficient=True),
    answered(
        "orders",
        4,
        draft=draft(
            None, status=DraftStatus.REFUSED, reason_code="gives_orders", reason="The draft gave orders."
        ),
    ),
    answered("too-open", 4, draft=draft(None, reason_code="wide_interval")),
    stopped("stopped-rightly", "health_data", label=None, label_do_not_enter=("health_data",)),
    stopped("stopped-wrongly", "minors"),
    answered("let-through", None, None, label_do_not_enter=("contract_text",)),
    answered("twin-low", 2, 4, label_twin="t"),
    answered("twin-high", 4, 4, label_twin="t"),
    answered(
        "broken",
        verdict=None,
        text=None,
        draft=None,
        redaction=None,
        timing_ms=None,
        failure=ItemFailure(code="model_failed", message="the model did not answer in time"),
    ),
    answered(
        "names",
        2,
        2,
        redaction=ItemRedaction(
            types=(found("PERSON", 4, 3, 2), found("IBAN_CODE", 1, 1, 1)), harmless=50, harmed=1
        ),
    ),
)
"""Something of everything a report can show."""
OVERLAP = Overlap(item="right-1", split="gold", model="rater", sentences=2, of=3, same_text=False)
THRESHOLDS = (
    Threshold(measure="exact", at_least=0.9),
    Threshold(measure="qwk", at_least=0.1, end="low", where={"lang": "de"}),
    Threshold(measure="mae", at_least=0.0, at_most=2.0),
    Threshold(measure="redaction.recall.PHONE_NUMBER", at_least=0.5),
)


def measured(items: Sequence[RunItem], *, overlap: tuple[Overlap, ...] = (), draws: int = 200) -> RunMeasures:
    return measure_run(manifest(len(items)), items, RUBRICS, overlap=overlap, draws=draws)


def read(lang: Language) -> dict[str, ReadRubric]:
    return read_rubrics(SOURCES, load_rubric, lambda one: in_language(one, lang))


def reported(items: Sequence[RunItem], lang: Language = "en", **given: Any) -> EvalReport:
    """The report of a run of these items; keywords are those of `report_of`, `overlap`, or the manifest's."""
    own = {name: given.pop(name) for name in ("worst", "authored") if name in given}
    run = manifest(len(items), **({"rubrics": SOURCES} | {k: v for k, v in given.items() if k != "overlap"}))
    measures = measured(items, overlap=given.get("overlap", ()))
    return report_of(run, measures, items, read(lang), lang, **({"authored": False} | own))


@cache
def mixed(lang: Language = "en") -> EvalReport:
    return reported(
        MIXED, lang, overlap=(OVERLAP,), thresholds=THRESHOLDS, fitted={"rater": DIGEST}, authored=True
    )
