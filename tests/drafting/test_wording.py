import pytest

from assessor.domain.text import Language
from assessor.drafting.embedded.cues import cue_kinds
from assessor.drafting.embedded.level import judge, level_rules
from assessor.drafting.embedded.wording import claim_text, missing_of, reason_of


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_find_can_be_put_into_words(lang: Language) -> None:
    for name, kind in cue_kinds().items():
        assert claim_text(name, lang).endswith(".")
        judgement = judge({name}, lowest=1, highest=5)
        assert judgement.rule.id in reason_of(judgement, {name}, lang)
        if not kind.positive:
            assert len(missing_of(judgement, {name}, lang)) == 1 + len(judgement.absent)


@pytest.mark.parametrize("lang", ["en", "de"])
def test_every_rule_says_its_condition(lang: Language) -> None:
    assert all(rule.words[lang] for rule in level_rules())


def test_reason_names_what_was_seen_what_was_not_and_the_rule() -> None:
    kinds = {"verified", "documented"}
    assert reason_of(judge(kinds, lowest=1, highest=5), kinds, "en") == (
        "Seen: a check against a named source, documentation; "
        "not seen: reuse by others, coaching, fewer errors in numbers. "
        "Rule C2 decided: checked against named sources, and documented or done independently."
    )
    assert reason_of(judge(kinds, lowest=1, highest=5), kinds, "de").startswith("Gesehen: Prüfung gegen")


def test_at_the_top_nothing_is_missing() -> None:
    kinds = {"governance", "aligned", "fewer_errors"}
    judgement = judge(kinds, lowest=1, highest=5)
    assert missing_of(judgement, kinds, "en") == ()
    assert "not seen" not in reason_of(judgement, kinds, "en")
