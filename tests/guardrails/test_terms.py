from pathlib import Path

import pytest

from assessor.errors import InputError
from assessor.guardrails.terms import NO_TERMS, Customer, TenantTerms, load_terms

GOOD = """\
employees:
  - Katrin  Sommer
  - {name: Mehmet Yıldız, aliases: [Memo]}
customers:
  - Nordwind Logistik GmbH
  - {name: Baker & Sons Ltd, aliases: [B&S], domains: ["@BakerSons.example", www.baker.example]}
products:
  - {name: Renewal Radar, aliases: [RR]}
"""


def written(folder: Path, content: str) -> Path:
    path = folder / "terms.yaml"
    path.write_text(content, encoding="utf-8")
    return path


def test_names_may_be_plain_strings_or_carry_aliases_and_domains(tmp_path: Path) -> None:
    terms = load_terms(written(tmp_path, GOOD))
    assert terms.employee_names == ("Katrin Sommer", "Mehmet Yıldız", "Memo")
    assert terms.product_names == ("Renewal Radar", "RR")
    assert terms.customers == (
        Customer(name="Nordwind Logistik GmbH"),
        Customer(name="Baker & Sons Ltd", aliases=("B&S",), domains=("bakersons.example", "baker.example")),
    )


@pytest.mark.parametrize("content", ["", "# nothing yet\n", "employees: []\n"])
def test_a_file_without_names_has_no_terms(tmp_path: Path, content: str) -> None:
    assert load_terms(written(tmp_path, content)) == TenantTerms()


def test_without_a_file_there_are_no_terms() -> None:
    assert load_terms(None) is NO_TERMS


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param("employees: [unclosed", "line 2", id="broken YAML"),
        pytest.param("- a\n- list\n", "expected a mapping, got list", id="wrong shape"),
        pytest.param(GOOD.replace("employees", "staff"), "staff", id="unknown list"),
        pytest.param(GOOD.replace("aliases: [Memo]", "alias: Memo"), "employees.1.alias", id="unknown key"),
        pytest.param(
            GOOD.replace("- Nordwind Logistik GmbH", "- 17"), "customers.0", id="a number for a name"
        ),
        pytest.param(GOOD.replace("- Nordwind Logistik GmbH", "- N"), "customers.0.name", id="one letter"),
        pytest.param(GOOD.replace("[B&S]", "['  ']"), "customers.1.aliases", id="blank alias"),
        pytest.param(
            GOOD.replace("www.baker.example", "https://baker.example/x"),
            "customers.1.domains",
            id="no domain",
        ),
    ],
)
def test_a_broken_file_is_refused_says_where_and_repeats_no_name(
    tmp_path: Path, content: str, named: str
) -> None:
    path = written(tmp_path, content + "\n")
    with pytest.raises(InputError) as caught:
        load_terms(path)
    assert caught.value.code == "terms_invalid"
    assert str(path) in caught.value.message
    assert named in caught.value.message
    for private in ("unclosed", "Katrin", "Mehmet", "Nordwind", "Baker"):
        assert private not in str(caught.value).replace(str(path), "")


def test_a_missing_file_says_which_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_terms(tmp_path / "none.yaml")
    assert caught.value.code == "terms_unreadable"
    assert "none.yaml" in caught.value.message
    assert "ASSESSOR_TERMS" in str(caught.value)
