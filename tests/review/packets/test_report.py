"""The report on a packet: evidence, marks and level, each requirement met or with what is missing."""

from datetime import date
from typing import Any

import pytest

from assessor.domain.artefact import ArtefactKind, RedactedArtefact
from assessor.domain.precheck import CheckOutcome, PacketArea, PacketCheck, PacketPart, PrecheckReport
from assessor.domain.text import Language, Segment
from assessor.domain.verdict import Verdict
from assessor.errors import InputError, NotFoundError
from assessor.review.packets.looked import Looked
from assessor.review.packets.manifest import EvidenceEntry, PacketManifest, ScopeAnswer
from assessor.review.packets.marks import CueSeen, marks_of
from assessor.review.packets.report import Aim, aim_of, report_of
from assessor.rubrics.load import load_rubric
from assessor.rubrics.translations import in_language
from assessor.sheets.precheck import groups_of

DAY = date(2026, 11, 27)
RENEWALS = "AI in renewals, expansion & QBRs"
TRUST = "Change management & customer trust"
MET, MISSING, OPEN = CheckOutcome.MET, CheckOutcome.MISSING, CheckOutcome.OPEN


def aim(*, level: str | None = "Senior", areas: tuple[str, ...] = (RENEWALS,), lang: Language = "en") -> Aim:
    rubric = in_language(load_rubric("ai-skills"), lang)
    return aim_of(rubric, level=level, areas=areas, submitted_on=DAY, lang=lang)


def piece(
    name: str,
    text: str = "I verified 61 % in the CRM. No AI was used.",
    *,
    day: date | None = DAY,
    areas: tuple[str, ...] = (RENEWALS,),
    kind: ArtefactKind = ArtefactKind.RENEWAL_BRIEF,
    cues: tuple[CueSeen, ...] = (),
    **entry: Any,
) -> Looked:
    redacted = RedactedArtefact(
        verdict=Verdict.ALLOW,
        text=f"{text} ({name})",
        lang="en",
        kind=kind,
        evidence_date=day,
        policy_sha256="0" * 64,
    )
    segments = [Segment(start=0, end=len(text), locator="line 1")]
    return Looked(
        path=name,
        part=PacketPart.EVIDENCE,
        redacted=redacted,
        entry=EvidenceEntry(file=name, **entry),
        areas=tuple(PacketArea(skill_area=area, proposed=False) for area in areas),
        marks=marks_of(text, segments, cues),
    )


def report(*looked: Looked, manifest: PacketManifest | None = None, **aimed: Any) -> PrecheckReport:
    return report_of(looked, manifest or PacketManifest(), aim(**aimed))


def named(found: PrecheckReport, check: str, about: str | None = None) -> list[PacketCheck]:
    return [one for one in found.checks if one.check == check and about in (None, one.about)]


def test_two_recent_pieces_make_an_area_sufficient() -> None:
    """S000-24, S000-25: as the rules count it, with what is missing and how to get it."""
    (one,) = named(report(piece("a.md")), "evidence_amount")
    assert (one.outcome, one.numbers["counted"], one.numbers["more"]) == (MISSING, 1, 1)
    assert "1 more artefact" in one.says
    assert "Senior / Strategic CSM" in one.how  # the conduct of the level aimed at
    (both,) = named(report(piece("a.md"), piece("b.md")), "evidence_amount")
    assert (both.outcome, both.how) == (MET, "")
    # 26 May is the last day before the window of six months opens on 27 May.
    (old,) = named(report(piece("a.md"), piece("b.md", day=date(2026, 5, 26))), "evidence_amount")
    assert (old.outcome, old.numbers["too_old"]) == (MISSING, 1)


def test_the_age_of_each_piece_is_told_and_a_missing_date_is_missing() -> None:
    """S000-25, X-15."""
    found = report(piece("a.md"), piece("b.md", day=date(2026, 5, 26)), piece("c.md", day=None))
    ages = {one.about: (one.outcome, one.how) for one in named(found, "evidence_age")}
    assert ages["a.md"] == (MET, "")
    assert ages["b.md"][0] is MISSING
    assert ages["c.md"][0] is MISSING
    assert "--evidence-date c.md=DAY" in ages["c.md"][1]


def test_every_area_of_the_rubric_is_looked_at_unless_some_are_named() -> None:
    assert len(named(report(areas=()), "evidence_amount")) == 8
    assert [one.about for one in named(report(areas=("trust",)), "evidence_amount")] == [TRUST]
    with pytest.raises(NotFoundError):
        report(areas=("no such area",))


def test_one_piece_for_two_areas_leaves_one_without_its_own() -> None:
    """X-17: the first of the two takes one of the pieces for its own."""
    shared = (RENEWALS, TRUST)
    found = report(piece("a.md", areas=shared), piece("b.md", areas=shared), areas=shared)
    assert [one.outcome for one in named(found, "evidence_own")] == [MET, MISSING]
    own = report(piece("a.md"), piece("b.md", areas=(RENEWALS,)), areas=(RENEWALS,))
    assert [one.outcome for one in named(own, "evidence_own")] == [MET]


def test_the_same_text_twice_counts_once_and_is_told() -> None:
    """X-17; the copy without a date takes nothing from the first."""
    copy = piece("a.md", day=None)._replace(path="copy.md")
    found = report(piece("a.md", day=date(2026, 8, 1)), copy)
    (told,) = named(found, "unique")
    assert (told.about, told.outcome) == ("copy.md", MISSING)
    assert "a.md" in told.says
    assert named(found, "evidence_amount")[0].numbers["counted"] == 1
    assert named(found, "evidence_cycles")[0].numbers["cycles"] == 1


def test_stability_needs_two_cycles_and_three_months() -> None:
    """S000-46, X-05: from the dates of the evidence."""
    one = report(piece("a.md", day=date(2026, 11, 2)), piece("b.md", day=date(2026, 11, 20)))
    assert named(one, "evidence_cycles")[0].outcome is MISSING
    assert named(one, "evidence_cycles")[0].how
    two = report(piece("a.md", day=date(2026, 8, 20)), piece("b.md", day=date(2026, 11, 20)))
    assert named(two, "evidence_cycles")[0].outcome is MET
    # What is too old to count carries no cycle either, though both dates lie three months apart.
    old = report(piece("a.md", day=date(2026, 5, 20)), piece("b.md", day=date(2026, 8, 20)))
    assert named(old, "evidence_cycles")[0].outcome is MISSING
    assert named(report(piece("a.md", day=None)), "evidence_cycles") == []  # nothing to tell it from


@pytest.mark.parametrize(
    ("text", "entry", "outcome"),
    [
        ("I verified the 61 % against the usage export.", {}, MET),
        ("61 % of users are active.", {"source_checked": "usage export"}, MET),
        ("61 % of users are active.", {}, MISSING),
        ("Users are happy.", {}, CheckOutcome.NOT_APPLICABLE),
    ],
)
def test_figures_say_against_what_they_were_verified(
    text: str, entry: dict[str, str], outcome: CheckOutcome
) -> None:
    """S000-28."""
    (found,) = named(report(piece("a.md", text, **entry)), "figures_verified")
    assert found.outcome is outcome
    assert bool(found.how) is (outcome is MISSING)


@pytest.mark.parametrize(
    ("text", "cues", "outcome"),
    [
        ("Source: CRM.", (), MET),
        ("It feels wrong.", (), MISSING),
        # The AI's word is no source, though a system is named beside it.
        ("It stands in the CRM.", (CueSeen("ai_word", "line 1"),), MISSING),
        ("It stands in the CRM.", (CueSeen("ai_word", "line 1"), CueSeen("verified", "line 1")), MET),
    ],
)
def test_a_source_is_named_and_ai_said_so_is_none(
    text: str, cues: tuple[CueSeen, ...], outcome: CheckOutcome
) -> None:
    """S000-30."""
    (found,) = named(report(piece("a.md", text, cues=cues)), "named_source")
    assert found.outcome is outcome


@pytest.mark.parametrize(
    ("text", "entry", "outcome"),
    [
        ("Drafted with AI, edited by me.", {}, MET),
        ("Drafted with AI.", {}, MISSING),
        ("AI matters.", {}, MISSING),
        ("I wrote it.", {}, MISSING),
        ("I wrote it.", {"ai_use": "none"}, MET),
        ("I wrote it.", {"ai_use": "unedited"}, MET),
    ],
)
def test_use_of_ai_is_noted(text: str, entry: dict[str, str], outcome: CheckOutcome) -> None:
    """S000-33."""
    (found,) = named(report(piece("a.md", text, **entry)), "ai_use_noted")
    assert found.outcome is outcome


def test_a_prompt_shows_what_it_must_and_other_kinds_need_not() -> None:
    """S000-32."""
    bare = piece("p.md", "Write a brief.", kind=ArtefactKind.PROMPT_TEMPLATE)
    (found,) = named(report(bare), "prompt_history")
    assert found.outcome is MISSING
    assert "version history, input fields and validation steps" in found.says
    full = piece("p.md", "Inputs: {x}. Check it. Changelog: v1", kind=ArtefactKind.PROMPT_TEMPLATE)
    assert named(report(full), "prompt_history")[0].outcome is MET
    assert named(report(full), "named_source")[0].outcome is CheckOutcome.NOT_APPLICABLE
    assert named(report(piece("a.md")), "prompt_history") == []


def test_a_piece_of_unknown_kind_is_told_so() -> None:
    """S000-26: what a kind must show is looked at only where the kind is known."""
    (found,) = named(report(piece("a.md", kind=ArtefactKind.OTHER)), "evidence_kind")
    assert (found.outcome, "prompt_template" in found.how) == (OPEN, True)
    assert named(report(piece("a.md")), "evidence_kind") == []


def test_every_check_stands_under_one_heading() -> None:
    pieces = (piece("a.md", kind=ArtefactKind.OTHER), piece("p.md", kind=ArtefactKind.PROMPT_TEMPLATE))
    found = report(*pieces, Looked("gone.md", PacketPart.RISKS, None, "file_not_found"))
    shown = [check for _, checks in groups_of(found) for check in checks]
    assert sorted(map(repr, shown)) == sorted(map(repr, found.checks))


def test_what_is_noted_with_evidence_is_asked_for_field_by_field() -> None:
    """S000-31."""
    (found,) = named(report(piece("a.md", workflow="renewals")), "evidence_fields")
    assert found.outcome is MISSING
    assert "(workflow)" not in found.says
    assert "(outcome)" in found.says
    whole = piece(
        "a.md", workflow="w", source_checked="s", ai_use="none", outcome="o", skill_area=("renewals",)
    )
    assert named(report(whole), "evidence_fields")[0].outcome is MET


def test_scope_tests_are_answered_one_by_one_with_evidence_that_passed() -> None:
    """S000-08, S001-11: an answer without evidence is only said."""
    tests = aim().level
    assert tests is not None
    count = len(tests.scope_tests)
    answer = ScopeAnswer(answer="Twelve accounts.", evidence=("a.md",))
    half = PacketManifest(scope_tests=(answer, ScopeAnswer(answer="I do.", evidence=("gone.md",))))
    (found,) = named(report(piece("a.md"), manifest=half), "scope_tests")
    assert found.outcome is MISSING
    assert [found.numbers[name] for name in ("shown", "not_shown", "open")] == [1, 1, count - 2]
    assert tests.scope_tests[1] in found.how
    assert tests.scope_tests[0] not in found.how
    whole = PacketManifest(scope_tests=(answer,) * count)
    assert named(report(piece("a.md"), manifest=whole), "scope_tests")[0].outcome is MET
    with pytest.raises(InputError, match="6 answers"):
        report(manifest=PacketManifest(scope_tests=(answer,) * (count + 1)))


def test_without_a_level_its_scope_tests_are_open() -> None:
    (found,) = named(report(level=None), "scope_tests")
    assert (found.outcome, "--level" in found.how) == (OPEN, True)


def test_signals_are_asked_and_never_judged() -> None:
    """S000-44, S000-45, S002-21, S002-23: questions, whatever the person names."""
    ids = [one.id for one in load_rubric("ai-skills").growth_signals]
    manifest = PacketManifest(signals=dict.fromkeys(ids, ("a.md",)))
    found = report(piece("a.md"), manifest=manifest)
    (count,) = named(found, "readiness_signals")
    assert (count.outcome, count.numbers["shown"]) == (OPEN, len(ids))
    assert [one.kind for one in found.questions] == ["growth"] * 6 + ["warning"] * 6
    assert all(one.question.endswith("?") for one in found.questions)
    assert found.questions[0].named == ("a.md",)
    with pytest.raises(InputError, match="no_such_signal"):
        report(manifest=PacketManifest(signals={"no_such_signal": ("a.md",)}))


def test_an_empty_signal_is_not_counted_as_named() -> None:
    manifest = PacketManifest(signals={"adopted_templates": ("gone.md",)})
    (count,) = named(report(piece("a.md"), manifest=manifest), "readiness_signals")
    assert count.numbers["shown"] == 0


def test_the_report_speaks_the_language_asked_for_and_counts_every_check() -> None:
    """S004-07, S004-09: the state of one's own evidence, in one's own language."""
    area = in_language(load_rubric("ai-skills"), "de").skill_areas[3].name
    german = report_of([piece("a.md", areas=(area,))], PacketManifest(), aim(lang="de", areas=(area,)))
    english = report(piece("a.md"))
    assert len(german.checks) == len(english.checks)
    assert sum(german.counts.values()) == len(german.checks)
    for ours, theirs in zip(german.checks, english.checks, strict=True):
        assert (ours.check, ours.outcome) == (theirs.check, theirs.outcome)
        assert ours.says != theirs.says


def test_adding_evidence_never_loses_an_area() -> None:
    """S000-24."""
    pieces = [piece(f"{n}.md", day=date(2026, 6 + n, 1)) for n in range(5)]
    met = [named(report(*pieces[:n]), "evidence_amount")[0].outcome is MET for n in range(6)]
    assert met == sorted(met)


def test_nothing_in_a_report_is_a_rating_or_a_draft() -> None:
    """S000-86: a person decides; the pre-check says what they will need."""
    fields = set(PrecheckReport.model_json_schema()["$defs"]) | set(PrecheckReport.model_fields)
    assert not {name for name in fields if "draft" in name.lower() or "rating" in name.lower()}
