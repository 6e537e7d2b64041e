"""Claims beside the quote they rest on, labelled by hand; the first file was written before the rules."""

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Citation, Claim
from assessor.domain.text import Language
from assessor.domain.verdict import Verdict
from assessor.guardrails.claims.standing import contradicts, makes_deed_of_plan
from assessor.guardrails.claims.support import Facts, unsupported

FOLDER = Path(__file__).parent
LEVELS = range(1, 6)


@dataclass(frozen=True)
class Pair:
    """One claim with its quote, which is the whole artefact here."""

    lang: Language
    label: str
    """`supported`, `figure`, `date`, `placeholder`, `contradicted` or `no_deed`."""
    claim: str
    quote: str

    @property
    def artefact(self) -> RedactedArtefact:
        return artefact(self.quote, self.lang)

    @property
    def found(self) -> set[str]:
        """What the checks find wrong with the claim."""
        kinds = set(unsupported(self.claim, Facts.of(self.artefact), LEVELS))
        kinds |= {"contradicted"} if contradicts(self.claim, [self.quote]) else set()
        return kinds | ({"no_deed"} if makes_deed_of_plan(self.claim, [self.quote]) else set())


def artefact(text: str, lang: Language = "en") -> RedactedArtefact:
    """An artefact of this text alone."""
    return RedactedArtefact(verdict=Verdict.ALLOW, text=text, lang=lang, policy_sha256="0" * 64)


def cited(text: str, of: RedactedArtefact, quote: str | None = None) -> Claim:
    """A claim that cites a part of an artefact, or all of it."""
    whole = of.text or ""
    quote = whole if quote is None else quote
    start = whole.index(quote)
    place = Citation(
        artefact=of.artefact_id, start=start, end=start + len(quote), quote=quote, locator="line 1"
    )
    return Claim(text=text, anchor=None, citations=(place,))


def pairs(name: str) -> list[Pair]:
    """The pairs of a file."""
    rows = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return [Pair(cast("Language", lang), label, claim, quote) for lang, label, claim, quote in cells]
