from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.drafting.embedded.cues import cue_kinds
from assessor.drafting.embedded.level import judge, level_rules, unsettled

KINDS = sorted(cue_kinds())


def level(*kinds: str) -> tuple[int, str]:
    judgement = judge(set(kinds), lowest=1, highest=5)
    return judgement.level, judgement.rule.id


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        # 1 vs 2: consistency of fact-check and escalation
        (("unchecked",), (1, "A5")),
        (("unchecked", "undocumented"), (1, "A1")),
        (("unchecked", "wrong_sent", "corrected"), (1, "A1")),
        (("wrong_sent",), (1, "A2")),
        (("hoarded",), (1, "A6")),
        (("unchecked", "outcome"), (2, "A4")),
        (("unchecked", "verified"), (2, "A3")),
        (("corrected", "escalated"), (2, "B1")),
        # 2 vs 3: validation, documentation, independence
        (("verified",), (2, "B1")),
        (("documented", "independent"), (2, "B2")),
        (("verified", "documented"), (3, "C2")),
        (("verified", "independent"), (3, "C2")),
        (("verified", "documented", "needed_help"), (2, "A7")),
        # 3 vs 4: reuse, coaching, fewer errors
        (("verified", "reused"), (3, "C1")),
        (("verified", "reused", "coached"), (4, "D1")),
        (("reused", "coached"), (2, "B2")),
        (("verified", "reused", "coached", "unchecked"), (2, "A3")),
        # 4 vs 5: rules that hold, with an effect
        (("governance", "verified", "coached"), (4, "D2")),
        (("governance", "aligned", "fewer_errors"), (5, "E1")),
        (("governance", "aligned"), (2, "B2")),
        (("next_steps", "approved_tool"), (1, "Z1")),
    ],
)
def test_level_follows_the_discriminators(kinds: tuple[str, ...], expected: tuple[int, str]) -> None:
    """S000-16, S000-20, S000-23."""
    assert level(*kinds) == expected


def test_every_rule_can_decide() -> None:
    reached = {level(*kinds)[1] for size in range(1, 4) for kinds in combinations(KINDS, size)}
    assert reached == {rule.id for rule in level_rules()}


@given(st.sets(st.sampled_from(KINDS)))
def test_unverified_text_or_wrong_figures_never_exceed_two(kinds: set[str]) -> None:
    """S000-20: however much else is shown."""
    assert level(*kinds, "unchecked")[0] <= 2
    if "verified" not in kinds:
        assert level(*kinds, "wrong_sent")[0] <= 2


@given(st.sets(st.sampled_from(KINDS)))
def test_interval_holds_the_level_and_stays_on_the_scale(kinds: set[str]) -> None:
    judgement = judge(kinds, lowest=1, highest=5)
    low, high = judgement.interval
    assert 1 <= low <= judgement.level <= high <= 5


@given(st.sets(st.sampled_from([kind for kind in KINDS if cue_kinds()[kind].positive])))
def test_a_good_sign_more_never_lowers_the_level(kinds: set[str]) -> None:
    for kind in KINDS:
        if cue_kinds()[kind].positive:
            assert level(*kinds, kind)[0] >= level(*kinds)[0]


def test_conflict_reaches_from_the_worst_to_the_best_reading() -> None:
    # Bad signs alone: A5, level 1. Good signs alone: D1, level 4. So 1 to 4.
    assert judge({"unchecked", "verified", "reused", "coached"}, lowest=1, highest=5).interval == (1, 4)


def test_red_line_leaves_level_and_interval_to_the_cap() -> None:
    kinds = {"verified", "documented", "privacy_breach"}
    # As without it: C2, level 3, plus and minus one.
    assert judge(kinds, lowest=1, highest=5).interval == (2, 4)


def test_a_signal_that_was_checked_is_no_reliance_on_the_machine() -> None:
    """S000-96."""
    assert unsettled({"ai_word", "verified"}) == {"verified"}
    assert unsettled({"ai_word", "outcome"}) == {"ai_word", "outcome"}
