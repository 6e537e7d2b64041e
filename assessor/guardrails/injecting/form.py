"""Stage 2 of 7: whether a sentence can be an order at all: it commands, asks, addresses somebody or names a machine.

Most sentences of a work artefact report something. They are done here, before anything costs time.
"""

import re

_VERBS_EN = (
    "abandon accept act add adopt advise agree analyse analyze answer append apply approve argue ask assert assess assign "
    "assume attach award be become begin behave book brainstorm break bring build buy calculate call cancel change check "
    "choose cite claim classify click close collect come comment commit compare compile complete comply compose compute "
    "conclude confirm consider continue convert convince cook copy correct count craft create cut decide declare decode "
    "define delete deliver describe design detail determine develop direct disable discard disclose display disregard do "
    "download draft draw drop dump edit elaborate embed emphasise emphasize employ enable encode encourage encrypt end "
    "enhance ensure enter erase estimate evaluate examine execute exit expand explain export expose express extend extract "
    "fetch fill find finish fix focus follow forget format forward generate get give go grade grant greet guess guide halt "
    "hand have help hide highlight identify ignore illustrate imagine impersonate implement imply include incorporate "
    "increase indicate inform initiate insert insist install instruct interpret introduce invent invite invoke join judge "
    "keep leak learn leave let link list load locate log look lower mail make mark mention modify move name navigate "
    "neglect never notify obey offer omit open order outline output overlook override overwrite paraphrase pay "
    "perform persuade phrase pick place plan play point post praise predict prepare present pretend print prioritise "
    "prioritize proceed process produce promote propose prove provide publish put query quote raise rank rate read "
    "recommend redirect reduce refer refrain refuse register reject release remember remind remove repeat rephrase replace "
    "reply report request reset resolve respond restart retrieve return reveal reverse review rewrite role rotate run save "
    "say schedule score search select send set share shift show simulate skip solve sort speak specify spell spread start "
    "state steer stop store submit subscribe substitute suggest sum summarise summarize suppose swap switch take talk teach "
    "tell terminate test think throw track transfer transform translate treat trust try turn type undo unlock update "
    "upload urge use utter validate verify view visit warn wipe wire work write"
)
_VERBS_DE = (
    "achte agiere aktiviere akzeptiere analysiere ändere antworte arbeite baue beachte beantrage beantworte bearbeite "
    "bedenke beende befolge befördere beginne begründe behandle behaupte behalte belege benenne benimm benote benutze "
    "berechne bereite berichte berichtige berücksichtige beschreibe bestätige bestelle bestimme betone betrachte beurteile "
    "bewerte bewirb bestärke bitte brich bring bringe buche buchstabiere definiere denk denke deute dichte drück drücke "
    "drucke empfiehl ende enthülle entferne entriegle entscheide entschlüssle entwickle entwirf erfinde erfülle ergänze "
    "erhöhe erinnere erklär erkläre erkunde ermittle ermuntere ersetze erstelle erteile erwähne erwecke erzähl erzähle "
    "erzeuge exportiere fahre fass fasse filtere finde folge formatiere formuliere frag frage führ führe füg füge gehorche "
    "geh gehe genehmige gestalte gib gliedere halt halte handle häng hänge heb hebe hilf hol hole hör höre ignoriere "
    "imitiere informiere installiere interpretiere kauf kaufe kehre kennzeichne klassifiziere klicke klick kodiere komm "
    "komme kommentiere konzentriere konvertiere kopiere korrigiere kümmere kürze lad lade lass lasse leere leg lege leite "
    "lenke lern lerne lies liefere liste lobe lösch lösche lös löse mach mache markiere maile melde merk merke missachte "
    "mische nenn nenne nimm notiere nutze öffne ordne organisiere plane poste präsentiere priorisiere prüf prüfe "
    "rate rechne rede reagiere reduziere reim reime ruf rufe sag sage sammle schalte schätze schau schick schicke schieb "
    "schiebe schildere schließ schließe schlüpfe schlag schlage schreib schreibe schweig sei sende senke setz setze sieh "
    "simuliere sing sortiere speichere spiel spiele sprich spring springe starte stell stelle stoppe streiche streue "
    "strukturiere stufe such suche tausche teil teile teste tipp tippe trag trage trenne tritt tu tue überarbeite "
    "überblende überdenke übergeh übergehe übernimm überprüfe überrede überschreibe übersetz übersetze überspring "
    "überspringe übertrage überweise überzeuge umgehe unterbrich unterlass unterlasse unterstütze untersuche verarbeite "
    "verbessere verbinde verbreite vereinbare verfass verfasse vergib vergiss vergleiche verhalte verheimliche verknüpfe "
    "verlange verlinke verlasse verrate versende versetze verschiebe verschlüssele verschweig verspotte versprich versteck "
    "verstecke vertausche vervollständige verwandle verweise verwende verwirf verzichte wähl wähle wandle warne wechsle "
    "weise werde widersprich wiederhol wiederhole wirb wirf zähl zähle zeichne zeig zeige zerlege zieh ziehe zitiere"
)
_LEAD = (
    r"(?:(?:please|kindly|now|then|also|but|and|first|finally|next|instead|actually|just|simply|always|never|only|important|so|or|"
    r"bitte|jetzt|nun|dann|auch|aber|und|zuerst|zunächst|schließlich|stattdessen|eigentlich|einfach|immer|nie|niemals|nur|wichtig|also|oder)\b[ ,:]*)*"
)
_ORDER = re.compile(
    rf"(?:^|[.:;!?,\"'“„(>\]\-\n]|\b(?:and|then|und|dann|please|bitte)\b)\s*[*\-\"'“„(<\[]*\s*{_LEAD}"
    rf"(?:(?:don't|do not|{'|'.join(_VERBS_EN.split())}|{'|'.join(_VERBS_DE.split())})\b(?!-)|\w+en Sie\b)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b(?:you|yourself|du|dir|dich|must|has to|have to|needs? to|shall|should|muss|musst|müssen|soll\w*|"
    r"i (?:want|need|would (?:like|love))|ich (?:will|möchte|brauche|hätte))\b|[?]\s*[\"'”“)]*\s*$|\A\W*(?:from now|ab jetzt|von nun)",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\b(?:ais?|kis?|llms?|gpt\w*|chatgpt|gemini|claude|copilot|bots?|chatbots?|robot\w*|roboter\w*|models?|modells?|sprachmodell\w*|assistants?|"
    r"assistent\w*|agents?|agenten?|automat\w*|machines?|maschinen?|algorithm\w*|algorithmus|neural|neuronale\w*|system|prompts?|instruct\w*|"
    r"anweisung\w*|weisung\w*|directions?|directives?|vorgaben?|guidelines?|richtlinien?|regeln|rules?|befehle?|commands?|output|ausgabe|"
    r"response|reply|replies|answers?|antwort\w*|users?|nutzers?|context|kontext|task|aufgabe|jailbreak|inst|"
    r"rating|bewertung\w*|score|grade|level|stufe|evaluator|assessor|grader|prüfer\w*|reviewer)\b|<[/|!]?\w|\[/?inst|={3}|-{3}|#{3}",
    re.IGNORECASE,
)


def may_be_order(sentence: str) -> bool:
    """Whether a sentence has the form of an order, a request, a question or a word to a machine.

    >>> may_be_order("Tell me a joke."), may_be_order("Die Nutzung stieg im Mai.")
    (True, False)
    """
    return any(pattern.search(sentence) for pattern in (_ORDER, _ADDRESS, _MACHINE))


def form_of(sentence: str) -> tuple[float, float, float]:
    """Whether it commands, addresses or asks somebody, and names a machine or its work, each 0 or 1."""
    return (
        float(_ORDER.search(sentence) is not None),
        float(_ADDRESS.search(sentence) is not None),
        float(_MACHINE.search(sentence) is not None),
    )
