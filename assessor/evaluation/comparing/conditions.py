"""What two runs were made with, and where that is not the same."""

from collections.abc import Iterator, Mapping, Sequence

from assessor.domain.comparison import ConditionChange
from assessor.domain.run import RunItem, RunManifest

_DIGITS = 12
"""Hex digits of a digest that people are shown; as many tell any two apart here."""


def changed_conditions(
    a: RunManifest, a_items: Sequence[RunItem], b: RunManifest, b_items: Sequence[RunItem]
) -> tuple[ConditionChange, ...]:
    """What differs, in the order in which it is likely to matter.

    Args:
        a: manifest of the first run; prompts are told by its drafts, so its items are needed too.
        a_items: its answers.
        b: the second run.
        b_items: its answers.
    """
    before, after = _told(a, a_items), _told(b, b_items)
    names = list(dict.fromkeys((*before, *after)))
    order = sorted(names, key=lambda name: _ORDER.index(name.partition(" ")[0]))
    return tuple(
        ConditionChange(what=name, a=before.get(name), b=after.get(name))
        for name in order
        if before.get(name) != after.get(name)
    )


_ORDER = ("drafter", "model", "prompt", "rubric", "policy", "fitted", "program", "library", "python", "suite",
          "split", "gold")  # fmt: skip


def _told(manifest: RunManifest, items: Sequence[RunItem]) -> Mapping[str, str]:
    return dict(_conditions(manifest, items))


def _conditions(manifest: RunManifest, items: Sequence[RunItem]) -> Iterator[tuple[str, str]]:
    yield "drafter", manifest.drafter
    if models := manifest.model or _of_drafts(items, "model"):
        yield "model", models
    prompts = {
        f"{one.draft.provenance.prompt or 'prompt'} {_short(one.draft.provenance.prompt_sha256)}"
        for one in items
        if one.draft is not None and one.draft.provenance.prompt_sha256 is not None
    }
    if prompts:
        yield "prompt", ", ".join(sorted(prompts))
    for rubric in manifest.rubrics:
        yield f"rubric {rubric.id}", f"{rubric.version} {_short(rubric.sha256)}"
    yield "policy", _short(manifest.policy_sha256)
    for name, digest in sorted(manifest.fitted.items()):
        yield f"fitted {name}", _short(digest)
    yield "program", f"{manifest.assessor_version} {_short(manifest.code_sha256)}"
    for name, version in sorted(manifest.libraries.items()):
        yield f"library {name}", version
    yield "python", manifest.python
    if manifest.suite is not None:
        yield "suite", f"{manifest.suite} {manifest.suite_version}"
    yield "split", manifest.split
    for source in manifest.gold:
        yield f"gold {source.name}", _short(source.sha256)


def _of_drafts(items: Sequence[RunItem], name: str) -> str:
    given = {getattr(one.draft.provenance, name) for one in items if one.draft is not None}
    return ", ".join(sorted(one for one in given if one))


def _short(digest: str | None) -> str:
    return "" if digest is None else digest.removeprefix("sha256:")[:_DIGITS]
