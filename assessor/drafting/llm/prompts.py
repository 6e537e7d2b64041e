"""Stage 4: prompt files. Front matter says which prompt it is; the rest is a template with named blocks.

A template is filled, never built: values that come from elsewhere are inserted as they are and are not read
as template text, so an artefact cannot reach the template's language.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import Field, ValidationError

from assessor.domain.base import Frozen
from assessor.domain.rubric import ChangelogEntry
from assessor.errors import InputError
from assessor.resources import resource_folder
from assessor.rubrics.strict_yaml import read_mapping

if TYPE_CHECKING:
    from jinja2 import Template

_RULE = "---\n"


class FrontMatter(Frozen):
    """What a prompt file says of itself."""

    id: str = Field(pattern=r"^[a-z0-9-]+$")
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    owner: str = Field(min_length=1)
    changelog: tuple[ChangelogEntry, ...] = Field(min_length=1)
    """Newest first; the first entry is the version in force."""


class Prompt:
    """One versioned prompt.

    Args:
        content: the bytes of its file.
        file: its name for messages.

    Raises:
        InputError: code `prompt_invalid`; no front matter, a wrong field, or a changelog that does not begin
            with the version in force.
    """

    def __init__(self, content: bytes, file: str) -> None:
        self.sha256 = hashlib.sha256(content).hexdigest()
        """Digest of the whole file, front matter included."""
        head, self._text = _split(content, file)
        self.about = _checked(head, file)
        self._template: Template | None = None

    @property
    def name(self) -> str:
        """`id@version`; part of the provenance."""
        return f"{self.about.id}@{self.about.version}"

    def render(self, block: str, **values: object) -> str:
        """The text of one block with its places filled; a place without a value is an error."""
        template = self._template = self._template or _compiled(self._text)
        context = template.new_context(values)
        return "".join(template.blocks[block](context)).strip("\n")


@cache
def load_prompt(name: str) -> Prompt:
    """The prompt in the file `NAME.md` of the prompts folder.

    Raises:
        NotFoundError: there is no prompts folder.
        InputError: code `prompt_invalid`; the file is missing or broken.
    """
    return _read(resource_folder("prompts") / f"{name}.md")


def prompts_from(paths: Mapping[str, Path]) -> Callable[[str], Prompt]:
    """Prompts of some files, the program's own for all other names.

    Args:
        paths: of files by name of the prompt, such as `draft-rating.en`.

    Raises:
        InputError: code `prompt_invalid`; a file is missing or broken.
    """
    made = {name: _read(path) for name, path in paths.items()}
    return lambda name: made.get(name) or load_prompt(name)


def prompt_files(paths: Iterable[Path]) -> dict[str, Path]:
    """Prompt files by the name each goes by: `draft-rating.en` for one whose id is `draft-rating-en`.

    Raises:
        InputError: code `prompt_invalid`; a file is missing or broken, or no prompt of this program.
    """
    found = {}
    for path in paths:
        base, _, lang = _read(path).about.id.rpartition("-")
        if base != "draft-rating":
            raise InputError(
                f"prompt {path.name}: expected the id draft-rating-LANG in its front matter.",
                code="prompt_invalid",
            )
        found[f"{base}.{lang}"] = path
    return found


def _read(path: Path) -> Prompt:
    try:
        return Prompt(path.read_bytes(), path.name)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise InputError(f"prompt {path.stem}: cannot be read ({reason}).", code="prompt_invalid") from None


def _split(content: bytes, file: str) -> tuple[bytes, str]:
    text = content.decode("utf-8")
    opening, _, rest = text.partition(_RULE)
    head, rule, body = rest.partition("\n" + _RULE)
    if opening or not rule:
        raise InputError(
            f"prompt {file}: expected front matter between two lines '---' at the top.", code="prompt_invalid"
        )
    return head.encode("utf-8"), body


def _checked(head: bytes, file: str) -> FrontMatter:
    try:
        about = FrontMatter.model_validate(read_mapping(head, file=f"prompt {file}", code="prompt_invalid"))
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        place = ".".join(map(str, fault["loc"]))
        raise InputError(f"prompt {file}, {place}: {fault['msg']}.", code="prompt_invalid") from None
    if about.changelog[0].version != about.version:
        raise InputError(
            f"prompt {file}: version {about.version}, but its changelog begins with "
            f"{about.changelog[0].version}; every version needs its entry, newest first.",
            code="prompt_invalid",
        )
    return about


def _compiled(text: str) -> "Template":
    from jinja2 import StrictUndefined, select_autoescape
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    # The output is no HTML: escaping would change the evidence, and quotes would no longer be verbatim.
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=select_autoescape(default_for_string=False),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.from_string(text)
