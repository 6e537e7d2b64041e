"""`assessor privacy vault`: what a placeholder stands for, where a deployment has switched that on."""

import sys

import click

from assessor.cli import shell
from assessor.errors import InputError


@click.group(
    short_help="Open a removed value, with two persons and a reason.",
    epilog="Example: assessor privacy vault requests --as petra",
)
def vault() -> None:
    """Re-identification. Off unless ASSESSOR_VAULT=on; nothing redacted before that is in the vault."""


@vault.command(
    short_help="Ask for one placeholder.",
    epilog='Example: assessor privacy vault request sub_0123... "<PERSON_1>" --reason "..." --as anna',
)
@click.argument("submission", metavar="SUBMISSION")
@click.argument("placeholder", metavar="PLACEHOLDER")
@click.option("--reason", metavar="TEXT", required=True, help="Why; at least 10 characters, kept redacted.")
@shell.actor_option
@shell.json_option
def request(submission: str, placeholder: str, reason: str, acting: str | None, as_json: bool) -> None:
    """Ask to see what PLACEHOLDER of SUBMISSION stands for. Managers and privacy officers may ask."""
    from assessor.bootstrap_privacy import vault as built

    application = shell.application()
    made = built(application).request(submission, placeholder, reason, application.accounts.acting(acting))
    if as_json:
        shell.put_model(made)
    else:
        click.echo(f"{made.id}  asked; a privacy officer other than you must approve it")


@vault.command(
    short_help="Let somebody else's request be opened.",
    epilog="Example: assessor privacy vault approve vlt_0123... --hours 4 --as petra",
)
@click.argument("request_id", metavar="REQUEST")
@click.option("--hours", type=int, default=24, show_default=True, help="For how long, up to 72.")
@shell.actor_option
@shell.json_option
def approve(request_id: str, hours: int, acting: str | None, as_json: bool) -> None:
    """Approve REQUEST. Needs role privacy, and a person who neither asked nor is whom it is about."""
    from assessor.bootstrap_privacy import vault as built

    application = shell.application()
    made = built(application).approve(request_id, hours, application.accounts.acting(acting))
    if as_json:
        shell.put_model(made)
    else:
        click.echo(
            f"{made.id}  may be opened by {made.requested_by} until {made.expires_at:%Y-%m-%d %H:%M} UTC"
        )


@vault.command(
    "open",
    short_help="See the value you asked for.",
    epilog="Example: assessor privacy vault open vlt_0123... --as anna",
)
@click.argument("request_id", metavar="REQUEST")
@shell.actor_option
def open_(request_id: str, acting: str | None) -> None:
    """Show the value of REQUEST, to whoever asked and to a terminal only. Every look is recorded."""
    from assessor.bootstrap_privacy import vault as built

    if not sys.stdout.isatty():
        raise InputError(
            "a removed value is shown on a terminal only; stdout is none.",
            code="terminal_needed",
            hint="Run it in a terminal, without a pipe or a file behind it.",
        )
    application = shell.application()
    for form in built(application).open(request_id, application.accounts.acting(acting)):
        click.echo(form)


@vault.command(
    short_help="Who asked for what, and what became of it.",
    epilog="Example: assessor privacy vault requests --json --as petra",
)
@shell.actor_option
@shell.json_option
def requests(acting: str | None, as_json: bool) -> None:
    """Every request with its reason, approval, expiry and count of looks. Needs role privacy."""
    from assessor.bootstrap_privacy import vault as built

    application = shell.application()
    found = built(application).requests(application.accounts.acting(acting))
    if as_json:
        shell.put_json([one.model_dump(mode="json") for one in found])
        return
    for one in found:
        state = f"approved by {one.approved_by}" if one.approved_by else "not approved"
        click.echo(
            f"{one.id}  {one.submission} {one.placeholder}  by {one.requested_by}, {state}, "
            f"until {one.expires_at:%Y-%m-%d %H:%M} UTC, opened {one.opened} times: {one.reason}"
        )
    if not found:
        shell.talk("no requests.")
