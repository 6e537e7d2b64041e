"""Stage 2 of 7: links. One that says who or whose goes; one to public pages stays readable.

A link goes where its path or query carries anything of its own: a person's page, a record, an id, a name, a
customer's host. It stays where host and path are words everybody may know: the documentation, the price page,
the status page of a product.
"""

import re
from collections.abc import Iterator

from assessor.domain.verdict import DetectedSpan

_TOP = (
    r"(?:com|org|net|io|eu|de|at|ch|li|fr|nl|it|es|be|uk|us|co\.uk|org\.uk|ai|app|dev|cloud|online|info|biz|me|tech|gmbh|group|"
    r"example|test|local|corp|intern|internal)"
)
_END = r"[^\s<>\"'„“”)\]},;]*[^\s<>\"'„“”)\]},.;:!?*_]"
_LINK = re.compile(
    rf"\b(?:https?|ftp|sftp|file|ldap|teams|slack|zoommtg)://{_END}|\bwww\.{_END}|(?<![\w@./-])(?:[a-z0-9-]+\.){{1,4}}{_TOP}(?::\d+)?/{_END}",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?:\w+://)?(?P<host>[^/?#]+)(?P<path>[^?#]*)(?P<rest>.*)")
_PUBLIC_WORDS = frozenset(
    """
    docs doc documentation help hilfe support faq guide guides guidelines handbook handbuch manual manuals learn academy
    training courses kurse tutorial tutorials blog news press events webinar webinars pricing preise plans features
    product products produkt produkte platform integrations marketplace download downloads release releases
    release-notes releasenotes changelog roadmap status legal imprint impressum privacy datenschutz security trust terms
    agb about about-us ueber-uns contact kontakt careers jobs api apis reference rest graphql sdk developers developer
    knowledge knowledge-base wissen community forum forums getting-started start overview index.html index.htm
    en de fr us uk en-us en-gb de-de de-at de-ch latest stable current v1 v2 v3 pdf whitepaper whitepapers resources
    ressourcen library bibliothek templates vorlagen topics topic article articles artikel category adoption imports
    import export exports reports reporting dashboard dashboards nutzung admin administration users-guide setup sso
    search glossary glossar examples best-practices customer-success success stories case-studies wiki rfc standards
    """.split()
)
_PUBLIC_HOST_WORDS = frozenset(
    """
    docs doc help hilfe support developer developers learn academy status blog community trust knowledge kb
    """.split()
)
_STANDARDS = re.compile(
    r"(?:^|\.)(?:creativecommons|wikipedia|w3|ietf|iso|nist|owasp|python|europa|mozilla|gesetze-im-internet|unicode|schema)\.\w{2,4}$"
)
_MANUAL_PAGE = re.compile(r"[a-z]+(?:[-_][a-z]+)*(?:\.html?)?|v?\d{1,2}(?:\.\d{1,2}){0,2}")
_PERSONAL_WORDS = frozenset(
    "users user people person persons profile profiles profil in u members member mitarbeiter personal kunde kunden customers accounts".split()
)
_PUBLIC_HOSTS = re.compile(
    r"(?:^|\.)(?:salesforce|gainsight|zoom|slack|microsoft|office|google|atlassian|zendesk|hubspot|sap|servicenow|tableau|github|gitlab|python|"
    r"wikipedia|w3|ietf|iso|nist|owasp|europa|bund|gov|anthropic|openai|mozilla|presidio|oracle|adobe|intercom|notion|miro|figma|asana|"
    r"youtube|medium|stackoverflow)\.(?:com|org|net|io|eu|de|us|uk|gov|int)$"
)


def find_links(text: str) -> Iterator[DetectedSpan]:
    """Spans of URL for links that carry something of a person or a customer; they do not overlap."""
    if "." not in text and "://" not in text:
        return
    for match in _LINK.finditer(text):
        if not is_public(match.group()):
            yield DetectedSpan(
                start=match.start(), end=match.end(), type="URL", score=0.9, rule="links.personal"
            )


def is_public(link: str) -> bool:
    """Whether a link leads to pages for everybody: no query, no id, and only words that public sites use.

    >>> is_public("https://product.example/docs"), is_public("https://product.example/users/k.sommer")
    (True, False)
    """
    parts = _PARTS.match(link)
    if parts is None or "@" in link or "%" in link or parts["rest"].startswith("?"):
        return False
    host = parts["host"].casefold().partition(":")[0]
    words = [word.casefold() for word in parts["path"].split("/") if word]
    manual = _STANDARDS.search(host) is not None or not _PUBLIC_HOST_WORDS.isdisjoint(host.split(".")[:-2])
    known = all(
        word in _PUBLIC_WORDS or _is_public_compound(word) or (manual and _MANUAL_PAGE.fullmatch(word))
        for word in words
    )
    if not known or not host.rpartition(".")[2].isalpha() or not _PERSONAL_WORDS.isdisjoint(words):
        return False
    public_host = _PUBLIC_HOSTS.search(host) is not None or manual
    # A bare host, or one with a contact page, names whoever runs it.
    telling = [
        word
        for word in words
        if word not in ("contact", "kontakt", "about", "about-us", "imprint", "impressum", "en", "de")
    ]
    return public_host if not telling else True


def _is_public_compound(word: str) -> bool:
    pieces = re.split(r"[-_.]", word)
    return len(pieces) > 1 and all(
        piece in _PUBLIC_WORDS or piece in ("html", "htm", "and", "und", "the", "to", "for", "how", "md")
        for piece in pieces
    )
