"""Building the LLM drafter: where its text goes, what it may cost, and what is refused at the start."""

from pathlib import Path
from typing import Any

import pytest

from assessor.bootstrap import Application
from assessor.bootstrap_llm import model_destination, prices, secret_for, sends_examples, spend_limits
from assessor.domain.artefact import Subject
from assessor.domain.verdict import Destination, Verdict
from assessor.drafting.embedded.drafter import EmbeddedDrafter
from assessor.drafting.llm.drafter import LlmDrafter
from assessor.errors import InputError
from assessor.guardrails.policy import load_policy
from assessor.settings import Settings

POLICY = """\
id: two-faced
version: 1.0.0
owner: Test
local_model_hosts: ["127.0.0.1:8080"]
categories:
  pricing_terms:
    title: Prices
    action: {external-model: refuse, local-model: note, store: note}
    rules:
      - {id: word, window: sentence, any: ['\\bprice list\\b']}
"""


def settings(home: Path, **changes: Any) -> Settings:
    chosen = {
        "home": home,
        "drafter": "llm",
        "model": "openai/m",
        "model_base_url": "http://127.0.0.1:8080/v1",
    }
    return Settings.model_validate(chosen | changes)


def written(folder: Path) -> Path:
    path = folder / "policy.yaml"
    path.write_text(POLICY, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("http://127.0.0.1:8080/v1", Destination.LOCAL_MODEL),
        ("http://127.0.0.1:8081/v1", Destination.EXTERNAL_MODEL),
        ("http://127.0.0.1/v1", Destination.EXTERNAL_MODEL),  # port 80
        ("https://api.vendor.example/v1", Destination.EXTERNAL_MODEL),
        ("", Destination.EXTERNAL_MODEL),
    ],
)
def test_only_a_listed_host_is_local(tmp_path: Path, base_url: str, expected: Destination) -> None:
    policy = load_policy(written(tmp_path))
    assert model_destination(settings(tmp_path, model_base_url=base_url), policy) is expected


@pytest.mark.parametrize(
    "base_url",
    [
        "127.0.0.1:8080",
        "ftp://127.0.0.1/v1",
        "http://",
        "http://127.0.0.1:8080@evil.example/v1",
        "http://me:secret@127.0.0.1:8080/v1",
        "http://127.0.0.1:99999/v1",
    ],
)
def test_an_address_that_could_mislead_is_refused_and_not_repeated(tmp_path: Path, base_url: str) -> None:
    with pytest.raises(InputError, match="ASSESSOR_MODEL_BASE_URL") as caught:
        model_destination(settings(tmp_path, model_base_url=base_url), load_policy(written(tmp_path)))
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("setting", "local", "external"),
    [("off", False, False), ("local-model", True, False), ("external-model", True, True)],
)
def test_an_external_model_gets_examples_only_where_the_settings_say_so(
    tmp_path: Path, setting: str, local: bool, external: bool
) -> None:
    chosen = settings(tmp_path, examples=setting)
    assert sends_examples(chosen, Destination.LOCAL_MODEL) is local
    assert sends_examples(chosen, Destination.EXTERNAL_MODEL) is external
    assert settings(tmp_path).examples == "local-model"


def test_the_entry_guardrails_judge_by_where_the_drafter_sends(tmp_path: Path) -> None:
    """The same text stops on its way to a vendor and passes to a listed server."""
    verdicts = []
    for base_url in ("", "http://127.0.0.1:8080/v1"):
        app = Application(settings(tmp_path / "home", model_base_url=base_url, policy=written(tmp_path)))
        read = app.pipeline.read_text("The price list went to the customer on Monday.", Subject())
        verdicts.append(app.pipeline.redact(read).artefacts[0].verdict)
    assert verdicts == [Verdict.REFUSE, Verdict.ALLOW]


def test_the_drafter_is_the_one_of_the_settings(tmp_path: Path) -> None:
    llm, embedded = Application(settings(tmp_path)), Application(Settings(home=tmp_path))
    assert isinstance(llm.shipped_drafter, LlmDrafter)
    assert isinstance(embedded.shipped_drafter, EmbeddedDrafter)
    # What stands before it, and moves drafts by what was learned, is taken for the drafter itself.
    for one in (llm, embedded):
        assert (one.drafter.name, one.drafter.destination) == (
            one.shipped_drafter.name,
            one.shipped_drafter.destination,
        )


def test_without_a_model_there_is_no_llm_drafter(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="ASSESSOR_MODEL") as caught:
        _ = Application(settings(tmp_path, model="")).drafter
    assert caught.value.code == "model_missing"


def test_a_limit_on_cost_needs_every_price(tmp_path: Path) -> None:
    limited = {"model_month_cost_usd": 5, "model_fallbacks": ["openai/other"]}
    stated = {"openai/m": [0, 0], "openai/other": [1, 2]}
    with pytest.raises(InputError, match="openai/other") as caught:
        _ = Application(settings(tmp_path, **limited, model_prices={"openai/m": [0, 0]})).drafter
    assert caught.value.code == "price_unknown"
    assert Application(settings(tmp_path, **limited, model_prices=stated)).drafter.name == "llm"
    assert Application(settings(tmp_path, model_month_tokens=5)).drafter.name == "llm"


def test_a_stated_price_wins_over_the_list(tmp_path: Path) -> None:
    price = prices(settings(tmp_path, model_prices={"openai/gpt-4o-mini": [0, 0]}))
    assert price("openai/gpt-4o-mini") == (0, 0)
    assert price("gpt-4o-mini") == (150, 600)


def test_limits_are_counted_in_nano_dollars(tmp_path: Path) -> None:
    limits = spend_limits(settings(tmp_path, model_run_cost_usd=0.5, model_month_tokens=1000))
    assert (limits.run_cost_nano_usd, limits.month_cost_nano_usd) == (500_000_000, None)
    assert (limits.run_tokens, limits.month_tokens) == (None, 1000)


def test_the_fence_of_two_installations_differs(tmp_path: Path) -> None:
    first, second = (Application(settings(tmp_path / name)).keyring for name in ("a", "b"))
    assert secret_for(first, "prompt_fence") == secret_for(first, "prompt_fence")
    assert (
        len({secret_for(one, use) for one in (first, second) for use in ("prompt_fence", "model_cache")}) == 4
    )
