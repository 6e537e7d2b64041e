"""Stage 1: which attributes of HTML elements hold words, and which of the others may name somebody.

- Words for people are read: `alt`, `title`, `aria-label`, `value`, ...
- Links that write to or call somebody are read; others are dropped and counted, unless they name somebody.
- `data-` attributes and those nobody knows are dropped and counted, unless they may name somebody.
- Technical ones (`class`, `width`, ...) are passed by, unless they may name somebody.
"""

import re
from collections.abc import Iterable
from typing import Final
from urllib.parse import unquote

TEXT_RULES: Final = {
    "alt": "alt_text",
    "alttext": "alt_text",
    "longdesc": "alt_text",
    "standby": "alt_text",
    **dict.fromkeys(
        (
            *("title", "xlink:title", "label", "summary", "abbr", "caption", "download", "heading", "prompt"),
            *("aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "aria-placeholder"),
            *("aria-braillelabel", "aria-brailleroledescription", "subtitle", "tooltip"),
        ),
        "title_attribute",
    ),
    "placeholder": "form_field",
    "value": "form_field",
    "challenge": "form_field",
    "content": "meta",
    "srcdoc": "html_hidden",
}
LINKS: Final = frozenset(
    {
        *(
            "href",
            "src",
            "action",
            "formaction",
            "cite",
            "ping",
            "poster",
            "background",
            "data",
            "srcset",
            "icon",
        ),
        *(
            "xlink:href",
            "manifest",
            "codebase",
            "classid",
            "archive",
            "usemap",
            "profile",
            "itemid",
            "itemtype",
        ),
        *("about", "resource", "dynsrc", "lowsrc", "imagesrcset", "attributionsrc", "originalsrc", "shash"),
    }
)
_TECHNICAL: Final = frozenset(
    """
    accent accentunder accept accept-charset accesskey accumulate additive align alignment-baseline
    alink allow allowfullscreen allowtransparency amplitude as async attributename attributetype
    autocapitalize autocomplete autocorrect autofocus autoplay axis azimuth basefrequency baseline-shift
    baseprofile begin behavior bgcolor bias border bordercolor bordercolordark bordercolorlight
    bottommargin by calcmode capture cellpadding cellspacing char charoff charset checked class clear
    clip clip-path clip-rule clippathunits color color-interpolation color-interpolation-filters cols
    colspan columnalign columnlines columnspacing columnspan compact contenteditable controls
    controlslist coords crossorigin cursor cx cy d datafld datasrc datatype datetime declare decoding
    default defer depth diffuseconstant dir direction dirname disabled disablepictureinpicture display
    displaystyle divisor dominant-baseline draggable dur dx dy edgemode elevation encoding enctype end
    enterkeyhint exponent exportparts face fence fetchpriority fill fill-opacity fill-rule filter
    filterunits flood-color flood-opacity focusable font-family font-size font-style font-variant
    font-weight for form formenctype formmethod formnovalidate formtarget fr frame frameborder from fx
    fy gradienttransform gradientunits headers height hidden high hreflang hspace http-equiv id
    image-rendering imagesizes in in2 inert inlist inputmode integrity intercept is ismap itemprop
    itemref itemscope k1 k2 k3 k4 kerning keypoints keysplines keytimes kind lang language layout
    leftmargin lengthadjust letter-spacing level lighting-color linethickness link list loading loop low
    lowsrc lspace marginheight marginwidth marker-end marker-mid marker-start markerheight markerunits
    markerwidth mask maskcontentunits maskunits mathbackground mathcolor mathsize mathvariant max
    maxlength maxsize media method min minlength minsize mode movablelimits multiple muted name nohref
    nomodule nonce noresize noshade notation novalidate nowrap numoctaves object offset opacity open
    operator optimum order orient overflow paint-order part pathlength pattern patterncontentunits
    patterntransform patternunits playsinline pointer-events points popover popovertarget
    popovertargetaction prefix preload preservealpha preserveaspectratio primitiveunits property r
    radius readonly referrerpolicy refx refy rel repeatcount repeatdur required restart result rev
    reversed rightmargin role rotate rowalign rowlines rows rowspacing rowspan rspace rules rx ry
    sandbox scale scheme scope scriptlevel scrolling seed selected separator separators shadowrootmode
    shape shape-rendering size sizes slope slot spacing span specularconstant specularexponent
    spellcheck spreadmethod srclang start startoffset stddeviation step stitchtiles stop-color
    stop-opacity stretchy stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin
    stroke-miterlimit stroke-opacity stroke-width style surfacescale symmetric systemlanguage tabindex
    tablevalues target targetx targety text text-anchor text-decoration text-rendering textlength
    theme-color to topmargin transform transform-origin translate type typeof u1 u2 unicode unselectable
    valign values valuetype vector-effect version viewbox virtualkeyboardpolicy visibility vlink vocab
    voffset vspace width word-spacing wrap writing-mode writingsuggestions x x1 x2 xchannelselector
    xmlns y y1 y2 ychannelselector z zoomandpan
    """.split()
)
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_REACHES: Final = re.compile(
    r"[\w.+-]{1,64}@[\w-]{1,63}\."  # a mail address
    r"|(?:\+|\b00)[1-9][\d ()/.-]{6,20}\d"  # a phone number
    r"|\b[A-Z]{2}\d{2} ?\d{4} ?\d{4}"  # an IBAN
)
_FULL_NAME: Final = re.compile(r"\b[A-ZÄÖÜ][a-zß-ÿ]{1,30} [A-ZÄÖÜ][a-zß-ÿ]{1,30}\b")
_SCRIPT: Final = re.compile(r"\s*(?:java|vb|live)script:", re.IGNORECASE)
_WRITES: Final = re.compile(
    r"\s*(?:mailto|tel|sms|callto|skype|xmpp|im|sip|facetime|whatsapp):", re.IGNORECASE
)


def may_name_somebody(value: str) -> bool:
    """Whether a value looks as if it held an address, number or name of a person.

    >>> may_name_somebody("u=katrin@sommer.example"), may_name_somebody("btn btn-primary")
    (True, False)
    """
    return reaches_somebody(value) or _FULL_NAME.search(value) is not None


def reaches_somebody(value: str) -> bool:
    """The same without names, which fonts and places have, too."""
    return _REACHES.search(value) is not None


def address_names(tag: str, names: Iterable[str]) -> str:
    """The names of an element and its attributes where one of them is an address; empty otherwise.

    An address between angle brackets, as headers of mails have it, is an element to every parser.
    """
    words = (tag, *names)
    return " ".join(words) if any("@" in word for word in words) else ""


def has_word(value: str) -> bool:
    """Whether a value holds two letters in a row."""
    return _WORD.search(value) is not None


def is_technical(name: str) -> bool:
    """Whether an attribute is one that browsers read and people do not."""
    return name in _TECHNICAL or ":" in name or name.startswith("aria-")


def is_script(name: str, value: str) -> bool:
    """Whether an attribute holds a script."""
    return name.startswith("on") or _SCRIPT.match(value) is not None


def contact_in(link: str) -> str:
    """Whom a link writes to or calls, with all it says to them; empty for other links.

    >>> contact_in("mailto:katrin@sommer.example?subject=For%20you"), contact_in("https://x.example/")
    ('katrin@sommer.example?subject=For you', '')
    """
    scheme = _WRITES.match(link)
    return unquote(link[scheme.end() :]).strip() if scheme else ""


def target_of(link: str) -> str:
    """Where a link leads, escapes resolved, if that may name somebody; empty otherwise.

    Names count in what is asked there, not in the path: half of an encyclopedia's pages look like names.

    >>> target_of("https://x.example/?who=Katrin+Sommer"), target_of("https://x.example/New%20York")
    ('https://x.example/?who=Katrin Sommer', '')
    """
    path, mark, query = link.partition("?")
    query = unquote(query.replace("+", " "))
    target = unquote(path) + mark + query
    return target if reaches_somebody(target) or may_name_somebody(query) else ""
