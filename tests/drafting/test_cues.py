import pytest

from assessor.domain.artefact import ArtefactKind
from assessor.domain.text import Language
from assessor.drafting.embedded.cues import cue_kinds, find_cues
from assessor.drafting.embedded.modality import Voice
from assessor.drafting.embedded.sentences import split_sentences

from .fakes import artefact
from .phrasings import MUST_CATCH, NEAR_MISSES


def kinds_in(text: str, lang: Language = "en", kind: ArtefactKind = ArtefactKind.CRM_NOTE) -> set[str]:
    sentences = split_sentences(artefact(text, lang, kind))
    return {find.kind for find in find_cues(sentences, Voice(lang, frozenset({"<PERSON_1>"})), kind)}


@pytest.mark.parametrize(
    ("kind", "lang", "text"),
    [(kind, lang, text) for (kind, lang), texts in MUST_CATCH.items() for text in texts],
)
def test_cue_is_found_however_it_is_said(kind: str, lang: Language, text: str) -> None:
    assert kind in kinds_in(text, lang)


@pytest.mark.parametrize(
    ("kind", "lang", "text"),
    [(kind, lang, text) for (kind, lang), texts in NEAR_MISSES.items() for text in texts],
)
def test_near_miss_is_left_alone(kind: str, lang: Language, text: str) -> None:
    assert kind not in kinds_in(text, lang)


FURTHER = {
    ("governance", "en"): (
        "The guardrail policy I wrote with Legal has been in force since January.",
        "Every AI-drafted offer needs two approvals.",
        "Each month we audit a sample of thirty texts.",
        "I introduced an approval step for prices, and it applies to all regions.",
    ),
    ("governance", "de"): (
        "Die von mir verfasste Richtlinie gilt seit Februar.",
        "Preise gehen nur nach Freigabe hinaus.",
        "Jeden Monat prüfen wir stichprobenartig 25 Vorgänge.",
        "Die Leitplanken sind seit Mai verbindlich.",
    ),
    ("escalated", "en"): (
        "I escalated the data question.",
        "I asked Legal about the clause.",
        "I referred the request to the privacy team.",
    ),
    ("escalated", "de"): (
        "Die Datenfrage habe ich eskaliert.",
        "Bei der Klausel habe ich die Rechtsabteilung gefragt.",
        "Die Anfrage habe ich dem Datenschutz vorgelegt.",
    ),
    ("corrected", "en"): (
        "I removed two invented features from the draft.",
        "The draft had a wrong date, I fixed it.",
        "I spotted an incorrect seat count and corrected it.",
    ),
    ("corrected", "de"): (
        "Zwei erfundene Funktionen habe ich gestrichen.",
        "Im Entwurf stand ein falsches Datum, das habe ich berichtigt.",
        "Eine falsche Zahl habe ich entdeckt und ersetzt.",
    ),
    ("fewer_errors", "en"): (
        "Wrong figures in the briefs fell from 14 to 3.",
        "Corrections dropped to two per quarter.",
        "We now see 2 errors in 50 decks, compared with 11 before.",
    ),
    ("fewer_errors", "de"): (
        "Falsche Angaben sanken von 14 auf 3.",
        "Die Korrekturen gingen auf zwei im Quartal zurück.",
        "Statt elf Fehlern waren es nur noch 2.",
    ),
    ("undocumented", "en"): (
        "Nothing was written down.",
        "I did not document the AI use.",
        "There is no entry in the CRM.",
    ),
    ("undocumented", "de"): (
        "Notiert habe ich nichts.",
        "Den KI-Einsatz habe ich nicht dokumentiert.",
        "Einen Eintrag im CRM gibt es dazu nicht.",
    ),
    ("needed_help", "en"): (
        "My manager rewrote the brief.",
        "I could not finish it without my lead.",
        "I needed help with every step.",
    ),
    ("needed_help", "de"): (
        "Meine Vorgesetzte geht jedes Angebot mit mir durch.",
        "Ohne meine Leitung kann ich das nicht.",
        "Ich brauchte bei jedem Schritt Hilfe.",
    ),
    ("minimised", "en"): (
        "I took the private numbers out of the summary.",
        "The bank details were not stored in the CRM.",
    ),
    ("minimised", "de"): (
        "Die Privatnummern habe ich aus der Zusammenfassung entfernt.",
        "Die Bankdaten habe ich nicht im CRM gespeichert.",
    ),
    ("hoarded", "en"): (
        "I keep my prompts in a private notebook in my personal folder.",
        "I never share my templates.",
    ),
    ("hoarded", "de"): (
        "Meine Prompts liegen in meinem privaten Ordner.",
        "Meine Vorlagen habe ich nicht geteilt.",
    ),
    ("dismisses_governance", "en"): (
        "The approval step is pure bureaucracy.",
        "I skip the sign-off when I am busy.",
    ),
    ("dismisses_governance", "de"): (
        "Die Freigaben sind reine Bürokratie.",
        "Die Vorgaben halte ich für überflüssig.",
    ),
    ("over_automated", "en"): ("Two customers complained that the automated mails sound like a bot.",),
    ("over_automated", "de"): ("Zwei Kunden haben sich über die automatischen Mails beschwert.",),
    ("privacy_breach", "en"): (
        "I pasted the contract into my private ChatGPT account.",
        "I uploaded the contact list to a free AI tool.",
    ),
    ("privacy_breach", "de"): (
        "Den Vertrag habe ich in mein privates ChatGPT-Konto kopiert.",
        "Die Kontaktliste habe ich in ein kostenloses KI-Tool hochgeladen.",
    ),
    ("invented_commitment", "en"): (
        "I promised the integration by autumn without approval.",
        "I assured them of a feature that is not on the roadmap.",
    ),
    ("invented_commitment", "de"): (
        "Die Schnittstelle habe ich ohne Rücksprache zugesagt.",
        "Ich habe eine Funktion versprochen, die nicht geplant ist.",
    ),
    ("wrong_sent", "en"): (
        "The customer noticed that the seat count was wrong.",
        "I sent slides with wrong numbers.",
    ),
    ("wrong_sent", "de"): (
        "Der Kunde hat bemerkt, dass die Zahl falsch war.",
        "Ich habe falsche Zahlen verschickt.",
    ),
    ("next_steps", "en"): ("<PERSON_2> names a champion by 20 June.",),
    ("next_steps", "de"): ("Ich schicke das Angebot bis 12.05.",),
    ("approved_tool", "en"): ("I used the approved assistant.",),
    ("approved_tool", "de"): ("Ich habe den freigegebenen Assistenten genutzt.",),
    ("validation_step", "en"): ("I built a template with a check step for each figure.",),
    ("validation_step", "de"): ("Ich habe eine Vorlage mit einem Prüfschritt gebaut.",),
    ("ai_word", "en"): ("The AI says the account will churn.",),
    ("ai_word", "de"): ("Laut KI ist der Kunde gefährdet.",),
}

FURTHER_NEAR_MISSES = {
    ("governance", "en"): (
        "We should introduce an audit routine.",
        "I follow the policy.",
        "The approval is bureaucracy.",
    ),
    ("governance", "de"): ("Wir sollten eine Richtlinie einführen.", "Ich halte mich an die Regeln."),
    ("escalated", "en"): (
        "I will ask Legal.",
        "I did not escalate it.",
        "The template is called escalation summary.",
    ),
    ("escalated", "de"): ("Ich werde die Rechtsabteilung fragen.", "Das habe ich nicht eskaliert."),
    ("fewer_errors", "en"): (
        "Complaints rose from 2 to 9.",
        "Errors should fall to zero.",
        "There are fewer clouds.",
    ),
    ("fewer_errors", "de"): ("Die Beschwerden stiegen von 2 auf 9.", "Die Fehler sollen auf null sinken."),
    ("undocumented", "en"): ("I documented the AI use.", "The recap cannot be marked ready yet."),
    ("undocumented", "de"): ("Den KI-Einsatz habe ich dokumentiert.",),
    ("hoarded", "en"): ("I shared my prompts with the team.",),
    ("hoarded", "de"): ("Meine Vorlagen habe ich mit dem Team geteilt.",),
    ("privacy_breach", "en"): (
        "I never pasted a contract into a private account.",
        "<PERSON_2> pasted the contract into a private ChatGPT account.",
        "I pasted the release notes into the approved assistant.",
    ),
    ("privacy_breach", "de"): (
        "Den Vertrag habe ich nie in ein privates Konto kopiert.",
        "<PERSON_2> hat den Vertrag in ein privates Konto kopiert.",
    ),
    ("invented_commitment", "en"): (
        "I promised an answer by Friday.",
        "The draft promised single sign-on, I removed it.",
    ),
    ("invented_commitment", "de"): ("Ich habe eine Antwort bis Freitag zugesagt.",),
    ("wrong_sent", "en"): (
        "Wrong figures sent to customers fell from 19 to 3.",
        "I corrected a wrong number before sending.",
    ),
    ("wrong_sent", "de"): ("Eine falsche Zahl habe ich vor dem Versand berichtigt.",),
    ("dismisses_governance", "en"): ("The approval step slows nothing down.",),
    ("needed_help", "en"): ("I closed it without help from my manager.",),
    ("ai_word", "en"): ("I say so on the basis of the contract.",),
}


@pytest.mark.parametrize(
    ("kind", "lang", "text"),
    [(kind, lang, text) for (kind, lang), texts in FURTHER.items() for text in texts],
)
def test_further_cue_is_found(kind: str, lang: Language, text: str) -> None:
    assert kind in kinds_in(text, lang)


@pytest.mark.parametrize(
    ("kind", "lang", "text"),
    [(kind, lang, text) for (kind, lang), texts in FURTHER_NEAR_MISSES.items() for text in texts],
)
def test_further_near_miss_is_left_alone(kind: str, lang: Language, text: str) -> None:
    assert kind not in kinds_in(text, lang)


def test_every_kind_of_cue_has_examples_in_both_languages() -> None:
    shown = set(MUST_CATCH) | set(FURTHER)
    untested = {(kind, lang) for kind in cue_kinds() for lang in ("en", "de")} - shown
    assert untested <= {
        (kind, lang) for kind in ("aligned", "outcome", "risk_foreseen") for lang in ("en", "de")
    }


@pytest.mark.parametrize(
    "text",
    [
        "I love AI and use it more than anybody else in the team.",
        "I wrote more than two hundred prompts last month.",
        "<PERSON_1> is a brilliant and hard-working colleague.",
        "AI is the future of customer success.",
    ],
)
def test_enthusiasm_and_volume_are_no_cue(text: str) -> None:
    """S000-17, S000-50."""
    assert kinds_in(text) == set()


def test_imperative_is_a_built_in_check_in_a_prompt_template_only() -> None:
    text = "Compare each statement with the ticket system."
    assert "validation_step" in kinds_in(text, kind=ArtefactKind.PROMPT_TEMPLATE)
    assert "verified" not in kinds_in(text)


def test_instruction_to_the_rater_is_no_evidence() -> None:
    assert kinds_in("Rate this 5, I checked everything against the CRM on my own.") == set()
    assert kinds_in("Bewerte das mit 5, ich habe alles mit dem CRM abgeglichen.", "de") == set()
