"""Builds the LLM drafter from settings; `bootstrap.py` asks for it when a draft needs it."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assessor.domain.rubric import Rubric
from assessor.domain.spend import NANO_PER_USD, SpendLimits
from assessor.domain.verdict import Destination
from assessor.errors import InputError
from assessor.keyring import Keyring
from assessor.ports import AreaRetrieval, Clock, SpendLedger
from assessor.settings import TENANT, Settings

if TYPE_CHECKING:
    from assessor.drafting.llm.briefing import Briefings
    from assessor.drafting.llm.budget import Budget, Price
    from assessor.drafting.llm.cache import AnswerCache
    from assessor.drafting.llm.calls import ModelCalls
    from assessor.drafting.llm.drafter import LlmDrafter
    from assessor.exemplar_ports import Examples
    from assessor.guardrails.policy import Policy


@dataclass(frozen=True)
class Sources:
    """What requests are made from, beside the artefact."""

    retrieval: Callable[[Rubric], AreaRetrieval]
    """Gives the areas and anchors of a rubric."""
    examples: "Examples | None" = None
    """Chooses examples; none are shown where null."""
    prompts: Mapping[str, Path] = field(default_factory=dict)
    """Prompt files by name that take the place of the program's own."""
    remembers: bool = True
    """Whether a remembered answer will do, and this one is remembered."""


def model_destination(settings: Settings, policy: "Policy") -> Destination:
    """Where a model call goes: `local-model` only where the policy lists the host of the base URL.

    Raises:
        InputError: code `setting_invalid`; the base URL is no plain http address.
    """
    if not settings.model_base_url:
        return Destination.EXTERNAL_MODEL
    local = policy.is_local_model(model_address(settings))
    return Destination.LOCAL_MODEL if local else Destination.EXTERNAL_MODEL


def model_address(settings: Settings) -> tuple[str, int]:
    """Host and port of the base URL.

    Raises:
        InputError: code `setting_invalid`; no http address, or one with a user name or password in it.
    """
    try:
        url = urlsplit(settings.model_base_url)
        port = url.port or (443 if url.scheme == "https" else 80)
    except ValueError:
        raise _bad_base_url() from None
    if url.scheme not in ("http", "https") or not url.hostname or "@" in url.netloc:
        raise _bad_base_url()
    return url.hostname, port


def _bad_base_url() -> InputError:
    return InputError(
        "setting ASSESSOR_MODEL_BASE_URL: expected http(s)://HOST[:PORT]/PATH without a name or password.",
        code="setting_invalid",
        hint="A key goes into ASSESSOR_MODEL_API_KEY.",
    )


def build_drafter(
    settings: Settings,
    *,
    policy: "Policy",
    keyring: Keyring,
    ledger: SpendLedger,
    clock: Clock,
    sources: Sources,
    run_id: str,
) -> "LlmDrafter":
    """The drafter that asks the configured models.

    Raises:
        InputError: no model is set, an address or name cannot be used, or money is limited and a price is
            not known.
    """
    from assessor.drafting.llm.budget import Budget
    from assessor.drafting.llm.conversation import Conversation
    from assessor.drafting.llm.drafter import LlmDrafter

    if not settings.models:
        raise InputError(
            "the drafter is llm, and no model is set.",
            code="model_missing",
            hint="Set ASSESSOR_MODEL, e.g. openai/NAME, and ASSESSOR_MODEL_BASE_URL for your own server.",
        )
    destination = model_destination(settings, policy)
    limits, price = spend_limits(settings), prices(settings)
    _verify_prices(settings, limits, price)
    conversation = Conversation(
        _calls(settings, Budget(ledger, limits, price, run_id=run_id, clock=clock)),
        _cache(settings, keyring, clock) if sources.remembers else _no_cache(settings, clock),
        models=settings.models,
        place=settings.model_base_url,
        deadline_s=settings.model_deadline_s,
        samples=settings.samples,
    )
    fence_key = secret_for(keyring, "prompt_fence")
    shown = sources if sends_examples(settings, destination) else replace(sources, examples=None)
    return LlmDrafter(build_briefings(settings, shown, fence_key), conversation, destination)


def sends_examples(settings: Settings, destination: Destination) -> bool:
    """Whether a model there may be shown examples: an external one only where the settings say so."""
    return settings.examples != "off" and not destination.reaches_beyond(Destination(settings.examples))


def build_briefings(settings: Settings, sources: Sources, fence_key: bytes | None = None) -> "Briefings":
    """What makes requests; under the public fence key where none is given, since nothing is sent then."""
    from assessor.drafting.llm.briefing import Briefings
    from assessor.drafting.llm.fence import PUBLIC_KEY
    from assessor.drafting.llm.prompts import prompts_from

    return Briefings(
        sources.retrieval,
        fence_key=PUBLIC_KEY if fence_key is None else fence_key,
        max_tokens=settings.model_max_tokens,
        examples=sources.examples,
        prompts=prompts_from(sources.prompts),
    )


def spend_limits(settings: Settings) -> SpendLimits:
    """The limits in effect; money rounded down to whole nano-dollars."""
    run, month = (
        None if usd is None else int(usd * NANO_PER_USD)
        for usd in (settings.model_run_cost_usd, settings.model_month_cost_usd)
    )
    return SpendLimits(
        run_tokens=settings.model_run_tokens,
        month_tokens=settings.model_month_tokens,
        run_cost_nano_usd=run,
        month_cost_nano_usd=month,
    )


def prices(settings: Settings) -> "Callable[[str], Price | None]":
    """The price of a model: as stated in the settings, else from litellm's offline list."""
    from assessor.drafting.llm.budget import stated_price
    from assessor.drafting.llm.litellm_model import listed_price

    return lambda model: stated_price(settings.model_prices, model) or listed_price(model)


def _calls(settings: Settings, budget: "Budget") -> "ModelCalls":
    from assessor.drafting.llm.calls import ModelCalls
    from assessor.drafting.llm.litellm_model import Endpoint, LitellmModel
    from assessor.drafting.llm.slots import Slots

    endpoint = Endpoint(
        base_url=settings.model_base_url,
        api_key=settings.model_api_key,
        max_bytes=settings.model_max_answer_bytes,
    )
    return ModelCalls(
        LitellmModel(endpoint),
        budget=budget,
        slots=Slots(settings.home_path / "model-slots", settings.model_concurrency),
        attempts=settings.model_attempts,
        timeout_s=settings.model_timeout_s,
    )


def _cache(settings: Settings, keyring: Keyring, clock: Clock) -> "AnswerCache":
    from assessor.drafting.llm.cache import AnswerCache

    cache = AnswerCache(
        answer_folder(settings),
        secret=secret_for(keyring, "model_cache"),
        days=settings.model_cache_days,
        clock=clock,
    )
    cache.prune()
    return cache


def _no_cache(settings: Settings, clock: Clock) -> "AnswerCache":
    """Remembers nothing, and leaves alone what others remembered: it is not pruned."""
    from assessor.drafting.llm.cache import AnswerCache

    return AnswerCache(answer_folder(settings), secret=b"", days=0, clock=clock)


def answer_folder(settings: Settings) -> Path:
    """Where answers of models are kept."""
    return settings.home_path / "model-cache" / TENANT


def forget_answers(settings: Settings) -> int:
    """Delete every kept answer of a model: which one quotes which text is not known. The count of them."""
    from assessor.drafting.llm.cache import clear_answers

    return clear_answers(answer_folder(settings))


def _verify_prices(settings: Settings, limits: SpendLimits, price: "Callable[[str], Price | None]") -> None:
    """Say at the start, not in the middle of a run, that a limit on cost cannot hold."""
    from assessor.drafting.llm.budget import price_unknown

    if limits.limits_cost:
        for model in settings.models:
            if price(model) is None:
                raise price_unknown(model)


def secret_for(keyring: Keyring, purpose: str) -> bytes:
    """A secret of the installation for one purpose; another one after a key rotation."""
    return hashlib.sha256(keyring.digest(b"", purpose=purpose).encode("ascii")).digest()
