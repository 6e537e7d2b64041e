"""Stage 2 of 7: words that make a company's name, and words that only look like the start of one."""

import re

LEGAL_FORM = (
    r"(?:(?:gGmbH|GmbH|Ges\.?[ ]?m\.?[ ]?b\.?[ ]?H\.?|GesmbH|mbH|AG|SE|KGaA|KG|OHG|UG(?:[ ]?\(haftungsbeschränkt\))?|eG|eGbR|GbR|e\.[ \t]?U\.)(?:[ \t]?&[ \t]?Co\.?(?:[ \t]?(?:KGaA|KG|OHG))?)?|"
    r"PartG(?:[ ]?mbB)?|e\.[ \t]?V\.|e\.[ \t]?K(?:fm|fr)?\.|Genossenschaft|Stiftung|"
    r"(?:Pty\.?|Pte\.?|Pvt\.?)[ ]Ltd\.?|Ltd\.?|Limited|PLC|plc|LLP|LP|LLC|L\.L\.C\.|PLLC|Inc\.?|Incorporated|Corp\.?|Corporation|Co\.|CIC|"
    r"S\.?[ ]?A\.?[ ]?S\.?(?!\w)|S\.[ ]?A\.|SA(?![A-Z])|SAS|S\.?[àa]\.?r\.?l\.?|SARL|Sàrl|S\.r\.l\.|Srl|S\.p\.A\.|SpA|S\.L\.|s\.[ ]?r\.[ ]?o\.|a\.[ ]?s\.|"
    r"Sp\.[ \t]?z[ \t]?o\.?[ \t]?o\.?|Sp\.[ ]?k\.|B\.[ ]?V\.|BV|N\.[ ]?V\.|NV|BVBA|Oyj|Oy|AB|ASA|A/S|AS|ApS|d\.[ ]?o\.[ ]?o\.|Kft\.?|Zrt\.?|Lda\.?|S\.?[ ]?A\.?)"
)
"""Written after a name, it makes the name a company's."""
AT_END = re.compile(rf"[ \t,]+(?:{LEGAL_FORM})[.]?(?:[ \t]?&[ \t]?Co\.?.*)?$", re.IGNORECASE)
"""The same where it ends a name, to be cut off."""

_TRADES_EN = """
    freight freightways freighters haulage logistics foods insurance assurance reinsurance ceramics books booksellers
    clinic clinics hospital hospitals retail retailers biologics biosciences bioscience biotech motors schools rail
    railways textiles dental hospitality steelworks steel charter charters publishing publishers dairies dairy brewing
    brewers brewery breweries cosmetics mutual distillers distillery distilleries pharma pharmaceuticals heating plumbing
    medical tours aviation housing tiles bank banking banks bancorp robotics estates utilities resort resorts hotel hotels
    shipping plastics outdoor outdoors nurseries nursery timber optics optical opticians university college academy
    institute council borough holdings holding industries manufacturing engineering construction constructors builders
    building chemicals metals mining minerals petroleum oil gas electric electrical electronics solar telecom telecoms
    telecommunications communications airlines airways airport transport couriers courier movers packaging paper papers
    printing printers press furniture furnishings interiors studios fashion apparel footwear jewellers jewelers sports
    leisure entertainment pictures films theatre theatres theater museum museums farm farms orchards vineyards wines winery
    wineries bakery bakeries bakers catering caterers coffee tea teas roasters grocers supermarkets stores outfitters
    supplies wholesale wholesalers trading traders ventures investments investors securities mortgage mortgages savings
    accountants advisors advisers consulting consultants associates solicitors attorneys lawyers recruitment staffing
    properties realty homes healthcare veterinary diagnostics therapeutics genomics instruments semiconductors automation
    machinery equipment automotive tyres tires cycles bikes marine yachts aerospace defence defense satellite turbines
    boats ferries ferry cruises cruise lines cargo express removals storage warehousing seafood fisheries poultry meats
    butchers confectionery chocolates beverages drinks spirits cider cellars linens fabrics weavers mills mill forge
    foundry castings tooling pumps valves bearings motorsport gardens landscapes florists flowers opera orchestra charity
    foundation trust co-op cooperative society federation authority ministry laboratories labs chemists pharmacy
    pharmacies opticians surgeries hospice kindergartens toys games gaming casino casinos lotteries lottery gym gyms
    fitness yoga spa salons beauty cleaners cleaning facilities scaffolding roofing glass glazing windows doors kitchens
    bathrooms flooring carpets tiling paints lighting lifts elevators escalators cranes rentals hire leasing
"""
_TRADES_EN_WEAK = """
    capital water energy power analytics media components group union credit products systems technologies technology
    solutions software partners legal law finance financial health care security design networks network services trust
    brands global international digital interactive materials fund funds works supply labs studio collective alliance
    association club house house agency travel data cloud
"""
_TRADES_DE = (
    r"(?:\w*(?:werke?|bau|handel|händler|großhandel|bank|bänke|kassen?|versicherung(?:en)?|kliniken?|klinikum|krankenhaus|hospital|hotels?|hof|"
    r"brauerei|molkerei|brennerei|bäckerei|metzgerei|fleischerei|druckerei|kellerei|gärtnerei|schreinerei|tischlerei|schlosserei|weberei|gießerei|"
    r"rösterei|spedition|reederei|fischerei|imkerei|käserei|mosterei|logistik|touristik|robotik|optik|akustik|keramik|kosmetik|elektronik|elektrik|mechanik|"
    r"chemie|pharma|energie|energien|medien|möbel|möbelhaus|autohaus|kaufhaus|brauhaus|gasthaus|gasthof|warenhaus|verlage?|kanzlei|praxis|apotheken?|"
    r"rechtsanwälte|anwälte|steuerberater|notare|architekten|ingenieure|frachten|transporte?|reisen|bahn|bahnen|airlines?|luftfahrt|schifffahrt|flughafen|"
    r"fährhafen|hafen|verkehrsbetriebe|verkehrsverbund|verbund|schulverbund|schulen|schule|gymnasium|universität|hochschule|akademie|kolleg|institut|"
    r"immobilien|wohnbau|wohnungsbau|hausverwaltung|baugenossenschaft|genossenschaft|komponenten|maschinenbau|maschinen|anlagenbau|stahlbau|metallbau|heizungsbau|"
    r"gerätebau|fahrzeugbau|fahrzeuge|automobile|motoren|getriebe|antriebe|werkzeuge|kunststoffe|textil|textilien|stoffe|moden?|schuhe|fliesen|glas|holz|"
    r"papier|verpackungen?|lebensmittel|backwaren|süßwaren|teigwaren|wurstwaren|fleischwaren|getränke|weine|weingut|säfte|molkereien|feinkost|kaffee|tee|"
    r"obst|gemüse|saaten|baumschulen?|pflanzen|blumen|landtechnik|medizintechnik|zahntechnik|messtechnik|lasertechnik|umwelttechnik|haustechnik|technik|"
    r"zahnzentrum|ärztezentrum|pflege|pflegedienste?|seniorenheime?|stiftung|museum|theater|bühnen|orchester|stadtwerke|wasserwerke|abfallwirtschaft|"
    r"entsorgung|gebäudereinigung|reinigung|sicherheitsdienste?|zeitarbeit|personaldienste?|werbung|druck|charter|outdoor|freizeit|analytik|privatbank|manufaktur|märkte|häuser|auktionen|auktionshaus|mobilität|eventtechnik|veranstaltungstechnik|yachtservice|bootsbau|werft|"
    r"mühle|ziegelei|gerberei|färberei|töpferei|konditorei|kelterei|ölmühle|saline|zeche|hütte|sennerei|rösterei|bergbahn|seilbahn|skischule|camping|ferienpark|solarpark|windpark|"
    r"feuerwehrbedarf|sanitär|elektro|dachbau|gerüstbau|holzbau|tiefbau|hochbau|gartenbau|küchen|betten|matratzen|uhren|schmuck|brillen|hörgeräte|sportwaren|spielwaren|naturkost|biohöfe))"
)
_BEFORE_DE = (
    r"(?:Stadtwerke|Kanzlei|Autohaus|Gasthof|Gasthaus|Verlag|Volksbank|Raiffeisenbank|Sparkasse|Brauerei|Molkerei|Baumschule|Klinikum|Klinik|Krankenhaus|"
    r"Universität|Hochschule|Hotel|Golfhotel|Rechtsanwälte|Praxis|Apotheke|Bäckerei|Metzgerei|Weingut|Landkreis|Gemeinde|Bezirk|Möbelhaus|Kaufhaus|"
    r"Modehaus|Reederei|Spedition|Druckerei|Gärtnerei|Schreinerei|Tischlerei|Zahnzentrum|Ärztezentrum|Rehaklinik|Fährhafen|Hafen|Flughafen|Schulverbund|"
    r"Verkehrsverbund|Verkehrsbetriebe|Wohnbau|Wohnungsbau|Baugenossenschaft|Buchhandlung|Bücherinsel|Textil|Reisebüro|Gruppe|Firma|Firmen|Fa\.|Haus|"
    r"Stiftung|Museum|Theater|Zoo|Bankhaus|Seebahn|Bergbahn|Bergbahnen|Molkereien|Zweckverband|Wasserverband|Gymnasium|Akademie|Institut|"
    r"Maschinenfabrik|Papierfabrik|Zuckerfabrik|Glashütte|Sägewerk|Kraftwerk|Solarpark|Windpark|Maschinenring|Manufaktur|Werft|Käserei|Sennerei|Konditorei|Ölmühle|Mühle|Ziegelei)"
)
_BEFORE_EN = r"(?:Bank|University|College|Hotel|Restaurant|City|Borough|County|Port|Ministry|Institute|House|Museum|Friends|Society|Brothers|Casa|Café|Chateau|Château)[ \t](?:of[ \t](?:the[ \t])?)"

TRADE_EN = re.compile(
    rf"(?:{'|'.join(sorted({word.capitalize() for word in _TRADES_EN.split()}, key=len, reverse=True))})"
)
TRADE_EN_WEAK = re.compile(
    rf"(?:{'|'.join(sorted({word.capitalize() for word in _TRADES_EN_WEAK.split()}, key=len, reverse=True))})"
)
TRADE_DE = re.compile(_TRADES_DE, re.IGNORECASE)
TRADE_DE_ALONE = re.compile(_TRADES_DE.replace(r"\w*", ""), re.IGNORECASE)
"""Without a word before it: `Hof` says nothing, `Quittenhof` names a house."""
BEFORE_DE = _BEFORE_DE
COMPOUND_BEFORE_DE = (
    r"[A-ZÄÖÜ][a-zäöüß]*(?:rösterei|brauerei|käserei|kellerei|druckerei|gießerei|weberei|bäckerei|metzgerei|gärtnerei|"
    r"schreinerei|tischlerei|molkerei|brennerei|manufaktur|fabrik|werft|apotheke|klinik|gesellschaft|genossenschaft|verband|betriebe)"
)
"""Compounds of what comes before a name; alone, `Nordwerft` is a name itself."""
BEFORE_EN = _BEFORE_EN

TOOLS = frozenset(
    """
    salesforce gainsight zoom slack microsoft office outlook excel powerpoint word teams sharepoint onedrive copilot google gmail sheets drive
    meet atlassian jira confluence trello zendesk freshdesk intercom hubspot pipedrive dynamics sap hana servicenow workday oracle netsuite tableau
    looker power bi github gitlab notion miro figma asana monday totango churnzero planhat vitally catalyst gong chorus linkedin twitter facebook
    instagram youtube whatsapp signal chatgpt openai anthropic claude gemini llama mistral aws azure gcp snowflake databricks segment amplitude
    mixpanel pendo heap okta onelogin docusign calendly typeform surveymonkey qualtrics webex loom dropbox box stripe twilio sendgrid mailchimp
    marketo pardot eloqua datadog grafana kibana splunk pagerduty statuspage kafka postgres postgresql mysql redis docker kubernetes python java
    windows linux macos android iphone ipad chrome firefox safari edge adobe photoshop acrobat datev lexware personio
    """.split()
)
"""Tools of the trade: never a customer, unless a tenant lists them as one."""

ORDINARY = frozenset(
    """
    customer customers client clients account accounts company companies product products data business revenue sales support cloud enterprise digital
    team teams global annual quarterly monthly weekly daily executive review reviews board strategy strategic success service services health score
    renewal renewals expansion adoption onboarding usage value plan plans planning project projects phase pilot program programme training session
    workshop meeting call calls note notes summary report reports reporting dashboard dashboards metric metrics goal goals target targets risk risks
    next step steps action actions open point points item items agenda owner decision decisions question questions answer feedback survey ticket tickets
    incident incidents escalation escalations post mortem root cause change changes release releases roadmap feature features platform tool tools tooling
    integration integrations import imports export exports api apis admin admins administrator user users seat seats license licenses licence licences
    contract contracts legal security privacy finance financial marketing engineering operations human resources people procurement purchasing it
    information technology head director manager managers lead leader chief officer vice president senior junior account csm head analyst consultant
    engineer sponsor champion buyer economic technical key main new old first second third last final draft version template templates prompt prompts
    playbook playbooks guide guides document documents documentation knowledge base community education enablement academy learning internal external
    our your their my the a an this that these those it they we you he she his her its if when while after before as at by for from in into of on to with
    and or but not no yes all any each every some most more less many much both either neither about above below between during since until how what who
    why where which also then than there here now today tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday january february
    march april may june july august september october november december q1 q2 q3 q4 h1 h2 fy week weeks month months quarter quarters year years day days
    north south east west northern southern eastern western european american british german austrian swiss french emea dach apac americas europe germany
    austria switzerland france england scotland wales ireland london berlin munich vienna zurich paris york green amber red yellow high medium low good
    best kind many thanks regards dear hello hi cheers sincerely subject present attendees regarding re fw fwd cc from sent date best-practice hq site
    data-driven single sign-on sso saas crm csat nps arr mrr nrr grr qbr ebr kpi okr roi sla sop gdpr dsgvo iso soc pdf csv xlsx ai llm ml faq hr ceo cfo
    stage status topic topics type title trigger reason result results order orders value values name names list lists
    coo cto cio cmo ciso cs ae am pm vp svp evp sdr bdr
    kunde kunden kundin kundinnen konto konten firma unternehmen produkt produkte daten geschäft umsatz vertrieb einkauf betrieb team teams bereich abteilung
    leitung leiter leiterin geschäftsführung geschäftsführer vorstand betriebsrat datenschutz rechtsabteilung buchhaltung personal personalabteilung
    verlängerung verlängerungen erweiterung einführung einführungsplan nutzung nutzen wert plan pläne planung projekt projekte phase pilot programm schulung
    schulungen sitzung workshop termin termine gespräch gespräche notiz notizen zusammenfassung bericht berichte auswertung auswertungen kennzahl kennzahlen
    ziel ziele risiko risiken schritt schritte aufgabe aufgaben offen offene punkt punkte tagesordnung verantwortung entscheidung entscheidungen frage fragen
    antwort antworten rückmeldung rückmeldungen umfrage vorgang vorgänge fall fälle störung störungen eskalation eskalationen ursache änderung änderungen
    version fassung funktion funktionen plattform werkzeug werkzeuge anbindung schnittstelle schnittstellen nutzer nutzerin nutzerinnen platz plätze lizenz
    lizenzen vertrag verträge konditionen vorlage vorlagen leitfaden leitfäden dokument dokumente dokumentation wissen inhalt inhalte ergebnis ergebnisse
    der die das den dem des ein eine einen einem einer eines kein keine unser unsere unserem unseren unserer ihr ihre ihrem ihren ihrer mein meine dein deine
    sein seine dieser diese dieses jeder jede jedes alle allen beide und oder aber nicht wenn weil dass ob als wie mit für von vom zu zum zur im in an am auf
    aus bei beim bis durch gegen nach ohne seit über um unter vor wegen zwischen ich du er sie es wir heute morgen gestern jetzt dann dort hier auch noch nur
    schon sehr mehr weniger viele vielen beste besten liebe lieber hallo guten tag morgen abend sehr geehrte geehrter grüße gruß dank danke montag dienstag
    mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember quartal woche wochen monat
    monate monaten jahr jahre jahren tag tage tagen stunde stunden minute minuten uhr kw quartals halbjahr anfang ende mitte herr herrn frau dr prof
    mitglied mitglieder protokoll vorschlag beleg belege zwei drei vier fünf sechs sieben acht neun zehn zwölf one two three four five six seven eight
    nine ten met meet saw spoke told asked proposed actual current previous conservative active inactive happy ready done todo doing pending
    europäische europäischer europäischen deutsche deutschen deutscher österreichische schweizer englische französische internationale nationale
    künstliche intelligenz kick-off kick-offs richtlinie regel regeln haftung klausel leben gesundheit körper vorsatz fahrlässigkeit
    kleine kleiner kleines kleinen große großer großes großen abfrage abfragen
    fragen bedarf problemen problem interesse rückfragen gelegenheit beginn abschluss ansprechpartner ansprechpartnerin entscheider entscheiderin sponsor
    teilnehmer anwesend betreff anlage anhang straße adresse sitz zentrale lager standort standorte werk halle büro
    """.split()
)
"""Words of both languages that stand capitalised without naming anybody."""

ORDINARY_ENDING = re.compile(
    r"\w+(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|tion|tionen|ität|itäten|ismus|nis|nisse|nissen|enz|enzen|"
    r"gespräche?s?|berichte?s?|pläne?|plans?|termine?s?|listen?|zahlen?|quoten?|ziele?n?|punkte?n?|runden?|fragen?|notiz(?:en)?|protokolle?n?|formulare?|"
    r"vorlagen?|kont(?:o|en)|kontakte?|teams?|stellen?|nummern?|codes?|servers?|exporte?|importe?|daten|sätze|stände?|zeit(?:en)?|tage?|wochen?|"
    r"monate?|jahre?s?|quartale?|phasen?|schritte?|werte?|gründe?|fälle?|texte?|briefe?|mails?|anrufe?|pakete?|projekte?s?|prozesse?|rechte?|"
    r"pflicht(?:en)?|verträge?|klauseln?|schäden|kosten|preise?|rabatte?|budgets?|mitglied(?:er)?s?|kolleg(?:e|en|in|innen)|mitarbeite(?:r|rin|rinnen)|"
    r"nutzer(?:in|innen)?|kunden?|partner(?:in)?|sponsor(?:in)?|leiter(?:in)?|chef(?:in)?|verantwortliche[rn]?|wechsel|stopps?|einträge?|vorgänge?|"
    r"abläufe?|unterlagen|anschrift|adressen?|fehlern?|kopien?|platz|plätze|lizenz(?:en)?|regeln?|schutz|modelle?n?|prompts?|entwürfe?)",
    re.IGNORECASE,
)
"""How ordinary German nouns and compounds of them end."""
