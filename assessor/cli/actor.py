"""`assessor actor`: the people who act."""

import click

from assessor.cli import shell


@click.group(short_help="Add, list or revoke the people who act.", epilog="Example: assessor actor list")
def actor() -> None:
    """Actors. `--as` trusts the user of this machine; rules that need two people bind through the server."""


@actor.command(
    epilog="Example: assessor actor add anna --role manager", short_help="Give somebody an account."
)
@click.argument("name")
@click.option(
    "--role",
    "roles",
    multiple=True,
    required=True,
    type=click.Choice(["manager", "csm", "enablement", "privacy"]),
    help="What they may do; may be repeated.",
)
@shell.actor_option
@shell.json_option
def add(name: str, roles: tuple[str, ...], acting: str | None, as_json: bool) -> None:
    """Give NAME an account. The token for HTTP is shown once and kept only as a digest."""
    from assessor.domain.actor import Role

    accounts = shell.application().accounts
    added, token = accounts.add(name, frozenset(Role(role) for role in roles), by=accounts.keeper(acting))
    if as_json:
        shell.put_json({"actor": added.id, "name": added.name, "roles": sorted(added.roles), "token": token})
        return
    click.echo(f"{added.id}  {added.name}  {', '.join(sorted(added.roles))}")
    click.echo(f"token, shown this once: {token}")


@actor.command("list", epilog="Example: assessor actor list --json", short_help="List the accounts.")
@shell.json_option
def list_all(as_json: bool) -> None:
    """List the accounts."""
    listed = shell.application().accounts.listed()
    if as_json:
        rows = [
            {
                "actor": one.id,
                "name": one.name,
                "roles": sorted(one.roles),
                "created_at": one.created_at.isoformat(),
                "revoked_at": None if one.revoked_at is None else one.revoked_at.isoformat(),
            }
            for one in listed
        ]
        shell.put_json(rows)
        return
    for one in listed:
        revoked = "  revoked" if one.revoked_at else ""
        click.echo(f"{one.id}  {one.name}  {', '.join(sorted(one.roles))}{revoked}")
    if not listed:
        shell.talk("nobody yet; the first command that acts makes 'me' with role manager.")


@actor.command(epilog="Example: assessor actor revoke anna", short_help="Take an account away.")
@click.argument("name")
@shell.actor_option
def revoke(name: str, acting: str | None) -> None:
    """Take NAME's account away for good; what they did stays on record."""
    accounts = shell.application().accounts
    gone = accounts.revoke(name, by=accounts.keeper(acting))
    click.echo(f"revoked {gone.id}")
