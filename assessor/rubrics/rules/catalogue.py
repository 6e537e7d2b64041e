"""Every rule with what it says, what can be set, and one example made by the rule itself."""

from collections.abc import Callable
from datetime import date
from functools import cache

from assessor.domain.draft import AreaMatch
from assessor.domain.pay_link import PayLink
from assessor.domain.rating import RatingOutcome, RatingValue
from assessor.domain.rubric import MetricUnit, Rubric
from assessor.domain.rule_verdict import Figure, Rule, RuleVerdict
from assessor.domain.sentences import Sentences
from assessor.errors import NotFoundError
from assessor.i18n import said
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_career_level
from assessor.rubrics.rules.cycles import evidence_cycles
from assessor.rubrics.rules.evidence import evidence_age, evidence_amount, evidence_own
from assessor.rubrics.rules.metrics import MetricFigure, metric_target
from assessor.rubrics.rules.pay import SHARE, pay_signal
from assessor.rubrics.rules.promotion import promotion_readiness
from assessor.rubrics.rules.ratings import Ratings, expected_band, not_applicable, promotion_minimum
from assessor.rubrics.rules.red_lines import LIFTED_BY, MIN_REASON_CHARS, CapLift, cap_lift, red_line_cap
from assessor.rubrics.rules.scope import scope_tests
from assessor.rubrics.rules.signals import readiness_signals, warning_signs
from assessor.rubrics.rules.stability import DatedRating, stability
from assessor.rubrics.sufficiency import MAX_AREAS, DatedArtefact

_DAY = date(2026, 11, 22)
Defaults = dict[str, Figure | str]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, from the evidence to the talk about promotion."""
    return tuple(make() for make in _MADE)


def find_rule(rule_id: str) -> Rule:
    """The rule of this name; hyphens stand for underscores, and case does not count.

    Raises:
        NotFoundError: code `unknown_rule`; the message lists the rules.
    """
    wanted = rule_id.strip().casefold().replace("-", "_")
    for rule in rules():
        if wanted == rule.id:
            return rule
    raise NotFoundError(
        f"no rule {rule_id!r}; expected one of: {', '.join(rule.id for rule in rules())}.",
        code="unknown_rule",
        hint="See `assessor rubric rules`.",
    )


def _rule(verdict: RuleVerdict, says: Sentences, **defaults: Figure | str) -> Rule:
    return Rule(
        id=verdict.rule,
        requirements=verdict.requirements,
        says=says,
        defaults=defaults,
        example=verdict,
    )


def _pack() -> Rubric:
    return load_rubric("ai-skills")


def _two_artefacts() -> tuple[DatedArtefact, ...]:
    days = (date(2026, 9, 3), date(2026, 4, 30))
    area = AreaMatch(skill_area="renewals", score=0.8)
    return tuple(
        DatedArtefact(artefact=f"sha256:{number}", evidence_date=day, areas=(area,))
        for number, day in enumerate(days)
    )


def _ratings() -> Ratings:
    names = [area.name for area in load_rubric("csm-matrix").skill_areas]
    levels = ("3", "3", "2", "1", "NA", "insufficient")
    return {name: RatingValue.parse(level) for name, level in zip(names, levels, strict=True)}


def _of_renewals(verdicts: tuple[RuleVerdict, ...]) -> RuleVerdict:
    name = next(area.name for area in _pack().skill_areas if area.id == "renewals")
    return next(verdict for verdict in verdicts if verdict.about == name)


def _amount() -> Rule:
    rule = _pack().evidence
    return _rule(
        _of_renewals(evidence_amount(_two_artefacts(), _pack(), submitted_on=_DAY)),
        said(
            "A skill area is rated from at least {least} artefacts of the last {months} calendar months "
            "before the submission.",
            least=rule.min_artefacts,
            months=rule.max_age_months,
        ),
        min_artefacts=rule.min_artefacts,
        max_age_months=rule.max_age_months,
    )


def _age() -> Rule:
    rule = _pack().evidence
    return _rule(
        evidence_age(date(2026, 5, 21), _DAY, rule),
        said(
            "Evidence is at most {months} calendar months old on the day of the submission; the first and "
            "the last day count, and a month that has no such day ends on its last.",
            months=rule.max_age_months,
        ),
        max_age_months=rule.max_age_months,
    )


def _own() -> Rule:
    return _rule(
        _of_renewals(evidence_own(_two_artefacts(), _pack(), submitted_on=_DAY)),
        said(
            "An artefact may count for {most} skill areas, but each rated area needs one that counts for "
            "no other.",
            most=MAX_AREAS,
        ),
        max_areas=MAX_AREAS,
    )


def _cap() -> Rule:
    pack = _pack()
    return _rule(
        red_line_cap(4, ["privacy_breach"], pack),
        said(
            "A red line that a person confirmed caps the rating of the area, whatever else speaks for it; "
            "no cap raises a rating."
        ),
        **{line.id: line.cap for line in pack.red_lines},
    )


def _lift() -> Rule:
    lift = CapLift(red_line="privacy_breach", by=("csm-014", "lead-2"), reason="Process changed and taught.")
    return _rule(
        cap_lift(lift, assessee="csm-014", rubric=_pack()),
        said(
            "A cap is lifted by {needed} persons, neither of them the assessee, with a reason of at least "
            "{chars} characters.",
            needed=LIFTED_BY,
            chars=MIN_REASON_CHARS,
        ),
        persons=LIFTED_BY,
        min_reason_chars=MIN_REASON_CHARS,
    )


def _left_out() -> Rule:
    return _rule(
        not_applicable(_ratings()),
        said(
            "What does not apply at a career level enters no count and no comparison, and is looked at "
            "afresh at the next level; the same goes for what could not be rated."
        ),
    )


def _minimum() -> Rule:
    least = load_rubric("csm-matrix").min_rating
    return _rule(
        promotion_minimum(_ratings(), least),
        said(
            "Before promotion every skill area that applies is rated {least} or higher.",
            least=least,
        ),
        min_rating=least,
    )


def _band() -> Rule:
    level = find_career_level(load_rubric("csm-matrix"), "Mid")
    return _rule(
        expected_band(_ratings(), level),
        said(
            "The usual band of a career level describes most areas of a profile; no single area fails by it."
        ),
        **{
            one.name: _span(one.expected.lowest, one.expected.highest)
            for one in load_rubric("csm-matrix").career_levels
            if one.expected is not None
        },
    )


def _span(lowest: int, highest: int) -> str:
    return str(lowest) if lowest == highest else f"{lowest}-{highest}"


def _stable() -> Rule:
    rule = _pack().promotion
    rated = (date(2026, 8, 12), date(2026, 11, 5))
    history = [
        DatedRating(rated_on=day, value=RatingValue(outcome=RatingOutcome.LEVEL, level=3)) for day in rated
    ]
    return _rule(
        stability(history, target=3, rule=rule),
        said(
            "Before promotion a level has held in {cycles} cycles of {length} months in a row and over "
            "{months} full months; both limits hold.",
            cycles=rule.stable_cycles,
            length=rule.cycle_months,
            months=rule.stable_months,
        ),
        stable_months=rule.stable_months,
        stable_cycles=rule.stable_cycles,
        cycle_months=rule.cycle_months,
    )


def _cycles() -> Rule:
    rule = _pack().promotion
    name = next(area.name for area in _pack().skill_areas if area.id == "renewals")
    return _rule(
        evidence_cycles(name, (date(2026, 8, 12), date(2026, 9, 3), date(2026, 10, 6)), rule),
        said(
            "Before ratings exist, the dates of the evidence say whether it reaches over {cycles} cycles of "
            "{length} months in a row and over {months} full months.",
            cycles=rule.stable_cycles,
            length=rule.cycle_months,
            months=rule.stable_months,
        ),
        stable_months=rule.stable_months,
        stable_cycles=rule.stable_cycles,
        cycle_months=rule.cycle_months,
    )


def _scope() -> Rule:
    level = find_career_level(_pack(), "Senior CSM")
    return _rule(
        scope_tests(level, [True, True, True, False, None]),
        said(
            "Every scope test of a career level is answered from evidence: what is owned, influenced, "
            "escalated."
        ),
    )


def _target() -> Rule:
    rubric = load_rubric("csm-laufbahn")
    cells = [cell for area in rubric.skill_areas for cell in area.cells]
    check = next(one for cell in cells for one in cell.metrics if one.id == "onboarding_senior_go_live")
    figure = MetricFigure(
        check=check.id, value=92.5, unit=MetricUnit.PERCENT, period=check.period, segment=check.segment,
        source="CRM",
    )  # fmt: skip
    return _rule(
        metric_target(check, figure),
        said(
            "A figure is compared with a target of the same unit, period and segment, and names its "
            "source; without such a figure the target is not judged."
        ),
    )


def _growth() -> Rule:
    rule = _pack().promotion
    return _rule(
        readiness_signals(
            _pack(),
            {"adopted_templates": ["sha256:1"], "crisp_escalations": ["sha256:2"], "clean_documentation": []},
        ),
        said(
            "At least {least} growth signals show in artefacts; what is only said does not count.",
            least=rule.min_signals,
        ),
        min_signals=rule.min_signals,
    )


def _warnings() -> Rule:
    return _rule(
        warning_signs(_pack(), {"hoarded_prompts": ["sha256:3"]}),
        said("A warning sign that shows in evidence stands against promotion until it is dealt with."),
    )


def _pay() -> Rule:
    scale = load_rubric("csm-laufbahn").scale
    return _rule(
        pay_signal(_ratings(), scale, PayLink()),
        said(
            "Ratings are not looked at for pay, unless a works agreement allows it, the link is written "
            "down and everybody concerned was told; even then they give a signal and no amount."
        ),
        enabled="no",
        share=f"{SHARE[0]}/{SHARE[1]}",
    )


def _promotion() -> Rule:
    parts = [_minimum().example, _stable().example, _growth().example, _warnings().example]
    return _rule(
        promotion_readiness(parts),
        said("Nothing stands against a talk about promotion when all conditions are met; people decide."),
    )


_MADE: tuple[Callable[[], Rule], ...] = (
    _amount, _age, _own, _cap, _lift, _left_out, _target, _band, _scope, _minimum, _stable, _cycles,
    _growth, _warnings, _promotion, _pay,
)  # fmt: skip
