"""Stage 4: what the embedded drafter says, in the artefact's language. It never quotes evidence."""

from collections.abc import Set as AbstractSet

from assessor.domain.text import Language
from assessor.drafting.embedded.cues import cue_kinds
from assessor.drafting.embedded.level import Judgement
from assessor.drafting.embedded.lexicon import load


def phrase(name: str, lang: Language, **values: str | int) -> str:
    """A sentence of `wording.yaml` with its places filled.

    >>> phrase("few_words", "en", count=25)
    'at least 25 words written by the author'
    """
    template: str = load("wording.yaml")[name][lang]
    return template.format(**values)


def claim_text(kind: str, lang: Language) -> str:
    """What a find of this kind lets us say."""
    return _form(kind, "claim", lang)


def reason_of(judgement: Judgement, kinds: AbstractSet[str], lang: Language) -> str:
    """Two sentences: what was seen and what was not, and which rule decided.

    Args:
        judgement: the level and its rule.
        kinds: kinds of cues found; they are named in the order of `cues.yaml`.
        lang: the artefact's language.
    """
    values = {
        "seen": _listed([kind for kind in cue_kinds() if kind in kinds], "seen", lang),
        "absent": _listed(judgement.absent, "seen", lang),
        "rule": judgement.rule.id,
        "words": judgement.rule.words[lang],
    }
    return phrase("drafted" if judgement.absent else "drafted_complete", lang, **values)


def missing_of(judgement: Judgement, kinds: AbstractSet[str], lang: Language) -> tuple[str, ...]:
    """What the next level would need: first what should replace a bad sign, then what was not seen."""
    against = [name for name, kind in cue_kinds().items() if name in kinds and not kind.positive]
    return tuple(_form(name, "need", lang) for name in (*against, *judgement.absent))


def _listed(names: list[str] | tuple[str, ...], form: str, lang: Language) -> str:
    return ", ".join(_form(name, form, lang) for name in names)


def _form(name: str, form: str, lang: Language) -> str:
    words: str = load("wording.yaml")[name][form][lang]
    return words
