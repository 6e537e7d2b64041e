"""`assessor serve`: the same path, reachable by programs on this machine."""

import click

from assessor.cli import shell


@click.command(
    epilog="Example: assessor serve --port 8321",
    short_help="Serve the same path over HTTP, on this machine.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Loopback address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=None,
    help="Port; 0 takes any that is free.  [default: from the settings, 8321]",
)
def serve(host: str, port: int | None) -> None:
    """Serve over HTTP until stopped by SIGTERM or Ctrl-C, and take up submissions that have no drafts yet.

    Programs sign in with the token that `assessor actor add` shows once. A home has one server; commands
    may be used beside it. The description of the interface is at /api/v1/openapi.json.
    """
    from assessor.api.server import serve as serve_http

    application = shell.application()
    shell.talk("loading the engines ...")
    serve_http(
        application,
        host,
        application.settings.http_port if port is None else port,
        tell=lambda address: shell.talk(f"listening on {address}"),
    )
    shell.talk("stopped.")
