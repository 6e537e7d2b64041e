"""Stage 2 of 7: mail addresses, as software writes them and as people spell them to keep robots away."""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan
from assessor.guardrails.recognizers.forms import Form

_ATOM = r"[\w!#$%&'*+/=?^`{|}~-]"
_HOST = r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,24}"
_TOP = (
    r"(?:com|org|net|info|biz|de|at|ch|li|eu|uk|fr|it|es|nl|be|pl|cz|dk|se|no|fi|ie|pt|us|ca|au|io|ai|app|dev|me|tech|"
    r"cloud|online|group|shop|email|mail|gmbh|wien|berlin|swiss|hamburg|example|test|invalid|local|corp|intern|internal)"
)
_AT = r"(?:@|ät|at|klammeraffe|affe|a)"
_DOT = r"(?:\.|dot|punkt|pkt|point|d0t)"
_BRACKETED_AT = rf"[ \t]*[\[({{<«*_][ \t]*{_AT}[ \t]*[\])}}>»*_][ \t]*"
_BRACKETED_DOT = rf"[ \t]*[\[({{<«*_][ \t]*{_DOT}[ \t]*[\])}}>»*_][ \t]*"
_SPOKEN_DOT = r"[ \t]+(?:dot|punkt|point)[ \t]+"
_ANY_DOT = rf"(?:{_BRACKETED_DOT}|{_SPOKEN_DOT}|[ \t]?\.[ \t]?(?=\w))"
_NAME = r"[\w+'’-]{1,40}"
_LABEL = r"[^\W_][\w-]{0,60}"
_NO_HOST = r"(?!(?:the|a|an|our|their|my|your|this|that|which|der|die|das|den|dem|ein|einem|einer|all|least|which|work|home|first|last)\b)"
_NO_NAME = r"(?!(?:look|looking|looked|is|are|was|be|und|and|or|oder|me|us|him|her|it|team|only|mail|write|an|to|bei|meet|met|work|works|live|lives|available|arrive|arrives|buy|arrive)\b)"

_FORMS = (
    Form("EMAIL_ADDRESS", "address", 1.0, re.compile(rf"(?<![\w.+%-])(?:{_ATOM}|\.(?!\.)){{1,64}}@(?:{_HOST}|\[[\dA-Fa-f:.]{{7,45}}\])(?![\w-])")),
    # A host inside a company has no dot: `anna@mailhost` counts where it is marked as an address.
    Form("EMAIL_ADDRESS", "inside", 0.8, re.compile(rf"(?:(?i:mailto:|e-?mail:?|mail:)[ \t]*|<)(?P<value>{_ATOM}{{1,64}}@[A-Za-z][\w-]{{1,40}})(?![\w@.-]\w)")),
    Form("EMAIL_ADDRESS", "encoded", 0.95, re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}(?i:&#64;|&#x40;|&commat;|%40|＠){_HOST}(?![\w-])")),
    Form("EMAIL_ADDRESS", "spaced", 0.9, re.compile(rf"(?<![\w.+-])[\w.+-]{{1,64}}[ \t]?@[ \t]?{_LABEL}(?:[ \t]?\.[ \t]?{_LABEL}){{0,3}}[ \t]?\.[ \t]?(?i:{_TOP})(?![\w-])")),
)  # fmt: skip
_BRACKETED = Form(
    "EMAIL_ADDRESS",
    "bracketed",
    0.95,
    re.compile(
        rf"(?<![\w.+-]){_NAME}(?:{_ANY_DOT}{_NAME}){{0,4}}{_BRACKETED_AT}{_LABEL}(?:{_ANY_DOT}{_LABEL}){{0,4}}?{_ANY_DOT}(?:{_TOP})(?![\w-])",
        re.IGNORECASE,
    ),
)
_SPOKEN = Form(
    "EMAIL_ADDRESS",
    "spoken",
    0.85,
    re.compile(
        rf"(?<![\w.+-]){_NO_NAME}{_NAME}(?:{_ANY_DOT}{_NAME}){{0,4}}[ \t]+(?:at|ät|@|klammeraffe)[ \t]+{_NO_HOST}{_LABEL}"
        rf"(?:(?:{_BRACKETED_DOT}|{_SPOKEN_DOT}|\.){_LABEL}){{0,3}}?(?:{_BRACKETED_DOT}|{_SPOKEN_DOT})(?:{_TOP})(?![\w-])",
        re.IGNORECASE,
    ),
)
_BARE_TOP = Form(
    "EMAIL_ADDRESS",
    "bracketed",
    0.9,
    re.compile(
        rf"(?<![\w.+-])[\w.+-]{{1,64}}[ \t]*[\[({{<][ \t]*(?:at|ät|@)[ \t]*[\])}}>][ \t]*{_HOST}(?![\w-])",
        re.IGNORECASE,
    ),
)
_HIDDEN_AT = re.compile(r"[\[({<«*_][ \t]*(?:@|ät|at|a|klammeraffe|affe)[ \t]*[\])}>»*_]", re.IGNORECASE)
_SPOKEN_AT = re.compile(rf"\b(?:dot|punkt|point)[ \t\])}}>]{{1,3}}{_TOP}\b", re.IGNORECASE)


def find_mails(text: str) -> Iterator[DetectedSpan]:
    """Spans of EMAIL_ADDRESS; they may overlap. A point that ends the sentence stays outside."""
    if "@" in text or "64;" in text or "%40" in text or "x40;" in text or "commat" in text:
        for form in _FORMS:
            yield from (_trimmed(span, text) for span in form.find(text))
    if _HIDDEN_AT.search(text):
        yield from (_trimmed(span, text) for form in (_BRACKETED, _BARE_TOP) for span in form.find(text))
    if _SPOKEN_AT.search(text):
        yield from (_trimmed(span, text) for span in _SPOKEN.find(text))


def _trimmed(span: DetectedSpan, text: str) -> DetectedSpan:
    """Quotes and brackets that merely open before an address are no part of it."""
    opened = len(text[span.start : span.end]) - len(text[span.start : span.end].lstrip("'`{|*/=.~^!?&#"))
    return span.model_copy(update={"start": span.start + opened, "rule": f"mails.{span.rule}"})
