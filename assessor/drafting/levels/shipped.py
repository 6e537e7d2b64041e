"""Stage 4, models of levels on disk: one JSON file for each rubric, below `models/ratings`."""

from collections.abc import Callable
from pathlib import Path

from pydantic import ValidationError

from assessor.domain.rubric import Rubric
from assessor.drafting.levels.model import LevelModel
from assessor.errors import ModelError

FOLDER = "ratings"


def write_model(folder: Path, model: LevelModel) -> Path:
    """Write a model into a folder of models; returns the file."""
    path = folder / FOLDER / f"{model.rubric}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(model.model_dump_json(indent=0) + "\n", encoding="utf-8")
    return path


def read_model(path: Path) -> LevelModel:
    """A model from its file.

    Raises:
        ModelError: code `level_model_invalid`; the file is no model, or one of another version.
    """
    try:
        return LevelModel.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise ModelError(
            f"{path.name}: is no model of levels of this version.",
            code="level_model_invalid",
            hint="Install the program again, or fit the models anew: make ratings.",
        ) from None


class ShippedLevels:
    """Models by rubric, each read once.

    Args:
        folder: gives the folder of models; asked on first use.
        embedder_id: of the embedder that drafts; a model made with another one must not be used.
    """

    def __init__(self, folder: Callable[[], Path], embedder_id: Callable[[], str]) -> None:
        self._folder = folder
        self._embedder_id = embedder_id
        self._read: dict[str, LevelModel] | None = None

    def __call__(self, rubric: Rubric) -> LevelModel | None:
        """The model of this rubric and its scale; None where there is none.

        Raises:
            ModelError: code `level_model_invalid`; `vectors_stale`, it was fitted with another embedder.
        """
        if self._read is None:
            paths = sorted((self._folder() / FOLDER).glob("*.json"))
            self._read = {model.rubric: model for model in map(read_model, paths)}
        model = self._read.get(rubric.id)
        if model is None or model.scale != rubric.scale.id:
            return None
        if model.embedder != self._embedder_id():
            raise ModelError(
                f"model of levels for {rubric.id}: fitted with {model.embedder}, "
                f"asked to rate with {self._embedder_id()}.",
                code="vectors_stale",
                hint="Fit the models anew: make ratings.",
            )
        return model
