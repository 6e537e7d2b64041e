"""Short artefacts with the rating we would give, for tests only; never part of a gold set or a fit.

Each round was written blind, and the drafter's first result on it is kept here (exact ratings, then ratings
within one level; insufficient where a level was wanted counts against both). The patterns were then widened
with these texts in view, so later results on a round say nothing about unseen texts; `NEVER_TUNED` is the one
round that nothing was changed for.

BEFORE_TUNING   13 and 14 of 14, after a defect that voided every German cue was removed (9 of 14 with it)
SECOND_ROUND     3 and  5 of 12; six of the seven others came out as insufficient, one two levels off
THIRD_ROUND      2 and  4 of  8; the four others came out as insufficient
NEVER_TUNED      5 and  5 of  8; the three others came out as insufficient (one verb of `en-1-handover`, "wrote up",
                 slipped into a later pattern; its rating did not change)
"""

from dataclasses import dataclass

from assessor.domain.artefact import ArtefactKind
from assessor.domain.text import Language


@dataclass(frozen=True)
class Case:
    """An artefact's body and what a careful reader makes of it. `rating` null: insufficient evidence."""

    id: str
    lang: Language
    rating: int | None
    text: str
    kind: ArtefactKind = ArtefactKind.CRM_NOTE


BEFORE_TUNING = (
    Case(
        "en-1-copied",
        "en",
        1,
        "Renewal prep for <CUSTOMER_ORG_1>. I had no time to look into the numbers, so the adoption slide "
        "went out exactly as the chatbot wrote it. The customer noticed that the seat count was wrong and "
        "asked where it came from. I could not say. There is no entry about it in the CRM yet.",
    ),
    Case(
        "en-2-catches-errors",
        "en",
        2,
        "I used the approved assistant to write the follow-up mail for <CUSTOMER_ORG_1>. It named a "
        "report that does not exist in their plan, so I took the sentence out before sending. I was not "
        "certain about the notice period and asked <PERSON_2> in Legal. The mail is otherwise what the "
        "assistant suggested.",
        ArtefactKind.EMAIL,
    ),
    Case(
        "en-3-health",
        "en",
        3,
        "Health review <CUSTOMER_ORG_1>. The AI overview pointed to low adoption in the finance team. I "
        "pulled the login export and cross-checked it against the seats in the billing system: 31 of 60 "
        "seats were active in May. The overview had counted two test accounts, which I removed. The note "
        "records which parts came from the AI and what I changed. I prepared and ran the review without "
        "support from my lead. Follow-up: I send the enablement plan by 14.06., <PERSON_3> names a "
        "finance champion by 20.06.",
        ArtefactKind.HEALTH_REVIEW,
    ),
    Case(
        "en-4-standard",
        "en",
        4,
        "Since last summer our renewal briefs had repeated mistakes in contract dates. I wrote a shared "
        "brief template with required inputs and a step that matches every date with the contract record. "
        "I trained the mid-market group on it, and eight of nine account managers use it for each renewal "
        "now. In the monthly review we found 2 wrong dates in 50 briefs, compared with 13 before the "
        "change.",
        ArtefactKind.PLAYBOOK,
    ),
    Case(
        "en-5-governance",
        "en",
        5,
        "Review of the AI guardrails for Customer Success. The policy I wrote with Legal, RevOps and the "
        "works council has been in force since January in all three regions. Every AI-drafted text on "
        "prices needs two approvals, and each month we audit a sample of 30 items against the source "
        "systems. All 42 team members completed the training. Wrong figures sent to customers fell from "
        "19 in the fourth quarter to 3 in the second, and average preparation time stayed below two "
        "hours. Two tools were withdrawn after the March audit.",
        ArtefactKind.POST_MORTEM,
    ),
    Case(
        "en-none-enthusiasm",
        "en",
        None,
        "I love working with AI and I am probably the most active user in the team. Last month I wrote "
        "more than two hundred prompts, tried four new models and shared how excited I am in every "
        "stand-up. AI is the future of Customer Success and everyone should embrace it.",
        ArtefactKind.FEEDBACK,
    ),
    Case(
        "en-plans-only",
        "en",
        None,
        "Ideas for next quarter. I plan to build a template for renewal briefs and will check every "
        "figure against the CRM. I would like to coach the two new colleagues. We should introduce an "
        "audit routine and I intend to document my use of AI in each account from May onwards.",
        ArtefactKind.OTHER,
    ),
    Case(
        "en-hearsay-third-party",
        "en",
        None,
        "Short update on <CUSTOMER_ORG_1>. <PERSON_2> checked the usage figures against the product "
        "dashboard and apparently logged the result in the CRM. I heard that the renewals team already "
        "uses her template. The customer seems content. The next meeting is in two weeks in the usual "
        "room.",
    ),
    Case(
        "de-1-ungeprueft",
        "de",
        1,
        "QBR für <CUSTOMER_ORG_1>. Die Folien habe ich eins zu eins aus dem KI-Tool übernommen, zum "
        "Prüfen war keine Zeit. Im Termin stellte sich heraus, dass zwei Nutzungszahlen falsch waren. "
        "Woher die Werte kamen, konnte ich nicht erklären. Notiert habe ich dazu nichts.",
        ArtefactKind.QBR_NOTES,
    ),
    Case(
        "de-2-grundlagen",
        "de",
        2,
        "Die Gesprächsnotiz zu <CUSTOMER_ORG_1> hat der freigegebene Assistent entworfen. Einen falschen "
        "Modulnamen habe ich vor dem Versand korrigiert. Bei der Frage nach der Kündigungsfrist war ich "
        "unsicher und habe sie an <PERSON_2> aus der Rechtsabteilung weitergegeben. Den Rest habe ich "
        "übernommen, wie er war.",
    ),
    Case(
        "de-3-verlaengerung",
        "de",
        3,
        "Verlängerungsunterlage <CUSTOMER_ORG_1>. Den KI-Entwurf habe ich Zeile für Zeile gegen Vertrag "
        "und Rechnungssystem gehalten; die genannte Laufzeit stimmte nicht und ist berichtigt. Im CRM ist "
        "vermerkt, welche Teile aus der KI stammen und was ich geändert habe. Die Unterlage habe ich ohne "
        "Rückfragen fertiggestellt. Nächste Schritte: Angebot durch mich bis 12.05., Rückmeldung von "
        "<PERSON_2> bis 20.05.",
        ArtefactKind.RENEWAL_BRIEF,
    ),
    Case(
        "de-4-team",
        "de",
        4,
        "Rückblick auf unsere Health-Reviews. Ich habe einen gemeinsamen Ablauf aufgebaut, in dem jedes "
        "KI-Signal erst nach Abgleich mit Nutzungsdaten und Tickets gemeldet wird. Vier Kolleginnen habe "
        "ich daran geschult, inzwischen arbeitet das ganze Team damit. Die Fehlalarme im Team gingen von "
        "22 auf 6 im Quartal zurück, kein Abgang blieb unbemerkt.",
        ArtefactKind.PLAYBOOK,
    ),
    Case(
        "de-5-leitplanken",
        "de",
        5,
        "Bericht zu den KI-Leitplanken. Die mit Betriebsrat, Datenschutz und Vertrieb abgestimmte "
        "Richtlinie gilt seit Februar für alle Teams. Preise und Zusagen aus KI-Texten gehen nur nach "
        "Freigabe durch zwei Personen hinaus, jeden Monat prüfen wir 25 Vorgänge stichprobenartig gegen "
        "die Quellsysteme. Falsche Zahlen beim Kunden sanken bereichsweit von 17 auf 2 im Quartal. Zwei "
        "Werkzeuge haben wir nach der Prüfung im April abgeschaltet, die Vorlagen nutzen inzwischen alle "
        "38 Personen.",
        ArtefactKind.POST_MORTEM,
    ),
    Case(
        "de-plaene",
        "de",
        None,
        "Vorhaben für das dritte Quartal: Ich werde eine Vorlage für Briefings bauen und möchte die "
        "Zahlen künftig immer mit dem CRM abgleichen. Außerdem will ich zwei Kollegen einarbeiten. Eine "
        "Prüfroutine sollten wir einführen, und meinen KI-Einsatz plane ich ab Juli zu dokumentieren.",
        ArtefactKind.OTHER,
    ),
)


SECOND_ROUND = (
    Case(
        "en-1-sponsor-mail",
        "en",
        1,
        "Hello <PERSON_3>, sorry about yesterday. I let ChatGPT put the quarterly summary together and "
        "mailed it to you right away. As you told us, half of the modules in there are not even part of "
        "your package. I do not know how it arrived at the 78 percent either. I will be more careful.",
        ArtefactKind.EMAIL,
    ),
    Case(
        "en-2-mixed",
        "en",
        2,
        "Notes on three accounts. For the first I held the AI recap up against the ticket list and two "
        "items were stale, so they went. For the other two I ran out of time and posted the recap "
        "untouched. <PERSON_4> from support got a heads-up because one ticket might be a data loss.",
    ),
    Case(
        "en-3-feedback-about",
        "en",
        3,
        "<PERSON_1> prepares her renewal papers alone. For <CUSTOMER_ORG_2> she compared every figure in "
        "the AI text with the billing export and flagged in the CRM which paragraphs came from the "
        "assistant. I did not have to touch anything. <PERSON_1> also put a date and a name behind each "
        "action.",
        ArtefactKind.FEEDBACK,
    ),
    Case(
        "en-3-prompt-template",
        "en",
        3,
        "Prompt: escalation summary, version 4. I maintain this prompt for my accounts; the change log is "
        "at the end. Inputs: ticket numbers, contract tier, last contact. Steps: draft the summary in "
        "five lines. Compare each statement with the ticket system. Mark anything you cannot confirm in "
        "the contract record. Last edit: removed a question that led to wrong severity levels.",
        ArtefactKind.PROMPT_TEMPLATE,
    ),
    Case(
        "en-4-incident",
        "en",
        4,
        "Post-mortem on the wrong price in the March newsletter. The text came out of the assistant and "
        "nobody had looked at the price book. Since then I have changed our shared checklist so that "
        "prices are matched with the price book in the billing system, and I took all eight colleagues "
        "through two examples. They have run every mailing by that list for ten weeks. Corrections after "
        "sending went from five a month to none.",
        ArtefactKind.POST_MORTEM,
    ),
    Case(
        "en-none-third-party",
        "en",
        None,
        "<PERSON_2> reconciled the seat numbers with the billing export and <PERSON_5> wrote it all down "
        "in the CRM. <PERSON_2> also coached the new joiners on the template. The meeting with "
        "<CUSTOMER_ORG_1> took place on Tuesday and was friendly, they liked the new colours.",
    ),
    Case(
        "de-1-datenschutz",
        "de",
        1,
        "Für die Vorbereitung habe ich die Kontaktliste von <CUSTOMER_ORG_1> samt Mailadressen in mein "
        "privates ChatGPT-Konto kopiert, das ging am schnellsten. Den Text habe ich so rausgeschickt. Die "
        "ganzen Freigaben bei uns halte ich ehrlich gesagt für Bürokratie.",
    ),
    Case(
        "de-2-anleitung",
        "de",
        2,
        "Zweite Woche mit dem Assistenten. Ich lege die Entwürfe meiner Teamleitung vor, sie geht jeden "
        "Satz mit mir durch. Die Anzahl der Lizenzen vergleiche ich inzwischen mit der Rechnung. Bei "
        "einer Frage zum Auftragsverarbeitungsvertrag habe ich den Datenschutz gefragt.",
    ),
    Case(
        "de-3-health",
        "de",
        3,
        "Der KI-Hinweis nannte ein Abwanderungsrisiko. In der Anmeldestatistik und im Ticketsystem habe "
        "ich das nachvollzogen: Die Anmeldungen sind seit dem Umzug um ein Drittel niedriger, die "
        "genannten Beschwerden gab es nicht. Quelle, Datum und der geänderte Absatz sind in der "
        "Kundenakte hinterlegt. Das Gespräch mit der Werksleitung habe ich in Eigenregie geführt, am "
        "14.09. folgt der Schulungstermin mit <PERSON_3>.",
        ArtefactKind.HEALTH_REVIEW,
    ),
    Case(
        "de-2-nur-privat",
        "de",
        2,
        "Meine Prompts für die QBRs liegen in meinem privaten Notizbuch, geteilt habe ich sie nicht. Die "
        "Zahlen der letzten Unterlage stimmen, ich habe sie im Dashboard nachgeprüft. Ein Vermerk zum "
        "KI-Einsatz existiert für dieses Quartal nicht.",
        ArtefactKind.QBR_NOTES,
    ),
    Case(
        "de-4-bibliothek",
        "de",
        4,
        "Stand der Prompt-Bibliothek: Zwölf Bausteine, jeder mit Pflichtfeldern und einem Kontrollschritt "
        "gegen Vertragsdaten. Ich habe sie mit dem Nachbarteam aufgebaut und den Neuen in drei Terminen "
        "beigebracht, wann welcher passt. Beide Teams greifen täglich darauf zurück. Nachbesserungen an "
        "Kundentexten haben sich seit Mai von 30 auf 11 im Monat verringert.",
        ArtefactKind.PLAYBOOK,
    ),
    Case(
        "de-none-hoerensagen",
        "de",
        None,
        "Angeblich hat das Team von <PERSON_4> alle Zahlen mit dem CRM abgeglichen und die Vorlage läuft "
        "dort schon überall. <PERSON_2> meinte, man habe die Fehler halbiert. Bei mir ist die Woche "
        "ruhig, der Kunde hat sich nicht gemeldet und das Wetter in Hamburg ist schlecht.",
    ),
)


THIRD_ROUND = (
    Case(
        "en-1-bot",
        "en",
        1,
        "All replies to the pilot customers now come from the bot. Three of them grumbled that it reads "
        "like a machine and one left the programme. I have not looked through what it sends. There is too "
        "much red tape around approvals anyway, so I switched it on myself.",
    ),
    Case(
        "en-2-onboarding",
        "en",
        2,
        "Checklist for <CUSTOMER_ORG_1>, first draft by the approved tool. Step four described a menu "
        "that was removed last year, I deleted it after trying it in the test account. Whether their data "
        "may be hosted in Ireland is beyond me, so the question is with our data protection officer.",
        ArtefactKind.ONBOARDING_PLAN,
    ),
    Case(
        "en-3-qbr",
        "en",
        3,
        "QBR for <CUSTOMER_ORG_2>. Every chart the assistant proposed was rebuilt from the product "
        "analytics, and two claims about savings were dropped since finance data did not support them. "
        "Sources sit in the speaker notes; the account log says which slides were machine drafted. Nobody "
        "else was needed. Owner for the adoption target is <PERSON_2>, due 30 June.",
        ArtefactKind.QBR_NOTES,
    ),
    Case(
        "en-4-mentor",
        "en",
        4,
        "What I did for the pod this spring: a renewal worksheet in which each usage number must be "
        "ticked against the warehouse before it can be shared, two clinics for the newer CSMs on reading "
        "it, and a weekly slot for odd cases. The worksheet is what all six of us fill in today. Price "
        "mistakes reaching customers: nine in winter, one since.",
        ArtefactKind.OTHER,
    ),
    Case(
        "de-1-zusage",
        "de",
        1,
        "Um die Verlängerung zu retten, habe ich <CUSTOMER_ORG_1> die neue Schnittstelle bis Herbst "
        "zugesagt, ohne Rücksprache mit dem Produktteam. Die Formulierung kam vom Assistenten und klang "
        "gut. Aufgeschrieben ist davon nichts, ich habe es nur im Kopf.",
    ),
    Case(
        "de-2-notiz",
        "de",
        2,
        "Zusammenfassung des Termins mit dem freigegebenen Werkzeug erstellt. Ein Name war vertauscht und "
        "die Laufzeit zu kurz angegeben, beides habe ich richtiggestellt. Zur Haftungsfrage habe ich "
        "nichts geantwortet, sondern sie der Rechtsabteilung vorgelegt. Die übrigen Angaben kamen mir "
        "plausibel vor.",
    ),
    Case(
        "de-3-eskalation",
        "de",
        3,
        "Eskalationsübersicht zu <CUSTOMER_ORG_3>: Der Assistent hat elf Meldungen zusammengezogen, ich "
        "habe sie einzeln mit dem Supportsystem verglichen und zwei Dopplungen entfernt. Stand und "
        "Herkunft jeder Angabe sind im Fall hinterlegt. Geführt habe ich die Eskalation selbst; "
        "<PERSON_4> aus der Entwicklung liefert bis 18.07. die Ursache.",
        ArtefactKind.ESCALATION_SUMMARY,
    ),
    Case(
        "de-4-werkstatt",
        "de",
        4,
        "Aus unserer Prompt-Werkstatt: Ich habe mit sechs Kolleginnen geübt, KI-Texte gegen die "
        "Lizenzdaten zu halten. Daraus ist eine Checkliste entstanden, ohne die im Segment kein Bericht "
        "mehr verschickt wird. Im zweiten Quartal kamen vier statt neunzehn Korrekturwünsche von Kunden.",
        ArtefactKind.OTHER,
    ),
)


NEVER_TUNED = (
    Case(
        "en-1-handover",
        "en",
        1,
        "Handing over <CUSTOMER_ORG_2>. Sorry that there is so little to pass on, I never wrote up what "
        "we agreed. The last two value reports are whatever the generator produced; I skimmed them. "
        "<PERSON_3> at the customer told me twice that the savings in there are made up.",
    ),
    Case(
        "en-2-support",
        "en",
        2,
        "Reply to a ticket with the help of the approved assistant. It insisted the export runs hourly. "
        "The release notes say daily, so I changed that line. On the refund question I did not want to "
        "guess and passed it to finance.",
        ArtefactKind.EMAIL,
    ),
    Case(
        "en-3-risk",
        "en",
        3,
        "Risk note <CUSTOMER_ORG_1>: the model scored this account as likely to leave. I verified the "
        "three drivers one by one, two in the usage logs and one with the billing records, and the third "
        "did not hold. The entry names the version of the summary and my edits. I settled the plan with "
        "their sponsor without involving my manager: training by 3 July, owner <PERSON_2>.",
    ),
    Case(
        "en-4-review-circle",
        "en",
        4,
        "Our review circle for AI-assisted business reviews is half a year old. I designed the review "
        "sheet, where a second person confirms each metric in the dashboard, and I mentor two colleagues "
        "who moderate it now. Nine CSMs use the sheet. Mistakes found by customers dropped from 12 to 4 "
        "per quarter.",
        ArtefactKind.PLAYBOOK,
    ),
    Case(
        "de-1-kopie",
        "de",
        1,
        "Den Wertbericht hat mir der Chatbot geschrieben, ich habe ihn nur noch abgeschickt. "
        "<CUSTOMER_ORG_1> hat sich beschwert, weil Umsatz und Laufzeit falsch waren. Prüfen dauert mir "
        "ehrlich gesagt zu lange. Im CRM steht zu dem Vorgang nichts.",
    ),
    Case(
        "de-2-einstieg",
        "de",
        2,
        "Für die Schulungseinladung habe ich den zugelassenen Assistenten verwendet und zwei erfundene "
        "Menüpunkte gelöscht. Ob wir Teilnehmernamen speichern dürfen, habe ich bei der "
        "Datenschutzbeauftragten erfragt. Ansonsten ist der Text unverändert.",
        ArtefactKind.EMAIL,
    ),
    Case(
        "de-3-qbr",
        "de",
        3,
        "Unterlagen für das Quartalsgespräch: Alle Kennzahlen aus dem KI-Entwurf habe ich mit dem "
        "Nutzungsbericht verglichen und zwei davon ersetzt. Zu jeder Folie ist vermerkt, woher die Zahl "
        "stammt und ob die KI beteiligt war. Die Vorbereitung lief ohne Zutun meiner Leitung.",
        ArtefactKind.QBR_NOTES,
    ),
    Case(
        "de-4-pruefliste",
        "de",
        4,
        "Seit dem Vorfall im Januar gibt es unsere Prüfliste, die ich geschrieben habe: Jeder Preis wird "
        "vor dem Versand mit dem Vertrag verglichen. In drei Runden habe ich das Team darin geschult. "
        "Alle neun wenden sie an, falsche Preise beim Kunden sind von sieben auf einen gesunken.",
        ArtefactKind.PLAYBOOK,
    ),
)
"""Written after the patterns were widened. Nothing may be changed because of them."""

TUNED = BEFORE_TUNING + SECOND_ROUND + THIRD_ROUND
CASES = TUNED + NEVER_TUNED
