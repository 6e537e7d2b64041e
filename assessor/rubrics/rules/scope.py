"""Rule on scope: the questions that place a person at a career level, answered one by one (S000-08)."""

from collections.abc import Sequence

from assessor.domain.rubric import CareerLevel
from assessor.domain.rule_verdict import RuleVerdict
from assessor.errors import InputError
from assessor.i18n import said, said_n
from assessor.rubrics.rules.verdicts import outcome_of

SCOPE = ("S000-08",)


def scope_tests(level: CareerLevel, answers: Sequence[bool | None]) -> RuleVerdict:
    """Whether every scope test of a career level can be answered from the person's work.

    Args:
        level: has the tests.
        answers: one for each test, in their order: shown in evidence, not shown, or None where nobody looked.

    Returns:
        Not met as soon as one test is not shown; not judged where the level has none, or one is open.

    Raises:
        InputError: code `scope_answers`, the number of answers is not the number of tests.
    """
    tests = level.scope_tests
    if len(answers) != len(tests):
        raise InputError(
            f"career level {level.name!r} has {len(tests)} scope tests; got {len(answers)} answers.",
            code="scope_answers",
            hint="Give one answer for each test, null where it is open.",
        )
    shown, not_shown = answers.count(True), answers.count(False)
    open_tests = len(tests) - shown - not_shown
    if not tests:
        sentence = said("{level}: the rubric has no scope tests.", level=level.name)
    else:
        sentence = said_n(
            "{level}: of {tests} scope tests {count} is shown in evidence, {not_shown} not shown and "
            "{open} not answered; all are needed.",
            "{level}: of {tests} scope tests {count} are shown in evidence, {not_shown} not shown and "
            "{open} not answered; all are needed.",
            shown,
            level=level.name,
            tests=len(tests),
            not_shown=not_shown,
            open=open_tests,
        )
    return RuleVerdict(
        rule="scope_tests",
        requirements=SCOPE,
        about=level.name,
        outcome=outcome_of(False if not_shown else None if open_tests or not tests else True),
        numbers={"tests": len(tests), "shown": shown, "not_shown": not_shown, "open": open_tests},
        sentence=sentence,
    )
