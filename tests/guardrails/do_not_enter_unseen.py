"""A second set of passages, written after the rules were fitted to the first, to see how far they carry."""

from .do_not_enter_cases import Passages

STOPPED: Passages = {
    "contract_text": {
        "en": (
            "Clause 12 reads: The Licensor warrants that the Software will perform materially in accordance with the "
            "Documentation for ninety days. The Licensee's sole remedy shall be repair or replacement.",
            "Pasting from the order form: Fees are non-refundable and payable within thirty (30) days of the invoice "
            "date. Notwithstanding the foregoing, the Customer may withhold amounts disputed in good faith.",
            "\"Each party agrees to keep the other party's Confidential Information secret and to use it solely for the "
            'performance of this Agreement."',
        ),
        "de": (
            "§ 3 Vergütung Die Vergütung ist innerhalb von 30 Tagen nach Rechnungsstellung fällig. Der Kunde darf nur "
            "mit unbestrittenen oder rechtskräftig festgestellten Forderungen aufrechnen.",
            "Die Parteien verpflichten sich, über alle vertraulichen Informationen Stillschweigen zu bewahren; diese "
            "Pflicht besteht nach Beendigung des Vertrages fort.",
            "Der Auftragnehmer räumt dem Auftraggeber ein einfaches, nicht übertragbares Nutzungsrecht an der Software "
            "ein. Es gilt das Recht der Bundesrepublik Deutschland unter Ausschluss des UN-Kaufrechts.",
        ),
    },
    "pricing_terms": {
        "en": (
            "Unit prices from January: Core $12.00, Analytics $19.00, Automation $27.50",
            "Small team: €35 per user per month\nMid size: €31 per user per month\nLarge: €26 per user per month",
            "Daily rates:\nJunior 800 GBP\nSenior 1,100 GBP\nPrincipal 1,450 GBP",
        ),
        "de": (
            "Preis pro Nutzer ab Januar: Core 12,00 €, Analytics 19,00 €, Automation 27,50 €",
            "Klein: 35 € pro Nutzer und Monat\nMittel: 31 € pro Nutzer und Monat\nGroß: 26 € pro Nutzer und Monat",
            "Tagessätze\nJunior 800 CHF\nSenior 1'100 CHF\nPrincipal 1'450 CHF",
        ),
    },
    "security_incident": {
        "en": (
            "Security breach, timeline: 02:14 login from 203.0.113.9, 02:20 export of the contact table, 03:05 we cut "
            "the session.",
            "A former contractor used stolen credentials to log in and 87 users had their names leaked.",
            "Hackers encrypted the customer's ERP on Sunday; our connector stored tokens that were copied.",
        ),
        "de": (
            "Datenleck, Ablauf: 02:14 Anmeldung von 203.0.113.9, 02:20 Export der Kontakttabelle, 03:05 Sitzung "
            "getrennt.",
            "Ein früherer Dienstleister hat sich mit gestohlenen Zugangsdaten angemeldet, die Namen von 87 Nutzern "
            "wurden veröffentlicht.",
            "Hacker haben am Sonntag das ERP des Kunden verschlüsselt; unsere Tokens wurden kopiert.",
        ),
    },
    "health_data": {
        "en": (
            "He has diabetes and needs breaks during long workshops.",
            "Their head of IT is back part-time after chemotherapy.",
            "She is off sick with depression, her deputy takes over.",
        ),
        "de": (
            "Er hat Diabetes und braucht Pausen in langen Workshops.",
            "Die Leiterin der IT ist nach ihrer Chemotherapie in Teilzeit zurück.",
            "Sie fällt wegen einer Depression aus, die Stellvertretung übernimmt.",
        ),
    },
    "union_membership": {
        "en": (
            "The new admin is a trade unionist and wants to see every log.",
            "He was elected union representative for the warehouse.",
            "As a member of IG Metall she asked for a written statement.",
        ),
        "de": (
            "Der neue Administrator ist Gewerkschafter und will jedes Protokoll sehen.",
            "Sie engagiert sich in der Gewerkschaft und sitzt in der Tarifkommission.",
            "Er ist der IG BCE beigetreten, sagte er am Telefon.",
        ),
    },
    "special_category": {
        "en": (
            "She observes Ramadan, so no lunch meetings in March.",
            "He is openly gay and invited us to his wedding.",
            "The director voted for Labour and dislikes our lobbying.",
        ),
        "de": (
            "Sie fastet im Ramadan, also keine Mittagstermine im März.",
            "Er lebt offen schwul und hat uns zur Hochzeit eingeladen.",
            "Der Geschäftsführer ist Mitglied der CDU und mag die Kampagne nicht.",
        ),
    },
    "hr_disciplinary": {
        "en": (
            "He received a final warning from HR after the escalation.",
            "Two of their engineers were laid off in January, and the admin is one of them.",
            "The disciplinary hearing of the former lead is on Thursday.",
        ),
        "de": (
            "Nach der Eskalation bekam er eine letzte Abmahnung der Personalabteilung.",
            "Zwei Entwicklern wurde im Januar betriebsbedingt gekündigt, darunter der Administrator.",
            "Der Teamleiter wurde am Freitag freigestellt und darf das Gebäude nicht betreten.",
        ),
    },
    "minors": {
        "en": (
            "Their daughter just turned 4 and interrupted the call.",
            "The sheet lists names of pupils with their marks.",
            "A 15-year-old student of the customer wrote to support.",
        ),
        "de": (
            "Ihre Tochter wird 4 und platzte in den Anruf.",
            "Die Tabelle enthält Namen der Schüler mit ihren Noten.",
            "Ein 15-jähriger Schüler des Kunden hat dem Support geschrieben.",
        ),
    },
}

PASSED: Passages = {
    "contract_text": {
        "en": (
            "Renewal brief: contract value stable, notice given in time, sponsor wants a shorter term.",
            "I told the customer that I cannot interpret the liability clause and brought in Legal.",
            "Article 3 of our help centre explains how payment terms are shown in the app.",
        ),
        "de": (
            "Verlängerung: Der Vertrag läuft bis Dezember, die Kündigungsfrist beträgt drei Monate.",
            "Ich habe gesagt, dass ich die Haftungsklausel nicht auslegen kann, und den Kollegen aus der "
            "Rechtsabteilung dazugeholt.",
            "Der Kunde stellt zwei Personen für das Projekt frei und haftet mir nicht für Verzögerungen.",
        ),
    },
    "pricing_terms": {
        "en": (
            "Pipeline: 120,000 EUR committed, 80,000 EUR best case, 40,000 EUR upside, all within my own target.",
            "The customer asked for our price list; I forwarded the request to the account manager.",
            "Cost of the outage for us was about $4,000 in credits across the segment.",
        ),
        "de": (
            "Pipeline: 120.000 EUR zugesagt, 80.000 EUR wahrscheinlich, 40.000 EUR möglich, alles im eigenen Ziel.",
            "Der Kunde bat um die Preisliste; ich habe die Bitte an das Account Management gegeben.",
            "Der Ausfall hat uns im Segment rund 4.000 EUR an Gutschriften gekostet.",
        ),
    },
    "security_incident": {
        "en": (
            "We leaked revenue because three accounts were not invoiced, and I fixed the report.",
            "The password reset mail looked like phishing to the admins, so we changed the sender name for 40 users.",
            "My mistake: I sent the QBR deck to the wrong distribution list inside our company and reported it at once.",
        ),
        "de": (
            "Die Mail zum Zurücksetzen sah für die Administratoren wie Phishing aus, wir haben den Absender geändert.",
            "Mein Fehler: Ich habe das QBR-Deck intern an den falschen Verteiler geschickt und es sofort gemeldet.",
            "Der Server war wegen eines abgelaufenen Zertifikats nicht erreichbar, 40 Nutzer konnten nicht arbeiten.",
        ),
    },
    "health_data": {
        "en": (
            "Surgery scheduling is the use case that drives adoption at the hospital group.",
            "He had a stroke of luck with the pilot team.",
            "Support load was heavy after the launch and ticket quality suffered.",
        ),
        "de": (
            "Die OP-Planung ist der Anwendungsfall, der die Nutzung im Krankenhaus treibt.",
            "Nach der Einführung litt die Qualität der Tickets unter der Last.",
            "Nach einer Operation am offenen System, wie der Kunde sagte, liefen die Importe wieder.",
        ),
    },
    "union_membership": {
        "en": (
            "The tool does not evaluate individuals, which the works council asked us to confirm in writing.",
            "I joined the works council's meeting to answer questions about logs.",
            "The union of both data sets contains duplicates.",
        ),
        "de": (
            "Das Werkzeug wertet keine Einzelnen aus, das wollte der Betriebsrat schriftlich.",
            "An der Sitzung des Betriebsrats habe ich teilgenommen und Fragen zu Protokollen beantwortet.",
            "Der Kunde ist Mitglied in unserem Beirat.",
        ),
    },
    "special_category": {
        "en": (
            "Our champion is very committed and supports the Conservative rollout plan.",
            "The Jewish community centre renewed for the booking module.",
            "The background of the request is a merger.",
        ),
        "de": (
            "Der Hintergrund der Anfrage ist eine Fusion.",
            "Die evangelische Stiftung hat das Buchungsmodul verlängert.",
            "Unsere Ansprechpartnerin ist sehr engagiert und wählt den konservativen Plan.",
        ),
    },
    "hr_disciplinary": {
        "en": (
            "The customer dismissed the proposal and we came back with a smaller scope.",
            "They were let down by the first vendor and terminated that contract for cause.",
            "The system issued a warning before the import was discarded.",
        ),
        "de": (
            "Der Kunde hat uns außerordentlich gekündigt, weil die Schnittstelle fehlte.",
            "Im Kündigungsgespräch mit dem Kunden habe ich nach den Gründen gefragt.",
            "Die Mitarbeiter des Kunden wurden für die Schulung freigestellt.",
        ),
    },
    "minors": {
        "en": (
            "Child accounts inherit the 5 settings of the parent account.",
            "Student licences are used by 9 universities.",
            "The daughter company is only 2 months live.",
        ),
        "de": (
            "Kindkonten erben die 5 Einstellungen des Elternkontos.",
            "Studierende an 9 Universitäten nutzen die Lizenzen.",
            "Unsere Tochtergesellschaft in Wien ist seit 2 Jahren Kundin.",
        ),
    },
}
