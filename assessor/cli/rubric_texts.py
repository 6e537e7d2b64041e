"""`assessor rubric texts`: what a translator begins with."""

from datetime import UTC, datetime
from pathlib import Path

import click

from assessor.cli import shell
from assessor.errors import InputError


@click.command(
    "texts",
    epilog="Example: assessor rubric texts csm-role --lang fr --out csm-role.fr.yaml",
    short_help="Write the texts of a rubric as the draft of a translation.",
)
@click.argument("pack_id", metavar="ID")
@click.option("--lang", required=True, metavar="CODE", help="Language to translate to, two letters.")
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Write the file there.")
@shell.json_option
def texts(pack_id: str, lang: str, out: Path | None, *, as_json: bool) -> None:
    """Write every text of rubric or profile ID, in its own language, where the translation goes.

    `assessor rubric lint FILE` then says which sentences are still as they were, which figures differ, and
    what is missing.
    """
    import yaml

    from assessor.domain.rubric import ChangelogEntry
    from assessor.domain.translation import Translation
    from assessor.rubrics.texts import texts_of
    from assessor.rubrics.translations import languages, source_of

    if len(lang) != 2 or not lang.isalpha():  # noqa: PLR2004 - ISO 639-1
        raise InputError(
            f"--lang {lang[:20]!r}: expected two letters.", code="bad_language", hint="--lang fr"
        )
    pack = source_of(pack_id)
    if lang in languages(pack_id):
        raise InputError(
            f"{pack_id} is there in {lang!r} already.",
            code="translation_exists",
            hint=f"Read it with `assessor rubric show {pack_id} --lang {lang}`.",
        )
    today = datetime.now(UTC).date()
    begun = ChangelogEntry(version="0.1.0", date=today, author=pack.owner, change="Draft of a translation.")
    made = Translation(
        id=pack.id,
        lang=lang.lower(),
        version=begun.version,
        translates=pack.version,
        owner=pack.owner,
        status="draft",
        date=today,
        changelog=(begun,),
        texts=texts_of(pack),
    )
    if as_json:
        shell.put_json(made.model_dump(mode="json", exclude={"sha256"}))
        return
    content = yaml.safe_dump(
        made.model_dump(mode="json", exclude={"sha256"}), sort_keys=False, allow_unicode=True, width=108
    )
    if out is None:
        click.echo(content, nl=False)
        return
    if out.exists():
        raise InputError(f"{out}: is there already.", code="file_exists", hint="Name another file.")
    out.write_text(content, encoding="utf-8")
    shell.talk(f"{out}: translate each text, then: assessor rubric lint {out}")
