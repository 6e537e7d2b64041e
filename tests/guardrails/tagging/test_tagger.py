from concurrent.futures import ThreadPoolExecutor

from assessor.guardrails.tagging.tagger import Read, load_tagger
from assessor.guardrails.tagging.tokens import blocks


def reads_of(text: str) -> list[Read]:
    return [read for block in blocks(text) for read in load_tagger("de").read(block)]


def probabilities(text: str) -> list[tuple[str, float]]:
    return [(read.token.text, read.sure) for read in reads_of(text)]


def test_words_of_a_name_are_likely_and_other_words_are_not() -> None:
    sure = dict(probabilities("Gestern hat Katrin Sommer die Auswertung geschickt."))
    assert min(sure["Katrin"], sure["Sommer"]) > 0.5
    assert max(sure["Gestern"], sure["Auswertung"], sure["geschickt"]) < 0.05


def test_probabilities_lie_between_nothing_and_certainty() -> None:
    assert all(
        -1e-9 <= sure <= 1 + 1e-6 for _, sure in probabilities("Hallo Frau Müller, am 3.5. kommt K. Sommer!")
    )


def test_a_name_begins_once_and_goes_on() -> None:
    reads = reads_of("Katrin Sommer kam.")
    assert reads[0].begins > reads[0].goes_on
    assert reads[1].goes_on > reads[1].begins


def test_numbers_are_never_part_of_a_name() -> None:
    assert [
        sure for text, sure in probabilities("Katrin Sommer 4711 kam um 12:30.") if text[0].isdigit()
    ] == [0.0, 0.0]


def test_threads_do_not_mix_their_texts() -> None:
    texts = [
        f"Frau {name} kommt morgen in die Besprechung."
        for name in ("Ahlgrimm", "Petersen", "Özdemir", "Lang")
    ]
    alone = [probabilities(text) for text in texts]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(probabilities, texts * 25))
    assert together == alone * 25
