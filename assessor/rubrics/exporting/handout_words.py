"""Export: the fixed words of handouts, in both languages."""

from assessor.rubrics.tabular.layout import Word

WORDS: dict[str, Word] = {
    "for_leader": Word("Guide for leaders", "Leitfaden für Führungskräfte"),
    "for_csm": Word("Guide for CSMs", "Leitfaden für CSMs"),
    "contents": Word("Contents", "Inhalt"),
    "skip": Word("To the content", "Zum Inhalt"),
    "version": Word("Version", "Version"),
    "of": Word("of", "vom"),
    "owner": Word("Owner", "Verantwortlich"),
    "how": Word("How to use it", "So wird damit gearbeitet"),
    "scale": Word("The scale", "Die Skala"),
    "rating": Word("Rating", "Bewertung"),
    "definition": Word("What it means", "Was sie bedeutet"),
    "typical": Word("What it looks like", "Woran man sie erkennt"),
    "not_applicable": Word(
        "N/A: does not apply at this career level and is left out of every summary.",
        "N/A: auf dieser Stufe nicht anwendbar, bleibt in jeder Auswertung außen vor.",
    ),
    "between": Word("Between two ratings", "Zwischen zwei Bewertungen"),
    "levels": Word("Career levels", "Karrierestufen"),
    "level": Word("Career level", "Karrierestufe"),
    "owns": Word("Owns", "Verantwortet"),
    "decides": Word("Decides", "Entscheidet"),
    "contributes": Word("Contributes", "Trägt bei"),
    "usual": Word("Usual ratings, no gate", "Übliche Bewertungen, keine Hürde"),
    "areas": Word("Skill areas", "Kompetenzbereiche"),
    "goal": Word("Goal", "Ziel"),
    "reason": Word("Why it matters", "Warum es zählt"),
    "strong": Word("Strong behaviour", "Starkes Verhalten"),
    "targets": Word(
        "Targets, read by people, set no rating", "Zielwerte: für Menschen, setzen keine Bewertung"
    ),
    "indicators": Word("What moves when it is done well", "Was sich bewegt, wenn es gut gelingt"),
    "questions": Word(
        "Questions and the proof a good answer brings", "Fragen und der Beleg einer guten Antwort"
    ),
    "coaching": Word("For coaching, apart from any rating", "Für das Coaching, getrennt von jeder Bewertung"),
    "evidence": Word("What counts as evidence", "Was als Beleg zählt"),
    "red_lines": Word("Red lines", "Rote Linien"),
    "cap": Word("caps the area at", "begrenzt den Bereich auf"),
    "growth": Word("Growth signals", "Wachstumssignale"),
    "warning": Word("Warning signs", "Warnzeichen"),
    "sign_off": Word("Always needs a person's approval", "Braucht immer die Freigabe eines Menschen"),
    "reading": Word("How evidence is read", "Wie Belege gelesen werden"),
    "own_view": Word("My own view", "Meine eigene Einschätzung"),
    "my_evidence": Word(
        "My evidence (at least {min}, each with its date)", "Meine Belege (mindestens {min}, je mit Datum)"
    ),
    "my_next": Word("What I want to show next", "Was ich als Nächstes zeigen will"),
    "optional": Word("optional, not rated", "optional, nicht bewertet"),
    "at_least": Word("at least", "mindestens"),
    "at_most": Word("at most", "höchstens"),
    "to": Word("to", "bis"),
    "percent": Word("percent", "Prozent"),
    "currency": Word("in contract currency", "in Vertragswährung"),
    "accounts": Word("accounts", "Accounts"),
    "people": Word("people", "Personen"),
    "days": Word("days", "Tage"),
}
"""Single words and lines, by key."""
HOW: dict[str, tuple[Word, ...]] = {
    "leader": (
        Word(
            "Rate what others can see in the evidence, never enthusiasm, activity or how often a tool is "
            "used.",
            "Bewertet wird, was an Belegen zu sehen ist, nie Begeisterung, Betriebsamkeit oder wie oft ein "
            "Werkzeug benutzt wird.",
        ),
        Word(
            "Commit your own rating before you look at a draft; confirm with a reason and a cited passage.",
            "Erst die eigene Bewertung festhalten, dann den Entwurf ansehen; bestätigen mit Grund und "
            "zitierter "
            "Stelle.",
        ),
        Word(
            "An area needs at least {min} artefacts of the last {months} months. Without them the answer is "
            "insufficient evidence, never a low rating.",
            "Ein Bereich braucht mindestens {min} Artefakte der letzten {months} Monate. Fehlen sie, "
            "lautet die "
            "Antwort unzureichende Belege, nie eine niedrige Bewertung.",
        ),
        Word(
            "Use it in 1:1s, onboarding, development plans and promotion talks, and for gaps of the "
            "whole team.",
            "Für 1:1-Gespräche, Einarbeitung, Entwicklungspläne, Gespräche über Beförderung und Lücken "
            "im Team.",
        ),
        Word(
            "Coach before you evaluate: nobody should hear of a gap for the first time in a review.",
            "Erst begleiten, dann bewerten: Von einer Lücke soll niemand erst im Jahresgespräch hören.",
        ),
    ),
    "csm": (
        Word(
            "This is what your work is rated by. Ask about anything that is unclear to you.",
            "Danach wird Ihre Arbeit bewertet. Fragen Sie nach, wo etwas unklar ist.",
        ),
        Word(
            "A person decides. A draft by the program is a proposal without any effect of its own.",
            "Ein Mensch entscheidet. Ein Entwurf des Programms ist ein Vorschlag ohne eigene Wirkung.",
        ),
        Word(
            "Collect evidence as you go: at least {min} artefacts for each area, none older than "
            "{months} months.",
            "Sammeln Sie Belege laufend: je Bereich mindestens {min} Artefakte, keines älter als "
            "{months} Monate.",
        ),
        Word(
            "Take out names and data of customers first; assessor redact FILE shows what would be removed.",
            "Nehmen Sie Namen und Daten von Kunden vorher heraus; assessor redact DATEI zeigt, was "
            "entfernt würde.",
        ),
        Word(
            "Missing evidence is never a low rating. Note your own view of each area and compare it in "
            "the talk.",
            "Fehlende Belege sind nie eine niedrige Bewertung. Notieren Sie Ihre eigene Sicht und "
            "vergleichen Sie "
            "sie im Gespräch.",
        ),
    ),
}
"""What a handout opens with, by its readers."""
