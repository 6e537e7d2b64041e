"""Stage 1: the style sheets inside an HTML document, as far as they hide text.

Selectors of tags, classes, ids and attributes, alone, together (`p.x`), inside (`.a .b`) and right inside
(`.a > .b`) each other, are applied here, quickly; others that hide something are left to soupsieve, within a
budget. Rules for another medium or window, and for moments such as `:hover`, are passed over. What else may
hide text is not applied but known (`is_incomplete`). No other file is fetched.
"""

import re
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from assessor.intake.html.style import Concealment, Declaration, cascade, conceal, declarations

if TYPE_CHECKING:
    from bs4 import BeautifulSoup, Tag

MAX_COMPARISONS = 500_000
"""So often a rule is compared with an element in one document; beyond that rules no longer apply."""
_NESTED_COST = 25
"""A rule that looks at ancestors counts as so many comparisons."""
_MAX_ANCESTORS = 100
MAX_SELECTED = 100_000
"""So many elements are looked at for selectors that are not applied here, times selectors."""
_MAX_VARIABLES = 2_000
_MAX_RESOLVED = 5
"""So deep variables name each other."""
_WINDOW_PX = 1200

_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_BRACE = re.compile(r"[^{}]*[{}]")
_STEP = re.compile(r"\s*(>)\s*|\s+")
_NAME = r"(?:[\w-]|[^\x00-\x7f])+"
_SIMPLE = re.compile(
    rf"\*|\.(?P<class_>{_NAME})|#(?P<id>{_NAME})|\[(?P<attribute>{_NAME})(?:=[\"']?(?P<value>[^\]\"']*)[\"']?)?\]"
    rf"|(?P<tag>{_NAME})"
)
_CLASS_LIKE = re.compile(r"[.\[]|(?<!:):(?!:)")
_MOMENT = re.compile(
    r":(?:hover|focus\S*|active|visited|link|target|checked|disabled|before|after|:\S+|selection|placeholder\S*)"
)
_WIDTH = re.compile(r"\((min|max)-width:\s*(\d{1,5})(?:\.\d+)?(px|em|rem)\)")
_OTHER_MEDIUM = re.compile(r"\b(?:print|speech|aural|braille|tty|embossed|handheld|projection|tv)\b")
_PLAIN_MEDIUM = re.compile(r"(?:only\s+)?(?:screen|all)?\s*(?:and\s*)?")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]{1,100})\s*(?:,([^()]*))?\)")
_COMMENT_MARKS = re.compile(r"<!--|-->")
_PASSED_OVER = ("@font-face", "@keyframes", "@-", "@page", "@counter-style", "@property")


class _Compound(NamedTuple):
    """What one element must have: `p.note#first[title]`."""

    tag: str | None
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    attributes: tuple[tuple[str, str | None], ...]

    def fits(self, tag: "Tag", classes: frozenset[str]) -> bool:
        return (
            self.tag in {None, tag.name}
            and all(name in classes for name in self.classes)
            and all(tag.get("id") == name for name in self.ids)
            and all(
                tag.has_attr(name) and (value is None or tag.get(name) == value)
                for name, value in self.attributes
            )
        )


class _Rule(NamedTuple):
    weight: tuple[int, int, int]
    """Ids, classes and attributes, tags: the more, the stronger."""
    order: int
    steps: tuple[tuple[bool, _Compound], ...]
    """From the element outwards; true where the next one must be its parent."""
    declared: tuple[Declaration, ...]


class Sheet:
    """All rules of one document that may hide something."""

    def __init__(self, sources: Iterable[tuple[str, str]] = ()) -> None:
        """Read style sheets.

        Args:
            sources: the `media` attribute and the text of each `<style>`, in order.
        """
        self.is_incomplete = False
        """Whether text may be hidden by a rule that is not applied here."""
        self._rules: defaultdict[str, list[_Rule]] = defaultdict(list)
        self._costs: defaultdict[str, int] = defaultdict(int)
        self._order = 0
        self._comparisons = 0
        self._variables: dict[str, str] = {}
        self._unknown: list[tuple[str, _Rule]] = []
        """Selectors that hide something in ways not known here."""
        self._selected: defaultdict[int, list[_Rule]] = defaultdict(list)
        """Rules for single elements, by identity."""
        for media, text in sources:
            if self._applies(media.lower(), text):
                self._read(text)

    def declared_for(self, tag: "Tag") -> list[tuple[Declaration, ...]]:
        """What the rules say of an element, weakest first."""
        if not self._rules:
            return self._in_order(list(self._selected.get(id(tag), ())))
        classes = frozenset(_words(tag.get("class")))
        keys = [f"#{tag.get('id')}", *(f".{name}" for name in classes), tag.name, "*"]
        fitting: list[_Rule] = []
        for key in keys:
            rules = self._rules.get(key, ())
            self._comparisons += self._costs.get(key, 0)
            if self._comparisons > MAX_COMPARISONS:
                self.is_incomplete = True
                return []
            fitting += [rule for rule in rules if _fits(rule, tag, classes)]
        return self._in_order(fitting + self._selected.get(id(tag), []))

    def select(self, soup: "BeautifulSoup") -> None:
        """Find the elements that selectors of other kinds fit; `is_incomplete` where that takes too long."""
        if not self._unknown:
            return
        import soupsieve

        left = MAX_SELECTED
        size = len(soup.find_all())
        for selector, rule in self._unknown:
            left -= size * (_NESTED_COST if ":has(" in selector else 1)
            if left < 0:
                self.is_incomplete = True
                return
            try:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    found = soupsieve.select(selector, soup)
            except (soupsieve.SelectorSyntaxError, ValueError, NotImplementedError, RecursionError):
                self.is_incomplete = True
                continue
            for tag in found:
                self._selected[id(tag)].append(rule)

    def resolved(self, declared: tuple[Declaration, ...]) -> tuple[Declaration, ...]:
        """Declarations with the values of variables, which count as set for the whole document."""
        if not any("var(" in value for _, value, _ in declared):
            return declared
        return tuple((name, self._value(value), mark) for name, value, mark in declared)

    def _value(self, value: str) -> str:
        for _ in range(_MAX_RESOLVED):
            if "var(" not in value or len(value) > _MAX_VARIABLES:
                break
            value = _VARIABLE.sub(lambda match: self._variables.get(match[1], match[2] or "").strip(), value)
        return value

    def _in_order(self, rules: list[_Rule]) -> list[tuple[Declaration, ...]]:
        ordered = sorted(rules, key=lambda rule: (rule.weight, rule.order))
        return [self.resolved(rule.declared) for rule in ordered]

    def _read(self, text: str) -> None:
        for prelude, body in _blocks(_COMMENT_MARKS.sub(" ", text), self._applies_at):
            declared = declarations(body)
            for name, value, _ in declared:
                if name.startswith("--") and len(self._variables) < _MAX_VARIABLES:
                    self._variables[name] = value
            for selector in _apart(prelude):
                self._add(selector.strip(), declared)

    def _applies_at(self, prelude: str) -> bool:
        """Whether to look into the block of an at-rule."""
        lowered = prelude.lower()
        if lowered.startswith("@media"):
            return self._applies(lowered.removeprefix("@media"), "display:none")
        return not lowered.startswith(_PASSED_OVER)

    def _applies(self, media: str, text: str) -> bool:
        return any(self._applies_query(query, text) for query in media.split(","))

    def _applies_query(self, media: str, text: str) -> bool:
        if _OTHER_MEDIUM.search(media):
            return False
        for bound, number, unit in _WIDTH.findall(media):
            px = int(number) * (1 if unit == "px" else 16)
            if (px > _WINDOW_PX) if bound == "min" else (px < _WINDOW_PX):
                return False
        if not _PLAIN_MEDIUM.fullmatch(_WIDTH.sub("", media).replace(" and ", " ").strip()):
            self.is_incomplete = self.is_incomplete or "none" in text
            return False
        return True

    def _add(self, selector: str, declared: tuple[Declaration, ...]) -> None:
        if not selector or _MOMENT.search(selector):
            return
        steps = _steps(selector)
        self._order += 1
        if steps is None:
            if conceal(Concealment(), 1, cascade([self.resolved(declared)]), hidden=False).by is not None:
                weight = (selector.count("#"), len(_CLASS_LIKE.findall(selector)), 0)
                self._unknown.append((selector, _Rule(weight, self._order, (), declared)))
            return
        compounds = [compound for _, compound in steps]
        weight = (
            sum(len(compound.ids) for compound in compounds),
            sum(len(compound.classes) + len(compound.attributes) for compound in compounds),
            sum(compound.tag is not None for compound in compounds),
        )
        self._costs[_key(compounds[0])] += _NESTED_COST if len(compounds) > 1 else 1
        self._rules[_key(compounds[0])].append(_Rule(weight, self._order, steps, declared))


def _apart(prelude: str) -> list[str]:
    """Selectors between commas, those inside brackets left alone."""
    parts = prelude.split(",")
    joined: list[str] = []
    for part in parts:
        if joined and joined[-1].count("(") > joined[-1].count(")"):
            joined[-1] += "," + part
        else:
            joined.append(part)
    return joined


def _inside(outer: str, inner: str) -> str:
    """The selector of a rule that stands inside another one."""
    if not outer or outer[:1] == "@":
        return inner
    return inner.replace("&", f":is({outer})") if "&" in inner else f":is({outer}) {inner}"


def _blocks(text: str, applies: Callable[[str], bool]) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule, those inside at-rules that apply included."""
    text = _STRING.sub(lambda match: match[0].translate(_NO_BRACES), _without_comments(text))
    open_blocks: list[tuple[str, bool]] = []
    # Without the cut, what follows the last brace would be looked through from each of its characters.
    for match in _BRACE.finditer(text, 0, max(text.rfind("{"), text.rfind("}")) + 1):
        before, brace = match[0][:-1], match[0][-1]
        if brace == "{":
            # Statements such as @import end before a rule begins.
            prelude = before.rpartition(";")[2].strip()
            looks_inside = all(inside for _, inside in open_blocks[-1:])
            open_blocks.append((prelude, looks_inside and (prelude[:1] != "@" or applies(prelude))))
        elif open_blocks:
            prelude, inside = open_blocks.pop()
            if inside and prelude[:1] != "@":
                outer = next((other for other, _ in reversed(open_blocks) if other[:1] != "@"), "")
                yield _inside(outer, prelude), before


_NO_BRACES = str.maketrans("{};", "   ")


def _without_comments(text: str) -> str:
    """The text without comments; one that is not closed reaches to the end."""
    first, *others = text.split("/*")
    return first + "".join(other.partition("*/")[2] for other in others)


def _steps(selector: str) -> tuple[tuple[bool, _Compound], ...] | None:
    """A selector from the element outwards; null where it is of a kind not known here."""
    parts = _STEP.split(selector)
    compounds = [_compound(part) for part in parts[::2]]
    if not all(compounds):
        return None
    children = [mark == ">" for mark in parts[1::2]]
    known = [compound for compound in compounds if compound is not None]
    return tuple(zip([*reversed(children), False], reversed(known), strict=True))


def _compound(part: str) -> _Compound | None:
    at = 0
    tag: str | None = None
    ids: list[str] = []
    classes: list[str] = []
    attributes: list[tuple[str, str | None]] = []
    while match := _SIMPLE.match(part, at):
        at = match.end()
        if match["class_"]:
            classes.append(match["class_"])
        elif match["id"]:
            ids.append(match["id"])
        elif match["attribute"]:
            attributes.append((match["attribute"].lower(), match["value"]))
        elif match["tag"]:
            tag = match["tag"].lower()
    return _Compound(tag, tuple(ids), tuple(classes), tuple(attributes)) if part and at == len(part) else None


def _key(compound: _Compound) -> str:
    if compound.ids:
        return f"#{compound.ids[0]}"
    return f".{compound.classes[0]}" if compound.classes else compound.tag or "*"


def _fits(rule: _Rule, tag: "Tag", classes: frozenset[str]) -> bool:
    (must_be_parent, first), *others = rule.steps
    if not first.fits(tag, classes):
        return False
    ancestor = tag.parent
    left = _MAX_ANCESTORS
    for next_must_be_parent, compound in others:
        while ancestor is not None and left and not compound.fits(ancestor, _classes(ancestor)):
            if must_be_parent:
                return False
            ancestor, left = ancestor.parent, left - 1
        if ancestor is None or not left:
            return False
        ancestor, must_be_parent = ancestor.parent, next_must_be_parent
    return True


def _classes(tag: "Tag") -> frozenset[str]:
    return frozenset(_words(tag.get("class")))


def _words(value: object) -> list[str]:
    if isinstance(value, list):
        return [str(word) for word in value]
    return str(value or "").split()
