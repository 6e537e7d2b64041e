"""Pre-check: what the packet says of the level aimed at: scope tests as a check, signals as questions."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from assessor.domain.precheck import CheckOutcome, PacketCheck, SignalQuestion
from assessor.domain.rubric import CareerLevel, Rubric, Signal
from assessor.domain.text import Language
from assessor.errors import InputError
from assessor.i18n import tr
from assessor.review.packets.evidence_checks import from_verdict
from assessor.review.packets.manifest import CODE, PacketManifest, ScopeAnswer
from assessor.rubrics.rules.scope import SCOPE, scope_tests
from assessor.rubrics.rules.signals import READINESS, readiness_signals


def scope_checks(
    manifest: PacketManifest,
    rubric: Rubric,
    level: CareerLevel | None,
    passed: Collection[str],
    lang: Language,
) -> Iterator[PacketCheck]:
    """Whether every scope test of the level aimed at is answered and shown.

    Args:
        manifest: has the answers, in the order of the tests.
        rubric: in the language of the report.
        level: null where none was named.
        passed: paths of evidence that passed; an answer counts as shown where it names one of them.
        lang: of the report.

    Raises:
        InputError: code `packet_invalid`, there are more answers than tests.
    """
    if level is None:
        if rubric.career_levels:
            yield PacketCheck(
                check="scope_tests",
                requirements=SCOPE,
                outcome=CheckOutcome.OPEN,
                says=tr(lang, "No career level is named, so its scope tests were not looked at."),
                how=tr(
                    lang, "Name it with --level, or as level in packet.yaml: {levels}.",
                    levels=[one.name for one in rubric.career_levels],
                ),
            )  # fmt: skip
        return
    tests, answers = level.scope_tests, manifest.scope_tests
    if len(answers) > len(tests):
        raise InputError(
            f"scope_tests: {len(answers)} answers; career level {level.name!r} has {len(tests)} tests.",
            code=CODE,
            hint="Give one answer for each test, in their order, and leave open ones empty.",
        )
    given = [*answers, *[ScopeAnswer()] * (len(tests) - len(answers))]
    shown = [_is_shown(answer, passed) for answer in given]
    verdict = scope_tests(level, shown)
    lacking = [test for test, one in zip(tests, shown, strict=True) if not one]
    how = tr(
        lang,
        "Answer each under scope_tests in packet.yaml and name a file in which it shows. To do: {tests}",
        tests=" ".join(lacking),
    )
    found = from_verdict(verdict, lang, how=how)
    yield found.model_copy(update={"outcome": CheckOutcome.MISSING}) if lacking else found


def _is_shown(answer: ScopeAnswer, passed: Collection[str]) -> bool | None:
    if not answer.answer:
        return None
    return any(file in passed for file in answer.evidence)


def signal_checks(
    manifest: PacketManifest, rubric: Rubric, passed: Collection[str], lang: Language
) -> Iterator[PacketCheck]:
    """How many growth signals the person names a file for; a count, and open whatever it is.

    Raises:
        InputError: code `unknown_signal`; the manifest names one the rubric does not have.
    """
    seen = {one: [file for file in files if file in passed] for one, files in manifest.signals.items()}
    # The rule is told what somebody claims, so its verdict is none: only its numbers are passed on.
    numbers = readiness_signals(rubric, seen).numbers
    if rubric.growth_signals:
        yield PacketCheck(
            check="readiness_signals",
            requirements=READINESS,
            outcome=CheckOutcome.OPEN,
            says=tr(
                lang,
                "For {shown} of {signals} growth signals you name a piece of evidence; people look for at "
                "least {needed} before they talk of the next level.",
                **{name: str(numbers[name]) for name in ("shown", "signals", "needed")},
            ),
            how=tr(lang, "The questions on signals are for you; a person sees whether it is so."),
            numbers=numbers,
        )


def signal_questions(manifest: PacketManifest, rubric: Rubric, lang: Language) -> tuple[SignalQuestion, ...]:
    """Growth and warning signals as questions to the person; none of them is judged."""
    growth = tr(lang, "In which piece of evidence would somebody else see this?")
    warning = tr(
        lang, "Could anybody see this in your work? If so, what has changed since, and where is it shown?"
    )
    return (
        *_asked("growth", rubric.growth_signals, growth, manifest),
        *_asked("warning", rubric.warning_signs, warning, manifest),
    )


def _asked(
    kind: Literal["growth", "warning"],
    signals: Sequence[Signal],
    question: str,
    manifest: PacketManifest,
) -> Iterator[SignalQuestion]:
    for one in signals:
        named = manifest.signals.get(one.id, ())
        yield SignalQuestion(signal=one.id, kind=kind, question=f"{one.text} {question}", named=named)
