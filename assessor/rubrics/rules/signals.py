"""Rules on signals: what speaks for the next level, and what stands against it.

A signal counts where a person found it in an artefact; said without evidence it does not (S001-11). Signals
set no rating. Those of growth are counted against a number of ours, since the sources give none; one that
stands against promotion is enough (S000-45).
"""

from collections.abc import Mapping, Sequence

from assessor.domain.rubric import Rubric, Signal
from assessor.domain.rule_verdict import RuleVerdict
from assessor.errors import InputError
from assessor.i18n import said, said_n
from assessor.rubrics.rules.verdicts import outcome_of

READINESS = ("S000-44", "S002-21")
WARNINGS = ("S000-45", "S002-23")
Seen = Mapping[str, Sequence[str]]
"""Signal id to the artefacts in which a person found it; none means it was only said."""


def readiness_signals(rubric: Rubric, seen: Seen) -> RuleVerdict:
    """How many growth signals show in evidence; not judged where the rubric has none.

    A rubric with fewer signals than the number asked for asks for all it has.

    Raises:
        InputError: code `unknown_signal`.
    """
    _verify_known(rubric, seen)
    total = len(rubric.growth_signals)
    shown, only_said = _shown(rubric.growth_signals, seen)
    needed = min(rubric.promotion.min_signals, total)
    return RuleVerdict(
        rule="readiness_signals",
        requirements=READINESS,
        outcome=outcome_of(len(shown) >= needed if total else None),
        numbers={"signals": total, "shown": len(shown), "only_said": only_said, "needed": needed},
        sentence=said_n(
            "{count} of {total} growth signals shows in evidence ({names}), needed: {needed}; named "
            "without evidence and not counted: {said}.",
            "{count} of {total} growth signals show in evidence ({names}), needed: {needed}; named "
            "without evidence and not counted: {said}.",
            len(shown),
            total=total,
            names=shown or said("none"),
            needed=needed,
            said=only_said,
        ),
    )


def warning_signs(rubric: Rubric, seen: Seen) -> RuleVerdict:
    """Whether no warning sign or anti-pattern shows in evidence; not judged where the rubric has none.

    Raises:
        InputError: code `unknown_signal`.
    """
    _verify_known(rubric, seen)
    total = len(rubric.warning_signs)
    shown, only_said = _shown(rubric.warning_signs, seen)
    values = {"total": total, "said": only_said}
    return RuleVerdict(
        rule="warning_signs",
        requirements=WARNINGS,
        outcome=outcome_of(not shown if total else None),
        numbers={"signals": total, "shown": len(shown), "only_said": only_said},
        sentence=said_n(
            "{count} of {total} warning signs shows in evidence ({names}); it stands against promotion "
            "until it is dealt with.",
            "{count} of {total} warning signs show in evidence ({names}); they stand against promotion "
            "until they are dealt with.",
            len(shown),
            names=shown,
            **values,
        )
        if shown
        else said(
            "None of {total} warning signs shows in evidence; named without it and not counted: {said}.",
            **values,
        ),
    )


def _shown(signals: Sequence[Signal], seen: Seen) -> tuple[tuple[str, ...], int]:
    """Ids found in evidence, in the rubric's order, and how many were only said."""
    shown = tuple(signal.id for signal in signals if seen.get(signal.id))
    return shown, sum(signal.id in seen for signal in signals) - len(shown)


def _verify_known(rubric: Rubric, seen: Seen) -> None:
    known = [signal.id for signal in (*rubric.growth_signals, *rubric.warning_signs)]
    for signal in seen:
        if signal not in known:
            named = ", ".join(known) or "none"
            raise InputError(
                f"rubric {rubric.id} {rubric.version} has no signal {signal!r}; known: {named}.",
                code="unknown_signal",
            )
