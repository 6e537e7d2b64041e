from pathlib import Path

import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from assessor.drafting.llm.prompts import Prompt, load_prompt
from assessor.errors import InputError
from assessor.resources import resource_folder

HEAD = """\
---
id: small
version: 1.1.0
owner: Test
changelog:
  - {version: 1.1.0, date: 2026-11-27, author: Test, change: Second.}
  - {version: 1.0.0, date: 2026-11-01, author: Test, change: First.}
---
"""
BODY = "{% block user %}\nText: {{ text }}\n{% endblock %}\n"


def prompt(content: str = HEAD + BODY) -> Prompt:
    return Prompt(content.encode(), "small.md")


def test_a_block_is_rendered_with_its_places_filled() -> None:
    made = prompt()
    assert made.name == "small@1.1.0"
    assert made.render("user", text="hello") == "Text: hello"


@pytest.mark.parametrize("text", ["{{ 7 * 7 }}", "{% block user %}", "<b>&amp;</b>", "{{ ''.__class__ }}"])
def test_a_value_is_never_read_as_template_or_escaped(text: str) -> None:
    assert prompt().render("user", text=text) == f"Text: {text}"


def test_a_place_without_a_value_is_an_error_and_no_gap() -> None:
    with pytest.raises(UndefinedError):
        prompt().render("user")


def test_a_template_cannot_reach_into_python() -> None:
    with pytest.raises(SecurityError):
        prompt(HEAD + "{% block user %}{{ text.__class__.__mro__ }}{% endblock %}").render("user", text="x")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param(BODY, "front matter", id="no front matter"),
        pytest.param("x\n" + HEAD + BODY, "front matter", id="something before it"),
        pytest.param(HEAD.replace("owner: Test\n", "") + BODY, "owner", id="no owner"),
        pytest.param(HEAD.replace("1.1.0\nowner", "one\nowner") + BODY, "version", id="odd version"),
        pytest.param(HEAD.replace("1.1.0\nowner", "1.2.0\nowner") + BODY, "changelog", id="version untold"),
        pytest.param(HEAD.replace("owner: Test", "owner: Test\nowner: Test") + BODY, "twice", id="key twice"),
        pytest.param(HEAD.replace("owner: Test", "owner: Test\nextra: 1") + BODY, "extra", id="unknown key"),
    ],
)
def test_a_broken_file_is_refused_and_says_where(content: str, named: str) -> None:
    with pytest.raises(InputError, match=named) as caught:
        prompt(content)
    assert caught.value.code == "prompt_invalid"
    assert "small.md" in caught.value.message


def test_a_prompt_that_is_not_there_is_an_error() -> None:
    with pytest.raises(InputError, match=r"draft-rating\.xx"):
        load_prompt("draft-rating.xx")


def test_every_prompt_of_the_folder_loads_and_is_named_after_its_file() -> None:
    files = sorted(resource_folder("prompts").glob("*.md"))
    assert [file.stem for file in files] == [
        "draft-rating.de",
        "draft-rating.en",
        "nearest-passages.de",
        "nearest-passages.en",
    ]
    for file in files:
        made = load_prompt(file.stem)
        assert made.about.id == file.stem.replace(".", "-")


def test_the_digest_covers_the_whole_file(tmp_path: Path) -> None:
    assert prompt(HEAD + BODY).sha256 != prompt(HEAD.replace("First.", "1st.") + BODY).sha256
