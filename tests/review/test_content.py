import pytest

from assessor.domain.artefact import artefact_id_of
from assessor.domain.draft import Draft, DraftStatus
from assessor.domain.rating import CitedSpan, RatingSource, RatingValue
from assessor.errors import AssessorError, GuardrailError, InputError
from assessor.store.unit_of_work import SqlStore
from tests.review.desk import KEPT_REASON, OTHER_TEXT, Desk, ai_rubric, new_desk
from tests.store.fakes import TEXT, draft

OWN = artefact_id_of(TEXT)
OTHER = artefact_id_of(OTHER_TEXT)
# TEXT: 74 characters, its blank middle (CR LF) at 17-19. OTHER_TEXT: 39, blank lines at 18-21.


def _ready(desk: Desk) -> Desk:
    desk.rate()
    desk.reveal()
    return desk


@pytest.mark.parametrize("word", ["0", "6", "99"])
def test_level_off_the_scale_is_refused_with_what_is_expected(desk: Desk, word: str) -> None:
    with pytest.raises(InputError, match="1-5") as caught:
        desk.rate(word)
    assert caught.value.code == "off_scale"
    _ready(desk)
    with pytest.raises(InputError) as caught:
        desk.confirm(word)
    assert caught.value.code == "off_scale"


def test_ends_of_the_scale_and_the_other_outcomes_are_ratings(desk: Desk) -> None:
    """X-03: NA and insufficient evidence are outcomes of their own, not low levels."""
    for actor, word in ((desk.manager, "NA"), (desk.peer, "insufficient")):
        assert desk.rate(word, actor=actor).value.level is None


def test_scale_without_na_refuses_it(store: SqlStore) -> None:
    desk = new_desk(store, rubric=ai_rubric(not_applicable=False))
    with pytest.raises(InputError) as caught:
        desk.rate("NA")
    assert caught.value.code == "off_scale"
    assert desk.rate("insufficient").value.level is None


CITED = {
    "none": ((), "citation_missing"),
    "only another artefact": ((CitedSpan(artefact=OTHER, start=0, end=5),), "citation_missing"),
    "no such artefact": ((CitedSpan(artefact="sha256:x", start=0, end=5),), "citation_outside"),
    "one past the end": ((CitedSpan(artefact=OWN, start=70, end=len(TEXT) + 1),), "citation_outside"),
    "empty": ((CitedSpan(artefact=OWN, start=5, end=5),), "citation_blank"),
    "line break only": ((CitedSpan(artefact=OWN, start=17, end=19),), "citation_blank"),
    "a good one and a blank one": (
        (CitedSpan(artefact=OWN, start=0, end=5), CitedSpan(artefact=OTHER, start=18, end=21)),
        "citation_blank",
    ),
}


@pytest.mark.parametrize(("cited", "code"), CITED.values(), ids=CITED)
def test_level_needs_places_that_exist_and_hold_words(
    desk: Desk, cited: tuple[CitedSpan, ...], code: str
) -> None:
    """S000-64, S002-17: every rating is tied to its artefact."""
    with pytest.raises(InputError) as caught:
        _ready(desk).confirm(cited=cited)
    assert caught.value.code == code
    assert "renewal" not in str(caught.value)


@pytest.mark.parametrize(
    "cited",
    [
        (CitedSpan(artefact=OWN, start=0, end=len(TEXT)),),
        (CitedSpan(artefact=OTHER, start=0, end=5), CitedSpan(artefact=OWN, start=16, end=20)),
    ],
    ids=["to the very end", "with another artefact of the submission"],
)
def test_good_places_are_kept(desk: Desk, cited: tuple[CitedSpan, ...]) -> None:
    """S000-57: on which evidence it rests."""
    assert _ready(desk).confirm(cited=cited).cited == cited


@pytest.mark.parametrize("word", ["NA", "insufficient"])
def test_other_outcomes_need_no_place_but_a_wrong_one_is_still_wrong(desk: Desk, word: str) -> None:
    with pytest.raises(InputError):
        _ready(desk).confirm(word, cited=(desk.cite(5, 5),))
    assert desk.confirm(word, cited=()).cited == ()


def test_artefact_of_another_submission_cannot_be_cited(desk: Desk) -> None:
    _ready(desk)
    with pytest.raises(InputError):
        desk.confirm(cited=(desk.cite(0, 5), desk.cite(0, 5, artefact_id_of("elsewhere"))))


@pytest.mark.parametrize("reason", ["", "   \n ", "too short", "  123456789  "])
def test_reason_must_say_something(desk: Desk, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        _ready(desk).confirm("NA", reason=reason, cited=())
    assert caught.value.code == "reason_missing"


def test_ten_characters_are_a_reason(desk: Desk) -> None:
    assert _ready(desk).confirm(reason=" 1234567890 ").reason == "1234567890"


def test_reason_is_redacted_before_it_is_kept_and_stays_out_of_the_log(desk: Desk) -> None:
    """S000-57, S000-87: why is kept beside the rating, and the log can be shown without anybody's words."""
    confirmed = _ready(desk).confirm()
    assert confirmed.reason == KEPT_REASON
    with desk.store.read() as unit:
        (_, kept) = unit.ratings.of_draft(desk.world.draft_id)
    assert kept.reason == KEPT_REASON
    path = desk.store._engine.url.database
    for file in (path, f"{path}-wal"):
        with open(str(file), "rb") as content:  # noqa: PTH123 bytes of the database itself
            assert b"Jana Muster" not in content.read()
    assert not [leaf for leaf in desk.leaves() if "brief" in leaf]


def test_reason_that_must_not_enter_settles_nothing(desk: Desk) -> None:
    with pytest.raises(GuardrailError):
        _ready(desk).confirm(reason="See the disciplinary file.")
    with desk.store.read() as unit:
        assert [each.source for each in unit.ratings.of_draft(desk.world.draft_id)] == [RatingSource.SEALED]


def test_wrong_order_is_named_before_the_reason_is_looked_at(desk: Desk) -> None:
    with pytest.raises(AssessorError) as caught:
        desk.confirm(reason="See the disciplinary file.")
    assert caught.value.code == "out_of_order"


def _proposal(status: DraftStatus) -> Draft:
    return draft(OWN, status=status, rating=4 if status is DraftStatus.DRAFTED else None)


@pytest.mark.parametrize(
    ("status", "word", "overrides"),
    [
        (DraftStatus.DRAFTED, "4", False),
        (DraftStatus.DRAFTED, "3", True),
        (DraftStatus.DRAFTED, "NA", True),
        (DraftStatus.INSUFFICIENT_EVIDENCE, "insufficient", False),
        (DraftStatus.INSUFFICIENT_EVIDENCE, "4", True),
        (DraftStatus.INSUFFICIENT_EVIDENCE, "NA", True),
        (DraftStatus.NOT_APPLICABLE, "NA", False),
        (DraftStatus.NOT_APPLICABLE, "insufficient", True),
        # No proposal, so there is nothing to override.
        (DraftStatus.ABSTAINED, "4", False),
        (DraftStatus.REFUSED, "NA", False),
        (DraftStatus.SUSPENDED, "insufficient", False),
    ],
)
def test_override_means_another_value_than_the_draft_proposed(
    store: SqlStore, status: DraftStatus, word: str, overrides: bool
) -> None:
    desk = _ready(new_desk(store, proposal=_proposal(status)))
    assert desk.confirm(word).overrides_draft is overrides


def test_confirmed_rating_pins_scale_and_version(desk: Desk) -> None:
    """S002-51, X-01."""
    confirmed = _ready(desk).confirm("5")
    assert (confirmed.scale, confirmed.rubric_version) == ("ai-skills-1-5", "0.1.0")
    assert confirmed.value == RatingValue.parse("5")
    assert confirmed.confirmed_at.utcoffset() is not None
