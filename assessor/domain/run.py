"""Runs of an evaluation: what was drafted for each labelled item, under which versions, and the figures."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from assessor.domain.agreement import Statistic
from assessor.domain.artefact import ArtefactKind
from assessor.domain.base import Frozen
from assessor.domain.draft import Draft
from assessor.domain.text import Language
from assessor.domain.verdict import Destination, Verdict

SHA256 = r"^sha256:[0-9a-f]{64}$"


class ItemLabels(Frozen):
    """What people say of an item. The pipeline sees language, kind and, where it counts, career level."""

    split: Literal["train", "calibration", "gold"]
    rubric: str
    skill_area: str
    career_level: str | None
    lang: Language
    kind: ArtefactKind
    rating: int | None
    insufficient: bool
    red_lines: tuple[str, ...]
    do_not_enter: tuple[str, ...]
    twin: str | None


class TypeCounts(Frozen):
    """Labelled personal values of one type in one item."""

    type: str
    labels: int
    hit: int
    """Touched by any redaction."""
    whole: int
    """Redacted in every character."""


class ItemRedaction(Frozen):
    """How redaction met the labels of an item, as counts."""

    types: tuple[TypeCounts, ...]
    harmless: int
    """Words outside of every label."""
    harmed: int
    """Those of them that redaction touched."""


class ItemTiming(Frozen):
    """Wall time of the stages, milliseconds."""

    guardrails: float
    retrieval: float
    drafting: float


class ItemFailure(Frozen):
    """Why there is no answer to an item. Never a rating, never a zero."""

    code: str
    message: str


class RunItem(Frozen):
    """One item as it was answered. Holds redacted text alone."""

    id: str
    item: str = Field(pattern=SHA256)
    """Digest of text and labels: an item that was edited is another item."""
    text_digest: str = Field(pattern=SHA256)
    """Digest of the labelled text, case and spaces apart: what fitted models are held against."""
    words: int = Field(ge=0)
    labels: ItemLabels
    verdict: Verdict | None = None
    stopped_by: tuple[str, ...] = ()
    """Categories of the findings that stopped it or, for those that only remove, had passages removed."""
    text: str | None = None
    """Redacted; null where the item was stopped or failed."""
    draft: Draft | None = None
    deciding: tuple[tuple[int, int], ...] = ()
    """Places of the deciding quotes in the redacted text, half open."""
    redaction: ItemRedaction | None = None
    """Null where the item was stopped or failed: then nothing of it went further."""
    timing_ms: ItemTiming | None = None
    failure: ItemFailure | None = None

    @property
    def rating(self) -> int | None:
        """The drafted rating; null where there is none."""
        return None if self.draft is None else self.draft.rating

    @property
    def stopped(self) -> bool:
        """Whether a guardrail ended it."""
        return self.verdict is not None and self.verdict.stops


class GoldSource(Frozen):
    """A gold file a run was made from."""

    name: str
    sha256: str = Field(pattern=SHA256)
    items: int


class RubricSource(Frozen):
    """A rubric a run was made with."""

    id: str
    version: str
    sha256: str = Field(pattern=SHA256)


class Threshold(Frozen):
    """What a run must reach; one end or both."""

    measure: str
    """Name of a measure, such as `qwk` or `redaction.recall.PERSON`."""
    at_least: float | None = None
    at_most: float | None = None
    where: dict[str, str] = Field(default_factory=dict)
    """A slice, such as `{"lang": "de"}`; empty means all items."""
    end: Literal["value", "low", "high"] = "value"
    """What is held against the bound: the value or an end of its 95 % interval."""
    why: str = ""
    """Where the number comes from."""


class Overlap(Frozen):
    """An item that something fitted has seen."""

    item: str
    split: Literal["train", "calibration", "gold"]
    model: str
    sentences: int
    """Sentences of the item that the model saw."""
    of: int
    same_text: bool


class Replay(Frozen):
    """What a replay is of, and in what it differs from it."""

    parent: str
    """Id of the run whose items were drafted again."""
    changed: dict[str, str]
    """Each thing that was changed, with its new value; empty where nothing was, to see what repeats."""
    start: Literal["redacted", "labelled"] = "redacted"
    """Whether the text the run kept was drafted again, or the labelled text with its redaction."""


class RunManifest(Frozen):
    """Everything that says how a run came about. Runs of equal conditions are repeats of each other."""

    format: Literal["assessor-run/1"] = "assessor-run/1"
    id: str
    started_at: datetime
    suite: str | None
    suite_version: str | None
    thresholds: tuple[Threshold, ...]
    gold: tuple[GoldSource, ...]
    split: Literal["train", "calibration", "gold", "all"]
    items: int
    medians: dict[str, int]
    """Lower median of each rubric's train labels, or of its scale where there are none: the level given by a
    drafter who knows nothing."""
    drafter: str
    model: str | None
    samples: int | None = None
    """How often a model was asked the same for each item; null where none was asked."""
    policy_sha256: str
    rubrics: tuple[RubricSource, ...]
    fitted: dict[str, str]
    """Fitted models in effect and the digest of each."""
    assessor_version: str
    code_sha256: str = Field(pattern=SHA256)
    python: str
    libraries: dict[str, str]
    replay: Replay | None = None
    """Null for a run of its own."""
    destination: Destination | None = None
    """How far the text was meant to go when it was redacted; null in runs made before this was kept."""

    @property
    def conditions(self) -> dict[str, object]:
        """What must be equal for a run to be taken up again."""
        return self.model_dump(mode="json", exclude={"id", "started_at", "thresholds", "destination"})


class TwinOrder(Frozen):
    """Pairs of artefacts one level apart; a tie is not in order."""

    pairs: int
    in_order: int
    tied: int
    reversed: int
    unrated: int
    """Pairs of which one side or both got no rating."""
    share: float | None
    """In order, of all pairs; null without pairs."""


class Abstentions(Frozen):
    """Whether the drafter knew when not to rate."""

    insufficient: int
    """Items that hold too little evidence."""
    insufficient_abstained: float | None
    """Share of those that got no rating."""
    rateable: int
    """Items with a label that no guardrail should stop."""
    wrongly_abstained: float | None
    """Share of those that got no rating, stops and failures counted."""


class RedactionMeasures(Frozen):
    """Personal data in items that went on."""

    recall: dict[str, float]
    """Share of labelled values that any redaction touched, by type."""
    recall_whole: dict[str, float]
    """Share of which every character went."""
    labels: dict[str, int]
    harm: float | None
    """Share of harmless words that redaction took."""
    harmless_words: int


class StopMeasures(Frozen):
    """Do-not-enter: recall and false stops."""

    n: int
    recall: float | None
    clean: int
    """Items in which nothing was to be stopped."""
    false_stops: float | None


class RetrievalMeasures(Frozen):
    """Whether the labelled skill area is among the first k that retrieval names."""

    n: int
    recall_at: dict[str, float]


class SliceMeasures(Frozen):
    """The measures of ratings for some of the items."""

    n: int
    rated: int
    abstained: int
    failed: int
    qwk: Statistic
    qwk_abstain_as_median: Statistic
    alpha: Statistic
    ac2: Statistic
    spearman: Statistic
    mae: Statistic
    bias: Statistic
    """Draft less label: above zero, drafts are too high."""
    exact: Statistic
    within_one: Statistic


class RunCost(Frozen):
    """What a run took."""

    seconds: float
    """Wall time of the answered items added up."""
    ms_per_item: float | None
    tokens: int
    cost_usd: float


class RunMeasures(Frozen):
    """What `eval run` prints: CONTRACT.md's keys first, then each figure with its interval."""

    run: str
    suite: str | None
    n: int
    rated: int
    abstained: int
    stopped: int
    failed: int
    qwk: float | None
    qwk_ci: tuple[float, float] | None
    qwk_abstain_as_median: float | None
    alpha: float | None
    ac2: float | None
    mae: float | None
    bias: float | None
    exact: float | None
    within_one: float | None
    twin_order: float | None
    evidence_hit: float | None
    cited_share: float | None
    citation_validity: float | None
    redaction: RedactionMeasures
    do_not_enter: StopMeasures
    retrieval: RetrievalMeasures
    abstentions: Abstentions
    twins: TwinOrder
    statistics: dict[str, Statistic]
    """Every figure above that has an interval, with what it rests on."""
    by: dict[str, dict[str, SliceMeasures]]
    """rubric, skill_area, lang, kind and length to each value of theirs."""
    failures: dict[str, int]
    """Codes of failures and of drafts without a rating, with how often each came."""
    overlap: tuple[Overlap, ...]
    cost: RunCost
    dropped_claims: dict[str, int] | None = None
    """Claims that checks took out of drafts, by reason, over all items; null where no draft says so."""


class GateReason(Frozen):
    """One condition of a gate."""

    name: str
    passed: bool
    message: str


class GateReport(Frozen):
    """Whether a run may stand."""

    run: str
    suite: str | None
    passed: bool
    reasons: tuple[GateReason, ...]
