"""The pay link: off, and not to be switched on without an agreement."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from assessor.domain.pay_link import PayLink
from assessor.domain.rating import RatingValue
from assessor.domain.rule_verdict import RuleOutcome
from assessor.errors import InputError
from assessor.rubrics.load import load_rubric
from assessor.rubrics.rules.pay import pay_signal
from assessor.settings import Settings, load_settings

ON: dict[str, Any] = {
    "enabled": True, "agreement": "BV 2026-07", "written_in": "pay-policy-3", "communicated_on": date(2026, 10, 1),
}  # fmt: skip


@pytest.mark.parametrize("missing", ["agreement", "written_in", "communicated_on"])
def test_it_cannot_be_switched_on_without_agreement_or_notice(missing: str) -> None:
    """X-14, S002-70, S000-84."""
    without = {name: value for name, value in ON.items() if name != missing}
    with pytest.raises(ValidationError, match=f"cannot be switched on without {missing}"):
        PayLink.model_validate(without)
    assert not PayLink.model_validate({**without, "enabled": False}).enabled


@pytest.mark.parametrize("blank", ["", "   "])
def test_a_blank_agreement_is_none(blank: str) -> None:
    """X-14."""
    with pytest.raises(ValidationError, match="cannot be switched on without agreement"):
        PayLink.model_validate({**ON, "agreement": blank})


def test_it_is_off_unless_somebody_sets_it() -> None:
    """X-14, S002-55."""
    assert not PayLink().enabled
    assert not Settings().pay_link.enabled


def test_a_setting_that_switches_it_on_alone_stops_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """X-14."""
    monkeypatch.setenv("ASSESSOR_PAY_LINK", '{"enabled": true}')
    with pytest.raises(
        InputError, match=r"ASSESSOR_PAY_LINK: .*without agreement, written_in, communicated_on"
    ):
        load_settings()


def test_with_everything_in_the_file_it_is_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """X-14, S002-56, S002-70."""
    (tmp_path / "assessor.toml").write_text(
        '[pay_link]\nenabled = true\nagreement = "BV 2026-07"\nwritten_in = "pay-policy-3"\n'
        "communicated_on = 2026-10-01\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("ASSESSOR_HOME", str(tmp_path))
    assert load_settings().pay_link == PayLink.model_validate(ON)


def signal(*words: str, link: PayLink | None = None) -> Any:
    ratings = {str(number): RatingValue.parse(word) for number, word in enumerate(words)}
    return pay_signal(ratings, load_rubric("csm-laufbahn").scale, link or PayLink.model_validate(ON))


def test_switched_off_it_says_nothing_of_any_rating() -> None:
    """X-14."""
    verdict = signal("4", "4", "4", "4", "4", link=PayLink())
    assert (verdict.outcome, verdict.numbers) == (RuleOutcome.NOT_JUDGED, {})
    assert "4" not in verdict.sentence.en


@pytest.mark.parametrize(
    ("words", "needed", "outcome"),
    [
        (("3", "3", "3", "3", "1"), 4, RuleOutcome.MET),  # the source's four of five
        (("3", "3", "3", "2", "1"), 4, RuleOutcome.NOT_MET),
        (("3", "3", "3", "3", "2", "2"), 5, RuleOutcome.NOT_MET),  # four fifths of six are 4.8: five
        (("3", "3", "3", "3", "4", "2"), 5, RuleOutcome.MET),
        (("3", "3", "3", "3", "2", "NA"), 4, RuleOutcome.MET),
        (("4",), 1, RuleOutcome.MET),
    ],
)
def test_switched_on_four_fifths_of_the_areas_that_apply_give_a_signal(
    words: tuple[str, ...], needed: int, outcome: RuleOutcome
) -> None:
    """S002-55, X-07."""
    verdict = signal(*words)
    assert (verdict.outcome, verdict.numbers["needed"]) == (outcome, needed)


def test_the_signal_names_its_agreement_and_is_no_decision() -> None:
    """X-14, S002-56."""
    verdict = signal("3", "3", "3", "3", "1")
    assert verdict.sentence.en == (
        "4 of 5 areas that apply are rated 3 or higher, needed: 4; a signal for a talk, no decision on pay (agreement: "
        "BV 2026-07)."
    )
    assert verdict.sentence.de == (
        "4 von 5 anwendbaren Bereichen sind mit 3 oder höher bewertet, nötig sind 4; ein Signal für ein Gespräch, keine "
        "Entscheidung über die Vergütung (Vereinbarung: BV 2026-07)."
    )


def test_without_ratings_nothing_is_judged() -> None:
    assert signal("NA").outcome is RuleOutcome.NOT_JUDGED
