"""One typed set of settings, read once at the edge: environment first, then `assessor.toml`."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from assessor.domain.pay_link import PayLink
from assessor.domain.text import Language
from assessor.errors import InputError

TENANT = "local"
"""The tenant of a local installation."""
_FILE = "assessor.toml"
_FROM_ENVIRONMENT_ONLY = frozenset({"model_api_key"})
"""A file is copied, mailed and committed; a key in one is refused."""


class ModelPrice(NamedTuple):
    """US dollars per million tokens."""

    prompt: Annotated[float, Field(ge=0)]
    answer: Annotated[float, Field(ge=0)]


class Settings(BaseSettings):
    """What an installation may choose. No secret has a default; keys live in the key file."""

    model_config = SettingsConfigDict(
        env_prefix="ASSESSOR_", frozen=True, extra="ignore", hide_input_in_errors=True, env_ignore_empty=True
    )

    home: Path = Path("~/.assessor")
    """Folder of database, keys and checkpoints."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in the home folder."""
    drafter: Literal["embedded", "llm"] = "embedded"
    policy: Path | None = None
    """Policy file; the packaged default where unset."""
    terms: Path | None = None
    """The tenant's employees, customers and products; none where unset."""
    key_file: Path | None = None
    """Named keys; `keys.json` in the home folder where unset."""
    data: Path | None = None
    """Folder of public data for benchmarks."""
    optional_areas: Annotated[tuple[str, ...], NoDecode] = ()
    """Rubrics that have an optional area switched on, e.g. `csm-matrix:ai`; separated by commas."""
    absolute_rules: tuple[str, ...] = ()
    """The organisation's own absolute rules, exactly as many as the rubric asks for; a list in the file."""
    lang: Language = "en"
    """Language of what commands say of rules, where they are not asked for another."""
    pay_link: PayLink = PayLink()
    """Whether ratings may be looked at for pay; off, and not to be switched on without an agreement."""
    previews: bool = True
    """Whether drafts may be shown before anybody rated."""
    look_back_days: int = Field(default=30, ge=0, le=366)
    """Drafts revealed so many days before they went wrong are to be looked at again once suspended."""
    vault: bool = False
    """Whether what redaction removes is kept sealed, to be opened by two persons with a reason."""
    retention_months: dict[str, int] = Field(default_factory=dict)
    """Months of each kind of record or artefact; see `assessor privacy retention --schedule`."""
    reliance_led_astray: float = Field(default=0.3, gt=0, lt=1)
    """Largest share of ratings nearer to the outcome than their draft that may still move towards it."""
    reliance_weight_of_advice: float = Field(default=0.7, gt=0, lt=1)
    """Largest mean share of the way to the draft that may be gone; see docs/decisions/0034 for both."""
    http_port: int = Field(default=8321, ge=0, le=65535)
    """Port of the service; 0 takes any that is free."""
    http_hosts: str = ""
    """Names besides the loopback ones that the Host header may hold, separated by commas."""
    http_body_bytes: int = Field(default=64_000_000, ge=10_000, le=500_000_000)
    """Largest request body; the largest file that is read fits in, in base64."""
    http_workers: int = Field(default=2, ge=1, le=64)
    """Processes of the service that redact and draft."""

    watch_hours: int = Field(default=0, ge=0, le=8784)
    """How often `serve` has the watch make a round; 0 switches that off."""
    watch_suite: str = "authored"
    """Whose items the watch takes: a suite that comes with the program, or a YAML file."""
    watch_limit: int = Field(default=96, ge=1)
    """At most so many of them, of every kind some."""
    watch_act: bool = False
    """Whether drafts are suspended where a round of `serve` signals."""

    model: str = ""
    """litellm name of the model that drafts, e.g. `openai/NAME` for any server with OpenAI's API."""
    model_base_url: str = ""
    """Where the models are; empty means the vendor's own address."""
    model_api_key: SecretStr | None = None
    """Key of the model server; read from the environment alone."""
    model_fallbacks: Annotated[tuple[str, ...], NoDecode] = ()
    """Models asked in turn where the first gives no answer, at the same address; separated by commas."""
    model_timeout_s: float = Field(default=60, gt=0, le=600)
    """How long one attempt may take, from connecting to the last byte."""
    model_deadline_s: float = Field(default=180, gt=0, le=3600)
    """How long one draft may take: all attempts, models and the repair."""
    model_attempts: int = Field(default=3, ge=1, le=10)
    """How often one request is sent at most to one model."""
    samples: int = Field(default=1, ge=1, le=9)
    """How often a model is asked the same for one draft, an odd number; the spread widens the interval."""
    model_concurrency: int = Field(default=2, ge=1, le=64)
    """How many calls run at once on this machine."""
    model_max_tokens: int = Field(default=1500, ge=64, le=32_000)
    """How long an answer may be."""
    model_max_answer_bytes: int = Field(default=1_000_000, ge=10_000)
    """How large an answer may be on the wire."""
    model_cache_days: int = Field(default=30, ge=0, le=366)
    """How long a good answer is remembered, sealed; 0 switches that off."""
    examples: Literal["off", "local-model", "external-model"] = "local-model"
    """How far released examples may be sent; to an external model only where this says so."""
    model_run_tokens: int | None = Field(default=None, ge=0)
    model_month_tokens: int | None = Field(default=None, ge=0)
    """What a calendar month (UTC) may take in tokens."""
    model_run_cost_usd: float | None = Field(default=None, ge=0)
    model_month_cost_usd: float | None = Field(default=None, ge=0)
    """What a calendar month (UTC) may cost in US dollars."""
    model_prices: dict[str, ModelPrice] = Field(default_factory=dict)
    """Prices by model as `[prompt, answer]`; what is stated here wins over litellm's list."""

    @field_validator("model_fallbacks", "optional_areas", mode="before")
    @classmethod
    def _split_at_commas(cls, value: Any) -> Any:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("optional_areas")
    @classmethod
    def _one_choice_for_each_rubric(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        named = [name.partition(":") for name in value]
        if not all(base and area for base, _, area in named) or len({one[0] for one in named}) < len(named):
            raise ValueError("expected RUBRIC:AREA, each rubric once")
        return value

    @field_validator("samples")
    @classmethod
    def _with_a_middle(cls, value: int) -> int:
        if value % 2 == 0:
            raise ValueError("expected an odd number from 1 to 9, so that the answers have a middle")
        return value

    def rubric_in_effect(self, rubric_id: str) -> str:
        """The id a rubric goes by here: with its optional area where that is switched on.

        An id that names its options itself is left as it is.
        """
        return next((one for one in self.optional_areas if one.partition(":")[0] == rubric_id), rubric_id)

    @property
    def models(self) -> tuple[str, ...]:
        """The models to ask, first choice first, each once; empty where none is set."""
        return tuple(dict.fromkeys(name for name in (self.model, *self.model_fallbacks) if name))

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - the signature is pydantic's
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment before file."""
        return (init_settings, env_settings, _TomlWithoutSecrets(settings_cls, _toml_files()))

    @property
    def home_path(self) -> Path:
        """The home folder with `~` resolved."""
        return self.home.expanduser().absolute()

    @property
    def database(self) -> str:
        """The database URL in effect."""
        return self.database_url or f"sqlite:///{self.home_path / 'assessor.db'}"

    @property
    def keys(self) -> Path:
        """The key file in effect."""
        return (self.key_file or self.home_path / "keys.json").expanduser().absolute()

    @property
    def server_lock(self) -> Path:
        """Held by the server of this home."""
        return self.home_path / "serve.lock"

    @property
    def example_folder(self) -> Path:
        """Where the server keeps its index of examples, and answers questions to it."""
        return self.home_path / "examples"

    @property
    def checkpoint(self) -> Path:
        """Where the newest checkpoint of the audit log is kept, outside the database."""
        return self.home_path / "audit" / f"{TENANT}.checkpoint"


class _TomlWithoutSecrets(TomlConfigSettingsSource):
    """`assessor.toml`, in which a secret is an error."""

    def __call__(self) -> dict[str, Any]:
        """What the file sets."""
        found = super().__call__()
        for name in _FROM_ENVIRONMENT_ONLY & set(found):
            raise InputError(
                f"{_FILE}: {name} stands in the file; a secret comes from the environment alone.",
                code="setting_invalid",
                hint=f"Take it out of the file, have it replaced, and set ASSESSOR_{name.upper()}.",
            )
        return found


def load_settings() -> Settings:
    """Read the settings in effect.

    Raises:
        InputError: a value or the file cannot be used; the message names the setting, not its value.
    """
    try:
        return Settings()
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        name = "ASSESSOR_" + str(fault["loc"][0]).upper()
        raise InputError(
            f"setting {name}: {fault['msg'].removeprefix('Value error, ')}.",
            code="setting_invalid",
            hint=f"Correct it in the environment or in {_FILE}.",
        ) from None
    except SettingsError as error:
        # A variable that should hold JSON and does not; the message names the field, its cause the value.
        field = re.search(r'field "(\w+)"', str(error))
        name = f"ASSESSOR_{field[1].upper()}" if field else "of the environment"
        raise InputError(
            f"setting {name}: is no JSON value.",
            code="setting_invalid",
            hint=f"Write it as JSON, such as {{}}, or as a table in {_FILE}.",
        ) from None
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{_FILE}: is not valid TOML: {error}.", code="setting_invalid") from error


def unused_variables() -> list[str]:
    """Names of `ASSESSOR_` variables that are set but that this version does not read."""
    known = {"ASSESSOR_" + name.upper() for name in Settings.model_fields}
    return sorted(name for name in os.environ if name.startswith("ASSESSOR_") and name not in known)


def _toml_files() -> list[Path]:
    home = Path(os.environ.get("ASSESSOR_HOME") or "~/.assessor").expanduser()
    # Later files win: the working folder's over the home's.
    return [home / _FILE, Path(_FILE)]
