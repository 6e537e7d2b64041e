"""What the fitted models in effect have seen, from the lists of digests they come with."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from assessor.domain.faults import first_fault
from assessor.errors import InputError
from assessor.evaluation.gold.splits import Seen
from assessor.resources import resource_folder

_FOLDER = "seen"


def load_seen(more: Iterable[Path] = ()) -> tuple[Seen, ...]:
    """The lists of the models that come with the program, and those of files named beside them.

    Raises:
        InputError: code `fitted_invalid`: a file is no list of digests.
    """
    shipped = sorted((resource_folder("models") / _FOLDER).glob("*.json"))
    return tuple(_read(path) for path in (*shipped, *more))


def digest_of(seen: Seen) -> str:
    """`sha256:` digest of a list, whatever its order."""
    return "sha256:" + hashlib.sha256("\n".join(sorted(seen.digests)).encode()).hexdigest()


def write_seen(folder: Path, seen: Seen) -> Path:
    """Write the list of a model into a folder of models; returns the file."""
    path = folder / _FOLDER / f"{seen.model}.json"
    path.parent.mkdir(exist_ok=True)
    content = {"model": seen.model, "digests": sorted(seen.digests)}
    path.write_text(json.dumps(content, indent=0) + "\n", encoding="utf-8")
    return path


def _read(path: Path) -> Seen:
    try:
        return Seen.model_validate_json(path.read_bytes())
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise InputError(f"{path}: cannot be read ({reason}).", code="fitted_invalid") from None
    except ValidationError as error:
        raise InputError(
            f"{path}, {first_fault(error)}.",
            code="fitted_invalid",
            hint='Expected {"model": NAME, "digests": [16 hex digits, ...]}.',
        ) from None
