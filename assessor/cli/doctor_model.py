"""`assessor doctor` on the language model: where text would go, what it has cost, whether it answers."""

from typing import TYPE_CHECKING, Literal

from assessor.domain.spend import NANO_PER_USD

if TYPE_CHECKING:
    from assessor.bootstrap import Application
    from assessor.settings import Settings

_PATIENCE_S = 3.0


def look_at_model(application: "Application") -> tuple[Literal["ok", "note", "missing"], str]:
    """State and words. No evidence is sent: the server's list of models is asked for, and only at a base URL.

    Raises:
        InputError: the settings of the model cannot be used.
    """
    settings = application.settings
    if settings.drafter != "llm":
        return "note", "no model is asked: ASSESSOR_DRAFTER is embedded"
    from assessor.drafting.llm.litellm_model import verify_model_name

    providers = [verify_model_name(model) for model in settings.models]
    destination = application.drafter.destination  # building it checks model, address and prices
    month = application.clock.now().strftime("%Y-%m")
    spent = application.spend_ledger.spent(month=month)
    said = (
        f"{', '.join(settings.models)} by {', '.join(dict.fromkeys(providers))}, "
        f"judged as {destination.value}; this month {spent.calls} calls, {spent.tokens} tokens, "
        f"{spent.cost_nano_usd / NANO_PER_USD:.4f} US dollars"
    )
    if not settings.model_base_url:
        return "ok", f"{said}; not tried, since a vendor's call costs"
    fault = _unreachable(settings)
    return ("missing", f"{said}; {fault}") if fault else ("ok", f"{said}; the server answers")


def _unreachable(settings: "Settings") -> str | None:
    import httpx

    key = settings.model_api_key
    headers = {"authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    try:
        # Like the calls themselves: no redirect is followed and no proxy of the environment is used.
        with httpx.Client(timeout=_PATIENCE_S, trust_env=False) as client:
            answer = client.get(f"{settings.model_base_url.rstrip('/')}/models", headers=headers)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return f"no answer from ASSESSOR_MODEL_BASE_URL ({type(error).__name__}); is the server running?"
    if answer.is_success:
        return None
    return f"ASSESSOR_MODEL_BASE_URL answers HTTP {answer.status_code} to /models; check address and key"
