"""`assessor demo`: the whole path on bundled artefacts, a screen at a time, in a home of its own."""

import secrets
import shutil
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import OrderError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.actor import Actor
    from assessor.domain.submission import AssessedArtefact
    from assessor.formats.demo import DemoManifest
    from assessor.pipeline import Assessment, Order
    from assessor.reading import SubmittedFile

_MARK = "this-is-a-demo-home"
_SECRET_MARK = b"{{DEMO_SECRET}}"
_WIDTH = 110


@click.command(
    epilog="Example: assessor demo",
    short_help="Run the whole path on bundled artefacts, in a home of its own.",
)
def demo() -> None:
    """Take invented artefacts from file to confirmed rating: redact, draft, rate, reveal, confirm, verify.

    All happens in a folder `demo` below the home, made anew each time; your own records are not touched.
    """
    from assessor.bootstrap import Application
    from assessor.formats.demo import load_manifest
    from assessor.settings import load_settings

    begun = time.perf_counter()
    settings = load_settings()
    home = _fresh_home(settings.home_path / "demo")
    application = Application(
        settings.model_copy(
            # No model is asked: its cost would be counted in this home, past the limits of the own one.
            update={"home": home, "database_url": "", "key_file": None, "policy": None, "drafter": "embedded"}
        )
    )
    manifest = load_manifest()
    shell.talk("loading the engines, a few seconds the first time ...")
    for screen in _screens(application, manifest):
        _show(screen)
    _show(_next_steps(home, time.perf_counter() - begun), last=True)


def _fresh_home(home: Path) -> Path:
    """An empty demo home; a folder that is not one of ours is never deleted."""
    if home.exists():
        if not (home / _MARK).exists():
            raise OrderError(
                f"{home} exists and is no demo home, so it is left alone.",
                code="home_in_use",
                hint="Move it away, or set ASSESSOR_HOME to another folder.",
            )
        shutil.rmtree(home)
    home.mkdir(mode=0o700, parents=True)
    (home / _MARK).touch()
    return home


def _show(lines: list[str], *, last: bool = False) -> None:
    click.echo("\n".join(lines) + "\n")
    if not last and sys.stdin.isatty() and sys.stdout.isatty():
        click.pause("-- press any key --", err=True)


def _screens(application: "Application", manifest: "DemoManifest") -> Iterator[list[str]]:
    from assessor.domain.actor import Role

    yield _inventory(manifest)
    manager, _ = application.accounts.add("demo-manager", frozenset({Role.MANAGER}), by="system")
    assessment = application.pipeline.assess(
        application.pipeline.read(_files(manifest), manifest.subject),
        _order(application, manifest, manager),
        actor=manager,
        store=application.store,
    )
    yield _verdicts(manifest, assessment)
    yield _redacted_excerpt(manifest, assessment)
    yield _sealed(manifest, assessment)
    yield _sufficiency(assessment)
    yield from _reviewed(application, manifest, assessment, manager)
    yield _verified(application)


def _inventory(manifest: "DemoManifest") -> list[str]:
    rows = [
        shell.fit(f"  {one.name:<33} {one.evidence_date}  {one.description}", _WIDTH)
        for one in manifest.files
    ]
    return [
        f"1. What is handed in: {len(manifest.files)} invented work products of one CSM, {manifest.assessee}",
        "",
        *rows,
    ]


def _files(manifest: "DemoManifest") -> "list[SubmittedFile]":
    from assessor.reading import SubmittedFile
    from assessor.resources import resource_folder

    folder = resource_folder("demo")
    # A secret that never stood in any file: made here, gone when the process ends.
    secret = secrets.token_urlsafe(24).encode()
    return [
        SubmittedFile(
            name=one.name,
            content=(folder / one.name).read_bytes().replace(_SECRET_MARK, secret),
            kind=one.kind,
            evidence_date=one.evidence_date,
        )
        for one in manifest.files
    ]


def _order(application: "Application", manifest: "DemoManifest", manager: "Actor") -> "Order":
    from assessor.pipeline import Order
    from assessor.rubrics.load import load_rubric

    return Order(
        rubric=load_rubric(manifest.rubric),
        assessee_id=application.accounts.assessee(manifest.assessee, by=manager).id,
        submitted_on=manifest.submitted_on,
    )


def _named(manifest: "DemoManifest", assessment: "Assessment") -> "list[tuple[str, AssessedArtefact]]":
    """Each artefact under the name of its file."""
    names = [origin.path_in(manifest.files[origin.file].name) for origin in assessment.origins]
    return list(zip(names, assessment.artefacts, strict=True))


def _verdicts(manifest: "DemoManifest", assessment: "Assessment") -> list[str]:
    from collections import Counter

    lines = ["2. Entry guardrails: what may not enter stops here, personal data is replaced", ""]
    for name, result in _named(manifest, assessment):
        redacted = result.redacted
        if redacted.verdict.stops:
            rules = sorted({f.category for f in redacted.findings if f.action in ("refuse", "escalate")})
            seen = f"STOPPED by {', '.join(rules)}: only a log entry is kept"
        else:
            counts = Counter(span.type for span in redacted.spans).most_common()
            notes = sorted({f.rule.partition(".")[0] for f in redacted.findings if f.action == "note"})
            shown = [f"{n} {kind}" for kind, n in counts[: 1 if notes else 3]]
            others = sum(n for _, n in counts[len(shown) :])
            removed = ", ".join([*shown, f"{others} more"] if others else shown) or "nothing"
            seen = f"removed {removed}" + (f"; look twice: {', '.join(notes)}" if notes else "")
        lines.append(shell.fit(f"  {name:<37} {seen}", _WIDTH))
    return lines


def _redacted_excerpt(manifest: "DemoManifest", assessment: "Assessment") -> list[str]:
    richest = max(
        (pair for pair in _named(manifest, assessment) if pair[1].redacted.text),
        key=lambda pair: len(pair[1].redacted.spans),
    )
    text = richest[1].redacted.text
    assert text is not None
    shown = [shell.fit(f"  | {line}", _WIDTH) for line in text.splitlines()[:16]]
    return [
        f"3. What every later stage sees of {richest[0]}, and all that is ever stored",
        "",
        *shown,
        "",
        "  Placeholders agree across the submission, so the story stays readable.",
    ]


def _sealed(manifest: "DemoManifest", assessment: "Assessment") -> list[str]:
    lines = ["4. Drafts exist, sealed: nobody sees a rating before they have given their own", ""]
    for (name, result), draft_id in zip(_named(manifest, assessment), assessment.draft_ids, strict=True):
        if draft_id:
            area = result.skill_area or "no area"
            lines.append(shell.fit(f"  {draft_id[:12]}  {name:<37} {area}", _WIDTH))
    return lines


def _sufficiency(assessment: "Assessment") -> list[str]:
    lines = ["5. Is there enough to rate an area? Two artefacts of the last six months, one of its own", ""]
    for area in assessment.areas:
        state = "enough evidence to rate the area" if area.sufficient else "; ".join(area.missing)
        lines += _wrapped(f"{area.skill_area}: {state}", "  ")
    return lines


def _reviewed(
    application: "Application", manifest: "DemoManifest", assessment: "Assessment", manager: "Actor"
) -> Iterator[list[str]]:
    from assessor.domain.rating import CitedSpan, RatingValue

    review = application.review
    index = _first_drafted(assessment)
    draft_id = assessment.draft_ids[index]
    assert draft_id is not None
    lines = [f"6. Review of {_named(manifest, assessment)[index][0]}", ""]
    try:
        review.reveal(draft_id, manager)
    except OrderError as refused:
        lines += _wrapped(f"refused [{refused.code}]: {refused.message}", "  reveal first?   ")
    sealed = review.rate(draft_id, RatingValue.parse("3"), manager)
    lines.append(f"  rate 3          sealed as {sealed.seal[:30]}..., cannot be changed")
    draft = review.reveal(draft_id, manager)
    lines.append(
        f"  reveal          draft {draft.rating}, compatible with {draft.interval}, {draft.calibration.state}"
    )
    lines += _wrapped(draft.reason, " " * 18)
    for claim in draft.claims[:4]:
        citation = claim.citations[0]
        lines.append(f"  claim           {claim.text}")
        lines.append(shell.fit(f'                  {citation.locator}: "{citation.quote}"', _WIDTH))
    cited = draft.claims[0].citations[0]
    confirmed = review.confirm(
        draft_id,
        RatingValue.parse("3"),
        "Figures were checked against a named source and the steps are documented.",
        (CitedSpan(artefact=cited.artefact, start=cited.start, end=cited.end),),
        manager,
    )
    verb = "an override" if confirmed.overrides_draft else "in agreement with the draft"
    lines.append(f"  confirm 3       {confirmed.id[:12]}, {verb}: the only rating that counts")
    yield lines


def _wrapped(text: str, lead: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, initial_indent=lead, subsequent_indent=" " * max(4, len(lead)))


def _first_drafted(assessment: "Assessment") -> int:
    return next(
        index
        for index, one in enumerate(assessment.artefacts)
        if one.draft is not None and one.draft.rating is not None and one.draft.claims
    )


def _verified(application: "Application") -> list[str]:
    from assessor.audit.export import read_checkpoint
    from assessor.auditing import verify_store
    from assessor.settings import TENANT

    report = verify_store(
        application.store,
        application.keyring,
        tenant=TENANT,
        checkpoints=[read_checkpoint(application.settings.checkpoint)],
        checked_at=application.clock.now(),
    )
    state = "sound" if not report.faults else "NOT SOUND"
    return [
        f"7. The audit log: {report.size} entries, {state}; {report.commitments_checked} commitments hold",
        "",
        "  It names ids, codes and counts. What it commits to, it cannot be talked out of later.",
    ]


def _next_steps(home: Path, seconds: float) -> list[str]:
    return [
        f"Done in {seconds:.0f} s. Next, on these records:",
        "",
        f"  export ASSESSOR_HOME={home}",
        "  assessor draft list --as demo-manager          what still waits for your rating",
        "  assessor draft show DRAFT --as demo-manager    the evidence, with offsets to cite",
        "  assessor rate DRAFT --rating N --as demo-manager",
        "  assessor audit show                            what was written down",
        "",
        "On your own files:",
        "",
        "  assessor redact FILE",
        "  assessor assess FILE... --rubric ai-skills --assessee csm-001 --evidence-date 2026-11-01",
    ]
