"""Values made up at run time: valid ones by their check digits, in every usual writing. No file holds them.

Frames, the sentences around a value, come in two halves like the artefacts.
"""

import base64
import random
import string
from collections.abc import Callable

from eval.benchmarks.corpora import Half, Labelled, Lang

_FRAMES: dict[str, dict[str, tuple[tuple[Lang, str], ...]]] = {
    "EMAIL_ADDRESS": {
        "tuned": (("en", "Please write to {} today."), ("de", "Bitte an {} schicken."), ("en", "cc: {}")),
        "untouched": (
            ("en", "His address is {}, use it sparingly."),
            ("de", "Rückfragen gern an {}!"),
            ("en", "<{}> opened the case"),
        ),
    },
    "IBAN_CODE": {
        "tuned": (
            ("en", "IBAN {} for the refund"),
            ("de", "Bitte auf {} überweisen."),
            ("en", "account: {}"),
        ),
        "untouched": (
            ("en", "They pay from {} now."),
            ("de", "Die Bankverbindung lautet {}, Danke."),
            ("en", "({})"),
        ),
    },
    "CREDIT_CARD": {
        "tuned": (("en", "card {} expired"), ("de", "Die Karte {} wurde abgelehnt."), ("en", "Number: {}")),
        "untouched": (
            ("en", "he read out {} on the call"),
            ("de", "hinterlegt ist {}, bitte löschen"),
            ("en", "{} was charged twice"),
        ),
    },
    "IP_ADDRESS": {
        "tuned": (
            ("en", "Host {} was down."),
            ("de", "Der Server {} antwortet nicht."),
            ("en", "from {} at 09:12"),
        ),
        "untouched": (
            ("en", "requests from {} time out"),
            ("de", "Gesperrt wurde {}, seitdem ist Ruhe."),
            ("en", "ping {}"),
        ),
    },
    "PHONE_NUMBER": {
        "tuned": (
            ("en", "Call me on {} after ten."),
            ("de", "Sie erreichen mich unter {}."),
            ("de", "Tel. {}"),
            ("en", "{} (office)"),
        ),
        "untouched": (
            ("en", "My number is {}, best before noon."),
            ("de", "Rufen Sie mich an: {}"),
            ("de", "Mobil {} / nur vormittags"),
            ("en", "Contact {} for access"),
        ),
    },
    "LOCATION": {
        "tuned": (
            ("en", "Please ship to {}."),
            ("de", "Die Anschrift ist {}."),
            ("en", "We meet at {} on Monday"),
        ),
        "untouched": (
            ("en", "Their office moved to {} in May."),
            ("de", "Rechnung bitte an {}"),
            ("en", "Visit: {}"),
        ),
    },
}
_PHONE_FORMS: dict[str, tuple[str, ...]] = {
    # A national number in three parts: area or network, and two groups.
    "DE": ("0{a} {b}{c}", "0{a}/{b}{c}", "(0{a}) {b} {c}", "+49 {a} {b}{c}", "+49 (0){a} {b}-{c}", "0049 {a} {b}{c}", "0{a} - {b} {c}", "0{a}-{b}{c}", "+49{a}{b}{c}", "0{a} {b}-0"),
    "AT": ("0{a} {b}{c}", "0{a}/{b} {c}", "+43 {a} {b} {c}", "+43 (0){a} {b}{c}", "0043 {a} {b}{c}", "(0{a}) {b}{c}"),
    "CH": ("0{a} {b} {c}", "+41 {a} {b} {c}", "+41 (0){a} {b} {c}", "0041 {a} {b} {c}", "0{a}/{b} {c}", "0{a} {b}{c}"),
    "GB": ("0{a} {b} {c}", "(0{a}) {b} {c}", "+44 {a} {b} {c}", "+44 (0){a} {b} {c}", "0044 {a} {b}{c}", "0{a}-{b}-{c}", "0{a} {b}{c}"),
    "US": ("({a}) {b}-{c}", "{a}-{b}-{c}", "{a}.{b}.{c}", "+1 {a} {b} {c}", "+1 ({a}) {b}-{c}", "1-{a}-{b}-{c}", "+1{a}{b}{c}", "({a}) {b}-{c} ext. 12", "{a}-{b}-{c} x204"),
    "FR": ("0{a} {b} {c}", "+33 {a} {b} {c}", "+33 (0){a} {b} {c}", "0033 {a} {b} {c}", "0{a}.{b}.{c}"),
}  # fmt: skip
_PHONE_PARTS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "DE": (("30", "231", "25001"), ("40", "555", "01417"), ("171", "234", "5678"), ("7461", "555", "0136"), ("89", "4567", "890"), ("160", "555", "01530"), ("221", "555", "0188")),
    "AT": (("1", "513", "4567"), ("664", "123", "4567"), ("512", "555", "0182"), ("5572", "555", "014"), ("676", "555", "0142")),
    "CH": (("44", "668", "18 00"), ("79", "123", "45 67"), ("52", "555", "01 42"), ("31", "320", "11 22")),
    "GB": (("20", "7946", "0958"), ("1632", "960", "123"), ("7700", "900", "461"), ("141", "496", "0163"), ("1865", "555", "017")),
    "US": (("212", "555", "0188"), ("415", "555", "2671"), ("617", "555", "0136"), ("510", "555", "0147")),
    "FR": (("1", "42 68", "53 00"), ("6", "12 34", "56 78"), ("4", "72 55", "01 30")),
}  # fmt: skip


def labelled_values(kind: str, count: int, seed: int = 20261127) -> list[Labelled]:
    """Sentences with one value each, half of them in frames the rules were tuned on."""
    source = random.Random(f"{kind}-{seed}")
    made = []
    for number in range(count):
        half: Half = "tuned" if number % 2 == 0 else "untouched"
        lang, frame = source.choice(_FRAMES[kind][half])
        value = _MAKERS[kind](source, number // 2)
        start = frame.index("{}")
        spans = ((start, start + len(value), kind),)
        made.append(Labelled(f"{kind}-{number}", lang, half, frame.format(value), spans))
    return made


def _digits(source: random.Random, count: int) -> str:
    return "".join(source.choice(string.digits) for _ in range(count))


def _mail(source: random.Random, _number: int) -> str:
    first, last = (
        source.choice(("anna", "tom", "j", "müge", "o'neil", "lena-marie")),
        source.choice(("sommer", "baker", "yildiz", "brandt")),
    )
    host = source.choice(
        ("firma.example", "sub.nordwind.example", "mail.co.uk", "büro-nord.de", "kiosk24.net")
    )
    at, dot = source.choice(
        (
            ("@", "."),
            ("@", "."),
            ("@", "."),
            (" (at) ", " (punkt) "),
            (" [at] ", " dot "),
            ("(at)", "."),
            (" at ", " dot "),
            (" [ät] ", " [punkt] "),
        )
    )
    return f"{first}{source.choice(('.', '_', '-', '+'))}{last}{at}{host.replace('.', dot)}"


def _iban(source: random.Random, _number: int) -> str:
    country, length = source.choice(
        (("DE", 18), ("AT", 16), ("CH", 17), ("NL", 0), ("GB", 0), ("FR", 23), ("ES", 20))
    )
    body = {"NL": f"ABNA{_digits(source, 10)}", "GB": f"NWBK{_digits(source, 14)}"}.get(country) or _digits(
        source, length
    )
    check = 98 - int("".join(str(int(char, 36)) for char in f"{body}{country}00")) % 97
    compact = f"{country}{check:02d}{body}"
    grouped = " ".join(compact[at : at + 4] for at in range(0, len(compact), 4))
    return source.choice(
        (compact, grouped, grouped, grouped.lower(), grouped.replace(" ", "-"), compact.lower())
    )


def _card(source: random.Random, _number: int) -> str:
    head, length = source.choice(
        (("4", 16), ("51", 16), ("37", 15), ("6011", 16), ("3530", 16), ("2223", 16), ("36", 14))
    )
    body = head + _digits(source, length - len(head) - 1)
    total = sum(
        sum(map(int, str(int(char) * (2 if place % 2 == 0 else 1))))
        for place, char in enumerate(reversed(body))
    )
    number = body + str(-total % 10)
    groups = [number[at : at + 4] for at in range(0, len(number), 4)]
    return source.choice((number, " ".join(groups), "-".join(groups), ".".join(groups)))


def _address_of_host(source: random.Random, number: int) -> str:
    if number % 3:
        return ".".join(str(source.randrange(1, 255)) for _ in range(4))
    groups = [f"{source.randrange(1, 65535):x}" for _ in range(8)]
    return source.choice(
        (":".join(groups), f"2001:db8::{groups[0]}:{groups[1]}", f"fe80::{groups[2]}:{groups[3]}")
    )


def _phone(source: random.Random, number: int) -> str:
    country = list(_PHONE_FORMS)[number % len(_PHONE_FORMS)]
    a, b, c = source.choice(_PHONE_PARTS[country])
    return source.choice(_PHONE_FORMS[country]).format(a=a, b=b, c=c)


def _address(source: random.Random, number: int) -> str:
    from faker import Faker

    locale = ("de_DE", "de_AT", "de_CH", "en_GB", "en_US")[number % 5]
    fake = Faker(locale)
    fake.seed_instance(source.randrange(10**9))
    return fake.address().replace("\n", source.choice(("\n", ", ")))


_MAKERS: dict[str, Callable[[random.Random, int], str]] = {
    "EMAIL_ADDRESS": _mail,
    "IBAN_CODE": _iban,
    "CREDIT_CARD": _card,
    "IP_ADDRESS": _address_of_host,
    "PHONE_NUMBER": _phone,
    "LOCATION": _address,
}


def invented_secrets(count: int, seed: int = 20261127) -> list[tuple[str, str, Half]]:
    """Texts with one credential each: text, value, half (by the frame)."""
    source = random.Random(f"secrets-{seed}")

    def token(length: int, alphabet: str = string.ascii_letters + string.digits) -> str:
        drawn = "".join(source.choice(alphabet) for _ in range(length - 3))
        return "".join(source.choice(part) for part in ("ghkmnp", "GHKMNP", "23456789")) + drawn

    def upper(length: int) -> str:
        return "".join(source.choice(string.ascii_uppercase + string.digits) for _ in range(length))

    def pem() -> str:
        body = base64.b64encode(source.randbytes(96)).decode()
        return f"-----BEGIN RSA {'PRIVATE'} KEY-----\n{body}\n-----END RSA {'PRIVATE'} KEY-----"

    def basic() -> str:
        return base64.b64encode(f"svc-crm:{token(14)}".encode()).decode()

    def jwt() -> str:
        head = base64.urlsafe_b64encode(b'{"alg":"HS256","typ":"JWT"}').decode().rstrip("=")
        return f"{head}.{base64.urlsafe_b64encode(source.randbytes(60)).decode().rstrip('=')}.{token(43)}"

    shapes: tuple[tuple[Half, str, Callable[[], str]], ...] = (
        ("tuned", "the token {} still works", lambda: "ghp_" + token(36)),
        ("tuned", "bot uses {}", lambda: "xoxb-" + _digits(source, 11) + "-" + token(24)),
        ("tuned", "access with {}", lambda: "AKIA" + upper(16)),
        ("tuned", "{}", pem),
        ("tuned", "Authorization: Bearer {}", jwt),
        ("tuned", "db is postgres://app:{}@db.example/crm", lambda: token(14)),
        ("tuned", "The admin password is {} for now", lambda: token(11) + "!"),
        ("tuned", "Das Passwort lautet {}", lambda: token(11) + "#"),
        ("tuned", "Passwort: {}", lambda: token(10)),
        ("tuned", "API_KEY={}", lambda: token(32)),
        ("tuned", "client_secret: {}", lambda: token(40)),
        ("untouched", "we rotated {} but not the other one", lambda: "github_pat_" + token(22) + "_" + token(59)),
        ("untouched", "hook https://hooks.slack.com/services/{}", lambda: f"T{upper(9)}/B{upper(9)}/{token(24)}"),
        ("untouched", "stripe {} was in the sheet", lambda: "sk_live_" + token(24)),
        ("untouched", "aws_secret_access_key = {}", lambda: token(40)),
        ("untouched", "geocoding with {}", lambda: "AIza" + token(35)),
        ("untouched", "AccountKey={};EndpointSuffix=core.windows.net", lambda: base64.b64encode(source.randbytes(64)).decode()),
        ("untouched", "mongodb+srv://reader:{}@cluster0.example.net/test", lambda: token(16)),
        ("untouched", "Authorization: Basic {}", basic),
        ("untouched", "pwd is {}, please change it", lambda: token(12)),
        ("untouched", "Zugang: kunde1 / {}", lambda: token(11) + "$"),
        ("untouched", "Kennwort für den Testmandanten ist {}", lambda: token(12)),
        ("untouched", "users:\n- name: admin\n  user:\n    token: {}", lambda: token(40)),
        ("untouched", 'SMTP_PASSWORD="{}"', lambda: token(18)),
        ("untouched", "login: svc-export pw: {}", lambda: token(12) + "%"),
    )  # fmt: skip
    made = []
    for number in range(count):
        half, frame, make = shapes[number % len(shapes)]
        value = make()
        made.append((frame.replace("{}", value), value, half))
    return made


NEAR_SECRETS = (
    "request 550e8400-e29b-41d4-a716-446655440000 timed out",
    "fixed in commit 9fceb02d0ae598e95dc970b74767f19372d61af8",
    "image sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "api_key: <your-key>",
    "password: ********",
    "PASSWORD=${VAULT_PASSWORD}",
    "token: {{ secrets.TOKEN }}",
    "The password policy asks for 12 characters and 1 digit.",
    "Die Passwortrichtlinie verlangt 12 Zeichen und eine Ziffer.",
    "Passwort: siehe Tresor",
    "Kennwort: wird separat verschickt",
    "Access token lifetime: 3600 seconds",
    "Password reset requests fell from 120 to 45.",
    'src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"',
    "Ticket INC-20261120 and CASE-0045123",
    "trace_id=4bf92f3577b34da6a3ce929d0e0e4736",
    "Der API-Schlüssel liegt im Tresor und wird alle 90 Tage getauscht.",
    "Secret sauce of onboarding: one checklist.",
    "The API token is scheduled for rotation in Q3-2026.",
    "Login: über das Portal, Passwort vergibt jede selbst",
)
"""Texts that look like a credential and hold none."""
