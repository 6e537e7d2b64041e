"""`assessor doctor`: the settings in effect, every engine tried, and what is missing."""

import platform
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple

import click

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.bootstrap import Application

State = Literal["ok", "note", "missing"]


class Check(NamedTuple):
    """What one look found."""

    name: str
    state: State
    message: str


@click.command(
    epilog="Example: assessor doctor --json", short_help="Show the settings in effect and check every engine."
)
@shell.json_option
def doctor(as_json: bool) -> int:
    """Show the settings in effect, secrets hidden, try every engine, and say what is missing.

    Exit code 1 means that something the program needs is missing.
    """
    application = shell.application()
    settings = _settings(application)
    checks = [_tried(name, look, application) for name, look in _LOOKS]
    if as_json:
        shell.put_json({"settings": settings, "checks": [check._asdict() for check in checks]})
    else:
        for name, value in settings.items():
            click.echo(f"{name} = {value}")
        click.echo()
        for check in checks:
            click.echo(f"{check.state:<8}{check.name}: {check.message}")
    return 1 if any(check.state == "missing" for check in checks) else 0


def _settings(application: "Application") -> dict[str, str]:
    from sqlalchemy import make_url

    settings = application.settings
    return {
        "ASSESSOR_HOME": str(settings.home_path),
        "ASSESSOR_DATABASE_URL": make_url(settings.database).render_as_string(hide_password=True),
        "ASSESSOR_DRAFTER": settings.drafter,
        "ASSESSOR_MODEL": settings.model,
        "ASSESSOR_MODEL_FALLBACKS": ", ".join(settings.model_fallbacks),
        "ASSESSOR_MODEL_BASE_URL": settings.model_base_url,
        "ASSESSOR_MODEL_API_KEY": "set, hidden" if settings.model_api_key else "",
        "ASSESSOR_SAMPLES": str(settings.samples),
        "ASSESSOR_POLICY": str(settings.policy or "the packaged default"),
        "ASSESSOR_TERMS": str(settings.terms or ""),
        "ASSESSOR_KEY_FILE": str(settings.keys),
        "ASSESSOR_DATA": str(settings.data or ""),
        "ASSESSOR_LANG": settings.lang,
        "ASSESSOR_PAY_LINK": f"on, by {settings.pay_link.agreement}" if settings.pay_link.enabled else "off",
        "ASSESSOR_PREVIEWS": str(settings.previews).lower(),
        "ASSESSOR_OPTIONAL_AREAS": ", ".join(settings.optional_areas),
        "ASSESSOR_ABSOLUTE_RULES": f"{len(settings.absolute_rules)} set",
        "ASSESSOR_EXAMPLES": settings.examples,
        "ASSESSOR_VAULT": "on" if settings.vault else "off",
        "ASSESSOR_RELIANCE_LED_ASTRAY": str(settings.reliance_led_astray),
        "ASSESSOR_RELIANCE_WEIGHT_OF_ADVICE": str(settings.reliance_weight_of_advice),
        "ASSESSOR_HTTP_PORT": str(settings.http_port),
        "ASSESSOR_HTTP_HOSTS": settings.http_hosts,
        "ASSESSOR_HTTP_BODY_BYTES": str(settings.http_body_bytes),
        "ASSESSOR_HTTP_WORKERS": str(settings.http_workers),
    }


def _tried(
    name: str, look: Callable[["Application"], tuple[State, str]], application: "Application"
) -> Check:
    from assessor.errors import AssessorError

    try:
        return Check(name, *look(application))
    except AssessorError as error:
        return Check(name, "missing", str(error))
    except Exception as error:  # noqa: BLE001 - a check that crashes is a finding, and the others still run
        return Check(
            name,
            "missing",
            f"failed with {type(error).__name__}; install the program again",
        )


def _look_platform(_: "Application") -> tuple[State, str]:
    here = f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    tested = (
        platform.system() == "Linux" and platform.machine() == "x86_64" and sys.version_info[:2] == (3, 11)
    )
    return (
        ("ok", here) if tested else ("note", f"{here} is untested; tested is Linux x86_64 with Python 3.11")
    )


def _look_variables(_: "Application") -> tuple[State, str]:
    from assessor.settings import unused_variables

    unused = unused_variables()
    return (
        ("note", f"set but not read by this version: {', '.join(unused)}") if unused else ("ok", "all read")
    )


def _look_keys(application: "Application") -> tuple[State, str]:
    return "ok", f"active key {application.keyring.active_id} in {application.settings.keys}"


def _look_store(application: "Application") -> tuple[State, str]:
    with application.store.read() as unit:
        size = unit.audit.head().size
    return "ok", f"reachable, {size} audit entries"


def _look_policy(application: "Application") -> tuple[State, str]:
    policy = application.policy
    return (
        "ok",
        f"{policy.id} {policy.version}, {len(policy.categories)} categories, sha256 {policy.sha256[:12]}",
    )


def _look_guardrails(application: "Application") -> tuple[State, str]:
    # A name and an address nobody has: both must go, or the engines are not all there.
    redacted = application.redacted_reason(
        "Dear Anna Muster, please write to anna@example.com about the plan."
    )
    if "Muster" in redacted or "example.com" in redacted:
        return "missing", "the probe text was not redacted; install the lock again"
    return "ok", "Presidio, the taggers and CredSweeper answer; the probe text was redacted"


def _look_intake(application: "Application") -> tuple[State, str]:
    held = application.confinement()
    missing = [name for name, holds in held.model_dump().items() if not holds]
    if missing:
        return "note", f"children are limited; this kernel does not add: {', '.join(missing)}"
    return "ok", "files are read in children limited in memory, time, files and network"


def _look_retrieval(application: "Application") -> tuple[State, str]:
    from assessor.rubrics.load import load_rubric

    rubric = load_rubric("ai-skills")
    areas, _ = application.retrieval(rubric).match(["Notes in the CRM hold no unneeded personal data."], None)
    return "ok", f"{rubric.id} {rubric.version}: embedder and chromadb answer with {len(areas)} areas"


def _look_model(application: "Application") -> tuple[State, str]:
    from assessor.cli.doctor_model import look_at_model

    return look_at_model(application)


def _look_data(application: "Application") -> tuple[State, str]:
    folder = application.settings.data
    if folder is None:
        return "note", "ASSESSOR_DATA is not set: benchmarks on public data report 'not run'"
    return ("ok", str(folder)) if folder.is_dir() else ("missing", f"ASSESSOR_DATA: {folder} is no folder")


def _look_rules(application: "Application") -> tuple[State, str]:
    from assessor.rubrics.load import load_rubric
    from assessor.rubrics.tenant_rules import rules_amiss

    rubric = load_rubric("ai-skills")
    wanted = rubric.guide.absolute_rules
    amiss = None if wanted is None else rules_amiss(application.settings.absolute_rules, wanted)
    if amiss is None:
        return "ok", f"{len(application.settings.absolute_rules)} absolute rules are set"
    advice = f"set absolute_rules in assessor.toml; proposals: assessor rubric show {rubric.id}"
    return "note", f"{amiss}: {advice}"


def _look_people(application: "Application") -> tuple[State, str]:
    named = len(application.accounts.listed())
    return (
        "note",
        f"{named} accounts; --as trusts the user of this machine, so rules that need two people bind "
        "through a server only",
    )


def _look_server(application: "Application") -> tuple[State, str]:
    from assessor.file_lock import is_locked

    if is_locked(application.settings.server_lock):
        return "ok", "a server of this home runs; commands beside it share its database"
    return "note", "no server of this home runs; start one with: assessor serve"


_LOOKS: tuple[tuple[str, Callable[["Application"], tuple[State, str]]], ...] = (
    ("platform", _look_platform),
    ("variables", _look_variables),
    ("keys", _look_keys),
    ("store", _look_store),
    ("policy", _look_policy),
    ("intake", _look_intake),
    ("guardrails", _look_guardrails),
    ("retrieval", _look_retrieval),
    ("model", _look_model),
    ("public data", _look_data),
    ("absolute rules", _look_rules),
    ("people", _look_people),
    ("server", _look_server),
)
