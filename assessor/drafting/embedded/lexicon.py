"""Stage 4: word families of the embedded drafter, read once from YAML and compiled once."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assessor.domain.text import Language


class Families:
    """Named patterns of one language, matched without regard to case and only at word starts."""

    def __init__(self, sources: Mapping[str, str]) -> None:
        self._patterns = {name: re.compile(source, re.IGNORECASE) for name, source in sources.items()}

    def has(self, name: str, text: str) -> bool:
        """Whether a word of the family occurs; false for a family the language does not have."""
        pattern = self._patterns.get(name)
        return pattern is not None and pattern.search(text) is not None

    def finditer(self, name: str, text: str) -> Iterator[re.Match[str]]:
        """Every occurrence in order; none for a family the language does not have."""
        pattern = self._patterns.get(name)
        return iter(()) if pattern is None else pattern.finditer(text)

    def blank(self, name: str, text: str) -> str:
        """`text` with every occurrence replaced by as many spaces, so that places stay true."""
        pattern = self._patterns.get(name)
        return text if pattern is None else pattern.sub(lambda match: " " * len(match.group()), text)

    def __contains__(self, name: str) -> bool:
        return name in self._patterns


@cache
def load(name: str) -> dict[str, Any]:
    """A YAML file of this package as plain values."""
    text = files("assessor.drafting.embedded").joinpath(name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


def families_of(families: Mapping[str, Mapping[str, list[str]]], lang: Language) -> Families:
    """Compile the families of one language; those under `both` belong to each.

    An alternative is a regular expression that must begin at a word start unless it begins with `^`, and end
    at a word end unless it ends with `~`, which lets the word go on. A space stands for any white space, so
    that a wrapped line reads like one that is not.
    """
    merged = {**families.get("both", {}), **families[lang]}
    return Families({name: "|".join(map(_bounded, words)) for name, words in merged.items() if words})


def _bounded(word: str) -> str:
    body, tail = (word[:-1], r"[\w-]*") if word.endswith("~") else (word, r"(?!\w)")
    head = "" if body.startswith(("^", "<")) else r"(?<!\w)"
    spaced = body.replace(" ", r"\s")
    return f"{head}(?:{spaced}){tail}"
