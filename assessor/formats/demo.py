"""The manifest of the bundled demo artefacts."""

from datetime import date

from assessor.domain.artefact import ArtefactKind, Subject
from assessor.domain.base import Frozen
from assessor.domain.text import Language
from assessor.resources import resource_folder


class DemoFile(Frozen):
    """One bundled artefact."""

    name: str
    kind: ArtefactKind
    lang: Language
    evidence_date: date
    expectation: str
    skill_area: str | None
    description: str


class DemoManifest(Frozen):
    """The bundled submission."""

    rubric: str
    assessee: str
    subject: Subject
    submitted_on: date
    files: tuple[DemoFile, ...]


def load_manifest() -> DemoManifest:
    """The manifest that comes with the program."""
    import yaml

    content = (resource_folder("demo") / "manifest.yaml").read_text(encoding="utf-8")
    return DemoManifest.model_validate(yaml.safe_load(content))
