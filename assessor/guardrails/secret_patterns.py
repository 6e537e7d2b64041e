"""Stage 2 of 7: how credentials are written: by issuer, by configuration line, and as people tell them in two languages."""

import math
import re
from collections import Counter
from itertools import pairwise

_WORD = (
    r"passwor[dt]|pass ?phrase|kennwort|passwd|zugangscode|zugangsschlüssel|api[ _-]?(?:key|schlüssel|token|secret)|access[ _-](?:token|key)|"
    r"auth[ _-]?token|secret[ _-](?:key|token)|client[ _-]secret|shared[ _-]secret|bearer[ _-]token|refresh[ _-]token|master[ _-]?key|geheimnis"
)
_FOR = r"(?:[ \t]+(?i:for|of|to|in|on|für|zum|zur|vom|von|im|beim|am|auf)[ \t][^\n:=.]{1,40}?(?=[ \t]*[:=]|[ \t]+(?i:is|ist|lautet|war|was)\b))?"
_IS = r"[ \t]*(?i:\b(?:is now|is still|is|ist jetzt|ist noch|ist|lautet jetzt|lautet|war|was)\b)?[ \t]*[:=]?[ \t]*"
_VALUE = r"[\"'`„“]?([^\s\"'`„“”,;<>]{6,128})"

_ISSUED = (
    ("github_token", r"\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})"),
    ("gitlab_token", r"\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|imt|agent|oas)-[A-Za-z0-9_-]{20,}"),
    ("slack_token", r"\bxox[abeoprs](?:-[A-Za-z0-9.]+)*-[A-Za-z0-9-]{20,}|\bxapp-\d-[A-Za-z0-9-]{20,}"),
    ("slack_hook", r"\bhooks\.slack\.com/(?:services|workflows|triggers)/([A-Za-z0-9/]{20,})"),
    ("teams_hook", r"\bwebhook\.office\.com/webhookb2/([A-Za-z0-9@/-]{40,})"),
    ("discord_hook", r"\bdiscord(?:app)?\.com/api/webhooks/(\d{15,}/[\w-]{50,})"),
    ("openai_key", r"\bsk-(?:proj-|ant-|svcacct-|or-)?[A-Za-z0-9_-]{20,}"),
    ("aws_key", r"\b(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}\b"),
    ("google_key", r"\bAIza[A-Za-z0-9_-]{35}|\bGOCSPX-[A-Za-z0-9_-]{20,}|\bya29\.[A-Za-z0-9_-]{30,}"),
    ("stripe_key", r"\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}|\bwhsec_[A-Za-z0-9]{24,}"),
    ("npm_token", r"\bnpm_[A-Za-z0-9]{36}\b"),
    ("pypi_token", r"\bpypi-AgE[A-Za-z0-9_-]{40,}"),
    ("sendgrid_key", r"\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{30,}"),
    ("twilio_key", r"\bSK[0-9a-f]{32}\b"),
    ("shopify_token", r"\bshp(?:at|ca|pa|ss)_[A-Fa-f0-9]{32}"),
    ("square_token", r"\bsq0(?:atp|csp|idp)-[A-Za-z0-9_-]{22,}|\bEAAA[A-Za-z0-9_-]{56,}"),
    ("hubspot_token", r"\bpat-(?:na|eu|ap)\d-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
    ("atlassian_token", r"\bAT[AC]TT3[A-Za-z0-9_=-]{50,}"),
    ("databricks_token", r"\bdapi[0-9a-f]{32}(?:-\d)?\b"),
    ("vendor_token", r"\b(?:do[opr]_v1_[a-f0-9]{60,}|hf_[A-Za-z0-9]{30,}|r8_[A-Za-z0-9]{35,}|figd_[\w-]{30,}|sbp_[a-f0-9]{40}|nfp_[A-Za-z0-9]{35,}|lin_api_[A-Za-z0-9]{35,}|ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{40,}|"
     r"dckr_pat_[\w-]{25,}|rubygems_[a-f0-9]{45,}|hv[sbr]\.[\w-]{24,}|dp\.(?:pt|st|sa|ct)\.[\w.-]{35,}|glsa_[\w]{32,}|glc_[\w=+/]{32,}|NRAK-[A-Z0-9]{27}|NRJS-[a-f0-9]{19}|PMAK-[a-f0-9]{24}-[a-f0-9]{30,}|sntry[su]_[\w=+/-]{40,}|"
     r"AGE-SECRET-KEY-1[A-Z0-9]{50,}|xkeysib-[a-f0-9]{60,}-\w{16}|key-[a-f0-9]{32}|tfp_\w{40,}|pul-[a-f0-9]{40}|aio_\w{28}|EAAC\w{60,}|sl\.[\w-]{100,}|00[A-Za-z0-9_-]{40}(?=\b[^\n]{0,40}okta))"),
    ("telegram_token", r"\b\d{8,10}:AA[A-Za-z0-9_-]{32,}"),
    ("private_key", r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,8000}?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|\Z)|PuTTY-User-Key-File-\d:[\s\S]{0,8000}?Private-MAC: [0-9a-f]+"),
    ("json_web_token", r"\beyJ[\w-]{10,}\.[\w-]{10,}\.[\w-]{10,}"),
    ("password_hash", r"\$(?:2[aby]|apr1|5|6|argon2id?)\$[./A-Za-z0-9$=,+]{20,}"),
)  # fmt: skip
_CONFIGURED = (
    ("url_password", r"\b[a-z][a-z0-9+.-]{1,15}://[^\s:/@<>]{0,64}:(?!\d{2,5}(?:/|$))([^\s@/<>${}]{4,128})@"),
    ("authorization", r"\b(?i:authorization|proxy-authorization|x-api-key|x-auth-token|private-token)[\"']?[ \t]*[:=][ \t]*[\"']?(?:(?i:basic|bearer|token|apikey)[ \t]+)?([A-Za-z0-9+/_.=~-]{16,})"),
    ("azure_key", r"\b(?i:accountkey|sharedaccesskey|sharedaccesssignature)=([A-Za-z0-9+/%=_-]{30,})|[?&]sig=([A-Za-z0-9%+/=]{40,})"),
    ("connection_string", r"(?:^|[;\"' ])(?i:pwd|password|user ?pass|passwd)=(?![<${*\"'])([^;\s\"'<>]{5,128})(?=[;\"'\s]|$)"),
    ("curl_user", r"\bcurl\b[^\n]{0,200}?(?:-u|--user)[ =]\"?'?[\w.@+-]{1,64}:([^\s\"'<>$]{4,128})"),
    ("command_line", r"\b(?:mysql|mysqldump|psql|sshpass|mongo|redis-cli)\b[^\n]{0,120}?[ \t](?:-p[ ]?|-a[ ]|--password[= ])'?\"?([^\s\"'<>$-][^\s\"'<>$]{5,64})"),
    ("netrc", r"\bmachine[ \t]+\S+[ \t\n]+login[ \t]+\S+[ \t\n]+password[ \t]+(\S{4,128})"),
)  # fmt: skip
_TOLD = (
    ("spoken_password", rf"(?<!\w)(?:[\w-]{{0,24}}(?=[Pp]asswor|[Kk]ennwor))?(?i:{_WORD}|secret(?=[ \t]*[:=])|(?:pwd?|pass|kw|pin|token|schlüssel)(?=[ \t]*[:=]|[ \t]+(?:is|ist|lautet)\b))\b{_FOR}{_IS}{_VALUE}"),
    ("login_pair", r"\b(?i:zugangsdaten|zugang|anmeldung|anmeldedaten|credentials|login|log-?in|creds|user/pass)\b[^\n:=]{0,30}[:=][ \t]*[^\s/]{2,64}[ \t]*[/|][ \t]*([^\s\"'`,;]{6,128})"),
    ("pin", r"\b(?:PIN|TAN|PUK|Pin|(?i:passcode|one[- ]time (?:code|pass\w*)|einmalcode|einmalpasswort|zugangscode))\b(?:-?(?i:code|nummer))?(?:[ \t]+(?i:for|für|der|des|zum|zur)[ \t][^\n:=.\d]{1,30}?)?[ \t]*(?:[:=]|\b(?i:is|ist|lautet)\b)[ \t]*(\d{4,8})\b(?![.,:/-]\d|[ \t]?%)"),
)  # fmt: skip

PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.MULTILINE)) for name, pattern in (*_ISSUED, *_CONFIGURED, *_TOLD)
)
"""Name and pattern; the first group that matched, else the whole match, is the value."""
BY_LOOKS = ("spoken_password", "login_pair", "connection_string", "authorization")
"""Patterns whose value may be any word: it counts only where it looks generated."""
_MIN_ENTROPY_BITS = 2.0
"""Per character: words and dates lie below, generated secrets above."""
_STAND_IN = re.compile(
    r"(?:[<\[{($%*.•…]|[xX]{3})+.*|(?i:.*(?:your|example|changeme|placeholder|dummy|redacted|geheim_hier|xxx|\*\*\*|tresor|vault|siehe|secrets?\.).*)|\d{1,2}[./]\d{1,2}[./]\d{2,4}|(?:Q[1-4]|KW|W)-?\d{2,4}|\d+(?:[.,]\d+)?(?:k|m|px|ms|s|min|h|d|%)"
)
_SURE_CHARS = 6
_LONG_CHARS = 12
_MIN_CASE_CHANGES = 0.3
"""Of neighbouring letters, in a long value: CamelCase lies between .2 and .4, letters drawn at random at .5."""
_MIN_CAPITAL_PAIRS = 2
"""CamelCase has them in a leading acronym alone, where the case then changes little."""


def looks_generated(value: str) -> bool:
    """Whether a word after "the password is" is one: digits and letters, an inner sign, or case that changes at random.

    >>> looks_generated("hunter2x"), looks_generated("rotated"), looks_generated("<your-key>")
    (True, False, False)
    >>> looks_generated("kJQw_xRTzYLbMd"), looks_generated("CustomerSuccessPlan")
    (True, False)
    """
    value = value.rstrip(".,;:!?)")
    if len(value) < _SURE_CHARS or _STAND_IN.fullmatch(value):
        return False
    kinds = [bool(re.search(kind, value)) for kind in (r"[a-zäöüß]", r"[A-ZÄÖÜ]", r"\d", r"[^\w\s]|_")]
    counts = Counter(value)
    entropy = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    if entropy < _MIN_ENTROPY_BITS or value.startswith(("http://", "https://", "www.")):
        return False
    has_letter = kinds[0] or kinds[1]
    mixed_signs = kinds[0] and kinds[1] and re.search(r"\w[!#$%&*+=?@^~]\w", value) is not None
    return (kinds[2] and has_letter) or mixed_signs or _case_is_random(value)


def _case_is_random(value: str) -> bool:
    if len(value) < _LONG_CHARS:
        return False
    pairs = [(a, b) for a, b in pairwise(value) if a.isalpha() and b.isalpha()]
    changes = sum(a.isupper() != b.isupper() for a, b in pairs)
    capitals = sum(a.isupper() and b.isupper() for a, b in pairs)
    return capitals >= _MIN_CAPITAL_PAIRS and changes >= _MIN_CASE_CHANGES * len(pairs)
