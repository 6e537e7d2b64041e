"""`assessor precheck`: look over one's own promotion packet, before anybody else sees it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from assessor.domain.precheck import PrecheckReport
    from assessor.domain.rubric import Rubric
    from assessor.domain.text import Language
    from assessor.review.packets.gather import Item, Packet
    from assessor.review.packets.report import Aim

_EXAMPLE = """\b
Examples:
  assessor precheck --template my-packet --rubric ai-skills --level Senior
  assessor precheck my-packet --rubric ai-skills --level Senior --lang de --out precheck.html
  assessor precheck packet.yaml --evidence-date evidence/brief.md=2026-11-02 --json
"""
_UNMET = 4
_STOPPED = 3
_DEFAULT_RUBRIC = "ai-skills"


@click.command(epilog=_EXAMPLE, short_help="Look over your own promotion packet; nothing is stored.")
@click.argument("packet", metavar="[PACKET]", required=False)
@click.option("--rubric", "rubric_id", metavar="ID", default=None, help="Rubric; see `assessor rubric list`.")
@click.option("--level", metavar="NAME", default=None, help="Career level aimed at, for its scope tests.")
@click.option("--area", "areas", metavar="NAME", multiple=True, help="Only this skill area; repeat for more.")
@click.option(
    "--on", "submitted_on", metavar="D", default=None, help="Day it is handed in.  [default: today]"
)
@click.option(
    "--evidence-date",
    "evidence_dates",
    metavar="[PATH=]D",
    multiple=True,
    help="When the work was done, path as the packet names it; else the manifest, else a mail's Date header.",
)
@click.option(
    "--subject-file", metavar="F", default=None, help="JSON with your own names, so that they are found."
)
@click.option(
    "--destination",
    type=click.Choice(["store", "local-model", "external-model"]),
    default="external-model",
    help="Where the text is to go later.  [default: external-model, the strictest]",
)
@click.option(
    "--template", metavar="DIR", default=None, help="Write an empty packet to fill in, and nothing else."
)
@click.option("--out", metavar="F.html", default=None, help="Write a page to print.")
@click.option("--show-redacted", is_flag=True, help="Also print each text as it would be after redaction.")
@click.option("--strict", is_flag=True, help="Exit with 4 where anything is missing.")
@shell.lang_option
@shell.json_option
def precheck(
    packet: str | None,
    rubric_id: str | None,
    level: str | None,
    areas: tuple[str, ...],
    submitted_on: str | None,
    evidence_dates: tuple[str, ...],
    subject_file: str | None,
    destination: str,
    template: str | None,
    out: str | None,
    show_redacted: bool,
    strict: bool,
    lang: "Language | None",
    as_json: bool,
) -> int:
    """Say for each requirement whether PACKET meets it, and if not, what is missing and how to get it.

    PACKET is a folder or a manifest (YAML, JSON) with the four parts scope, evidence, risks handled and what
    changed for customers. Redaction is previewed. Nothing is stored, no rating is shown, no role is needed.
    Exit code 3 means that nothing of it would pass.
    """
    if (template is None) == (packet is None):
        raise click.UsageError("Give either PACKET or --template DIR.")
    if template is not None:
        return _write_template(template, rubric_id, level, lang)
    assert packet is not None
    from assessor.domain.precheck import CheckOutcome
    from assessor.domain.verdict import Destination
    from assessor.review.packets.gather import gather

    shell.verify_page(out)
    found = gather(Path(packet))
    if subject_file is not None:
        update = {"subject": shell.read_subject(subject_file)}
        found = found._replace(manifest=found.manifest.model_copy(update=update))
    dates = _dates(evidence_dates, found)
    _verify_not_in(out, found)
    rubric, aim = _aim(found, rubric_id, level, areas, submitted_on, lang)
    report = shell.application().precheck(_contents).report(
        found, aim, rubric, dates=dates, destination=Destination(destination)
    )  # fmt: skip
    _show(report, out, as_json=as_json, texts=show_redacted)
    if report.files and all(file.text is None for file in report.files):
        return _STOPPED
    return _UNMET if strict and report.counts[CheckOutcome.MISSING] else 0


def _contents(item: "Item") -> bytes:
    assert item.file is not None
    return shell.read_evidence(str(item.file))


def _dates(given: "Sequence[str]", packet: "Packet") -> "Mapping[str, date]":
    from assessor.domain.precheck import PacketPart

    paths = [item.path for item in packet.items if item.part is PacketPart.EVIDENCE]
    if given and not paths:
        raise InputError("--evidence-date: the packet has no evidence.", code="unknown_path")
    dated = shell.per_path(given, paths, "--evidence-date")
    return {path: shell.parse_date(day, "--evidence-date") for path, day in dated.items()}


def _aim(
    packet: "Packet",
    rubric_id: str | None,
    level: str | None,
    areas: "Sequence[str]",
    submitted_on: str | None,
    lang: "Language | None",
) -> "tuple[Rubric, Aim]":
    from assessor.review.packets.report import aim_of
    from assessor.rubrics.load import load_rubric

    manifest = packet.manifest
    spoken = shell.language(lang or manifest.lang)
    shown = shell.rubric_in(rubric_id or manifest.rubric or _DEFAULT_RUBRIC, spoken)
    rubric = load_rubric(shown.id)
    day = None if submitted_on is None else shell.parse_date(submitted_on, "--on")
    aim = aim_of(
        shown,
        level=level or manifest.level,
        areas=areas or manifest.areas,
        submitted_on=day or manifest.submitted_on or shell.today(),
        lang=spoken,
    )
    return rubric, aim


def _verify_not_in(out: str | None, packet: "Packet") -> None:
    files = [item.file.resolve() for item in packet.items if item.file is not None]
    if out is not None and Path(out).resolve() in files:
        raise InputError(
            f"--out {out}: is a file of the packet and would be overwritten.",
            code="bad_output",
            hint="Choose another name.",
        )


def _show(report: "PrecheckReport", out: str | None, *, as_json: bool, texts: bool) -> None:
    from assessor.sheets.precheck import precheck_lines, precheck_page, unused_of

    if out is not None:
        shell.write_text(out, precheck_page(report))
        shell.talk(f"wrote {out}; it holds the redacted texts and is yours to keep or delete.")
    if as_json:
        shell.put_model(report)
    elif out is None:
        for line in precheck_lines(report, texts=texts):
            click.echo(shell.visible(line))
    if report.unused:
        shell.talk(unused_of(report))


def _write_template(folder: str, rubric_id: str | None, level: str | None, lang: "Language | None") -> int:
    from assessor.review.packets.template import template_files
    from assessor.rubrics.names import find_career_level

    spoken = shell.language(lang)
    rubric = shell.rubric_in(rubric_id or _DEFAULT_RUBRIC, spoken)
    aimed = None if level is None else find_career_level(rubric, level)
    target = Path(folder)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(
            f"--template {folder}: is there already and not empty; nothing was written.",
            code="folder_not_empty",
            hint="Name a new folder.",
        )
    for name, text in template_files(rubric, aimed, spoken).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shell.write_text(str(target / name), text)
    shell.talk(f"wrote an empty packet to {folder}. Fill it in, then: assessor precheck {folder}")
    return 0
