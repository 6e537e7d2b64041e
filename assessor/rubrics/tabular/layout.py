"""Which tables a rubric has beside its matrix, with the heading of each column in both languages."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from assessor.rubrics.names import folded


class Sheet(StrEnum):
    """A table of a rubric."""

    ABOUT = "about"
    MATRIX = "matrix"
    BY_RATING = "by_rating"
    SCALE = "scale"
    AREAS = "areas"
    LEVELS = "levels"
    DETAILS = "details"
    TARGETS = "targets"


class Word(NamedTuple):
    """A heading or a name in both languages."""

    en: str
    de: str

    def in_words_of(self, lang: str) -> str:
        """In German for `de`, else in English."""
        return self.de if lang == "de" else self.en


TITLES: dict[Sheet, Word] = {
    Sheet.ABOUT: Word("About", "Über"),
    Sheet.MATRIX: Word("Matrix", "Matrix"),
    Sheet.BY_RATING: Word("By rating", "Nach Bewertung"),
    Sheet.SCALE: Word("Scale", "Skala"),
    Sheet.AREAS: Word("Areas", "Bereiche"),
    Sheet.LEVELS: Word("Levels", "Stufen"),
    Sheet.DETAILS: Word("Details", "Einzelheiten"),
    Sheet.TARGETS: Word("Targets", "Zielwerte"),
}
AREA = Word("Skill area", "Kompetenzbereich")
STRONG = Word("Strong behaviour", "Starkes Verhalten")
SHORT = Word("Short name", "Kurzname")
COLUMNS: dict[Sheet, dict[str, Word]] = {
    Sheet.ABOUT: {"key": Word("About this rubric", "Über diese Rubrik"), "value": Word("Entry", "Eintrag")},
    Sheet.SCALE: {
        "rating": Word("Rating", "Bewertung"),
        "label": Word("Label", "Name"),
        "definition": Word("Definition", "Beschreibung"),
        "typical": Word("Typical picture", "Typisches Bild"),
    },
    Sheet.AREAS: {
        "area": AREA,
        "short": SHORT,
        "owner": Word("Owner", "Verantwortlich"),
        "goal": Word("Goal", "Ziel"),
        "reason": Word("Why it matters", "Warum es zählt"),
        "group": Word("Group", "Gruppe"),
        "standing": Word("Rated or optional", "Bewertet oder optional"),
        "authored": Word("Wording of our own", "Eigene Fassung"),
    },
    Sheet.LEVELS: {
        "level": Word("Career level", "Karrierestufe"),
        "short": SHORT,
        "ownership": Word("Owns", "Verantwortet"),
        "decisions": Word("Decides", "Entscheidet"),
        "contribution": Word("Contributes", "Trägt bei"),
        "experience": Word("Usual experience", "Übliche Erfahrung"),
        "lowest": Word("Usual rating from", "Übliche Bewertung von"),
        "highest": Word("Usual rating to", "Übliche Bewertung bis"),
        "note": Word("Note on usual ratings", "Hinweis zur üblichen Bewertung"),
    },
    Sheet.DETAILS: {
        "part": Word("Part", "Teil"),
        "where": Word("Belongs to", "Gehört zu"),
        "text": Word("Text", "Text"),
        "more": Word("More", "Mehr"),
    },
    Sheet.TARGETS: {
        "id": Word("Target", "Zielwert"),
        "area": AREA,
        "level": Word("Career level", "Karrierestufe"),
        "metric": Word("Measure", "Messgröße"),
        "direction": Word("Direction", "Richtung"),
        "value": Word("Value", "Wert"),
        "upper": Word("Up to", "Bis"),
        "unit": Word("Unit", "Einheit"),
        "period": Word("Period", "Zeitraum"),
        "segment": Word("Segment", "Segment"),
        "source": Word("Source", "Quelle"),
    },
}
ABOUT: dict[str, Word] = {
    "id": Word("Id", "Kennung"),
    "title": Word("Title", "Titel"),
    "version": Word("Version", "Version"),
    "owner": Word("Owner", "Verantwortlich"),
    "status": Word("Status", "Status"),
    "date": Word("Date", "Datum"),
    "lang": Word("Language", "Sprache"),
    "source_id": Word("Source id", "Kennung der Quelle"),
    "source_title": Word("Source title", "Titel der Quelle"),
    "source_note": Word("Source note", "Hinweis zur Quelle"),
    "scale_id": Word("Scale id", "Kennung der Skala"),
    "not_applicable": Word("N/A allowed", "N/A erlaubt"),
    "role_dependent": Word("Ratings depend on the role", "Bewertung hängt von der Rolle ab"),
    "min_artefacts": Word("Artefacts needed", "Nötige Artefakte"),
    "max_age_months": Word("Oldest evidence in months", "Höchstalter in Monaten"),
}
PARTS: dict[str, Word] = {
    "outcome": Word("Outcome", "Ergebnis"),
    "indicator": Word("Indicator", "Kennzahl"),
    "coaching": Word("Coaching note", "Coaching-Hinweis"),
    "question": Word("Interview question", "Interviewfrage"),
    "area_name": Word("Other name of the area", "Anderer Name des Bereichs"),
    "level_name": Word("Other name of the level", "Anderer Name der Stufe"),
    "scope_test": Word("Scope test", "Frage zur Reichweite"),
    "discriminator": Word("Between two ratings", "Zwischen zwei Bewertungen"),
    "facet": Word("Facet", "Blickwinkel"),
    "sign_off": Word("Sign-off", "Freigabe nötig"),
    "reading_rule": Word("Reading rule", "Leseregel"),
    "evidence": Word("Evidence type", "Art des Belegs"),
    "red_line": Word("Red line", "Rote Linie"),
    "growth": Word("Growth signal", "Wachstumssignal"),
    "warning": Word("Warning sign", "Warnzeichen"),
    "changelog": Word("Changelog", "Änderung"),
    "further": Word("Further entry", "Weiterer Eintrag"),
}
"""What a row of the details says; `more` holds the kind, proof, cap, or date and author.

A further entry belongs to a path into the pack; what is no text is JSON and says so under `more`."""
JSON = "json"
YES, NO = Word("yes", "ja"), Word("no", "nein")
RATED, OPTIONAL = Word("rated", "bewertet"), Word("optional", "optional")


def key_of(said: str, words: dict[str, Word]) -> str | None:
    """The key whose word this is in either language, or None."""
    wanted = folded(said)
    return next((key for key, word in words.items() if wanted in (folded(word.en), folded(word.de))), None)


def sheet_of(header: Sequence[str]) -> tuple[Sheet, dict[str, int]] | None:
    """Which of our tables has this heading, with the place of each column; None for any other table.

    A table of areas or levels is ours by its short names, or where all its columns are: a matrix of somebody
    else may well have a column for the owner. The scale counts as any table does, the matrix is found by its
    content.
    """
    if len(header) > 1 and key_of(header[0], {"area": AREA}) and key_of(header[1], {"strong": STRONG}):
        return Sheet.BY_RATING, {}
    for sheet, columns in COLUMNS.items():
        places = {key: at for at, said in enumerate(header) if (key := key_of(said, columns)) is not None}
        first = next(iter(columns))
        if sheet is Sheet.SCALE or places.get(first) != 0 or len(places) == 1:
            continue
        if sheet not in (Sheet.AREAS, Sheet.LEVELS) or "short" in places or len(places) == len(header):
            return sheet, places
    return None
