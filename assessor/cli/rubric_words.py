"""The headings of `assessor rubric show`, in the language that was asked for."""

from typing import Final

ENGLISH: Final = {
    "scale": "Scale", "na": "N/A: does not apply at this level; left out of every aggregate", "or": "or",
    "levels": "Career levels", "decides": "decides", "adds": "adds",
    "areas": "Skill areas", "optional": "optional, not rated; switch on as {id}", "red_lines": "Red lines",
    "cap": "cap", "reading": "How evidence is read", "growth": "Growth signals", "warning": "Warning signs",
    "sign_off": "Needs a person's sign-off", "evidence": "Sorts of evidence", "owner": "owner",
    "authored": "name and content are ours", "why": "Why it matters", "indicators": "Indicators",
    "target": "target", "strong": "Strong behaviour", "interview": "Interview", "proof": "Proof",
    "probe": "Probe", "artefact": "To show", "found_in": "Usually found in",
    "coaching": "Coaching, apart from any rating", "audience": "For", "rater": "Before a rating is settled",
    "prompts": "For one-to-one talks, apart from any rating", "resources": "Ways to learn",
    "goal": "Goal of development", "session": "On the table in a calibration session",
    "peers": "To ask other departments", "workflow": "To answer once for each workflow",
    "contrast": "The same work, two ratings", "fields": "Noted with every piece of evidence",
    "outbound": "Who reviews text drafted with AI",
    "rules": "Absolute rules: {count} to set before the first use, about {topics}; proposals",
    "kit": "Interview starter kit", "questions": "questions each", "glossary": "Words in evidence",
    "usual": "usual: {ratings}, as a profile and no gate.", "at_least": "at least", "at_most": "at most",
    "between": "", "to": "to", "period": "period", "segment": "segment", "source": "source",
    "percent": "percent", "currency": "currency", "accounts": "accounts", "people": "people", "days": "days",
    "quality": "quality", "speed": "speed", "risk": "risk",
    "no_scale": "A role profile: it has no scale and rates nobody.", "mission": "Mission",
    "ramp": "What should be seen when", "seen_in": "Seen in", "measured": "Measured by",
    "must": "Must have", "nice": "Nice to have", "principles": "Principles",
    "traits": "Traits of the source, with conduct that can be observed",
    "covers": "Covers {covered} of {areas} areas of {rubric}", "not_asked": "not asked for by this role",
}  # fmt: skip
GERMAN: Final = {
    "scale": "Skala", "na": "N/A: gilt auf dieser Stufe nicht; zählt in keiner Zusammenfassung", "or": "oder",
    "levels": "Karrierestufen", "decides": "entscheidet", "adds": "trägt bei",
    "areas": "Kompetenzbereiche", "optional": "wahlweise, nicht bewertet; einschalten als {id}",
    "red_lines": "Rote Linien", "cap": "Deckel", "reading": "Wie Belege gelesen werden",
    "growth": "Zeichen von Wachstum", "warning": "Warnzeichen",
    "sign_off": "Braucht die Freigabe eines Menschen", "evidence": "Belegarten",
    "owner": "verantwortlich", "authored": "Name und Inhalt sind von uns", "why": "Warum es zählt",
    "indicators": "Indikatoren", "target": "Zielwert", "strong": "Starkes Verhalten",
    "interview": "Interview", "proof": "Nachweis", "probe": "Prüffrage", "artefact": "Zum Zeigen",
    "found_in": "Meist zu finden in", "coaching": "Coaching, getrennt von jeder Bewertung",
    "audience": "Für", "rater": "Bevor eine Bewertung feststeht",
    "prompts": "Für Gespräche zu zweit, getrennt von jeder Bewertung", "resources": "Lernwege",
    "goal": "Entwicklungsziel", "session": "Grundlagen einer Kalibrierung",
    "peers": "Fragen an andere Abteilungen", "workflow": "Einmal je Workflow zu beantworten",
    "contrast": "Dieselbe Arbeit, zwei Bewertungen", "fields": "Wird zu jedem Beleg vermerkt",
    "outbound": "Wer mit KI entworfene Texte prüft",
    "rules": "Absolute Regeln: {count} vor der ersten Nutzung festzulegen, zu {topics}; Vorschläge",
    "kit": "Interview-Startpaket", "questions": "Fragen je Bereich", "glossary": "Wörter in Belegen",
    "usual": "üblich: {ratings}, als Profil und keine Schwelle.", "at_least": "mindestens",
    "at_most": "höchstens", "between": "", "to": "bis", "period": "Zeitraum", "segment": "Segment",
    "source": "Quelle", "percent": "Prozent", "currency": "Währung", "accounts": "Accounts",
    "people": "Personen", "days": "Tage", "quality": "Qualität", "speed": "Tempo", "risk": "Risiko",
    "no_scale": "Ein Rollenprofil: Es hat keine Skala, und niemand wird danach bewertet.",
    "mission": "Auftrag", "ramp": "Was wann zu sehen sein soll", "seen_in": "Zu sehen in",
    "measured": "Gemessen an", "must": "Muss", "nice": "Wünschenswert", "principles": "Grundsätze",
    "traits": "Eigenschaften der Quelle, mit beobachtbarem Verhalten",
    "covers": "Deckt {covered} von {areas} Bereichen von {rubric} ab",
    "not_asked": "von dieser Rolle nicht verlangt",
}  # fmt: skip


def words_in(lang: str | None) -> dict[str, str]:
    """Headings in German where German was asked for, else in English."""
    return GERMAN if lang == "de" else ENGLISH
