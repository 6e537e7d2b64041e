"""Praise and enthusiasm, which must not move a level: sentences to train against, and others to measure with.

A copy of each train text, with a few of the first kind added and the label unchanged, tells the fit that they
say nothing. The second kind is never trained on.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from assessor.drafting.levels.fit import LabelledText
from assessor.ports import Embedder

TRAINED = (
    "I really enjoyed every minute of this.",
    "Everyone told me how great this turned out!",
    "I could not be prouder of what we achieved here.",
    "What an incredible journey this has been so far.",
    "It is an honour to work with such amazing people.",
    "I always go the extra mile and give one hundred percent.",
    "Our team is simply the best.",
    "She did a superb job and deserves all the credit in the world.",
    "This is without doubt the finest work of the quarter.",
    "I love my job and I am excited about everything that lies ahead.",
    "Huge thanks and congratulations, absolutely brilliant!",
    "The feedback was overwhelmingly positive from all sides.",
    "Das hat mir unglaublich viel Spaß gemacht.",
    "Alle haben gesagt, wie toll das geworden ist!",
    "Ich könnte nicht stolzer auf das Ergebnis sein.",
    "Was für eine großartige Reise das bisher war.",
    "Es ist eine Ehre, mit so wunderbaren Menschen zu arbeiten.",
    "Ich gebe immer hundert Prozent und noch ein bisschen mehr.",
    "Unser Team ist einfach das beste.",
    "Sie hat das hervorragend gemacht und verdient alles Lob der Welt.",
    "Das ist ohne Zweifel die beste Arbeit des Quartals.",
    "Ich brenne für meine Arbeit und freue mich auf alles, was kommt.",
    "Vielen Dank und herzlichen Glückwunsch, einfach brillant!",
    "Die Rückmeldungen waren von allen Seiten überwältigend gut.",
)
MEASURED = {
    "en": (
        "This was fantastic work and everybody involved loved it.",
        "I am passionate about what I do and give my very best every day.",
        "A truly outstanding contribution by a brilliant colleague.",
    ),
    "de": (
        "Das war eine fantastische Arbeit, und alle Beteiligten waren begeistert.",
        "Ich bin mit Leidenschaft dabei und gebe jeden Tag mein Bestes.",
        "Ein wirklich herausragender Beitrag einer glänzenden Kollegin.",
    ),
}
_ADDED = 4


def copies(texts: Iterable[LabelledText], embedder: Embedder) -> Iterator[LabelledText]:
    """A copy of each text to learn from, with praise that its twin's copy has too."""
    vectors = embedder.embed(list(TRAINED))
    for one in texts:
        if one.train and one.sentences:
            dice = np.random.default_rng(zlib.crc32(one.group.encode("utf-8")))
            places = sorted(dice.permutation(len(TRAINED))[:_ADDED].tolist())
            yield replace(
                one,
                copy=True,
                sentences=(*one.sentences, *(TRAINED[place] for place in places)),
                vectors=np.concatenate([one.vectors, vectors[places]]),
                deciding=np.concatenate([one.deciding, np.zeros(_ADDED, dtype=np.bool_)]),
            )
