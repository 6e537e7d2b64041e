"""Suites: which gold files a run takes, and what it must reach."""

from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from assessor.domain.faults import first_fault
from assessor.domain.suite import Suite
from assessor.errors import InputError, NotFoundError
from assessor.resources import resource_folder
from assessor.rubrics.strict_yaml import read_mapping

_CODE = "suite_invalid"


def load_suite(name: str) -> tuple[Suite, tuple[Path, ...]]:
    """A suite that comes with the program, or one in a YAML file, and the paths of its gold files.

    Args:
        name: id of a suite, or path of a file that ends in .yaml.

    Raises:
        NotFoundError: code `unknown_suite`; the message lists those there are.
        InputError: code `suite_invalid`; the message names file and field.
    """
    path = Path(name)
    if path.suffix not in (".yaml", ".yml"):
        path = resource_folder("suites") / f"{name}.yaml"
    try:
        content = path.read_bytes()
    except OSError:
        raise NotFoundError(
            f"suite {name!r}: there is none; there are {', '.join(suite_ids())}.",
            code="unknown_suite",
            hint="Name one of them, or a YAML file.",
        ) from None
    suite = _parsed(content, path.name)
    return suite, tuple(path.parent / one.file for one in suite.gold)


def suite_ids() -> tuple[str, ...]:
    """Ids of the suites that come with the program."""
    return tuple(sorted(path.stem for path in resource_folder("suites").glob("*.yaml")))


def verify_digests(suite: Suite, digests: Iterable[str]) -> None:
    """Refuse a gold file that is not the one the suite was written for.

    Raises:
        InputError: code `gold_changed`.
    """
    for gold, found in zip(suite.gold, digests, strict=True):
        if gold.sha256 not in (None, found):
            raise InputError(
                f"suite {suite.id}: {gold.file} is not the file the suite names; got {found}.",
                code="gold_changed",
                hint="Take the file back, or raise the suite's version with the new digest.",
            )


def _parsed(content: bytes, name: str) -> Suite:
    try:
        return Suite.model_validate(read_mapping(content, file=name, code=_CODE))
    except ValidationError as error:
        raise InputError(
            f"suite {name}, {first_fault(error, whole='the suite')}.",
            code=_CODE,
            hint="The format: assessor schema suite",
        ) from None
