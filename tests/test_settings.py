"""Settings: environment before file, secrets hidden, values never repeated."""

from pathlib import Path

import pytest

from assessor.errors import InputError
from assessor.intake.decode import MAX_CONTAINER_BYTES
from assessor.settings import load_settings, unused_variables


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ASSESSOR_HOME", str(tmp_path / "home"))
    for name in ("ASSESSOR_DATABASE_URL", "ASSESSOR_PREVIEWS", "ASSESSOR_DRAFTER", "ASSESSOR_KEY_FILE"):
        monkeypatch.delenv(name, raising=False)


def test_everything_lies_in_the_home_by_default(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.database == f"sqlite:///{tmp_path / 'home' / 'assessor.db'}"
    assert settings.keys == tmp_path / "home" / "keys.json"
    assert settings.checkpoint == tmp_path / "home" / "audit" / "local.checkpoint"


def test_the_environment_wins_over_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assessor.toml").write_text(
        'previews = false\ndatabase_url = "sqlite:///a.db"\n', encoding="utf-8"
    )
    assert load_settings().previews is False
    monkeypatch.setenv("ASSESSOR_PREVIEWS", "true")
    assert load_settings().previews is True
    assert load_settings().database == "sqlite:///a.db"


def test_the_file_in_the_home_is_read_and_the_working_folders_wins(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "assessor.toml").write_text(
        'policy = "home.yaml"\npreviews = false\n', encoding="utf-8"
    )
    assert load_settings().policy == Path("home.yaml")
    (tmp_path / "assessor.toml").write_text('policy = "here.yaml"\n', encoding="utf-8")
    settings = load_settings()
    assert (settings.policy, settings.previews) == (Path("here.yaml"), False)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "assessor.toml").write_text("previews = = 1\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"assessor\.toml") as caught:
        load_settings()
    assert caught.value.code == "setting_invalid"


def test_a_bad_value_is_not_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_PREVIEWS", "s3cret-typed-by-mistake")
    with pytest.raises(InputError, match="ASSESSOR_PREVIEWS") as caught:
        load_settings()
    assert "s3cret" not in str(caught.value)


def test_an_empty_variable_counts_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_DATABASE_URL", "")
    assert load_settings().database.startswith("sqlite:///")


def test_variables_nobody_reads_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_DATABSE_URL", "sqlite:///typo.db")
    assert "ASSESSOR_DATABSE_URL" in unused_variables()
    assert "ASSESSOR_HOME" not in unused_variables()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ASSESSOR_HTTP_PORT", "70000"),
        ("ASSESSOR_HTTP_BODY_BYTES", "12"),
        ("ASSESSOR_HTTP_WORKERS", "0"),
        ("ASSESSOR_HTTP_WORKERS", "many"),
    ],
)
def test_settings_of_the_service_have_bounds(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InputError, match=name) as caught:
        load_settings()
    assert value not in str(caught.value).replace(name, "")


def test_the_largest_file_that_is_read_fits_into_a_request() -> None:
    # Base64 writes three bytes as four; a kilobyte is left for the rest of the body.
    assert load_settings().http_body_bytes >= MAX_CONTAINER_BYTES * 4 / 3 + 1_000


def test_fall_backs_are_separated_by_commas_and_each_model_is_asked_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ASSESSOR_MODEL", "openai/a")
    monkeypatch.setenv("ASSESSOR_MODEL_FALLBACKS", "openai/b, openai/a,,openai/c")
    assert load_settings().models == ("openai/a", "openai/b", "openai/c")


def test_fall_backs_are_a_list_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "assessor.toml").write_text(
        'model = "openai/a"\nmodel_fallbacks = ["openai/b"]\n[model_prices]\n"openai/a" = [0.15, 0.6]\n',
        encoding="utf-8",
    )
    settings = load_settings()
    assert settings.models == ("openai/a", "openai/b")
    assert settings.model_prices["openai/a"].answer == 0.6


def test_without_a_model_there_is_none_to_ask() -> None:
    assert load_settings().models == ()


def test_a_key_comes_from_the_environment_and_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASSESSOR_MODEL_API_KEY", "k-4711")
    settings = load_settings()
    assert settings.model_api_key is not None
    assert settings.model_api_key.get_secret_value() == "k-4711"
    assert "k-4711" not in f"{settings!r} {settings} {settings.model_dump()} {settings.model_dump_json()}"


def test_a_key_in_the_file_is_refused_and_not_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "assessor.toml").write_text('model_api_key = "k-4711"\n', encoding="utf-8")
    for value in ("", "another"):
        monkeypatch.setenv("ASSESSOR_MODEL_API_KEY", value)
        with pytest.raises(InputError, match="ASSESSOR_MODEL_API_KEY") as caught:
            load_settings()
        assert "k-4711" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MODEL_ATTEMPTS", "0"),
        ("MODEL_TIMEOUT_S", "0"),
        ("MODEL_CONCURRENCY", "0"),
        ("MODEL_MONTH_COST_USD", "-1"),
        ("MODEL_PRICES", '{"openai/a": [-1, 0]}'),
        ("DRAFTER", "oracle"),
        ("SAMPLES", "0"),
        ("SAMPLES", "4"),
        ("SAMPLES", "11"),
    ],
)
def test_a_number_out_of_range_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"ASSESSOR_{name}", value)
    with pytest.raises(InputError, match=f"ASSESSOR_{name}"):
        load_settings()


def test_optional_areas_are_switched_on_by_rubric(monkeypatch: pytest.MonkeyPatch) -> None:
    """S001-03: off by default; an id that names its option itself is left alone."""
    assert load_settings().rubric_in_effect("csm-matrix") == "csm-matrix"
    monkeypatch.setenv("ASSESSOR_OPTIONAL_AREAS", "csm-matrix:ai-in-data, mine:extra")
    settings = load_settings()
    assert settings.rubric_in_effect("csm-matrix") == "csm-matrix:ai-in-data"
    assert settings.rubric_in_effect("mine") == "mine:extra"
    assert settings.rubric_in_effect("csm-matrix:ai") == "csm-matrix:ai"
    assert settings.rubric_in_effect("ai-skills") == "ai-skills"


@pytest.mark.parametrize("value", ["csm-matrix", "csm-matrix:", ":ai", "a:b,a:c"])
def test_an_optional_area_that_cannot_be_meant_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("ASSESSOR_OPTIONAL_AREAS", value)
    with pytest.raises(InputError, match=r"ASSESSOR_OPTIONAL_AREAS.*RUBRIC:AREA"):
        load_settings()


@pytest.mark.parametrize("name", ["ASSESSOR_PAY_LINK", "ASSESSOR_MODEL_PRICES", "ASSESSOR_RETENTION_MONTHS"])
def test_a_variable_that_should_hold_json_and_does_not_is_named_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "BV-Musterfrau")
    with pytest.raises(InputError, match=f"setting {name}: is no JSON value") as caught:
        load_settings()
    assert caught.value.code == "setting_invalid"
    assert "Musterfrau" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_the_language_of_sentences_is_one_we_speak(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().lang == "en"
    monkeypatch.setenv("ASSESSOR_LANG", "fr")
    with pytest.raises(InputError, match="ASSESSOR_LANG: Input should be 'en' or 'de'"):
        load_settings()
