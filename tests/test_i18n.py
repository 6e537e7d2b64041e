"""Every sentence has its German form, with the same places, and counts in both languages."""

import ast
import io
import string
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import assessor
from assessor.domain.sentences import Sentences
from assessor.i18n import LOCALES, joined, said, said_n, shown, tr, tr_n
from eval import catalogues

PACKAGE = Path(assessor.__file__).parent
FIRST = {"said": 0, "said_n": 0, "tr": 1, "tr_n": 1}
"""Which argument of each function is the (first) sentence."""


def calls() -> Iterator[tuple[str, ast.Call, str]]:
    """Every call that says something, with the place it stands."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.name == "i18n.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = _called(node.func) if isinstance(node, ast.Call) else None
            if isinstance(node, ast.Call) and name in FIRST:
                yield name, node, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def _called(function: ast.expr) -> str | None:
    """Name of a function called by itself or through the module; a method of another thing says nothing here."""
    if isinstance(function, ast.Attribute):
        return function.attr if isinstance(function.value, ast.Name) and function.value.id == "i18n" else None
    return getattr(function, "id", None)


def sentences_of(name: str, call: ast.Call, place: str) -> list[str]:
    start = FIRST[name]
    given = call.args[start : start + (2 if name.endswith("_n") else 1)]
    for one in given:
        assert isinstance(one, ast.Constant), f"{place}: a sentence is a literal, or it cannot be collected"
    return [one.value for one in given if isinstance(one, ast.Constant)]


def german() -> Catalog:
    with catalogues.po_file("de").open("rb") as file:
        return read_po(file, locale="de", domain="assessor")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_sentence_of_the_code_is_translated() -> None:
    """Read from the syntax tree, so that one the collector overlooks, as inside an f-string, is found too."""
    catalogue = german()
    said_here = [(sentences_of(*call), call[2]) for call in calls()]
    assert len(said_here) > 50
    for texts, place in said_here:
        message = catalogue.get(texts[0])
        assert message is not None, f"{place}: {texts[0]!r} is not in the catalogue; run `make catalogues`"
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        assert len(forms) == len(texts), place
        assert all(forms), f"{place}: {texts[0]!r} has no German form"
        assert not message.fuzzy, place


def test_every_form_has_the_places_of_its_sentence() -> None:
    for message in german():
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        forms = [message.string] if isinstance(message.string, str) else list(message.string)
        wanted = places(ids[0])
        for text in (*ids, *forms):
            assert places(text) == wanted, text


def test_places_are_filled_by_the_call_that_says_them() -> None:
    """A place nobody fills would fail when the sentence is said, which may be rarely."""
    for name, call, place in calls():
        if any(keyword.arg is None for keyword in call.keywords):
            continue  # filled from a mapping; the tests of the rules say these
        given = {keyword.arg for keyword in call.keywords} | ({"count"} if name.endswith("_n") else set())
        for text in sentences_of(name, call, place):
            assert places(text) <= given, f"{place}: {places(text) - given}"


def test_the_catalogue_holds_what_the_code_says_and_its_compiled_form_is_current() -> None:
    """`make catalogues` changes nothing."""
    po = catalogues.po_file("de").read_bytes()
    assert catalogues.po_text(catalogues.updated("de")) == po
    assert catalogues.po_file("de").with_suffix(".mo").read_bytes() == catalogues.mo_bytes(po, "de")


def test_a_sentence_without_a_translation_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogues, "LOCALES", tmp_path)
    assert catalogues.main() == 1
    with (tmp_path / "de" / "LC_MESSAGES" / "assessor.po").open("rb") as file:
        assert not any(message.string for message in read_po(file, locale="de") if message.id == "not judged")


def test_a_translation_survives_collecting_anew() -> None:
    kept = catalogues.updated("de").get("not judged")
    assert kept is not None
    assert kept.string == "ohne Urteil"


@pytest.mark.parametrize(
    ("value", "english", "german_form"),
    [
        (1234.5, "1,234.5", "1.234,5"),
        (3, "3", "3"),
        (3.0, "3", "3"),
        (-2, "-2", "-2"),
        (date(2028, 2, 29), "2028-02-29", "29.02.2028"),
        (["a"], "a", "a"),
        (("a", "b"), "a and b", "a und b"),
        (["a", "b", "c"], "a, b and c", "a, b und c"),
        ([], "", ""),
        ("{count}", "{count}", "{count}"),
        (Sentences(en="yes", de="ja"), "yes", "ja"),
        ([Sentences(en="yes", de="ja"), "x"], "yes and x", "ja und x"),
    ],
)
def test_values_are_written_as_the_language_writes_them(
    value: object, english: str, german_form: str
) -> None:
    assert shown(value, "en") == english  # type: ignore[arg-type]  # every kind in one table
    assert shown(value, "de") == german_form


@pytest.mark.parametrize("value", [True, datetime(2026, 11, 22, 23, 30, tzinfo=UTC)])
def test_what_a_sentence_cannot_show_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot show"):
        shown(value, "en")


@pytest.mark.parametrize(
    ("count", "english", "german_form"),
    [
        (0, "0 artefacts without an evidence date do not count", "0 Artefakte ohne Datum zählen nicht"),
        (1, "1 artefact without an evidence date does not count", "1 Artefakt ohne Datum zählt nicht"),
        (2, "2 artefacts without an evidence date do not count", "2 Artefakte ohne Datum zählen nicht"),
        (
            1000,
            "1,000 artefacts without an evidence date do not count",
            "1.000 Artefakte ohne Datum zählen nicht",
        ),
    ],
)
def test_counting_sentences_have_two_forms_in_both_languages(
    count: int, english: str, german_form: str
) -> None:
    one = "{count} artefact without an evidence date does not count"
    many = "{count} artefacts without an evidence date do not count"
    assert said_n(one, many, count) == Sentences(en=english, de=german_form)
    assert tr_n("de", one, many, count) == german_form


def test_braces_in_a_value_are_text_and_no_place() -> None:
    """A customer's area name cannot reach into the sentence."""
    assert tr("en", "{what}.", what="{lang.__class__}") == "{lang.__class__}."
    assert said("{what}.", what=said("met")).de == "erfüllt."


def test_sentences_are_joined_language_by_language() -> None:
    assert joined([said("met"), said("not met")], by="; ") == Sentences(
        en="met; not met", de="erfüllt; nicht erfüllt"
    )


def test_no_translation_of_a_language_we_speak_is_an_error_and_not_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A wheel without its catalogues must not speak English to Germans in silence."""
    from assessor import i18n

    monkeypatch.setattr(i18n, "LOCALES", LOCALES / "nowhere")
    i18n._catalogue.cache_clear()
    try:
        with pytest.raises(FileNotFoundError):
            tr("de", "met")
        assert tr("en", "met") == "met"
    finally:
        i18n._catalogue.cache_clear()


def test_the_compiled_form_depends_on_the_translations() -> None:
    po = catalogues.po_file("de").read_bytes()
    other = po.replace(b"ohne Urteil", b"anders")
    assert other != po
    assert catalogues.mo_bytes(other, "de") != catalogues.mo_bytes(po, "de")
    assert read_po(io.BytesIO(po), locale="de").get("not judged") is not None
