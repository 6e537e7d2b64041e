"""One typed set of settings, read once at the edge: environment first, then `assessor.toml`."""

import os
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assessor.errors import InputError

TENANT = "local"
"""The tenant of a local installation."""
_FILE = "assessor.toml"


class Settings(BaseSettings):
    """What an installation may choose. No secret has a default; keys live in the key file."""

    model_config = SettingsConfigDict(
        env_prefix="ASSESSOR_", frozen=True, extra="ignore", hide_input_in_errors=True, env_ignore_empty=True
    )

    home: Path = Path("~/.assessor")
    """Folder of database, keys and checkpoints."""
    database_url: str = ""
    """SQLAlchemy URL; empty means SQLite in the home folder."""
    drafter: Literal["embedded"] = "embedded"
    policy: Path | None = None
    """Policy file; the packaged default where unset."""
    key_file: Path | None = None
    """Named keys; `keys.json` in the home folder where unset."""
    data: Path | None = None
    """Folder of public data for benchmarks."""
    previews: bool = True
    """Whether drafts may be shown before anybody rated."""
    retention_months: dict[str, int] = Field(default_factory=dict)
    """Months of each kind of record or artefact; see `assessor privacy retention --schedule`."""
    http_port: int = Field(default=8321, ge=0, le=65535)
    """Port of the service; 0 takes any that is free."""
    http_hosts: str = ""
    """Names besides the loopback ones that the Host header may hold, separated by commas."""
    http_body_bytes: int = Field(default=32_000_000, ge=10_000, le=500_000_000)
    """Largest request body."""
    http_workers: int = Field(default=2, ge=1, le=64)
    """Processes of the service that redact and draft."""

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
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _toml_files()))

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
    def checkpoint(self) -> Path:
        """Where the newest checkpoint of the audit log is kept, outside the database."""
        return self.home_path / "audit" / f"{TENANT}.checkpoint"


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
            f"setting {name}: {fault['msg']}.",
            code="setting_invalid",
            hint=f"Correct it in the environment or in {_FILE}.",
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
