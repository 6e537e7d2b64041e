"""Replays for `assessor eval cause`: an application with some things changed, and a run folder for each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assessor.cli import shell
from assessor.cli.eval_run import rubric_of
from assessor.errors import InputError, NotFoundError
from assessor.evaluation.runs.sources import sources

if TYPE_CHECKING:
    from assessor.bootstrap import Application, Parts
    from assessor.domain.rubric import Rubric
    from assessor.domain.run import RunItem, RunManifest
    from assessor.domain.verdict import Destination
    from assessor.evaluation.cause.changes import Change
    from assessor.evaluation.comparing.runs import Run
    from assessor.evaluation.runs.folder import RunFolder
    from assessor.formats.gold import GoldItem


@dataclass(frozen=True)
class Start:
    """What all replays begin from."""

    parent: "Run"
    labelled: "Mapping[str, GoldItem] | None" = None
    """Labelled texts by id, where replays go through redaction too."""


class Replay:
    """One run drafted again with some changes.

    Args:
        start: the run, and the labelled texts where they are needed.
        changes: in effect.

    Raises:
        InputError: a change does not go with the run, or a file of it is broken.
    """

    def __init__(self, start: Start, changes: "Sequence[Change]") -> None:
        self._start = start
        self._by_kind = {one.kind: one for one in changes}
        self._changes = tuple(changes)

    @property
    def slug(self) -> str:
        """Name of its folder: as short as it can be and still tell any two apart."""
        return "+".join(one.slug for one in self._changes) or "again"

    @cached_property
    def application(self) -> "Application":
        """As the run was made, with the changes."""
        from assessor.bootstrap import Application
        from assessor.settings import load_settings

        manifest = self._start.parent.manifest
        drafter, model = self._drafter(manifest)
        if drafter != "llm" and "prompt" in self._by_kind:
            raise InputError(
                "--change prompt: the run's drafter is embedded and asks no model.",
                code="bad_change",
                hint="Replay a run that was made with --drafter llm.",
            )
        settings = load_settings()
        # As in runs: what is measured must not depend on whether a server happens to run.
        update: dict[str, Any] = {"drafter": drafter, "examples": "off"}
        if drafter == "llm":
            update |= {"model": model, "samples": manifest.samples or 1}
        if (policy := self._by_kind.get("policy")) is not None:
            update["policy"] = policy.paths[0]
        application = Application(settings.model_copy(update=update), parts=self._parts, measuring=True)
        application.versions |= dict(self._versions(application))
        self._verify_reach(application.drafter.destination)
        return application

    def _verify_reach(self, destination: "Destination") -> None:
        """Text that was redacted to stay must not go further than that: another action may hold there."""
        from assessor.domain.verdict import Destination

        redacted_for = self._start.parent.manifest.destination or Destination.STORE
        if self._start.labelled is None and destination.reaches_beyond(redacted_for):
            raise InputError(
                f"the run's text was redacted for {redacted_for.value}; this replay would send it to "
                f"{destination.value}.",
                code="destination_changed",
                hint="Name the gold files of the run, so that it is redacted anew: --gold FILE",
            )

    def _drafter(self, manifest: "RunManifest") -> tuple[str, str | None]:
        change = self._by_kind.get("model")
        if change is None:
            return manifest.drafter, manifest.model
        (name,) = change.values
        return ("embedded", None) if name == "embedded" else ("llm", name)

    @property
    def _parts(self) -> "Parts":
        from assessor.bootstrap import Parts
        from assessor.drafting.llm.prompts import prompt_files

        prompt, retrieval = self._by_kind.get("prompt"), self._by_kind.get("retrieval")
        # What a model says today is asked for; a remembered answer would hide that it changed.
        parts = Parts(prompts={} if prompt is None else prompt_files(prompt.paths), remembers=False)
        if retrieval is None:
            return parts
        return replace(parts, rows=retrieval.search.rows, share=retrieval.search.share)

    def _versions(self, application: "Application") -> Iterator[tuple[str, str]]:
        """The versions the run was made with, unless others are asked for."""
        from assessor.domain.fit import SHIPPED

        manifest = self._start.parent.manifest
        for rubric in manifest.rubrics:
            yield rubric.id, SHIPPED
        change = self._by_kind.get("learned")
        names = tuple(manifest.fitted) if change is None else change.values
        for name in names:
            if name == SHIPPED:
                continue
            # Among the fitted models of a run stand lists of texts too, which are no versions.
            with suppress(*(() if change else (NotFoundError,))):
                yield application.fits.named(name).fit.rubric, name

    @cached_property
    def _packs(self) -> "Mapping[str, Rubric]":
        from assessor.rubrics.load import load_pack

        change = self._by_kind.get("rubric")
        packs = [load_pack(path) for path in (() if change is None else change.paths)]
        known = {one.id for one in self._start.parent.manifest.rubrics}
        for one in packs:
            if one.id not in known:
                raise InputError(
                    f"--change rubric: the file is of {one.id}; the run has {', '.join(sorted(known))}.",
                    code="not_of_rubric",
                )
        return {one.id: one for one in packs}

    def rubric(self, rubric_id: str) -> "Rubric":
        """A rubric as it is in this replay."""
        return self._packs.get(rubric_id) or rubric_of(self.application, rubric_id)

    def manifest(self) -> "RunManifest":
        """What the replay is made with."""
        from assessor.domain.run import Replay as Told
        from assessor.evaluation.cause.changes import told
        from assessor.evaluation.runs.manifest import Conditions, Plan, new_manifest

        parent, settings = self._start.parent.manifest, self.application.settings
        is_llm = settings.drafter == "llm"
        conditions = Conditions(
            drafter=settings.drafter,
            model=settings.model or None if is_llm else None,
            samples=settings.samples if is_llm else None,
            policy_sha256=parent.policy_sha256
            if self._start.labelled is None
            else self.application.policy.sha256,
            fitted=dict(self._fitted),
        )
        plan = Plan(
            gold=parent.gold,
            split=parent.split,
            items=len(self._start.parent.items),
            medians=parent.medians,
            suite=parent.suite,
            suite_version=parent.suite_version,
        )
        rubrics = [self.rubric(one.id) for one in parent.rubrics]
        made = new_manifest(plan, conditions, rubrics, folders=sources(), at=datetime.now(UTC))
        start = "redacted" if self._start.labelled is None else "labelled"
        replay = Told(parent=parent.id, changed=told(self._changes), start=start)
        return made.model_copy(update={"replay": replay, "destination": self.application.drafter.destination})

    @property
    def _fitted(self) -> "Iterator[tuple[str, str]]":
        """What the versions in effect have seen, and lists of texts that the run was held against."""
        from assessor.domain.fit import SHIPPED
        from assessor.evaluation.gold.fitted import digest_of
        from assessor.evaluation.gold.splits import Seen

        fits = self.application.fits
        for name, digest in self._start.parent.manifest.fitted.items():
            with suppress(NotFoundError):
                fits.named(name)
                continue
            yield name, digest
        for name in set(self.application.versions.values()) - {SHIPPED}:
            yield name, digest_of(Seen(model=name, digests=frozenset(fits.named(name).fit.digests)))

    def answers(self, done: "set[str]") -> "Iterator[RunItem]":
        """Items that have no answer yet, drafted again."""
        answer = self._answer()
        return (answer(one) for one in self._start.parent.items if one.id not in done)

    def _answer(self) -> "Callable[[RunItem], RunItem]":
        from assessor.evaluation.cause.redraft import redraft
        from assessor.evaluation.runs.answer import answer_item

        retrieval = self._by_kind.get("retrieval")
        area_told = retrieval is None or retrieval.search.area_told
        pipeline, labelled = self.application.pipeline, self._start.labelled
        policy = self._start.parent.manifest.policy_sha256.removeprefix("sha256:")
        if labelled is not None:
            return lambda one: answer_item(pipeline, self.rubric, labelled[one.id], area_told=area_told)
        return lambda one: redraft(pipeline, self.rubric, one, policy_sha256=policy, area_told=area_told)


def made(replay: Replay, folder: "RunFolder") -> "Run":
    """Make a replay, or go on with it, and measure it.

    Raises:
        OrderError: codes `run_busy`, `run_differs`, `folder_in_use`.
    """
    from assessor.evaluation.comparing.runs import Run
    from assessor.evaluation.measures.summary import measure_run

    with folder.held():
        manifest = folder.begin(replay.manifest())
        replay.application.run_id = manifest.id
        done = {one.id for one in folder.items()}
        answers = replay.answers(done)
        with folder.appending() as lines:
            waiting = manifest.items - len(done)
            for item in shell.with_progress(answers, total=waiting, what=f"replay {replay.slug}"):
                lines.add(item)
        items = folder.items()
        rubrics = {one.id: replay.rubric(one.id) for one in manifest.rubrics}
        folder.keep_measures(measure_run(manifest, items, rubrics, overlap=()))
    return Run(manifest, items)


def labelled_items(parent: "Run", gold: Sequence[Path]) -> "Mapping[str, GoldItem]":
    """Labelled texts of a run's items, by id.

    Raises:
        InputError: code `nothing_in_common`, an item of the run is not in the files as the run had it; and as
            for `read_gold`.
    """
    from assessor.evaluation.gold.read import item_digest, read_gold

    items = {item.id: item for file in read_gold(gold) for item in file.items}
    for one in parent.items:
        if one.id not in items or item_digest(items[one.id]) != one.item:
            raise InputError(
                f"--gold: item {one.id} of the run is not in these files, or is another text or label there.",
                code="nothing_in_common",
                hint="Name the gold files the run was made from.",
            )
    return items
