"""A drafter behind what is suspended: asked for every draft, decided by the area, closed where in doubt."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from assessor.domain.draft import AreaMatch, Draft, DraftStatus
from assessor.domain.suspension import Suspension, SuspensionCause
from assessor.drafting.embedded.drafter import EmbeddedDrafter
from assessor.drafting.withholding import WithholdingDrafter
from assessor.errors import RecordError
from tests.drafting.fakes import AREA, FakeRetrieval, SilentRetrieval, artefact, rubric

TEXT = (
    "I checked the login figures against the usage export before I wrote this brief, and noted it in the CRM. "
    "Two values of the summary were wrong, so I corrected them. Next step: I send the plan by 19 October."
)


def suspension(
    skill_area: str | None = None, drafter: str | None = None, rubric_id: str = "ai-skills"
) -> Suspension:
    return Suspension(
        id=f"sus_{'0' * 32}",
        rubric_id=rubric_id,
        skill_area=skill_area,
        drafter=drafter,
        cause=SuspensionCause.PROBE,
        by_rule=True,
        figures={"share": 0.25},
        changed_on=None,
        reason=None,
        begun_by=None,
        begun_at=datetime(2026, 11, 2, 9, 0, tzinfo=UTC),
    )


@dataclass
class Desk:
    """A drafter that counts, and what is suspended now."""

    standing: tuple[Suspension, ...] = ()
    silent: bool = False
    calls: int = 0
    says: str | None = None
    asked: list[str] = field(default_factory=list)
    name = "embedded"

    def __post_init__(self) -> None:
        retrieval = SilentRetrieval() if self.silent else FakeRetrieval()
        self.inner = EmbeddedDrafter(lambda _: retrieval)
        self.destination = self.inner.destination
        self.drafter = WithholdingDrafter(self, self._standing, lambda _: retrieval)

    def _standing(self, rubric_id: str) -> tuple[Suspension, ...]:
        self.asked.append(rubric_id)
        return self.standing

    def draft_rating(self, *arguments: object, **named: object) -> Draft:
        self.calls += 1
        draft = self.inner.draft_rating(*arguments, **named)  # type: ignore[arg-type]  # handed on as given
        areas = draft.areas if self.says is None else (AreaMatch(skill_area=self.says, score=0.9),)
        return draft.model_copy(update={"areas": areas})

    def draft(self, skill_area: str | None = None, lang: str = "en") -> Draft:
        one = artefact(TEXT).model_copy(update={"lang": lang})
        return self.drafter.draft_rating(one, rubric(), skill_area=skill_area, career_level=None)


def test_nothing_suspended_changes_nothing() -> None:
    desk = Desk()
    assert desk.draft().status is DraftStatus.DRAFTED
    assert desk.asked == ["ai-skills"]
    assert (desk.drafter.name, desk.drafter.destination) == ("embedded", desk.inner.destination)


@pytest.mark.parametrize(
    ("one", "given"),
    [
        (suspension(), None),
        (suspension(), "Another"),
        (suspension(AREA), None),
        (suspension(AREA, "embedded"), AREA),
        (suspension("Another"), "Another"),
    ],
)
def test_what_is_suspended_is_not_drafted(one: Suspension, given: str | None) -> None:
    desk = Desk((one,))
    draft = desk.draft(given)
    assert (draft.status, draft.reason_code, draft.rating, desk.calls) == ("suspended", "probe", None, 0)
    assert (draft.claims, draft.anchors, draft.interval, draft.missing) == ((), (), None, ())
    # Sufficiency rests on the area, so retrieval is still asked.
    assert draft.areas[0].skill_area == (given or AREA)
    assert draft.provenance.drafter == "embedded"


@pytest.mark.parametrize(
    ("one", "given"),
    [(suspension("Another"), None), (suspension(AREA), "Another"), (suspension(drafter="llm"), None)],
)
def test_what_is_not_covered_is_drafted(one: Suspension, given: str | None) -> None:
    desk = Desk((one,))
    assert (desk.draft(given).status, desk.calls) == (DraftStatus.DRAFTED, 1)


def test_an_area_that_the_drafter_proposes_itself_decides_too() -> None:
    desk = Desk((suspension("Third"),), says="Third")
    assert (desk.draft().status, desk.calls) == (DraftStatus.SUSPENDED, 1)


def test_without_an_area_only_the_whole_rubric_is_suspended() -> None:
    assert Desk((suspension(AREA),), silent=True).draft().status is not DraftStatus.SUSPENDED
    assert Desk((suspension(),), silent=True).draft().status is DraftStatus.SUSPENDED


def test_the_reason_is_in_the_language_of_the_text() -> None:
    desk = Desk((suspension(),))
    assert desk.draft().reason.startswith("Drafts for ai-skills are suspended since 2026-11-02: changes that")
    assert desk.draft(lang="de").reason.startswith(
        "Entwürfe für ai-skills sind seit 02.11.2026 ausgesetzt: Ä"
    )


def test_where_suspensions_cannot_be_read_nothing_is_drafted() -> None:
    desk = Desk()

    def unreadable(_: str) -> tuple[Suspension, ...]:
        raise RecordError("gone")

    desk.drafter = WithholdingDrafter(desk, unreadable, lambda _: FakeRetrieval())
    with pytest.raises(RecordError):
        desk.draft()
    assert desk.calls == 0
