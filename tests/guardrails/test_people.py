"""Names announced by their place. Every row: language, text, the name as it stands in the text."""

import pytest

from assessor.domain.artefact import Subject
from assessor.domain.text import Language
from assessor.guardrails.recognizers.names import is_plausible
from assessor.guardrails.recognizers.people import find_people

from .conftest import Redact
from .submissions import covering, placed_values

MUST_CATCH: tuple[tuple[Language, str, str], ...] = (
    # Titles
    ("de", "Gestern sprach ich mit Herrn Petersen über die Nutzung.", "Petersen"),
    ("de", "Frau Dr. Özdemir-Klein leitet das Projekt.", "Özdemir-Klein"),
    ("de", "Rückfragen bitte an Hr. Wiśniewski.", "Wiśniewski"),
    ("de", "Die Frage kam von Prof. Dr. Anke Lübbe.", "Anke Lübbe"),
    ("de", "Frau Müllers Einwand steht im Protokoll.", "Müllers"),
    ("de", "Herr Ludwig van der Aa hat zugesagt.", "Ludwig van der Aa"),
    ("en", "We agreed with Ms. O'Connor that the pilot starts in May.", "O'Connor"),
    ("en", "Dr Priya Natarajan asked for the adoption figures.", "Priya Natarajan"),
    ("en", "I met Mr. Jean-Luc Moreau on site.", "Jean-Luc Moreau"),
    # Greetings
    ("de", "Hallo Katrin,\nhier die Zahlen.", "Katrin"),
    ("de", "Sehr geehrte Frau von der Heide,\nvielen Dank.", "von der Heide"),
    ("de", "Sehr geehrter Herr Müller-Lüdenscheidt,\nanbei das Protokoll.", "Müller-Lüdenscheidt"),
    ("de", "Liebe Ayşe,\ndanke für den Termin.", "Ayşe"),
    ("de", "Liebe Anna, lieber Tom,\nanbei die Folien.", "Tom"),
    ("de", "Moin Jörg!\nKurze Frage zum Rollout.", "Jörg"),
    ("de", "Guten Morgen Frau Weiß,\nkurz zur Lage.", "Weiß"),
    ("de", "Hallo Björn und Silke,\nanbei die Agenda.", "Silke"),
    ("en", "Hi Tom,\nthanks for the call.", "Tom"),
    ("en", "Dear Ms Baker,\nplease find the plan.", "Baker"),
    ("en", "Hello Siobhán and Wei,\nhere is the deck.", "Wei"),
    ("en", "> Hi Marta,\n> see below.", "Marta"),
    ("en", "HI TOM,\nTHE EXPORT IS DOWN.", "TOM"),
    # Sign-offs
    ("de", "Bis Montag.\n\nViele Grüße\nKatrin Sommer", "Katrin Sommer"),
    ("de", "Das wäre es.\n\nMit freundlichen Grüßen\n\ni. A. Jörg Weiß", "Jörg Weiß"),
    ("de", "Danke und Gruß\nBärbel", "Bärbel"),
    ("de", "LG Sanne", "Sanne"),
    ("en", "See you then.\n\nBest regards,\nTom Baker\nCustomer Success Manager", "Tom Baker"),
    ("en", "That is all.\nCheers, Nia", "Nia"),
    ("en", "Thanks,\n\nRuth Okonkwo", "Ruth Okonkwo"),
    # Mail headers
    ("en", "From: Baker, Tom <t.b@mail.example>\nTo: the list", "Baker, Tom"),
    ("en", "To: Ana Lopes <a@mail.example>; Ben Fuchs <b@mail.example>", "Ben Fuchs"),
    ("en", "Cc: Ruth Okonkwo, Tom Baker", "Ruth Okonkwo"),
    ("de", "Von: Sommer, Katrin <k@mail.example>\nAn: Team", "Sommer, Katrin"),
    ("de", "**Von:** Jörg Weiß <j@mail.example>", "Jörg Weiß"),
    ("de", 'An: "Lübbe, Anke" <a@mail.example>', "Lübbe, Anke"),
    # History lines
    ("en", "On Mon, 3 Mar 2026 at 10:12, Tom Baker <t@mail.example> wrote:", "Tom Baker"),
    ("de", "Am 3. März 2026 um 10:12 schrieb Katrin Sommer:", "Katrin Sommer"),
    ("de", "Am 03.03.26 10:12 schrieb Jörg Weiß <j@mail.example>:", "Jörg Weiß"),
    # Role labels and mentions
    ("en", "Owner: Tom Baker", "Tom Baker"),
    ("en", "Attendees: Tom Baker, Ruth Okonkwo", "Ruth Okonkwo"),
    ("en", "Prepared by: Ana Lopes, 3 May", "Ana Lopes"),
    ("de", "Ansprechpartnerin: Katrin Sommer", "Katrin Sommer"),
    ("de", "Teilnehmer: Jörg Weiß; Anke Lübbe", "Anke Lübbe"),
    ("de", "Verfasst von: Bärbel Schön", "Bärbel Schön"),
    ("en", "Follow up with @tom.baker on Friday.", "tom.baker"),
    ("de", "@Katrin bitte prüfen", "Katrin"),
)  # fmt: skip

NEAR_MISSES: tuple[tuple[Language, str], ...] = (
    ("de", "Hallo Team,\nanbei die Zahlen."),
    ("de", "Hallo zusammen,\nanbei die Zahlen."),
    ("de", "Sehr geehrte Damen und Herren,\nanbei das Protokoll."),
    ("de", "Liebe Kolleginnen und Kollegen,\nwir starten am Montag."),
    ("de", "Mit freundlichen Grüßen"),
    ("de", "Viele Grüße aus Köln"),
    ("de", "Der Termin liegt im Sommer, spätestens im September."),
    ("de", "Nächster Termin: Montag, 12. Mai"),
    ("de", "Der Economic Buyer fehlt, der Next Step ist offen."),
    ("de", "Ansprechpartner: noch offen"),
    ("de", "Verantwortlich: Customer Success"),
    ("de", "| Name | Rolle | Status |\n|---|---|---|"),
    ("de", "## Nächste Schritte\n\n### Risiken"),
    ("de", "Herr der Lage war niemand, aber der Rollout lief."),
    ("en", "Hi team,\nhere are the numbers."),
    ("en", "Hello everyone,\nhere are the numbers."),
    ("en", "Dear Customer,\nplease find the plan."),
    ("en", "Dear Customer Success Team,\nplease find the plan."),
    ("en", "Best regards"),
    ("en", "Best regards,\nCustomer Success Team"),
    ("en", "The Economic Buyer is not engaged and the Next Step is open."),
    ("en", "Health Score: 61, Renewal Date: 30 September"),
    ("en", "Owner: Customer Success Manager"),
    ("en", "Champion: unknown"),
    ("en", "Thanks for the quick answer."),
    ("en", "Next meeting: Monday, 12 May"),
    ("en", "# Quarterly Business Review\n\n## Action Items"),
    ("en", "| Skill Area | Rating |\n|---|---|"),
    ("en", "On Monday, Customer Success wrote: nothing new."),
)


@pytest.mark.parametrize(("lang", "text", "name"), MUST_CATCH)
def test_every_character_of_an_announced_name_is_removed(
    redact: Redact, lang: Language, text: str, name: str
) -> None:
    (artefact,) = redact(text, lang=lang)
    span = covering(text, artefact, name)
    assert span is not None, [text[one.start : one.end] for one in artefact.spans]
    assert span.type == "PERSON"


@pytest.mark.parametrize(("lang", "text"), NEAR_MISSES)
def test_words_of_the_trade_are_no_people(redact: Redact, lang: Language, text: str) -> None:
    (artefact,) = redact(text, lang=lang)
    assert placed_values(text, artefact, "PERSON") == []


@pytest.mark.parametrize("text", ["Hallo Katrin,", "Dear Dr. Baker,", "Frau Weiß sagt"])
def test_title_and_greeting_stay_readable(text: str) -> None:
    for span in find_people(text):
        assert not text[span.start : span.end].startswith(("Hallo", "Dear", "Dr", "Frau"))


@pytest.mark.parametrize("word", ["Montag", "March", "Q3", "Renewal", "Economic Buyer", "Team", ""])
def test_field_words_are_not_plausible_names(word: str) -> None:
    assert not is_plausible(word)


SUBJECT = Subject(names=("Katrin Sommer",), emails=("k.sommer@nordwind.example",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("katrin sommer hat das Risiko früh gesehen.", "katrin sommer"),
        ("KATRIN SOMMER übernahm den Anruf.", "KATRIN SOMMER"),
        ("Im CRM steht: Sommer, Katrin", "Sommer, Katrin"),
        ("Das war Katrins Idee.", "Katrins"),
        ("Katrin Sommers Vorschlag kam an.", "Katrin Sommers"),
        ("Der Sommer-Termin ist fix.", "Sommer"),
        ("Nachricht an K.SOMMER@nordwind.example gesendet.", "K.SOMMER@nordwind.example"),
    ],
)
def test_the_assessee_is_found_in_any_writing(redact: Redact, text: str, name: str) -> None:
    (artefact,) = redact(text, lang="de", subject=SUBJECT)
    assert covering(text, artefact, name) is not None


@pytest.mark.parametrize("text", ["der Baker hat zugesagt", "the Baker account", "Am Baker lag es nicht"])
def test_a_name_that_is_no_season_is_found_after_an_article(redact: Redact, text: str) -> None:
    (artefact,) = redact(text, lang="de", subject=Subject(names=("Tom Baker",)))
    assert covering(text, artefact, "Baker") is not None


def test_a_season_in_a_compound_is_the_name(redact: Redact) -> None:
    text = "Im Sommer-Termin ging es um die Nutzung."
    (artefact,) = redact(text, lang="de", subject=SUBJECT)
    assert covering(text, artefact, "Sommer") is not None


@pytest.mark.parametrize(
    "text", ["Der Go-live ist im Sommer.", "Nach dem Sommer geht es weiter.", "in diesem Sommer"]
)
def test_a_season_is_not_the_assessee(redact: Redact, text: str) -> None:
    (artefact,) = redact(text, lang="de", subject=SUBJECT)
    assert artefact.spans == ()


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("Sommers Analyse fand das Loch im Trichter.", "Sommers"),
        ("Der Sommer-Termin wurde verschoben.", "Sommer"),
        ("SOMMER hat zugesagt.", "SOMMER"),
        ("Geprüft hat es K. Sommer am Montag.", "K. Sommer"),
        ("Der Vorschlag von Katrin überzeugte.", "Katrin"),
    ],
)
def test_a_name_announced_in_one_artefact_is_found_in_another(redact: Redact, other: str, name: str) -> None:
    first, second = redact("Hallo Katrin Sommer,\nanbei die Folien.", other, lang="de")
    assert first.text is not None
    assert covering(other, second, name) is not None
