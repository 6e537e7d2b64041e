"""Stage 2 of 7: the policy file, read once and checked before anything is judged by it."""

import hashlib
import re
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator

from assessor.domain.base import Frozen
from assessor.domain.verdict import Action, Destination
from assessor.errors import InputError
from assessor.guardrails.meaning.cues import known_categories

Actions = Action | dict[Destination, Action]
_MIN_TERM_CHARS = 3


class Rule(Frozen):
    """One do-not-enter rule: patterns that must meet in one window of text."""

    id: str
    window: Literal["sentence", "paragraph", "document"]
    any: tuple[str, ...]
    at_least: int = Field(default=1, ge=1)
    all: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    action: Actions | None = None
    """Overrides the category's action."""

    @field_validator("any", "all", "unless")
    @classmethod
    def _compiles(cls, patterns: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in patterns:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"pattern {pattern!r} is no regular expression: {error}") from error
        return patterns

    @cached_property
    def compiled(self) -> tuple[tuple[re.Pattern[str], ...], ...]:
        """`any`, `all` and `unless`, compiled."""
        flags = re.IGNORECASE | re.MULTILINE
        return tuple(
            tuple(re.compile(pattern, flags) for pattern in group)
            for group in (self.any, self.all, self.unless)
        )


class SpanCount(Frozen):
    """Fires where a text holds at least `count` spans of the given types."""

    types: tuple[str, ...]
    count: int = Field(ge=1)


class Category(Frozen):
    """A class of material, what is done about it, and how it is recognised."""

    title: str
    action: Actions
    rules: tuple[Rule, ...] = ()
    meaning: bool = False
    """Whether passages are also recognised by the cues of `guardrails/meaning/categories/NAME.yaml`."""
    terms: tuple[str, ...] = ()
    """Words and phrases of a tenant, such as code names; each stands for the category wherever it appears."""
    at_least_spans: SpanCount | None = None

    @field_validator("terms")
    @classmethod
    def _say_something(cls, terms: tuple[str, ...]) -> tuple[str, ...]:
        for term in terms:
            if len(term.strip()) < _MIN_TERM_CHARS:
                raise ValueError(f"a term has at least {_MIN_TERM_CHARS} characters; got {term!r}")
        return terms

    @cached_property
    def terms_pattern(self) -> re.Pattern[str] | None:
        """All terms as whole words, in any letter case; null where there are none."""
        if not self.terms:
            return None
        ordered = sorted(self.terms, key=len, reverse=True)
        spelled = (r"\s+".join(re.escape(word) for word in term.split()) for term in ordered)
        return re.compile(rf"(?<!\w)(?:{'|'.join(spelled)})(?!\w)", re.IGNORECASE)


class Policy(Frozen):
    """What may not enter. `sha256` names the very file that judged."""

    id: str
    version: str
    owner: str
    local_model_hosts: tuple[str, ...] = ()
    categories: dict[str, Category]
    sha256: str = ""

    @field_validator("local_model_hosts")
    @classmethod
    def _are_hosts(cls, entries: tuple[str, ...]) -> tuple[str, ...]:
        for entry in entries:
            if not _host_and_port(entry)[0]:
                raise ValueError(f"{entry!r} is no host or host:port")
        return entries

    @field_validator("categories")
    @classmethod
    def _meaning_is_known(cls, categories: dict[str, Category]) -> dict[str, Category]:
        known = known_categories()
        for name, category in categories.items():
            if category.meaning and name not in known:
                raise ValueError(f"{name} has no cues for `meaning`; there are {', '.join(sorted(known))}")
        return categories

    def action_for(self, category: str, destination: Destination, rule: Rule | None = None) -> Action:
        """The action a category (or one of its rules) asks for at a destination.

        A category the policy does not name is refused: a guardrail found something nobody has decided on.
        """
        known = self.categories.get(category)
        if known is None:
            return Action.REFUSE
        actions = rule.action if rule is not None and rule.action is not None else known.action
        # A destination left out of a table has not been decided on either.
        return actions.get(destination, Action.REFUSE) if isinstance(actions, dict) else actions

    def is_local_model(self, address: tuple[str, int]) -> bool:
        """Whether a model server at host and port counts as local: an entry without a port takes every port."""
        host, port = address
        listed = (_host_and_port(entry) for entry in self.local_model_hosts)
        return any(name == host.lower() and only in (None, port) for name, only in listed)


def _host_and_port(entry: str) -> tuple[str | None, int | None]:
    """The parts of `host` or `host:port`; no host where the entry is anything else, such as a URL."""
    try:
        url = urlsplit(f"//{entry}")
        port = url.port
    except ValueError:
        return None, None
    return (url.hostname, port) if url.netloc == entry and "@" not in entry else (None, None)


def load_policy(path: Path | None = None) -> Policy:
    """Read a policy file, or the default one that comes with the package.

    Raises:
        InputError: the file is missing, no YAML, or breaks the schema; the message names file and field.
    """
    import yaml

    source = path or resources.files("assessor.guardrails") / "policies" / "default.yaml"
    try:
        raw = source.read_bytes()
        content = yaml.safe_load(raw)
    except OSError as error:
        raise InputError(
            f"policy {source}: cannot be read ({error.strerror}).",
            code="policy_unreadable",
            hint="Point ASSESSOR_POLICY at a YAML file, or unset it for the default policy.",
        ) from error
    except yaml.YAMLError as error:
        raise InputError(f"policy {source}: is not valid YAML: {error}", code="policy_invalid") from error
    if not isinstance(content, dict):
        raise InputError(
            f"policy {source}: expected a mapping, got {type(content).__name__}.", code="policy_invalid"
        )
    try:
        policy = Policy.model_validate(content)
    except ValidationError as error:
        faults = error.errors(include_input=False, include_url=False)
        # An unknown key is most often a misspelt one, and says more than the key it leaves missing.
        fault = next((one for one in faults if one["type"] == "extra_forbidden"), faults[0])
        place = ".".join(map(str, fault["loc"]))
        raise InputError(f"policy {source}, {place}: {fault['msg']}.", code="policy_invalid") from None
    return policy.model_copy(update={"sha256": hashlib.sha256(raw).hexdigest()})
