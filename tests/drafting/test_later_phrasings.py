"""First try, before a pattern was changed: `CATCH` 72 of 140, `MISS` 81 of 151.

`HELD_OUT_*` at first try, with patterns that had not seen it: 64 of 72 caught, 66 of 72 left alone (the patterns
from before all changes: 37 and 49). The six false finds and two of the missed were then repaired with it in view.
What still goes wrong is `GAPS`.
"""

import pytest

from assessor.domain.artefact import ArtefactKind
from assessor.domain.text import Language
from assessor.drafting.embedded.cues import find_cues
from assessor.drafting.embedded.modality import Voice
from assessor.drafting.embedded.sentences import split_sentences

from .fakes import artefact
from .later_phrasings import CATCH, HELD_OUT_CATCH, HELD_OUT_MISS, MISS, Table

GAPS = frozenset(
    {
        "My changes are not in the change log, I only remember them.",
        "I depend on <PERSON_2> to tell me which report to open.",
        "Ich bin darauf angewiesen, dass <PERSON_2> mir sagt, welchen Bericht ich öffnen soll.",
        "I forgot to log the use of the assistant.",
        "Den KI-Einsatz habe ich vergessen zu vermerken.",
        "I tested every step of the guide in the staging system myself.",
        "Neben jedem Absatz habe ich notiert, ob er vom Assistenten kommt.",
    }
)


def rows(*tables: Table) -> list[object]:
    """Every sentence of the tables; a known gap must go on failing until it is taken off the list."""
    return [
        pytest.param(kind, lang, text, marks=pytest.mark.xfail(strict=True) if text in GAPS else ())
        for table in tables
        for (kind, lang), texts in table.items()
        for text in texts
    ]


def kinds_in(text: str, lang: Language, kind: ArtefactKind = ArtefactKind.CRM_NOTE) -> set[str]:
    sentences = split_sentences(artefact(text, lang, kind))
    return {find.kind for find in find_cues(sentences, Voice(lang, frozenset({"<PERSON_1>"})), kind)}


@pytest.mark.parametrize(("kind", "lang", "text"), rows(CATCH, HELD_OUT_CATCH))
def test_cue_is_found_in_a_later_phrasing(kind: str, lang: Language, text: str) -> None:
    assert kind in kinds_in(text, lang)


@pytest.mark.parametrize(("kind", "lang", "text"), rows(MISS, HELD_OUT_MISS))
def test_later_near_miss_is_left_alone(kind: str, lang: Language, text: str) -> None:
    """S000-10 (approval), S000-34 (hand-over), S000-39 (data minimisation) are no weakness."""
    assert kind not in kinds_in(text, lang)


@pytest.mark.parametrize("table", [CATCH, MISS, HELD_OUT_CATCH, HELD_OUT_MISS])
def test_each_table_speaks_of_both_languages(table: Table) -> None:
    assert {kind for kind, lang in table if lang == "en"} == {kind for kind, lang in table if lang == "de"}


def test_wrapped_line_reads_like_an_unwrapped_one() -> None:
    assert "verified" in kinds_in("I confirmed the number of cases in the service\ndesk.", "en")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "<PERSON_1> had to rewrite the deck of a colleague."),
        ("de", "<PERSON_1> musste die Folien einer Kollegin überarbeiten."),
    ],
)
def test_assessee_who_helps_others_needs_no_help(lang: Language, text: str) -> None:
    assert "needed_help" not in kinds_in(text, lang)


def test_own_check_of_each_figure_is_a_check_and_not_a_built_in_step() -> None:
    found = kinds_in("Jede Zahl habe ich am Original geprüft.", "de")
    assert "verified" in found
    assert "validation_step" not in found


def test_order_to_name_sources_is_no_deed() -> None:
    found = kinds_in("Put the source and the date behind every number.", "en", ArtefactKind.PROMPT_TEMPLATE)
    assert not {"verified", "documented"} & found


def test_source_named_in_a_playbook_is_a_built_in_check() -> None:
    assert "validation_step" in kinds_in("The playbook names the source for each number.", "en")


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Two regions use one checklist for all pods."),
        ("en", "We have one library for all four pods."),
        ("de", "Beide Pods arbeiten schon damit."),
    ],
)
def test_pods_are_teams_that_use_what_was_built(lang: Language, text: str) -> None:
    assert "reused" in kinds_in(text, lang)
