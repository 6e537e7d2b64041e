"""Credentials. Values are made up anew in every run, so that no file holds anything that looks like one."""

import base64
import random
import secrets
import string
import uuid
from collections.abc import Callable

import pytest

from assessor.domain.text import Language
from assessor.domain.verdict import Action, Destination, Verdict
from assessor.guardrails.secret_patterns import looks_generated

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
    ("gitlab", "runner {}", lambda: "glpat-" + token(20)),
    ("stripe", "stripe {} was in the sheet", lambda: "sk_live_" + token(24)),
    ("sendgrid", "mailer {}", lambda: f"SG.{token(22)}.{token(43)}"),
    ("hubspot", "app {}", lambda: "pat-eu1-" + str(uuid.uuid4())),
    ("slack hook", "https://hooks.slack.com/services/{}", lambda: f"T{upper(9)}/B{upper(9)}/{token(24)}"),
    ("azure", "AccountKey={};EndpointSuffix=core.windows.net", lambda: base64.b64encode(secrets.token_bytes(64)).decode()),
    ("azure link", "https://x.blob.core.windows.net/a?sv=2024&sig={}%3D", lambda: token(43)),
    ("basic header", "Authorization: Basic {}", lambda: base64.b64encode(f"svc:{token(14)}".encode()).decode()),
    ("bearer header", "authorization: Bearer {}", lambda: token(40)),
    ("json", '{{"user": "svc", "password": "{}"}}', lambda: token(12)),
    ("connection string", "Server=db;User=svc;Pwd={};", lambda: token(12)),
    ("curl", "curl -u svc:{} https://api.example/v1", lambda: token(12)),
    ("command line", "mysql -u root -p{} crm", lambda: token(10)),
    ("netrc", "machine api.example login svc password {}", lambda: token(10)),
    ("env line", "DB_PASSWORD={}", lambda: token(10)),
    ("kubeconfig", "users:\n- name: admin\n  user:\n    token: {}", lambda: token(40)),
    ("hash", "admin:{}", lambda: "$2b$12$" + token(53)),
    ("spoken short, en", "pwd is {}, please change it", lambda: token(12)),
    ("compound, de", "das WLAN-Passwort ist {}", lambda: token(9)),
    ("words and signs, de", "Mein Kennwort ist Sonnen#{}", lambda: "".join(secrets.choice(string.ascii_letters) for _ in range(8)) + "xY"),
    ("pin, de", "Die PIN lautet {}", lambda: str(1000 + secrets.randbelow(9000))),
    ("pin, en", "the one-time code: {}", lambda: str(100000 + secrets.randbelow(900000))),
)  # fmt: skip
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
    "api_key: <your-key>",
    "password=${VAULT_PASSWORD}",
    "token: {{ secrets.TOKEN }}",
    "Das Passwort ist 2026 abgelaufen.",
    "Passwort: vergessen? Link klicken",
    "The PIN was changed; PIN: bitte am Empfang erfragen.",
    "pass: 12 of 14 tests",
    "Pass: 2026-10-11",
    "Passwort ist seit KW42 neu",
    "Login: Montag / Dienstag",
    "Zugang: Halle 3 / Tor 12",
    "access token: valid for 3600s",
    "Kennwort ist wie besprochen",
    "Login: über das Portal, Passwort vergibt jede selbst",
    "http://nordwind.example:8080/path@home",
    'src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"',
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


def test_random_letters_look_generated_with_and_without_a_digit() -> None:
    """A fixed draw: some in a thousand hold no digit, and one in thirty begins with an x as stand-ins do."""
    draw = random.Random(7)
    alphabet = string.ascii_letters + string.digits + "-_"
    tokens = ["".join(draw.choices(alphabet, k=32)) for _ in range(5000)]
    missed = sum(not looks_generated(one) for one in tokens)
    assert missed < 25
    letters_alone = ["".join(draw.choices(string.ascii_letters, k=32)) for _ in range(1000)]
    assert sum(map(looks_generated, letters_alone)) > 900


@pytest.mark.parametrize(
    "name", ["HubSpotToSalesforceSync", "MeinPasswortManager", "SAPSuccessFactors", "XXX-XXXX", "xxxxxxxx1"]
)
def test_names_and_stand_ins_do_not_look_generated(name: str) -> None:
    assert not looks_generated(name)


def test_finding_and_span_name_the_same_place(redact: Redact) -> None:
    value = "ghp_" + token(36)
    text = f"Notes.\n\nToken {value}\n"
    (artefact,) = redact(text)
    places = {(one.start, one.end) for one in artefact.findings if one.action is Action.REFUSE}
    assert (text.index(value), text.index(value) + len(value)) in places
