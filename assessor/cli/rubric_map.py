"""`assessor rubric map`: how one version of a rubric maps onto another."""

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.cli.rubric_target import rubric_of, write_file

if TYPE_CHECKING:
    from assessor.domain.mapping import VersionMapping


@click.command(
    "map",
    epilog="Example: assessor rubric map csm-matrix@1.0.0 csm-matrix --out mapping.yaml",
    short_help="Propose or check a mapping between two versions of a rubric.",
)
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option(
    "--out", type=click.Path(path_type=Path), default=None, help="Write the proposal there, as YAML."
)
@click.option(
    "--check", type=click.Path(path_type=Path), default=None, help="Check this mapping file instead."
)
@shell.json_option
def map_versions(old: str, new: str, out: Path | None, check: Path | None, *, as_json: bool) -> None:
    """Say what became of each area, level, rating and anchor of OLD in NEW.

    The proposal links what is alike; splits and merges are for the owner to write. Without --out it is
    printed.
    """
    from assessor.rubrics.versions.mapping import load_mapping, propose_mapping

    if out is not None and check is not None:
        raise click.UsageError("--out writes a proposal, --check reads a file; give one of them.")
    before, after = rubric_of(old), rubric_of(new)
    if check is not None:
        mapping = load_mapping(check, before, after)
    else:
        mapping = propose_mapping(before, after, today=datetime.now(UTC).date())
    text = _yaml(mapping)
    if out is not None:
        write_file(out, text.encode())
    if as_json:
        shell.put_model(mapping)
    elif out is None and check is None:
        click.echo(text, nl=False)
    else:
        shell.talk(f"{check or out}: {_summary(mapping)}")


def _yaml(mapping: "VersionMapping") -> str:
    from assessor.rubrics.exporting.yaml_text import yaml_text

    return yaml_text(mapping.model_dump(mode="python", exclude_defaults=True))


def _summary(mapping: "VersionMapping") -> str:
    parts = []
    for what in ("areas", "levels", "ratings", "anchors"):
        links = getattr(mapping, what)
        counts = Counter(link.kind.value for link in links.links)
        told = [f"{count} {kind}" for kind, count in counts.items()]
        told += [f"{len(links.added)} added"] if links.added else []
        parts.append(f"{what}: {', '.join(told) or 'none'}")
    return "; ".join(parts)
