"""Figures as a person fills them in."""

import pytest

from assessor.domain.rubric import Rubric
from assessor.errors import InputError
from assessor.rubrics.figures import figures_template, read_figures, targets_of
from assessor.rubrics.load import load_rubric
from assessor.rubrics.names import find_career_level

HEAD = "check,value,unit,period,segment,source\n"
GOOD = HEAD + "onboarding_senior_go_live,92.5,percent,Quartal,Accounts mit hohem ARR,CRM\n"


@pytest.fixture(scope="module")
def laufbahn() -> Rubric:
    return load_rubric("csm-laufbahn")


def test_a_row_becomes_a_typed_figure(laufbahn: Rubric) -> None:
    """S002-11: value, unit, period, segment, source."""
    (found,) = read_figures(GOOD.encode(), laufbahn, file="f.csv")
    assert found.model_dump(mode="json") == {
        "check": "onboarding_senior_go_live", "value": 92.5, "unit": "percent", "period": "Quartal",
        "segment": "Accounts mit hohem ARR", "source": "CRM",
    }  # fmt: skip


@pytest.mark.parametrize(
    "content",
    [
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace(",", ";").replace("92.5", "92,5"),  # as a German spreadsheet saves it
        GOOD.replace("92.5", " 92.5 "),
        GOOD.replace("92.5", "+92.5"),
        GOOD.replace("check,", "Check,"),
        GOOD + "\n\n",
    ],
)
def test_spreadsheets_of_both_languages_are_read(laufbahn: Rubric, content: str) -> None:
    (found,) = read_figures(content.encode(), laufbahn, file="f.csv")
    assert found.value == 92.5


def test_a_row_without_a_value_is_left_out(laufbahn: Rubric) -> None:
    assert read_figures(GOOD.replace("92.5", "").encode(), laufbahn, file="f.csv") == ()


@pytest.mark.parametrize("level", ["junior", "mid", "senior", "lead"])
def test_the_template_has_a_row_for_each_target_and_is_read_back(laufbahn: Rubric, level: str) -> None:
    """S002-11."""
    found = find_career_level(laufbahn, level)
    template = figures_template(laufbahn, found)
    assert read_figures(template.encode(), laufbahn, file="f.csv") == ()
    filled = "\n".join(line.replace(",,", ",7,", 1) for line in template.splitlines())
    assert [one.check for one in read_figures(filled.encode(), laufbahn, file="f.csv")] == [
        check.id for check in targets_of(laufbahn, found)
    ]
    assert targets_of(laufbahn, found)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: is empty; expected the columns check, value"),
        (b"  \n", "line 1: is empty"),
        (b"checks,value\n", "line 1: lacks the columns check, unit, period, segment, source; it has"),
        ("Prüfung".encode("latin-1"), "line 1: is no UTF-8 text"),
        (GOOD.replace("92.5", "92 %").encode(), "line 2: value is no number"),
        (GOOD.replace("92.5", "nan").encode(), "line 2: value is no number"),
        (GOOD.replace("92.5", "1e5").encode(), "line 2: value is no number"),
        (GOOD.replace("92.5", "1.000").encode(), "line 2: value can be read in two ways"),
        (GOOD.replace(",", ";").replace("92.5", "100,000").encode(), "line 2: value can be read in two ways"),
        (GOOD.replace("percent", "%").encode(), "line 2: unit: Input should be 'percent'"),
        (GOOD.replace("senior_go_live", "senior_golive").encode(), "perhaps onboarding_senior_go_live"),
        (
            (HEAD + "x,1,percent,a,b,c\n").encode(),
            "is no target of the rubric; see `assessor rubric targets`",
        ),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_line(
    laufbahn: Rubric, content: bytes, message: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_figures(content, laufbahn, file="f.csv")
    assert caught.value.code == "figures_invalid"
    assert caught.value.message.startswith("f.csv, line ")
    assert message in caught.value.message
