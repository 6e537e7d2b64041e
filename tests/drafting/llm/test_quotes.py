import pytest

from assessor.domain.text import Segment, SegmentRole
from assessor.drafting.llm.quotes import Quarry
from tests.drafting.fakes import artefact
from tests.drafting.llm.fakes import ARTEFACT, QUOTE, TEXT


def test_a_verbatim_quote_is_cited_with_its_place() -> None:
    found = Quarry(ARTEFACT).cite(QUOTE)
    assert found is not None
    # The text begins with the quote, and the quote is 48 characters long.
    assert (found.start, found.end, found.quote) == (0, 48, QUOTE)
    assert (found.artefact, found.locator) == (ARTEFACT.artefact_id, "paragraph 1")


def test_white_space_around_a_quote_is_no_part_of_it() -> None:
    found = Quarry(ARTEFACT).cite(" so I\ncorrected them\n")
    assert found is not None
    assert found.quote == "so I\ncorrected them" == TEXT[found.start : found.end]
    assert found.locator == "paragraph 2"


ODD = (
    "He said “we checked the\u00a0source” – twice.\n"
    "Die Gr\u00f6\u00dfe war falsch, ich habe\nsie berichtigt … und notiert.\n"
    "The fi\u00adgures come from the CRM's export."
)
NEAR = [
    pytest.param("we checked the source", "we checked the\u00a0source", id="hard space"),
    pytest.param("ich habe sie berichtigt", "ich habe\nsie berichtigt", id="line break written as a space"),
    pytest.param("ich  habe\tsie\n\nberichtigt", "ich habe\nsie berichtigt", id="more white space"),
    pytest.param(
        'said "we checked the source" - twice',
        "said “we checked the\u00a0source” – twice",
        id="marks and dash",
    ),
    pytest.param("WE CHECKED THE SOURCE", "we checked the\u00a0source", id="capitals"),
    pytest.param(
        "Die Gro\u0308\u00dfe war falsch", "Die Gr\u00f6\u00dfe war falsch", id="letter in two characters"
    ),
    pytest.param("Die GR\u00d6SSE war falsch", "Die Gr\u00f6\u00dfe war falsch", id="two letters for one"),
    pytest.param("sie berichtigt ... und notiert", "sie berichtigt … und notiert", id="dots"),
    pytest.param("The figures come from", "The fi\u00adgures come from", id="soft hyphen"),
    pytest.param("the CRM\u2019s export", "the CRM's export", id="apostrophe"),
    pytest.param("“The figures come from …”", "The fi\u00adgures come from", id="marks and dots around it"),
]


@pytest.mark.parametrize(("quote", "passage"), NEAR)
def test_another_writing_is_never_cited_but_the_passage_is_suggested(quote: str, passage: str) -> None:
    quarry = Quarry(artefact(ODD))
    assert quarry.cite(quote) is None
    assert quarry.nearest(quote) == passage
    assert quarry.cite(passage) is not None


@pytest.mark.parametrize(
    "quote",
    ["we checked a source", "we checked source", "the CRMs export", "", " ", "…", "twice. Die", "x " * 400],
)
def test_other_words_have_no_near_passage(quote: str) -> None:
    """The last but one is near, and two words are too few to be quoted."""
    assert Quarry(artefact(ODD)).nearest(quote) is None


def test_a_near_passage_outside_quoted_mail_goes_first() -> None:
    text = "> I Checked It All\n\nI CHECKED it all\n"
    segments = (
        Segment(start=0, end=20, locator="line 1", role=SegmentRole.QUOTED),
        Segment(start=20, end=len(text), locator="line 3"),
    )
    assert Quarry(artefact(text).model_copy(update={"segments": segments})).nearest("i checked it all") == (
        "I CHECKED it all"
    )


@pytest.mark.parametrize(
    "quote",
    [
        pytest.param("i checked the figures", id="other case"),
        pytest.param("I checked the figure against", id="a letter short inside"),
        pytest.param("I checked ... the billing export", id="dots for an omission"),
        pytest.param("“I checked the figures”", id="quotation marks added"),
        pytest.param("I checked.*export", id="a pattern"),
        pytest.param("", id="nothing"),
        pytest.param(" \n", id="only white space"),
    ],
)
def test_other_words_are_not_found(quote: str) -> None:
    assert Quarry(ARTEFACT).cite(quote) is None


def test_the_first_of_several_places_is_taken() -> None:
    found = Quarry(artefact("one two three. one two three.")).cite("one two three")
    assert found is not None
    assert found.start == 0


def with_history() -> Quarry:
    text = "> I checked it all\n\nI checked it all\n\n> only quoted here\n"
    segments = (
        Segment(start=0, end=20, locator="line 1", role=SegmentRole.QUOTED),
        Segment(start=20, end=38, locator="line 3"),
        Segment(start=38, end=57, locator="line 5", role=SegmentRole.QUOTED),
    )
    return Quarry(artefact(text).model_copy(update={"segments": segments}))


def test_a_place_outside_quoted_mail_goes_first() -> None:
    found = with_history().cite("I checked it all")
    assert found is not None
    assert (found.start, found.locator) == (20, "line 3")
    assert with_history().is_authors_own(found)


def test_a_place_in_quoted_mail_alone_is_told() -> None:
    found = with_history().cite("only quoted here")
    assert found is not None
    assert not with_history().is_authors_own(found)


def test_a_quote_that_reaches_into_quoted_mail_is_not_the_authors_own() -> None:
    found = with_history().cite("checked it all\n\n> only quoted")
    assert found is not None
    assert not with_history().is_authors_own(found)


def test_a_long_quote_with_many_words_takes_no_time() -> None:
    text = "word " * 20_000
    assert Quarry(artefact(text)).cite("word " * 500 + "other") is None
