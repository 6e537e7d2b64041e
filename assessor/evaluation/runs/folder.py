"""A run's folder: manifest, a line for each answered item, and the measures once all are in."""

from pathlib import Path

from assessor.domain.run import RunItem, RunMeasures
from assessor.errors import NotFoundError
from assessor.evaluation.runs.keeping import KeptFolder, Names, write_whole

_NAMES = Names(manifest="run.json", lines="items.jsonl", lock="run.lock", alone=True)
_MEASURES = "measures.json"


class RunFolder(KeptFolder[RunItem]):
    """Where one run lives."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, _NAMES, RunItem)

    def measures(self) -> RunMeasures:
        """The measures of a finished run.

        Raises:
            NotFoundError: code `run_unfinished`.
            InputError: code `run_damaged`.
        """
        if self.exists and not (self.path / _MEASURES).is_file():
            raise NotFoundError(
                f"{self.path}: the run is not finished.",
                code="run_unfinished",
                hint=f"Go on with the same command and --out {self.path}",
            )
        return self._read(_MEASURES, RunMeasures)

    def keep_measures(self, measures: RunMeasures) -> None:
        """Write the measures."""
        write_whole(self.path / _MEASURES, measures)

    def items(self) -> tuple[RunItem, ...]:
        """Every answered item, in the order of their ids; of one answered twice the last answer.

        Raises:
            InputError: code `run_damaged`: a line that is not the last cannot be read.
        """
        found = {one.id: one for one in self.lines()}
        return tuple(found[name] for name in sorted(found))
