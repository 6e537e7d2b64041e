"""Before stage 1: what a translation may do badly, each finding with its line and advice.

The rules of `lint` run over the translated pack, so that vague wording is found in either language. Besides:

- `translation_stale`: it belongs to another version. `translation_missing`, `translation_extra`: a text too
  few or too many. The rules below and those of `lint` wait until these are mended.
- `untranslated`: a sentence of five words or more that is the same in both languages.
- `numbers_differ`: a text and what it translates have other figures; numbers in words do not count.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from assessor.domain.profile import RoleProfile
from assessor.domain.rubric import Rubric
from assessor.domain.translation import Translation
from assessor.errors import InputError
from assessor.rubrics.lint import LintFinding, Weakness, lint, placed, trait_weaknesses, unloadable
from assessor.rubrics.texts import Difference, leaves, texts_of
from assessor.rubrics.translations import applied, misfits, read_translation, source_of

_SENTENCE_WORDS = 5
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def lint_translation(content: str, *, name: str, file: str) -> tuple[LintFinding, ...]:
    """Every weakness of a translation of a packaged rubric or profile, in the order of its lines.

    Args:
        content: the file.
        name: what findings call it, `ai-skills.de`.
        file: its name.

    Raises:
        NotFoundError: code `unknown_rubric`; it translates no packaged pack.
    """
    try:
        made = read_translation(content.encode("utf-8"), file=file)
    except InputError as error:
        return unloadable(error, content, rubric_id=name, file=file)
    pack = source_of(made.id)
    found = misfits(made, pack)
    if found:
        weaknesses = [_misfit(one) for one in found]
        return placed(weaknesses, content, rubric_id=name, file=file)
    weaknesses = list(_compared(texts_of(pack), made.texts))
    findings = placed(weaknesses, content, rubric_id=name, file=file)
    ruled = _ruled(made, pack, content, file=file)
    every = (*findings, *(one.model_copy(update={"rubric": name}) for one in ruled))
    return tuple(sorted(every, key=lambda one: (one.line, one.code)))


def _ruled(
    made: Translation, pack: Rubric | RoleProfile, content: str, *, file: str
) -> tuple[LintFinding, ...]:
    if isinstance(pack, Rubric):
        return lint(applied(made, pack), content, file=file)
    return placed(trait_weaknesses(applied(made, pack)), content, rubric_id=pack.id, file=file)


def _misfit(one: Difference) -> Weakness:
    code, advice = "translation_extra", "Make it lie as in the pack."
    if one.path[0] in ("translates", "changelog"):
        code, advice = "translation_stale", "Go through what changed, then name the pack's version here."
    elif one.missing:
        code, advice = "translation_missing", "Translate it; until then the translation is refused."
    return Weakness(code, "/".join(one.path), _way(one.path), one.what, advice)


def _compared(source: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Weakness]:
    theirs = leaves(given)
    for path, text in leaves(source).items():
        other, place, at = theirs[path], "/".join(path), _way(("texts", *path))
        if text == other and len(text.split()) >= _SENTENCE_WORDS:
            yield Weakness("untranslated", place, at, "the same in both languages", "Translate it.")
        numbers, others = _numbers(text), _numbers(other)
        if numbers != others:
            got, wanted = (", ".join(sorted(one.elements())) or "none" for one in (others, numbers))
            advice = "Use the figures of the pack."
            yield Weakness("numbers_differ", place, at, f"figures {got}; the pack has {wanted}", advice)


def _numbers(text: str) -> Counter[str]:
    """Figures without their separators, which differ between languages."""
    return Counter(re.sub(r"[.,]", "", number) for number in _NUMBER.findall(text))


def _way(path: tuple[str, ...]) -> tuple[str, ...]:
    """Words that lead to the line of a text; numbers of list entries are no words of the file."""
    return tuple(f"{step}:" for step in path if not step.isdigit())
