"""Credentials. Values are made up anew in every run, so that no file holds anything that looks like one."""

import base64
import secrets
import string
import uuid
from collections.abc import Callable

import pytest

from assessor.domain.text import Language
from assessor.domain.verdict import Action, Destination, Verdict

from .conftest import Redact
from .submissions import placed_values, stopping_categories

LANGUAGES: tuple[Language, ...] = ("en", "de")


def token(length: int, alphabet: str = string.ascii_letters + string.digits) -> str:
    """Random characters, a digit and both cases among them, which is what generated secrets look like."""
    drawn = "".join(secrets.choice(alphabet) for _ in range(length - 3))
    return "".join(secrets.choice(part) for part in ("ghkmnp", "GHKMNP", "23456789")) + drawn


def upper(length: int) -> str:
    return "".join(secrets.choice(string.ascii_uppercase + string.digits) for _ in range(length))


def private_key() -> str:
    body = base64.b64encode(secrets.token_bytes(96)).decode()
    return f"-----BEGIN RSA {'PRIVATE'} KEY-----\n{body}\n-----END RSA {'PRIVATE'} KEY-----"


def web_token() -> str:
    return ".".join(["eyJ" + token(30), "eyJ" + token(60), token(43)])


MAKERS: tuple[tuple[str, str, Callable[[], str]], ...] = (
    ("github", "the token {} still works", lambda: "ghp_" + token(36)),
    ("slack", "bot uses {}", lambda: "xoxb-" + token(30)),
    ("openai", "key {} in the notebook", lambda: "sk-proj-" + token(40)),
    ("aws", "access with {}", lambda: "AKIA" + upper(16)),
    ("google", "maps key {}", lambda: "AIza" + token(35)),
    ("npm", "publish with {}", lambda: "npm_" + token(36)),
    ("private key", "{}", private_key),
    ("web token", "header {}", web_token),
    ("password in a link", "db is postgres://app:{}@db.example/crm", lambda: token(14)),
    ("said, en", "The admin password is {} for now", lambda: token(12) + "!"),
    ("said with a purpose, en", "the new password for the sandbox is {}", lambda: token(12) + "$"),
    ("said, de", "Das Passwort lautet {}", lambda: token(12) + "#"),
    ("said with a purpose, de", "Passwort für das Testsystem: {}", lambda: token(12) + "$"),
    ("labelled, de", "Kennwort = {}", lambda: token(14)),
    ("short label", "login: admin, pw: {}", lambda: token(12) + "$"),
    ("login pair", "Zugangsdaten: admin / {}", lambda: token(12) + "!"),
    ("api key", "API key: {}", lambda: token(32)),
    ("api key, de", "Der API-Schlüssel ist {}", lambda: token(32)),
    ("assignment", "api_key={}", lambda: token(40)),
    ("client secret", "client_secret: {}", lambda: token(32)),
)
PROSE = (
    "Passwort zurücksetzen war der häufigste Grund für Tickets.",
    "The token budget of the prompt is 4000 tokens.",
    "API key rotation policy: every 90 days.",
    "API key: stored in the vault, never in mail.",
    "Die Passwortrichtlinie verlangt 12 Zeichen.",
    "The password must contain 12 characters and 1 digit.",
    "Password reset requests fell from 120 to 45.",
    "Access token lifetime: 3600 seconds",
    "Passwort: siehe Tresor",
    "Kennwort: wird separat verschickt",
    "password: ********",
    "The secret is consistency2026.",
    "Secret sauce of onboarding: one checklist.",
    "Ticket INC-20261120 and CASE-0045123",
    "The API token is scheduled for rotation in Q3-2026.",
    "Passwort ist wieder gültig, 14 Nutzer sind informiert",
    "Bearer of bad news: the renewal slips.",
    "https://nordwind.example/login?next=/home/123",
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("frame", "make"), [row[1:] for row in MAKERS], ids=[row[0] for row in MAKERS])
def test_a_live_credential_is_a_span_a_finding_and_a_refusal(
    redact: Redact, lang: Language, frame: str, make: Callable[[], str]
) -> None:
    """CONTRACT.md, default policy."""
    value = make()
    text = frame.format(value)
    (artefact,) = redact(text, lang=lang)
    assert stopping_categories(artefact) == {"credentials"}
    assert artefact.verdict is Verdict.REFUSE
    assert artefact.text is None
    assert any(value in found or found in value for found in placed_values(text, artefact, "SECRET"))


@pytest.mark.parametrize("destination", list(Destination))
def test_credentials_are_refused_wherever_the_text_goes(redact: Redact, destination: Destination) -> None:
    (artefact,) = redact("key AKIA" + upper(16), destination=destination)
    assert artefact.verdict is Verdict.REFUSE


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("text", PROSE)
def test_prose_about_passwords_passes(redact: Redact, lang: Language, text: str) -> None:
    (artefact,) = redact(text, lang=lang)
    assert "credentials" not in stopping_categories(artefact)


@pytest.mark.parametrize(
    "make",
    [
        lambda: f"fixed in commit {secrets.token_hex(20)}",
        lambda: f"fixed in {secrets.token_hex(4)}",
        lambda: f"request {uuid.uuid4()} timed out",
        lambda: f"trace_id={secrets.token_hex(16)}",
        lambda: f"the image sha256:{secrets.token_hex(32)}",
    ],
    ids=["commit", "short commit", "uuid", "trace", "digest"],
)
def test_hashes_and_random_ids_pass(redact: Redact, make: Callable[[], str]) -> None:
    (artefact,) = redact(make())
    assert "credentials" not in stopping_categories(artefact)


def test_a_key_split_by_an_invisible_character_is_found(redact: Redact) -> None:
    (artefact,) = redact("key AKIA\u200b" + upper(16))
    assert stopping_categories(artefact) == {"credentials"}


def test_finding_and_span_name_the_same_place(redact: Redact) -> None:
    value = "ghp_" + token(36)
    text = f"Notes.\n\nToken {value}\n"
    (artefact,) = redact(text)
    places = {(one.start, one.end) for one in artefact.findings if one.action is Action.REFUSE}
    assert (text.index(value), text.index(value) + len(value)) in places
