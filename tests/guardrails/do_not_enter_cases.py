"""What each category of the default policy stops and lets pass, in both languages.

Written before the rules were tuned against it. A passage is worded as it would stand in an e-mail, a CRM note
or a post-mortem of a Customer Success team, so that a rule is not tested on its own pattern.
"""

from assessor.domain.text import Language

Passages = dict[str, dict[Language, tuple[str, ...]]]

STOPPED: Passages = {
    "contract_text": {
        "en": (
            "The Supplier shall indemnify the Customer against all third-party claims arising out of the Services. "
            "The Supplier's aggregate liability under this agreement is limited to the fees of the last twelve months.",
            "8.2 Termination for convenience. Either Party may terminate this Agreement by giving ninety (90) days' "
            "prior written notice to the other Party.",
            'From the MSA: "This Agreement shall be governed by and construed in accordance with the laws of England '
            'and Wales, and the parties submit to the exclusive jurisdiction of the courts of London."',
            "Legal sent me the wording: Neither party shall be liable for any indirect or consequential damages, "
            "including loss of profit, whether in contract, tort or otherwise.",
            "Section 4.1 Renewal. The term shall automatically renew for successive periods of twelve months unless "
            "either party gives notice of non-renewal at least sixty days before the end of the then-current term.",
            'Acme Corp (hereinafter "the Customer") agrees that all Confidential Information received hereunder '
            "shall be kept secret for five years.",
        ),
        "de": (
            "§ 7 Haftung (1) Der Auftragnehmer haftet unbeschränkt bei Vorsatz und grober Fahrlässigkeit. Im Übrigen "
            "ist die Haftung auf den vertragstypischen, vorhersehbaren Schaden begrenzt.",
            "Aus dem Rahmenvertrag: „Der Vertrag verlängert sich stillschweigend um jeweils zwölf Monate, sofern er "
            "nicht mit einer Frist von drei Monaten zum Ende der Laufzeit schriftlich gekündigt wird.“",
            "Die Muster AG (nachfolgend „Kundin“ genannt) ist verpflichtet, dem Auftragnehmer alle erforderlichen "
            "Informationen unverzüglich zur Verfügung zu stellen.",
            "Ausschließlicher Gerichtsstand für alle Streitigkeiten aus diesem Vertrag ist München. Änderungen und "
            "Ergänzungen bedürfen der Schriftform.",
            "Ziffer 5.3: Der Anbieter gewährleistet eine Verfügbarkeit von 99,5 % im Jahresmittel; bei "
            "Unterschreitung ist der Kunde berechtigt, die Vergütung gemäß § 9 Abs. 2 zu mindern.",
            "Der Auftraggeber stellt den Auftragnehmer von sämtlichen Ansprüchen Dritter frei, die aus einer "
            "vertragswidrigen Nutzung der Leistungen gemäß diesem Vertrag entstehen.",
        ),
    },
    "pricing_terms": {
        "en": (
            "Price list 2026\nStarter 49 EUR per seat\nTeam 89 EUR per seat\nEnterprise 139 EUR per seat",
            "Rate card for professional services:\n- Consultant: $180 per hour\n- Architect: $240 per hour\n"
            "- Project lead: $260 per hour",
            "| Tier | List price |\n|---|---|\n| Basic | €1,200 |\n| Plus | €2,400 |\n| Max | €4,800 |",
            "Our pricing table for partners: Bronze £500, Silver £900, Gold £1,500 a month.",
            "Tier, seats, price per seat\nS, 1-50, $32\nM, 51-200, $28\nL, 201-500, $24",
        ),
        "de": (
            "Preisliste 2026\nBasis 49 € pro Nutzer\nTeam 89 € pro Nutzer\nEnterprise 139 € pro Nutzer",
            "Konditionenübersicht für Partner: Bronze 500 EUR, Silber 900 EUR, Gold 1.500 EUR im Monat.",
            "| Paket | Listenpreis |\n|---|---|\n| S | 1.200 € |\n| M | 2.400 € |\n| L | 4.800 € |",
            "Preisblatt Beratung:\n- Berater 180 CHF je Stunde\n- Architektin 240 CHF je Stunde\n"
            "- Projektleitung 260 CHF je Stunde",
            "Stundensätze:\nConsultant 150 EUR\nSenior Consultant 190 EUR\nManager 230 EUR",
        ),
    },
    "security_incident": {
        "en": (
            "On 3 March an attacker gained access to our support inbox through a stolen session cookie and downloaded "
            "three attachments.",
            "During the data breach about 4,200 customer records were exposed, including e-mail addresses.",
            "The S3 bucket with the onboarding exports was public for two days, and the logs show it was accessed from "
            "198.51.100.23: we have to treat this as a leak.",
            "The ransomware came in through CVE-2024-3400 on the VPN gateway and encrypted the file server.",
            "Unauthorised access to the customer's tenant was confirmed: two admin accounts were compromised via a "
            "phishing mail, and contact lists were exfiltrated.",
            "An intruder used a leaked API key to read the billing table; 312 users are affected by the breach.",
        ),
        "de": (
            "Am 3. März verschaffte sich ein Angreifer über ein gestohlenes Sitzungs-Cookie Zugriff auf unser "
            "Support-Postfach und lud drei Anhänge herunter.",
            "Bei der Datenpanne sind rund 4.200 Kundendatensätze abgeflossen, darunter E-Mail-Adressen.",
            "Sicherheitsvorfall: Die Datenbank mit den Onboarding-Exporten war zwei Tage lang öffentlich erreichbar.",
            "Die Ransomware kam über CVE-2024-3400 auf dem VPN-Gateway herein und verschlüsselte den Dateiserver.",
            "Der unbefugte Zugriff auf den Mandanten ist bestätigt: Zwei Administratorkonten wurden über eine "
            "Phishing-Mail kompromittiert, Kontaktlisten sind abgeflossen.",
            "Unbekannte haben mit einem entwendeten API-Schlüssel die Rechnungstabelle ausgelesen, 312 Nutzer sind "
            "betroffen.",
        ),
    },
    "health_data": {
        "en": (
            "Our champion is on sick leave until May, so the rollout slips.",
            "She told me she was diagnosed with breast cancer and hands the account to a colleague.",
            "He is recovering from a stroke, please do not schedule early meetings.",
            "The admin is pregnant and leaves in June, we need a new contact.",
            "Their project lead had a burnout last autumn and works half days since.",
            "The IT manager has been in hospital since Monday after a heart attack.",
        ),
        "de": (
            "Unsere Ansprechpartnerin ist bis Mai krankgeschrieben, der Rollout verschiebt sich.",
            "Sie hat mir erzählt, dass bei ihr Brustkrebs diagnostiziert wurde, und gibt den Account ab.",
            "Er erholt sich von einem Schlaganfall, bitte keine frühen Termine.",
            "Die Administratorin ist schwanger und geht im Juni, wir brauchen einen neuen Kontakt.",
            "Der Projektleiter hatte im Herbst ein Burnout und arbeitet seitdem halbtags.",
            "Der IT-Leiter liegt seit Montag nach einem Herzinfarkt im Krankenhaus.",
        ),
    },
    "union_membership": {
        "en": (
            "Be careful with him, he is a union member and will object to any tracking.",
            "Our admin joined the trade union last year.",
            "She is the shop steward at the plant and speaks for the line workers.",
            "The project lead has been active in ver.di for ten years.",
            "I heard that their key user belongs to Unite and goes on strike next week.",
        ),
        "de": (
            "Bei ihm bitte vorsichtig sein, er ist Gewerkschaftsmitglied und wird jedes Tracking ablehnen.",
            "Unsere Administratorin ist letztes Jahr in die Gewerkschaft eingetreten.",
            "Sie ist Mitglied der IG Metall und spricht für die Schicht.",
            "Der Projektleiter ist seit zehn Jahren bei ver.di aktiv.",
            "Die Key-Userin ist gewerkschaftlich organisiert und streikt nächste Woche.",
        ),
    },
    "special_category": {
        "en": (
            "He is a devout Muslim, so avoid calls on Friday noon.",
            "The CFO is Jewish and will not travel that week.",
            "She came out as lesbian at the offsite and the team was supportive.",
            "Our sponsor votes for the Greens, so mention sustainability.",
            "He is of Turkish ethnic origin and prefers to talk to someone from home.",
            "She identifies as transgender and changed her name in the CRM.",
        ),
        "de": (
            "Er ist gläubiger Muslim, bitte freitags mittags keine Termine.",
            "Der Finanzchef ist Jude und reist in dieser Woche nicht.",
            "Sie hat sich beim Offsite als lesbisch geoutet.",
            "Unser Sponsor wählt die Grünen, also Nachhaltigkeit betonen.",
            "Seine ethnische Herkunft ist türkisch, er spricht lieber mit jemandem von dort.",
            "Sie ist SPD-Mitglied und sitzt im Stadtrat.",
        ),
    },
    "hr_disciplinary": {
        "en": (
            "Between us, he got a written warning for missing the QBR twice.",
            "She has been put on a performance improvement plan and may not stay.",
            "The former account owner was fired for misconduct in March.",
            "HR started a disciplinary procedure against the support lead.",
            "My colleague was dismissed last week because of his poor numbers.",
        ),
        "de": (
            "Unter uns: Er hat eine Abmahnung bekommen, weil er das QBR zweimal verpasst hat.",
            "Die Kollegin wurde wegen der verspäteten Meldung abgemahnt.",
            "Dem früheren Account-Verantwortlichen wurde im März fristlos gekündigt.",
            "Die Personalabteilung hat ein Disziplinarverfahren gegen den Supportleiter eröffnet.",
            "Man hat ihm letzte Woche einen Aufhebungsvertrag vorgelegt.",
        ),
    },
    "minors": {
        "en": (
            "Her son is 7 and starts school, so she leaves at three.",
            "The 12-year-old daughter of the admin tested the game for us.",
            "My daughter Mia, aged 9, drew the picture on the slide.",
            "The school uploaded the records of its pupils in year 6, all eleven-year-olds.",
            "His kid turned five on Tuesday, hence the cancelled call.",
        ),
        "de": (
            "Ihr Sohn ist 7 Jahre alt und kommt in die Schule, darum geht sie um drei.",
            "Die 12-jährige Tochter der Administratorin hat das Spiel für uns getestet.",
            "Meine Tochter Mia, 9 Jahre, hat das Bild auf der Folie gemalt.",
            "Die Schule hat die Daten ihrer elfjährigen Schüler hochgeladen.",
            "Sein Kind ist am Dienstag fünf geworden, deshalb fiel der Anruf aus.",
        ),
    },
}

PASSED: Passages = {
    "contract_text": {
        "en": (
            "The customer renewed the contract for two years.",
            "I checked with Legal before I promised anything about the contract and wrote the answer into the CRM.",
            "They want to terminate the contract at the end of the term; I booked a call with the sponsor.",
            "The notice period ends on 30 September, so the renewal conversation starts in June.",
            "Section 2 of the QBR deck shows adoption, section 3 the renewal plan.",
            "The party agreed to shift the go-live, and our liability for the delay was discussed openly.",
            "We shall provide the training material by Friday, and the customer shall send us the user list.",
        ),
        "de": (
            "Der Kunde hat den Vertrag um zwei Jahre verlängert.",
            "Die Kündigung des Kunden kam im Mai; ich habe mit der Sponsorin über die Gründe gesprochen.",
            "Die Kündigungsfrist endet am 30. September, also beginne ich das Gespräch im Juni.",
            "Vor jeder Zusage zum Vertrag habe ich bei der Rechtsabteilung nachgefragt und die Antwort notiert.",
            "Der Kunde ist verpflichtet, uns die Nutzerliste zu schicken, darum habe ich zweimal erinnert.",
            "Kapitel 3 zeigt die Adoption, Kapitel 4 den Verlängerungsplan.",
        ),
    },
    "pricing_terms": {
        "en": (
            "My target for the quarter is 400,000 EUR and I closed at 410,000 EUR.",
            "The portfolio is worth 3.2 million EUR across 24 accounts; 1.1 million EUR renews this quarter.",
            "I never quote a price without the deal desk and point to the official price list.",
            "Pricing questions go to the deal desk, I only prepare the usage figures.",
            "Travel budget 2026: train 400 EUR, hotel 900 EUR, total 1,300 EUR.",
        ),
        "de": (
            "Mein Ziel für das Quartal sind 400.000 EUR, erreicht habe ich 410.000 EUR.",
            "Das Portfolio umfasst 3,2 Mio. EUR über 24 Kunden, davon verlängern sich 1,1 Mio. EUR im Quartal.",
            "Ohne das Deal Desk nenne ich keinen Preis und verweise auf die offizielle Preisliste.",
            "Fragen zum Preis gehen an das Deal Desk, ich bereite nur die Nutzungszahlen vor.",
            "Reisekosten 2026: Bahn 400 EUR, Hotel 900 EUR, zusammen 1.300 EUR.",
        ),
    },
    "security_incident": {
        "en": (
            "The import job failed on 12 May because the queue was full; 312 users saw an error page for 40 minutes.",
            "I pasted a customer's name into a tool that was not approved, noticed it, deleted the chat and told the "
            "privacy officer within the hour.",
            "Every new hire takes the phishing training, and I ran it for the team twice.",
            "The database server ran out of disk space, the endpoint was slow, and we moved the host.",
            "The customer asked how we would tell them about a data breach; I sent our public security page.",
            "Root cause: a wrong feature flag. No data was lost, and no unauthorised access took place.",
            "The API was down for two hours; we breached the SLA for 18 accounts and offered credits.",
        ),
        "de": (
            "Der Import brach am 12. Mai ab, weil die Warteschlange voll war; 312 Nutzer sahen 40 Minuten lang einen "
            "Fehler.",
            "Ich habe einen Kundennamen in ein nicht freigegebenes Werkzeug kopiert, es bemerkt, den Chat gelöscht und "
            "den Datenschutz binnen einer Stunde informiert.",
            "Alle neuen Kolleginnen machen die Phishing-Schulung, ich habe sie zweimal gehalten.",
            "Dem Datenbankserver ging der Speicher aus, der Endpunkt war langsam, wir haben den Host umgezogen.",
            "Der Kunde fragte, wie wir ihn bei einer Datenpanne informieren würden; ich habe unsere Seite geschickt.",
            "Ursache war ein falscher Schalter. Daten gingen nicht verloren, unbefugten Zugriff gab es nicht.",
            "Die Schnittstelle war zwei Stunden nicht erreichbar, 18 Accounts waren vom Ausfall betroffen.",
        ),
    },
    "health_data": {
        "en": (
            "The health score fell from 78 to 61 within four weeks.",
            "The account is recovering from a difficult migration and usage is up.",
            "The customer suffers from slow reports, so I opened a ticket.",
            "We diagnosed the cause of the login failure together with their IT.",
            "Two clinics of the group use the module for patient scheduling.",
            "I reviewed the health of the portfolio and flagged three accounts at risk.",
        ),
        "de": (
            "Der Health Score fiel binnen vier Wochen von 78 auf 61.",
            "Der Account erholt sich von einer schwierigen Migration, die Nutzung steigt.",
            "Der Kunde leidet unter langsamen Berichten, darum habe ich ein Ticket eröffnet.",
            "Wir haben die Ursache des Anmeldefehlers gemeinsam mit der IT diagnostiziert.",
            "Zwei Kliniken der Gruppe nutzen das Modul für die Terminplanung der Patienten.",
            "Ich habe die Gesundheit des Portfolios geprüft und drei Accounts als gefährdet gemeldet.",
        ),
    },
    "union_membership": {
        "en": (
            "The works council has to agree before the dashboard goes live, so I planned four weeks for it.",
            "I explained to the works council which data the tool records and which it does not.",
            "The European Union changed the rule on data transfers, I updated the slide.",
            "The works agreement on AI tools is signed; prompts may not be evaluated per person.",
            "The credit union renewed and wants the mobile module.",
        ),
        "de": (
            "Der Betriebsrat muss zustimmen, bevor das Dashboard live geht, dafür habe ich vier Wochen eingeplant.",
            "Ich habe dem Betriebsrat erklärt, welche Daten das Werkzeug aufzeichnet und welche nicht.",
            "Die Europäische Union hat die Regel zur Datenübermittlung geändert, die Folie ist angepasst.",
            "Die Betriebsvereinbarung zu KI-Werkzeugen ist unterschrieben, Prompts werden nicht je Person ausgewertet.",
            "Eine Gewerkschaft nutzt unser Produkt für ihre Mitgliederzeitung und hat verlängert.",
        ),
    },
    "special_category": {
        "en": (
            "The parish office of the Catholic church renewed its licence for the event module.",
            "The go-live is after Easter, because the customer closes for the holidays.",
            "She votes for the phased rollout, the rest of the steering group for one date.",
            "The greens in the dashboard hide that two metrics are declining.",
            "The origin of the wrong numbers is the import of March.",
            "The labour cost model is with the customer's finance team.",
        ),
        "de": (
            "Das Pfarrbüro der katholischen Kirche hat die Lizenz für das Veranstaltungsmodul verlängert.",
            "Der Go-live liegt nach Ostern, weil der Kunde über die Feiertage schließt.",
            "Sie stimmt für den stufenweisen Rollout, der Rest des Gremiums für einen Termin.",
            "Die Grünen im Dashboard verdecken, dass zwei Kennzahlen sinken; die Linke Spalte fehlt.",
            "Die Herkunft der falschen Zahlen ist der Import vom März.",
            "Der Kunde wählt die Variante mit zwei Standorten.",
        ),
    },
    "hr_disciplinary": {
        "en": (
            "The customer gave notice for the contract and I asked for an exit interview.",
            "I fired up the sandbox and showed the admin how alerts are dismissed.",
            "A final warning appears in the product before the trial ends.",
            "The customer laid out a performance plan for the integration.",
            "The team discipline around CRM notes improved after the checklist.",
        ),
        "de": (
            "Die Kündigung des Kunden ging am 3. Mai ein; ich habe um ein Abschlussgespräch gebeten.",
            "Der Kunde hat den Vertrag fristgerecht gekündigt, die Gründe stehen im CRM.",
            "Die Disziplin bei den CRM-Notizen ist seit der Checkliste besser geworden.",
            "Vor dem Ende der Testphase erscheint im Produkt eine letzte Warnung.",
            "Die Personalabteilung des Kunden nutzt das Modul für Mitarbeitergespräche.",
        ),
    },
    "minors": {
        "en": (
            "The child process of the importer crashed 7 times.",
            "The parent company and its 9 subsidiaries share one tenant.",
            "Their youngest product is 3 years old and still has no API.",
            "A school district with 14 sites went live in May.",
            "I wrote a playbook for the kids' clothing brand; adoption is at 12 percent.",
        ),
        "de": (
            "Der Kindprozess des Importers ist 7-mal abgestürzt.",
            "Die Muttergesellschaft und ihre 9 Töchter teilen sich einen Mandanten.",
            "Das jüngste Produkt des Kunden ist 3 Jahre alt und hat noch keine Schnittstelle.",
            "Ein Schulträger mit 14 Standorten ging im Mai live.",
            "Die 10-jährige Zusammenarbeit mit dem Kunden haben wir im QBR gewürdigt.",
        ),
    },
}
