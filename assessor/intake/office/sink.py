"""Stage 1: where readers of office parts put passages and notes, within bounds."""

from collections import Counter

from assessor.domain.verdict import Action, Finding
from assessor.errors import UnreadableError
from assessor.intake.decode import MAX_CODE_POINTS
from assessor.intake.extract import Passage

MAX_PASSAGES = 100_000
"""Most passages of one file, those of embedded files counted in."""
MAX_ELEMENTS = 6_000_000
"""Most XML elements of one file, those of embedded files counted in; costly ones count several times."""
MAX_INFLATED_TOTAL = 200_000_000
"""Most bytes inflated for one file, those of embedded files counted in."""
MAX_ATTACHMENT_NOTES = 100
"""Most notes of one rule; further embedded files are read all the same, without a note each."""


class Sink:
    """Collects what one file and the files embedded in it hold."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.findings: list[Finding] = []
        self.inflated = 0
        """Bytes inflated so far."""
        self._elements = 0
        self._notes: Counter[str] = Counter()
        self._code_points = 0

    def add(self, passage: Passage) -> None:
        """Take a passage; blank ones are left out.

        Raises:
            UnreadableError: code `too_large`.
        """
        if not passage.text or passage.text.isspace():
            return
        self._code_points += len(passage.text) + 1
        if self._code_points > MAX_CODE_POINTS + 1:
            raise too_large(f"expected at most {MAX_CODE_POINTS} characters of text, got more")
        if len(self.passages) >= MAX_PASSAGES:
            raise too_large(f"expected at most {MAX_PASSAGES} paragraphs and rows, got more")
        self.passages.append(passage)

    def verify_room(self, code_points: int) -> None:
        """Raise where so many code points more would be too many; to be asked before long texts are joined.

        Raises:
            UnreadableError: code `too_large`.
        """
        if self._code_points + code_points > MAX_CODE_POINTS + 1:
            raise too_large(f"expected at most {MAX_CODE_POINTS} characters of text, got more")

    def count_elements(self, number: int) -> None:
        """Count elements that were parsed.

        Raises:
            UnreadableError: code `too_large`.
        """
        self._elements += number
        if self._elements > MAX_ELEMENTS:
            raise too_large(f"expected at most {MAX_ELEMENTS} XML elements, got more")

    def note_attachment(self, rule: str) -> None:
        """Note something that is carried along: `embedded_file`, `macro`, `image`, `font`, `thumbnail`..."""
        self._notes[rule] += 1
        if self._notes[rule] <= MAX_ATTACHMENT_NOTES:
            self.findings.append(Finding(category="attachment", rule=rule, action=Action.NOTE))


def too_large(reason: str) -> UnreadableError:
    """The error for a file with more in it than is read; code `too_large`."""
    return UnreadableError(
        f"The file holds too much: {reason}.",
        code="too_large",
        hint="Hand in the part that shows the work, or split the file.",
    )
