"""Finds what comes with the program: in the wheel below `_bundled`, in a checkout at the top level."""

from pathlib import Path
from typing import Literal

from assessor.errors import NotFoundError

Kind = Literal["prompts", "suites", "models", "demo"]

_PACKAGE = Path(__file__).parent
_IN_CHECKOUT: dict[Kind, str] = {
    "prompts": "prompts",
    "suites": "eval/suites",
    "models": "models",
    "demo": "eval/demo",
}


def resource_folder(kind: Kind) -> Path:
    """The folder of one kind of resource.

    Raises:
        NotFoundError: neither the wheel nor the checkout has it.
    """
    for folder in (_PACKAGE / "_bundled" / kind, _PACKAGE.parent / _IN_CHECKOUT[kind]):
        if folder.is_dir():
            return folder
    raise NotFoundError(
        f"resources: no folder {kind!r} in {_PACKAGE / '_bundled'} nor in the checkout.",
        code="resource_missing",
        hint="Install the wheel again, or run from a complete checkout.",
    )
