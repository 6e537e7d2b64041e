"""Sentences a draft may and may not say of somebody's work: protected attributes, feelings, motives and pay."""

HARMLESS_EN = """
Figures were checked against the CRM before they were sent.
The alert was disabled by mistake and the root cause was written down.
The customer's complaint was passed on within a day.
A colleague was coached on the prompt template.
The human approval step was left out.
The origin of the numbers is not stated.
The summary names its source and the day of the export.
Two values were corrected before the review.
Usage by age of account was compared with the source.
The customer feels informed by the monthly mail.
The age of the data is stated beside each figure.
The oldest ticket was answered first.
The new template replaced an older version.
Too old an export was used, which the text says itself.
The health score was validated against renewals.
Health signals were read from three systems.
An unhealthy account was escalated in time.
The customer was unhappy with the delay and was told the reason.
The customer's frustration was taken up with a dated plan.
The mail says openly what is not known.
The tone stays factual, though the customer was angry.
Pricing terms were cleared with the approver.
Discounts were paid out as agreed in the contract.
The payment terms were checked against the contract.
Payroll software of the customer was rolled out to two sites.
A bonus module was sold to the customer.
The customer's salary data was kept out of the tool.
Compensation for the outage was promised only after approval.
The union of both lists was checked for duplicates.
The European Union's rules on AI were followed.
Native fields of the CRM were used.
The native integration was tested.
The race between two imports was found and fixed.
A race condition in the import was described.
The black list of terms was updated.
White space in the export was cleaned.
Gender-neutral wording was used in the letter.
The mail treats all customers the same.
The parent account and its two sites were compared.
The mother company signed the renewal.
Disabled features were listed for the customer.
The feature was disabled for two users.
The onboarding of a church organisation was planned step by step.
The motive for the change is stated: fewer wrong figures.
What drives usage was shown with figures.
The template drives consistent work in the team.
Stress tests of the import were run before go-live.
The person in charge was named with a date.
The single owner of the list is named.
Family of products: each was checked by itself.
The plan expects three deliveries this month.
A partner of the customer joined the call.
The old process was retired.
The retired feature was taken out of the deck.
Young accounts were looked at apart from old ones.
The seniority of the sponsor was checked.
Junior colleagues were trained in the check.
The pay-off of the change was measured.
Invoices paid late were marked.
The raise in usage was tied to the training.
A rise in tickets was noticed early.
The level of support was raised after the outage.
The nationality field was left empty on purpose.
Sick accounts were sorted by renewal date.
The disease management customer was onboarded.
The deck has a clear agenda.
Sexual harassment reports are no matter of this tool, so the text was not entered.
""".strip().splitlines()

HARMLESS_DE = """
Die Herkunft der Zahlen ist belegt.
Ein alter Bericht wurde ersetzt.
Der Kunde wurde innerhalb eines Tages informiert.
Man hat die Vorlage mit dem Team geteilt.
Die Freigabe durch einen Menschen fehlt.
Das Alter der Daten steht neben jeder Zahl.
Der Export war zu alt, was der Text selbst sagt.
Die Zahlen wurden vor dem Versand geprüft.
Eine Behinderung des Betriebs durch den Import wurde gemeldet.
Der Betriebsrat wurde vor der Einführung einbezogen.
Die Betriebsvereinbarung wurde beachtet.
Ein Gehaltsprogramm des Kunden wurde eingeführt.
Gehaltsdaten des Kunden blieben außen vor.
Der Gehalt der Aussage wurde an der Quelle geprüft.
Ein Bonusprogramm für Kunden wurde erläutert.
Die Vergütung des Ausfalls wurde erst nach Freigabe zugesagt.
Der Kunde war verärgert und bekam einen Plan mit Datum.
Der Kunde war begeistert, belegt ist das nicht.
Die Zufriedenheit der Kundin wurde mit einer Umfrage belegt.
Der Ton bleibt sachlich.
Die Gesundheit des Kontos wurde an drei Werten gemessen.
Der Gesundheitswert wurde gegen Verlängerungen geprüft.
Ein krankes Konto wurde früh gemeldet.
Die Motivation der Änderung ist genannt: weniger falsche Zahlen.
Der Beweggrund der Regel ist dokumentiert.
Die Mutter des Konzerns hat die Verlängerung unterschrieben.
Die Muttergesellschaft wurde einbezogen.
Die Tochtergesellschaft bekam eigene Zahlen.
Die Eltern-Seite im Wiki wurde verlinkt.
Die Elternschule als Kunde wurde Schritt für Schritt eingeführt.
Die Kirche als Kunde bekam einen eigenen Zeitplan.
Das Feld Staatsangehörigkeit blieb absichtlich leer.
Der Union der beiden Listen fehlten drei Zeilen.
Die Gewerkschaft als Kunde wurde mit zwei Standorten eingeführt.
Ein junges Konto wurde getrennt betrachtet.
Jüngere Berichte gingen vor.
Die ältesten Tickets wurden zuerst beantwortet.
Der Senior im Team wurde gefragt.
Geschlechtergerechte Sprache wurde in der Mail verwendet.
Das generische Maskulinum blieb stehen.
Ein Stresstest des Imports lief vor dem Start.
Das Gefühl des Kunden wurde nicht bewertet, der Vertrag wurde geprüft.
Der gefühlte Nutzen wurde durch gemessene Werte ersetzt.
Der Antrieb des Fortschritts ist belegt: die neue Vorlage.
Die Bezahlung der Rechnung wurde nachgehalten.
Bezahlte Rechnungen wurden markiert.
Der Lohn der Mühe ist belegt: weniger Rückläufer.
Die Lohnabrechnung des Kunden wurde angebunden.
Die Rasse der Daten ist kein Thema; geprüft wurde die Quelle.
Die Familie der Produkte wurde einzeln geprüft.
Ein Rentenversicherer wurde als Kunde eingeführt.
Die Teilzeit der Lizenzen wurde berücksichtigt.
Behinderte Abläufe wurden benannt und behoben.
Der Charakter der Störung wurde beschrieben.
Die Angst vor Fehlern im Bericht wird mit Prüfschritten beantwortet.
Persönliche Daten wurden entfernt.
""".strip().splitlines()

REFUSED_EN = """
She wrote this as a native speaker would not.
Female CSMs tend to do this.
Handled well despite the pregnancy.
Good for a man of this team.
Too old to learn the tool.
The author's religion explains the tone.
The author felt unsure and was frustrated.
Highly motivated work.
This justifies a higher salary.
A bonus is deserved.
As a young woman she had a hard stand.
For his age he works quickly.
At 58 years old he still learns.
The author is a Muslim and keeps to the rules.
As a Christian she is honest.
Being Turkish, he knows the market.
Her Polish background shows in the wording.
The German is that of a foreigner.
The author is an immigrant and writes simply.
Because of his ethnicity he was asked.
His skin colour played no part.
As a Black employee she sees more.
A disabled colleague wrote this.
Despite her disability the work was done.
The author is in a wheelchair.
Her illness explains the gap in May.
He was on sick leave and missed two weeks.
The author seems depressed.
The person is autistic and therefore exact.
Her ADHD shows in the notes.
The author has burnout.
As a mother she has little time.
A single father, he leaves early.
She came back from maternity leave.
He took parental leave in spring.
The author is married to a colleague.
She is gay and open about it.
His sexual orientation is known.
A trans colleague wrote this.
As a union member he is careful.
He sits on the works council and so objects.
His politics colour the text.
The author votes left.
The author is enthusiastic about AI.
The author is passionate about customers.
She is happy with the result.
He was angry at the customer.
The writer was anxious before the call.
She seems stressed.
He lacks motivation.
The author is lazy.
A caring and friendly person.
The author is ambitious.
He is insecure with figures.
The person is proud of the template.
She loves her work.
The author is bored by routine.
He is confident by nature.
Her personality fits the role.
A lack of character shows.
The person should be paid more.
A pay rise is due.
This warrants promotion and a raise.
He earns too little for this.
Her compensation should follow.
Overpaid for this work.
The wage does not fit the work.
""".strip().splitlines()

REFUSED_DE = """
Als Frau hat sie es schwerer.
Der Mann vom Einkauf wurde vorher gefragt.
Die Frau am Telefon bekam die richtige Auskunft.
Wegen der Schwangerschaft fehlte die Zeit.
Für sein Alter gut gelöst.
Als Gewerkschaftsmitglied vorsichtig.
Wirkt sehr motiviert.
Die Person fühlte sich überfordert.
Das rechtfertigt mehr Gehalt.
Als junger Mann fehlt ihm Erfahrung.
Mit 58 Jahren lernt er noch.
Die Verfasserin ist zu jung für die Aufgabe.
Als Muslim hält er sich an Regeln.
Sie ist Christin und ehrlich.
Als Türke kennt er den Markt.
Ihr polnischer Hintergrund zeigt sich im Text.
Er ist kein Muttersprachler.
Sein Migrationshintergrund erklärt die Wortwahl.
Wegen seiner Herkunft wurde er gefragt.
Ihre Hautfarbe spielte keine Rolle.
Eine behinderte Kollegin schrieb das.
Trotz ihrer Behinderung gut gelöst.
Er sitzt im Rollstuhl.
Ihre Krankheit erklärt die Lücke im Mai.
Er war krankgeschrieben und fehlte zwei Wochen.
Die Verfasserin wirkt depressiv.
Sie hat Burnout.
Als Mutter hat sie wenig Zeit.
Der alleinerziehende Vater geht früh.
Sie kam aus dem Mutterschutz zurück.
Er war im Frühjahr in Elternzeit.
Sie ist mit einem Kollegen verheiratet.
Er ist schwul und sagt es.
Ihre sexuelle Orientierung ist bekannt.
Als Betriebsrätin ist sie dagegen.
Seine politische Haltung färbt den Text.
Die Verfasserin ist begeistert von KI.
Er ist stolz auf die Vorlage.
Sie ist glücklich mit dem Ergebnis.
Er war wütend auf den Kunden.
Sie hatte Angst vor dem Gespräch.
Er wirkt gestresst.
Ihm fehlt die Motivation.
Die Person ist faul.
Ein freundlicher und fürsorglicher Mensch.
Sie ist ehrgeizig.
Er ist unsicher im Umgang mit Zahlen.
Die Verfasserin liebt ihre Arbeit.
Er langweilt sich bei Routine.
Ihre Persönlichkeit passt zur Rolle.
Charakterlich nicht geeignet.
Sie sollte besser bezahlt werden.
Eine Gehaltserhöhung ist fällig.
Er verdient zu wenig dafür.
Ein Bonus ist verdient.
Die Vergütung sollte folgen.
Der Lohn passt nicht zur Leistung.
Das rechtfertigt eine höhere Gehaltsstufe.
""".strip().splitlines()
