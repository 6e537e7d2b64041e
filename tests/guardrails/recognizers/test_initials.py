import pytest

from assessor.guardrails.recognizers.initials import find_initials


def found(text: str) -> set[str]:
    return {text[span.start : span.end] for span in find_initials(text)}


@pytest.mark.parametrize(
    ("text", "initials"),
    [
        ("Freigabe erteilt am 03.02.\nKS", "KS"),
        ("Viele Grüße\nK.S.", "K.S."),
        ("Best regards,\nMF", "MF"),
        ("Korrektur durch JP, Freigabe H.R.", "JP"),
        ("Korrektur durch JP, Freigabe H.R.", "H.R."),
        ("Corrected by JP on Friday", "JP"),
        ("Erstellt 12.05. / wt, geprüft 13.05. / uh", "uh"),
        ("KS, bitte gegenlesen", "KS"),
        ("Zahlen bis Mi; EB zeichnet ab.", "EB"),
        ("figures by Wed; EB signs off.", "EB"),
        ("danach geht alles an RW zur Freigabe.", "RW"),
        ("Prepared by: T.B., 3 May", "T.B."),
        ("Actions:\n- KS: send the dashboard", "KS"),
        ('EP: "We lost two weeks."', "EP"),
        ("1. WT: Export prüfen", "WT"),
        ("Attending: KS from our side", "KS"),
        ("Dabei: KT von unserer Seite", "KT"),
        ("Freigegeben am 2. April durch FR.", "FR"),
        ("Approved on 2 April by FR.", "FR"),
        ("Danach durch FR", "FR"),
        ("Teilnehmer: KS, Rosa Pak, EP", "KS"),
        ("Attendees: Rosa Pak and EP", "EP"),
        ("Anwesend: Rosa Pak / WT (Protokoll)", "WT"),
    ],
)
def test_initials_are_people_by_their_place(text: str, initials: str) -> None:
    assert initials in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "Approved by IT on Friday",
        "Freigabe HR steht aus",
        "KPI, SLA and ROI were explained.",
        "Die KI bitte nicht nutzen. IT übernimmt.",
        "We will review Q3 in the EU and the UK.",
        "z. B. im Lager",
        "Version 2 of the PDF was checked.",
        "PS: bitte noch heute",
        "- QA: test the export",
        "CS: we call on Monday",
        "TO: the team",
        "AB: Auftragsbestätigung",
        "EB: Economic Buyer",
        "Wert XY: 12",
        "Approved on 2 April by IT.",
        "Freigegeben durch QM.",
        "Attendees: IT, HR and QA",
        "Teilnehmer: Rosa Pak (XY Gruppe)",
        "Danach durch IT, dann durch QA.",
    ],
)
def test_abbreviations_are_no_people(text: str) -> None:
    assert found(text) == set()
