"""`assessor schema`: the published formats."""

import click

from assessor.cli import shell


@click.command(
    epilog="Example: assessor schema redact-output", short_help="Print the JSON Schema of a published format."
)
@click.argument("name", required=False)
@click.option("--example", is_flag=True, help="Print the example alone.")
@shell.json_option
def schema(name: str | None, example: bool, as_json: bool) -> None:
    """Print the JSON Schema of format NAME, with an example; without NAME, list the formats."""
    from assessor.formats.published import FORMATS, example_of, schema_of

    if name is not None:
        shell.put_json(example_of(name) if example else schema_of(name))
    elif as_json:
        shell.put_json({one: purpose for one, (_, purpose) in FORMATS.items()})
    else:
        for one, (_, purpose) in FORMATS.items():
            click.echo(f"{one:<20} {purpose}")
