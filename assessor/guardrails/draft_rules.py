"""Stage 5 of 7: the draft rule. No word of a draft touches a protected attribute, a feeling, a motive or pay.

Patterns over the draft's own words, which hold no placeholder of the artefact any more. What a customer feels or
pays is business and passes; what is said of the person assessed, or of a colleague, is not. Where the two look
alike the draft is refused: a refused draft costs a reviewer a draft, a kept one costs somebody their privacy.
"""

import re

_PERSON = r"(?:s?he|they|(?:the|this|an?) (?:\w+ )?(?:author|writer|person|assessee|employee|colleague|csm|manager))"
_ROLE = r"(?:person|people|employees?|colleagues?|csms?|managers?|authors?|writers?)"
_ROLLE = r"(?:Person|Kolleg|Mensch|Mitarbeit|Verfasser|Autor)\w*"
_PEOPLES = (
    r"(?:Turkish|Polish|Russian|Ukrainian|Syrian|Arab(?:ic)?|African|Asian|Indian|Chinese|Italian|Greek|Romanian|Balkan|"
    r"türkisch|polnisch|russisch|ukrainisch|syrisch|arabisch|afrikanisch|asiatisch|indisch|chinesisch|italienisch|griechisch|rumänisch)"
)
_NATIONALS = r"(?:Turk|Pole|Russian|Syrian|Arab|Immigrant|Foreigner|Türk(?:e|in)|Pol(?:e|in)|Russ(?:e|in)|Syrer(?:in)?|Araber(?:in)?|Ausländer(?:in)?|Migrant(?:in)?|Flüchtling)"

# Business words that look like what is forbidden. They are taken out before anything is looked for.
_BUSINESS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"\b(?:customers?|clients?|sponsors?)(?:['’]s?)?\s+(?:(?:was|were|is|are|feels?|felt|seemed|sounded|had been)\s+)?(?:\w+\s+)?"
        r"(?:(?:un)?happy|angry|frustrat\w+|upset|annoyed|enthusiastic|pleased|informed|feelings?|anxious)\b",
        r"\b(?:Kund(?:e|en|in|innen)|Sponsor(?:in)?)\s+(?:war|waren|ist|sind|wirkte|fühlte sich|fühlten sich)\s+(?:\w+\s+)?"
        r"(?:verärgert|begeistert|frustriert|glücklich|wütend|stolz|informiert|gestresst|zufrieden|ängstlich)\b",
        r"\bGefühl(?:e)? (?:des|der) Kund\w+|\bgefühlte[rsnm]? (?:Nutzen|Mehrwert|Wert|Aufwand)\b",
        r"\b(?:mails?|texts?|replies|reply|letters?|tone|wording|decks?|templates?) (?:feels?|felt)\b",
        r"\bgender-neutral\b|\bhappy path\b|\bconfidence intervals?\b|\bstress tests?\b|\blazy load\w*",
        r"\b(?:customers?|clients?)(?:['’]s?)? (?:salary|compensation|bonus)\w*|\bsalary (?:data|fields?|lists?|records|software|system)\b",
        r"\bbonus (?:modules?|programmes?|programs?|features?|points|licen[cs]es?)\b|\bBonus(?:programm|modul|punkte|lizenz)\w*",
        r"\bcompensation for (?:the|an?) (?:outage|delay|incident|downtime|failure|error|loss)\b",
        r"\bGehalts?(?:programm|daten|abrechnung|software|system|feld|liste)\w*|\bGehalt (?:der|des|an) (?:Aussage|Text|Mail|Note|Information)\w*",
        r"\bVergütung (?:des|der|für den|für die) (?:Ausfall|Schaden|Störung|Verspätung|Verzögerung)\w*",
        r"\bnationality (?:field|column)\b|\b(?:Feld|Spalte) Staatsangehörigkeit\b",
        r"\bambitious (?:plans?|targets?|goals?|dates?|timelines?|scope)\b|\binsecure (?:connections?|channels?|links?|files?|storage)\b",
        r"\behrgeizige[rsnm]? (?:Plan|Pläne|Ziele?|Termine?|Zeitplan)\b",
        r"\bmotivation (?:for|of|behind) (?:the|this|a) \w+|\bMotivation (?:der|des|für die|für den|dieser) (?:Änderung|Regel|Wechsel|Umstellung|Schritt)\w*",
    )
)

_PROTECTED = (
    # sex, pregnancy, family
    r"gender|female|(?-i:male|Male (?=CSM|colleague|employee|manager)\w*)|wom[ae]n|(?:a|the|this|old|older|young|younger) (?:man|men)|pregnan\w*|maternity|paternity|parental leave|"
    r"(?:as|being) (?:a |the )?(?:\w+ )?(?:mother|father|parent)|(?:single|young|working) (?:mother|father|parent)|mother of|father of|"
    rf"{_PERSON} (?:is|was) (?:\w+ )?(?:married|divorced|widowed|pregnant)",
    r"Geschlecht|weiblich\w*|männlich\w*|(?-i:Frau|Mann)|schwanger\w*|Mutterschutz|Elternzeit|"
    r"als (?:\w+ )?(?:Mutter|Vater)|alleinerziehend\w*|(?:ist|war)\b[^.\n]{0,30}\b(?:verheiratet|geschieden|verwitwet)",
    # age
    r"age group|(?:her|his|their|the author['’]s) age|years old|too (?:young|old) (?:to|for)",
    r"(?-i:Alter)(?!\s+(?:der|des|von|einer|eines))|Jahre alt|mit \d\d Jahren|zu (?:jung|alt) (?:für|um)",
    # origin
    r"ethnic\w*|racial|nationality|native speaker|skin colou?r|immigrant|foreigner|refugee|"
    rf"(?:as|being) (?:an? )?(?:{_PEOPLES}|{_NATIONALS}|black|white)\b(?!\s*(?:list|box|paper))|{_PEOPLES} (?:background|origin|descent|roots|accent)",
    r"(?:ethnische|seine|ihre|soziale)\w? Herkunft|Staatsangehörigkeit|Muttersprachler\w*|Hautfarbe|Migrationshintergrund|"
    rf"als (?:\w+ )?{_NATIONALS}|{_PEOPLES}e[rsnm]? (?:Hintergrund|Herkunft|Wurzeln|Akzent|Abstammung)",
    # belief, politics, union
    r"religio\w*|(?:as|is|being) an? (?:\w+ )?(?:muslim|christian|jew|catholic|protestant|hindu|buddhist|atheist)|"
    r"union member\w*|(?:sits|sat|is|was) on the works council|(?:his|her|their) politics|political (?:views?|leanings?|opinions?)|votes? (?:left|right|for)",
    r"Religion|(?:als|ist|war) (?:ein[e]? )?(?:Muslim|Muslima|Christ|Christin|Jude|Jüdin|Katholik\w*|Protestant\w*|Hindu|Buddhist\w*|Atheist\w*)|"
    r"Gewerkschaft(?:s?mitglied\w*|er|erin|lich\w*)|gewerkschaftlich\w*|als Betriebsr(?:at|ätin)|politische[rsnm]? (?:Haltung|Ansicht|Meinung|Gesinnung)\w*",
    # health, disability
    rf"disabilit\w+|disabled {_ROLE}|wheelchair|(?:his|her|their) (?:illness|sickness|disease)|(?:his|her) health|sick leave|depress(?:ed|ive|ion)|autis\w+|ADHD|burn-?out",
    rf"Behinderung(?!\s+(?:des|der|durch|von|im))|behinderte[rsnm]? {_ROLLE}|Rollstuhl|(?:seine|ihre)\w? (?:Krankheit|Erkrankung|Gesundheit)|"
    r"krankgeschrieben|depressiv\w*|Depression\w*|autist\w+|ADHS",
    # orientation
    r"sexual orientation|gay|lesbian|homosexual|bisexual|transgender|trans (?:man|woman|person|colleague|employee)",
    r"sexuelle\w? Orientierung|schwul\w*|lesbisch\w*|homosexuell\w*|bisexuell\w*|transsexuell\w*",
)
_FEELINGS = (
    r"feels?|felt|feelings?|(?:un)?happy|angry|anxious|frustrat\w+|(?:un|de)?motivat\w+|enthusias\w+|stressed|passionate|proud|bored|"
    rf"lazy|ambitious|insecure|confident (?:by nature|person)|(?:caring|friendly) (?:and \w+ )?{_ROLE}|"
    r"(?:s?he|author|person) loves?|personality|(?:lack|strength) of character|(?:his|her|their) character",
    r"fühlt\w*|Gefühl\w*|glücklich|verärgert|wütend|frustriert|gestresst|ängstlich|(?:hat|hatte|habe) Angst|(?:un|de)?motiviert\w*|Motivation|begeistert\w*|"
    rf"stolz|langweilt\w*|gelangweilt|(?:ist|war|wirkt\w*|sei) (?:\w+ )?faul|ehrgeizig\w*|unsicher im Umgang|(?:er|sie|{_ROLLE}) (?:ist|war|wirkt\w*) (?:\w+ )?unsicher|"
    rf"freundliche[rn]? (?:und \w+ )?{_ROLLE}|fürsorgliche[rn]? (?:und \w+ )?{_ROLLE}|liebt (?:ihre|seine|die) Arbeit|Persönlichkeit|charakterlich\w*|(?:sein|ihr) Charakter",
)
_PAY = (
    r"salar(?:y|ies)|wages?|bonus(?:es)?|pay (?:rise|raise|grade|band)|compensation|(?:under|over)paid|(?:paid|earns?|earned) (?:too )?(?:more|less|little|much)|"
    r"(?:promotion and|deserves|due|warrants|justifies|for) a (?:pay )?raise",
    r"Gehalt(?:s\w*)?|(?-i:Lohn)(?!\s+der Mühe)|Lohn(?:erhöhung|gruppe|stufe)\w*|Bonus|Vergütung|besser bezahlt|(?:unter|über)bezahlt|verdient (?:zu|mehr|weniger|besser|schlecht)\b",
)
_FORBIDDEN = re.compile(rf"\b(?:{'|'.join((*_PROTECTED, *_FEELINGS, *_PAY))})\b", re.IGNORECASE)


def breaks_draft_rule(words: str) -> bool:
    """Whether words touch a protected attribute, a feeling, a motive, a trait of character or pay.

    >>> breaks_draft_rule("As a mother she has little time.")
    True
    >>> breaks_draft_rule("The customer was unhappy with the delay and was told the reason.")
    False
    """
    for business in _BUSINESS:
        words = business.sub(" ", words)
    return _FORBIDDEN.search(words) is not None
