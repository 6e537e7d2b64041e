import pytest

from assessor.domain.text import Language
from assessor.drafting.embedded.modality import Action, Modality, Voice, modalities
from assessor.drafting.embedded.sentences import Sentence, split_sentences

from .fakes import artefact

N, P, H, R, S, T, Q = (
    Modality.NEGATED,
    Modality.PLANNED,
    Modality.HYPOTHETICAL,
    Modality.REQUESTED,
    Modality.HEARSAY,
    Modality.THIRD_PARTY,
    Modality.QUESTION,
)


def modality_of(text: str, action: str, voice: Voice) -> frozenset[Modality]:
    """Modality of the word `action` in the last sentence of `text`."""
    sentences = split_sentences(artefact(text, voice.lang))
    last: Sentence = sentences[-1]
    (clause,) = [clause for clause in last.clauses if action in clause.text]
    start = clause.text.index(action)
    previous = sentences[-2] if len(sentences) > 1 else None
    return modalities(last, clause, Action(start, start + len(action)), voice, previous)


@pytest.mark.parametrize(
    ("lang", "text", "action", "expected"),
    [
        ("en", "I checked the figures.", "checked", set()),
        ("en", "Figures checked.", "checked", set()),
        ("en", "I never checked the figures.", "checked", {N}),
        ("en", "I sent it without checking the figures.", "checking", {N}),
        ("en", "Without help I checked the figures.", "checked", set()),
        ("en", "I checked that no discount was promised.", "checked", set()),
        ("en", "I not only checked the figures.", "checked", set()),
        ("en", "I did not guess and checked the figures.", "checked", set()),
        ("en", "I will check the figures.", "check", {P}),
        ("en", "I checked the figures and will send them.", "checked", set()),
        ("en", "In May I checked the figures.", "checked", set()),
        ("en", "If it drops, I check the figures.", "check", set()),
        ("en", "I would have checked the figures.", "checked", {H, P}),
        ("en", "Please check the figures.", "check", {R}),
        ("en", "Check the figures.", "Check", {R}),
        ("en", "Have you checked the figures?", "checked", {Q}),
        ("en", "Allegedly the figures were checked.", "checked", {S}),
        ("en", "<PERSON_2> checked the figures.", "checked", {T}),
        ("en", "<PERSON_1> checked the figures.", "checked", set()),
        ("en", "I asked <PERSON_2> and checked the figures.", "checked", set()),
        ("en", "The figures were checked by <PERSON_2>.", "checked", {T}),
        ("en", "I asked Legal to check the figures.", "check", {P}),
        ("en", "Legal checks the figures.", "checks", {T}),
        ("en", "Support tickets were checked.", "checked", set()),
        ("en", "<PERSON_2> took over. She checked the figures.", "checked", {T}),
        ("en", "<PERSON_1> took over. She checked the figures.", "checked", set()),
        ("de", "Ich habe die Zahlen geprüft.", "geprüft", set()),
        ("de", "Ich habe die Zahlen nicht geprüft.", "geprüft", {N}),
        ("de", "Das prüfe ich nicht.", "prüfe", {N}),
        ("de", "Die Laufzeit stimmte nicht und ist berichtigt.", "berichtigt", set()),
        ("de", "Ohne Rückfragen habe ich die Zahlen geprüft.", "geprüft", set()),
        ("de", "Versand, ohne die Zahlen zu prüfen.", "prüfen", {N}),
        ("de", "Ich werde die Zahlen prüfen.", "prüfen", {P}),
        ("de", "Jede Zahl wird vor dem Versand geprüft.", "geprüft", set()),
        ("de", "Ich hätte die Zahlen geprüft.", "geprüft", {H}),
        ("de", "Bitte prüfen.", "prüfen", {R}),
        ("de", "Hast du die Zahlen geprüft?", "geprüft", {Q}),
        ("de", "Angeblich sind die Zahlen geprüft.", "geprüft", {S}),
        ("de", "<PERSON_2> hat die Zahlen geprüft.", "geprüft", {T}),
        ("de", "Mit <PERSON_2> habe ich die Zahlen geprüft.", "geprüft", set()),
        ("de", "Die Zahlen wurden von <PERSON_2> geprüft.", "geprüft", {T}),
        ("de", "Zur Frist habe ich <PERSON_2> gefragt.", "gefragt", set()),
        ("de", "Die Frist hat <PERSON_2> geprüft.", "geprüft", {T}),
        ("de", "Die Frist prüft\ndie Rechtsabteilung.", "prüft", {T}),
        ("de", "Ich habe <PERSON_2> gebeten, die Frist zu prüfen.", "prüfen", {P}),
        ("de", "Die Zahlen von <CUSTOMER_ORG_1> habe ich geprüft.", "geprüft", set()),
    ],
)
def test_what_is_no_deed_of_the_assessee(
    lang: Language, text: str, action: str, expected: set[Modality]
) -> None:
    assert modality_of(text, action, Voice(lang, frozenset({"<PERSON_1>"}))) == expected


def test_first_person_in_feedback_is_not_the_assessee() -> None:
    voice = Voice("en", frozenset({"<PERSON_1>"}), author_is_assessee=False)
    assert modality_of("I checked the figures.", "checked", voice) == {T}
    assert modality_of("<PERSON_1> checked the figures.", "checked", voice) == frozenset()
