"""What every family of the corpus shares: the shape of a file, seeded prose, archives without a clock."""

import io
import random
import zipfile
from typing import NamedTuple

_ENGLISH = (
    "we checked the usage export with the customer and moved the review to Friday the plan names an owner for "
    "each step before the renewal the risk is a late import so support joins the call"
).split()
_GERMAN = (
    "wir haben die Zahlen mit dem Kunden geprüft und den Termin auf Freitag verschoben für jeden Schritt gibt es "
    "eine Verantwortliche größtes Risiko bleibt der späte Import"
).split()


class CorpusFile(NamedTuple):
    """A file, and what must be found in its text."""

    label: str
    extension: str
    content: bytes
    markers: tuple[str, ...]

    @property
    def name(self) -> str:
        """A name as intake takes it."""
        return f"{self.label}{self.extension}"


class Prose:
    """Sentences of a customer success team, the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self.rng = random.Random(seed)

    def sentence(self, *, german: bool = False) -> str:
        """One sentence of 4 to 14 words."""
        words = self.rng.choices(_GERMAN if german else _ENGLISH, k=self.rng.randint(4, 14))
        return " ".join(words).capitalize() + "."

    def paragraph(self, sentences: int = 3, *, german: bool = False) -> str:
        """So many sentences on one line."""
        return " ".join(self.sentence(german=german) for _ in range(sentences))


def without_clock(data: bytes) -> bytes:
    """The same archive with all its times set to 1980, so that two builds are equal."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in source.namelist():
            archive.writestr(zipfile.ZipInfo(name), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
