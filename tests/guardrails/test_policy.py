import hashlib
from pathlib import Path

import pytest

from assessor.domain.verdict import Action, Destination
from assessor.errors import InputError
from assessor.guardrails.policy import Policy, load_policy

GOOD = """\
id: small
version: 1.0.0
owner: Test
categories:
  pricing_terms:
    title: Prices
    action: {external-model: refuse, store: note}
    rules:
      - {id: word, window: sentence, any: ['\\bprice\\b']}
"""


def written(folder: Path, content: str) -> Path:
    path = folder / "policy.yaml"
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("content", "named"),
    [
        pytest.param("id: [unclosed", "YAML", id="broken YAML"),
        pytest.param("- a\n- list\n", "expected a mapping, got list", id="wrong shape"),
        pytest.param(GOOD.replace("version: 1.0.0\n", ""), "version", id="missing field"),
        pytest.param(GOOD.replace("'\\bprice\\b'", "'(unclosed'"), "rules.0.any", id="bad pattern"),
        pytest.param(GOOD.replace("title: Prices", "titel: Prices"), "pricing_terms.titel", id="unknown key"),
        pytest.param(GOOD.replace("refuse", "reject"), "pricing_terms.action", id="unknown action"),
        pytest.param(
            GOOD.replace("external-model", "mars"), "pricing_terms.action", id="unknown destination"
        ),
        pytest.param(GOOD.replace("window: sentence", "window: page"), "rules.0.window", id="unknown window"),
        pytest.param(
            GOOD.replace("window: sentence", "window: sentence, at_least: 0"), "at_least", id="never counts"
        ),
        pytest.param(
            GOOD.replace("title: Prices", "title: Prices\n    meaning: true"),
            "meaning",
            id="no cues of that name",
        ),
        pytest.param(
            GOOD.replace("title: Prices", "title: Prices\n    terms: [ab]"), "terms", id="short term"
        ),
    ],
)
def test_a_broken_policy_is_refused_and_says_where(tmp_path: Path, content: str, named: str) -> None:
    path = written(tmp_path, content)
    with pytest.raises(InputError) as caught:
        load_policy(path)
    assert caught.value.code == "policy_invalid"
    assert str(path) in caught.value.message
    assert named in caught.value.message


def test_a_missing_policy_says_which_and_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_policy(tmp_path / "none.yaml")
    assert caught.value.code == "policy_unreadable"
    assert "none.yaml" in caught.value.message
    assert caught.value.hint is not None
    assert "ASSESSOR_POLICY" in caught.value.hint


def test_the_digest_is_of_the_very_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    assert load_policy(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    path.write_bytes(path.read_bytes() + b"# a comment\n")
    assert load_policy(path).sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("category", "destination", "action"),
    [
        pytest.param("pricing_terms", Destination.EXTERNAL_MODEL, Action.REFUSE, id="named"),
        pytest.param("pricing_terms", Destination.STORE, Action.NOTE, id="milder for the store"),
        pytest.param("pricing_terms", Destination.LOCAL_MODEL, Action.REFUSE, id="left out refuses"),
        pytest.param("never_heard_of", Destination.STORE, Action.REFUSE, id="unknown category refuses"),
    ],
)
def test_what_nobody_decided_is_refused(
    tmp_path: Path, category: str, destination: Destination, action: Action
) -> None:
    assert load_policy(written(tmp_path, GOOD)).action_for(category, destination) is action


@pytest.mark.parametrize(
    "category",
    ["contract_text", "credentials", "health_data", "union_membership", "special_category", "hr_disciplinary",
     "security_incident", "minors", "payment_data", "guardrail_failure"],
)  # fmt: skip
@pytest.mark.parametrize("destination", list(Destination))
def test_the_default_policy_refuses_what_the_contract_refuses(
    policy: Policy, category: str, destination: Destination
) -> None:
    """S000-37."""
    assert policy.action_for(category, destination) is Action.REFUSE


@pytest.mark.parametrize("category", ["injection", "hidden_text"])
def test_injection_and_hidden_text_are_notes_by_default(policy: Policy, category: str) -> None:
    assert policy.action_for(category, Destination.EXTERNAL_MODEL) is Action.NOTE


def test_no_host_counts_as_local_by_default(policy: Policy) -> None:
    assert policy.local_model_hosts == ()


@pytest.mark.parametrize(
    ("listed", "host", "port", "local"),
    [
        ("gpu-1.intern", "gpu-1.intern", 8000, True),
        ("gpu-1.intern", "GPU-1.intern", 80, True),
        ("gpu-1.intern:8000", "gpu-1.intern", 8000, True),
        ("gpu-1.intern:8000", "gpu-1.intern", 8001, False),
        ("gpu-1.intern", "gpu-1.intern.evil.example", 8000, False),
        ("gpu-1.intern", "evil-gpu-1.intern", 8000, False),
        ("127.0.0.1", "localhost", 8000, False),
        ("[::1]:8000", "::1", 8000, True),
        ("[::1]", "::1", 1, True),
    ],
)
def test_a_model_server_is_local_only_where_its_host_is_listed(
    tmp_path: Path, listed: str, host: str, port: int, local: bool
) -> None:
    policy = load_policy(written(tmp_path, GOOD + f"local_model_hosts: ['{listed}']\n"))
    assert policy.is_local_model((host, port)) is local


def test_no_host_is_local_by_default() -> None:
    assert not load_policy().is_local_model(("127.0.0.1", 8000))


@pytest.mark.parametrize(
    "entry", ["", "http://gpu-1", "gpu-1/path", "user@gpu-1", "gpu-1:port", "gpu-1:99999", "::1"]
)
def test_an_entry_that_is_no_host_is_refused(tmp_path: Path, entry: str) -> None:
    with pytest.raises(InputError, match="local_model_hosts"):
        load_policy(written(tmp_path, GOOD + f"local_model_hosts: ['{entry}']\n"))
