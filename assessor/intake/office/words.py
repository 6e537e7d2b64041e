"""Stage 1: words that names given by programs are made of, and words that sheet tabs may show in a locator.

A name is known by its words, not by a list of names: `Light Grid Accent 3` and `Rechteck 12` are countless.
Neither list holds a word that is also a name of people (May, Mai, June, August, Roman stand apart).
"""

import re

_PROGRAM_WORDS = frozenset(
    # styles of Word, Excel and PowerPoint, English
    " accent all annotation article autotext bad balloon bibliography black block blank body book border"
    " bullet calculation caption cell char char1 check classic closing code colorful columns comma"
    " comment contemporary continue contents currency dark date default definition elegant email"
    " emphasis endnote envelope explanatory figure first followed followedhyperlink font footer footnote"
    " followup good grid hashtag header heading headline html hyperlink index indent input intense"
    " keyboard level light line link linked list macro medium mention message monochrome multiple"
    " neutral new no normal note number numbers of only outline output page paragraph percent"
    " placeholder plain preformatted professional quote reference references return revision salutation"
    " sample section shading signature simple smart spacing strong style subject subtitle subtle symbol"
    " table tables text themed theme themes title toa toc top total typewriter unresolved variable"
    " warning web with and a the"
    # layouts, placeholders and shapes
    " 3d area arrow bar bubble chart clip clipart column comparison connector content custom design"
    " diagram doughnut down drop elbow ellipse freeform frame graphic graphicframe group handout image"
    " ink label left master media menu model notes object office online outlook oval pane panel picture"
    " pie pict presentation rectangle right rounded scatter screen shape show slide slides smartart"
    " spinner star straight stock surface textbox triangle two up vertical video widescreen wordart"
    " button checkbox radio scroll workbook worksheet worksheets sheet tabelle blatt arbeitsmappe"
    " thisworkbook table_of x0000 x node parent child sib trans conn pres comp bk shp"
    # named after their form, English and German
    " corners corner isosceles triangle flowchart process decision speech cloud hexagon pentagon points brace"
    " bracket callout chevron diamond cylinder cube donut plus cross curved bent block elbow single snip"
    " google customshape placeholder freihandform abgerundete ecken ecke pfeil nach rechts links oben unten"
    " sprechblase flussdiagramm prozess entscheidung gleichschenkliges dreieck raute wolke geschweifte"
    " klammer p gewinkelter gekrümmter eckige rahmen gliederung sechseck zylinder würfel"
    # cell styles in German
    " komma prozent währung gut schlecht eingabe ausgabe berechnung verknüpfte zelle überprüfen warnender"
    " erklärender ergebnis notiz akzent besuchter dezimal"
    # smart tags of Word
    " place placename placetype city state country region personname street address postalcode time phone"
    " stockticker givenname sn metricconverter"
    # the same in German
    " abbildung abschnitt abschnittsüberschrift absatz bearbeiten beschriftung bild breitbild diagramm"
    " diagrammplatzhalter datumsplatzhalter ebene form fußnotentext fußzeile fußzeilenplatzhalter"
    " foliennummernplatzhalter folienbildplatzhalter grafik gruppe gruppieren gerade verbinder gerader"
    " inhalt inhaltsplatzhalter kopfzeile kopfzeilenplatzhalter leer linie listenabsatz listen"
    " notizenplatzhalter notizen nur objekt ohne pfeil rechteck standard tabellenplatzhalter textfeld"
    " textplatzhalter titel titelfolie untertitel und überschrift vergleich vertikaler verzeichnis"
    " zeichen zitat zwei bildplatzhalter mit design larissa"
    # fonts that come with programs
    " roman mv ｍｓ 明朝 ゴシック ｐゴシック 맑은 고딕"
    " 宋体 新細明體 游ゴシック 游明朝 等线"
    " aptos arial display narrow bahnschrift book antiqua bookman oldstyle calibri cambria math candara"
    " century gothic comic consolas constantia corbel courier franklin garamond gill georgia helvetica"
    " neue impact lucida console sans unicode ms microsoft mincho yahei jhenghei palatino linotype segoe"
    " ui serif semibold semilight sylfaen symbol tahoma times trebuchet verdana webdings wingdings mt"
    " pro std noto roboto open source liberation dejavu lato montserrat inter simsun simhei fangsong"
    " kaiti malgun batang gulim meiryo yu angsana browallia cordia upc devanagari cjk sc tc jp kr mono"
    " carlito caladea nimbus unifont droid linux libertine biolinum alatin ea cs mn mj lt baiti boli"
    " himalaya iskoola pota uighur mongolian yi plantagenet cherokee estrangelo edessa thumb scheme color"
    " colors colours fonts effects".split()
)
_LETTERS = re.compile(r"[^\W\d_]+")
_TAB_WORDS = frozenset(
    # what tabs of working books are called, English and German; no word that people are called
    " account accounts action actions activities activity adoption agenda analysis annex appendix"
    " archive assumptions backlog backup baseline benchmark board budget business calculation calendar"
    " cases changes chart charts checklist churn closed company contacts contract contracts cost costs"
    " cover criteria csat customer customers dashboard data decisions definitions delivery details"
    " disclaimer drivers effort escalation escalations evaluation evidence expansion export feedback"
    " figures findings follow forecast formulas gantt glossary goals health hidden history import"
    " incidents index info information input instructions internal intro introduction inventory invoices"
    " issues kpi kpis legend list lists log lookup lookups main master matrix meeting meetings metrics"
    " migration milestones mitigation mitigations monthly next notes nps numbers objectives okr okrs old"
    " open opportunities overview owners parameters performance phases pipeline pivot plan planning"
    " prices pricing process profile progress project projects proposal qbr quality quarter quarterly"
    " questions ranking rates raw readme references register renewal renewals report reporting"
    " requirements resources results revenue review reviews risk risks roadmap roi sales scenario"
    " scenarios schedule score scorecard scores scratch settings sheet stakeholder stakeholders start"
    " statistics status steps strategy success summary survey table tables targets task tasks team"
    " template templates temp test tickets timeline to todo topics total totals tracker tracking"
    " training trend trends update updates usage values versions weekly workshop yearly year q h fy ytd"
    " and of the for by per vs new abrechnung abschluss aktionen analyse anhang annahmen aufgaben"
    " ausblick auswertung bericht berichte bestand bewertung budgets daten deckblatt details diagramm"
    " eingabe einleitung entscheidungen ergebnis ergebnisse erneuerung eskalation eskalationen fragen"
    " gesamt glossar historie hinweise jahr kalender kennzahlen kontakte kosten kunde kunden liste"
    " listen maßnahmen meilensteine notiz notizen nutzung parameter plan planung preise projekt projekte"
    " protokoll quartal risiken risiko rohdaten rückblick schulung start status stammdaten statistik"
    " strategie tabelle tabellen termine themen übersicht umsatz verlauf verträge vertrag vorlage werte"
    " zahlen zeitplan ziele zusammenfassung und von der die das für je offene erledigt blatt diagramme"
    " versteckt intern".split()
)
_TAB_DEFAULTS = frozenset({"sheet", "tabelle", "blatt", "table"})
_TAB_PIECE = re.compile(r"[^\W\d_]+|\d+|[ _&/.,()+-]")
_TAB_NUMBER = re.compile(r"\d{1,2}|(?:19|20)\d\d")
_MAX_TAB = 31
"""Longest name Excel gives a tab."""


def is_program_name(name: str) -> bool:
    """Whether a name is made of nothing but words programs use for styles, shapes, fonts and themes.

    >>> is_program_name("Light Grid Accent 3"), is_program_name("Rechteck 12"), is_program_name("Sommer 3")
    (True, True, False)
    """
    return all(word.casefold() in _PROGRAM_WORDS for word in _LETTERS.findall(name))


def is_plain_tab(name: str) -> bool:
    """Whether a sheet's name says something, but of nobody: common words, years, numbers of two digits.

    >>> is_plain_tab("Risks"), is_plain_tab("Q3 2026"), is_plain_tab("Sommer"), is_plain_tab("0171 2345")
    (True, True, False, False)
    """
    pieces = _TAB_PIECE.findall(name)
    words = [piece for piece in pieces if piece[0].isalpha()]
    if not words or "".join(pieces) != name or len(name) > _MAX_TAB or name != name.strip():
        return False
    numbers = [piece for piece in pieces if piece.isdigit()]
    folded = {word.casefold() for word in words}
    # `Sheet1` says no more than its number, which goes wrong less often.
    is_telling = bool(folded - _TAB_DEFAULTS)
    return is_telling and folded <= _TAB_WORDS and all(_TAB_NUMBER.fullmatch(number) for number in numbers)
