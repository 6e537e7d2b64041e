"""Where everything of the program lies that can move a figure."""

from pathlib import Path

import assessor
from assessor.resources import resource_folder


def sources() -> tuple[Path, ...]:
    """Code, prompts and models: whatever of them changes may change a figure."""
    return (Path(assessor.__file__).parent, resource_folder("prompts"), resource_folder("models"))
