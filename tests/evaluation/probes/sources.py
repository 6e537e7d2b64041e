"""Texts to be changed, as strategies and by hand."""

from hypothesis import strategies as st

from assessor.domain.artefact import ArtefactKind
from assessor.domain.text import Language
from assessor.evaluation.probes.source import Source
from assessor.intake.read import read_text

MAIL = """To: Frau Dr. Kofler
Subject: Figures

Sehr geehrte Frau Dr. Kofler,

Judith Amann and I checked the login figures against the usage export before the review took place.

Two values were wrong, so I corrected them and noted both wordings in the account for everybody to read.

| seat | used |
| ---- | ---- |
| 40   | 31   |

The plan now holds a step in which a second person looks at each figure before it leaves the house.

JUDITH AMANN, judith.amann@example.org. Judith's list is Amanns list.
"""
WORDS = st.sampled_from(
    "I checked the list against her export and he sent it to Mr Baker before Frau Petersen asked".split()
)
SENTENCES = st.lists(WORDS, min_size=3, max_size=14).map(lambda words: " ".join(words) + ".")
PARAGRAPHS = st.lists(SENTENCES, min_size=1, max_size=4).map(" ".join)


def source(text: str, lang: Language = "en", **known: object) -> Source:
    read = read_text(text, kind=ArtefactKind.OTHER, lang=lang)
    return Source("item", text, read.segments, lang, ArtefactKind.OTHER, **known)  # type: ignore[arg-type]


@st.composite
def sources(draw: st.DrawFn) -> Source:
    text = "\n\n".join(draw(st.lists(PARAGRAPHS, min_size=1, max_size=6)))
    lang = draw(st.sampled_from(["en", "de"]))
    return source(text, lang, names=("Tom Baker", "Frau Petersen"), career_levels=("CSM", "Lead CSM"))
