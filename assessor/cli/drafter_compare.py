"""`assessor drafter compare`: whether one version is closer to people's own ratings than another."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from assessor.cli import shell
from assessor.errors import InputError, OrderError

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.domain.fit import FitVersion
    from assessor.domain.fit_comparison import FitComparison, FitsBeside
    from assessor.domain.rubric import Rubric
    from assessor.domain.run import RunItem
    from assessor.fits import Evidence
    from assessor.formats.gold import GoldItem


@click.command(
    "compare",
    epilog="Example: assessor drafter compare shipped ai-skills/embedded/1 --as erik",
    short_help="Say whether version B is closer to ratings than version A.",
)
@click.argument("name_a", metavar="A")
@click.argument("name_b", metavar="B")
@click.option(
    "--gold",
    type=click.Path(path_type=Path),
    multiple=True,
    help="Labelled items to draft with both as well; may be given several times.",
)
@click.option(
    "--draws",
    type=click.IntRange(0, 100_000),
    default=2000,
    show_default=True,
    help="Resamples, and random ways of swapping.",
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=20_261_127, show_default=True, help="Seed of the draws."
)
@shell.actor_option
@shell.json_option
def compare(
    name_a: str,
    name_b: str,
    gold: tuple[Path, ...],
    draws: int,
    seed: int,
    acting: str | None,
    *,
    as_json: bool,
) -> None:
    """Compare versions A and B of one rubric and drafter; either may be `shipped`.

    They are held against the ratings there are now that no draft can have moved. Where a version learned from
    a rating, it is judged by what its recipe learns without that assessee. Evidence of one assessee is
    resampled and swapped together. Needs the role enablement.
    """
    from assessor.cli.compare_view import WIDTH, measure_lines, method_of

    found = _compared(name_a, name_b, gold, draws=draws, seed=seed, acting=acting)
    if as_json:
        shell.put_model(found)
        return
    click.echo(f"A  {found.a}   B  {found.b}")
    parts: list[tuple[str, FitsBeside]] = [
        ("ratings made here without sight of a draft stand for the labels", found.ratings)
    ]
    parts += [("labelled items", found.gold)] if found.gold is not None else []
    for title, part in parts:
        click.echo(f"\n{title}:")
        for sentence in part.sentences:
            for line in wrap(shell.visible(sentence), WIDTH, subsequent_indent="  "):
                click.echo(line)
        for line in (*measure_lines(part.differences), *wrap(method_of(part.differences), WIDTH)):
            click.echo(line)


def _compared(
    name_a: str, name_b: str, gold: tuple[Path, ...], *, draws: int, seed: int, acting: str | None
) -> "FitComparison":
    from assessor.domain.fit import SHIPPED
    from assessor.domain.fit_comparison import FitComparison
    from assessor.drafting.calibration.layer import Ends
    from assessor.evaluation.fits import beside_ratings, learned_from, levels_by
    from assessor.fits import verify_enough

    first = shell.application()
    actor = first.accounts.acting(acting)
    a, b = (None if name == SHIPPED else first.fits.named(name) for name in (name_a, name_b))
    version = _one_of(a, b)
    application = shell.application(drafter=version.fit.drafter, measuring=True)
    rubric = _rubric_of(application, version.fit.rubric)
    drafter = application.drafter_under_fit()
    gathered = application.fits.gather(rubric, drafter, actor, watched=watched)
    verify_enough(gathered, rubric, drafter.name)
    for one in (a, b):
        _verify_same_base(one, gathered.bases)
    ends, ruler = Ends(rubric.scale.lowest, rubric.scale.highest), drafter.ruler(rubric)
    by_a, by_b = (levels_by(one, gathered.rated, ends, ruler) for one in (a, b))
    return FitComparison(
        rubric=rubric.id,
        drafter=version.fit.drafter,
        a=SHIPPED if a is None else a.name,
        b=SHIPPED if b is None else b.name,
        ratings=beside_ratings(by_a, by_b, gathered.rated, draws=draws, seed=seed),
        left_out_a=learned_from(a, gathered.rated),
        left_out_b=learned_from(b, gathered.rated),
        gold=_on_gold(a, b, rubric, gold, draws=draws, seed=seed) if gold else None,
    )


def watched(evidence: "Sequence[Evidence]") -> "Iterator[Evidence]":
    """Rated texts one by one, with a bar."""
    return shell.with_progress(evidence, total=len(evidence), what="looking at rated texts")


def _one_of(a: "FitVersion | None", b: "FitVersion | None") -> "FitVersion":
    """Either one, once both are known to be of one rubric and drafter.

    Raises:
        InputError: code `not_comparable`.
    """
    version = b or a
    if version is None:
        raise InputError(
            "both are the drafter as it comes; expected at least one version.",
            code="not_comparable",
            hint="See: assessor drafter list",
        )
    if a is not None and (a.fit.rubric, a.fit.drafter) != (version.fit.rubric, version.fit.drafter):
        raise InputError(
            f"{a.name} and {version.name}: expected two versions of one rubric and drafter.",
            code="not_comparable",
            hint="Scales and drafters never mix; compare each with `shipped`.",
        )
    return version


def _verify_same_base(version: "FitVersion | None", bases: tuple[str, ...]) -> None:
    if version is not None and not set(bases) <= set(version.fit.bases):
        raise OrderError(
            f"version {version.name}: was learned behind {', '.join(version.fit.bases)}; the drafts to "
            f"compare rest on {', '.join(bases)}.",
            code="fit_stale",
            hint=f"Fit anew: assessor drafter fit --rubric {version.fit.rubric}",
        )


def _on_gold(
    a: "FitVersion | None",
    b: "FitVersion | None",
    rubric: "Rubric",
    paths: tuple[Path, ...],
    *,
    draws: int,
    seed: int,
) -> "FitsBeside":
    """Draft the gold split's items of the rubric with both versions."""
    from assessor.domain.fit import SHIPPED
    from assessor.evaluation.fits import beside_labels
    from assessor.evaluation.gold.splits import Seen, overlaps
    from assessor.evaluation.runs.plan import plan_run

    version = _one_of(a, b)
    sides: list[tuple[RunItem, ...]] = []
    for one in (a, b):
        wanted = {rubric.id: SHIPPED if one is None else one.name}
        application = shell.application(drafter=version.fit.drafter, versions=wanted, measuring=True)
        planned = plan_run(paths, partial(_rubric_of, application))
        items = [item for item in planned.items if item.rubric == rubric.id]
        if not items:
            raise InputError(
                f"--gold: holds no item of {rubric.id} in the gold split.", code="nothing_to_run"
            )
        sides.append(tuple(_answers(application, items, wanted[rubric.id])))
    found = beside_labels(*sides, median=float(planned.plan.medians[rubric.id]), draws=draws, seed=seed)
    seen = [Seen(model=one.name, digests=frozenset(one.fit.digests)) for one in (a, b) if one is not None]
    known = overlaps(items, seen)
    cautions = [
        f"{name} learned from texts of {len(of_it)} of these items, such as {of_it[0]}: leave them out."
        for name in dict.fromkeys(one.model for one in known)
        if (of_it := [one.item for one in known if one.model == name])
    ]
    return found.model_copy(update={"sentences": (*found.sentences, *cautions)})


def _answers(application: "Application", items: "list[GoldItem]", what: str) -> "Iterator[RunItem]":
    from assessor.evaluation.runs.answer import answer_item

    for item in shell.with_progress(items, total=len(items), what=f"drafting with {what}"):
        yield answer_item(application.pipeline, partial(_rubric_of, application), item)


def _rubric_of(application: "Application", rubric_id: str) -> "Rubric":
    from assessor.cli.eval_run import rubric_of

    return rubric_of(application, rubric_id)
