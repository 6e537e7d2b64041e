"""What model calls cost: tokens and money, counted before they are spent."""

from pydantic import Field

from assessor.domain.base import Frozen

NANO_PER_USD = 1_000_000_000
"""Money is counted in whole billionths of a dollar: token prices are that small, and sums must be exact."""


class Spend(Frozen):
    """One model call. Reserved at its worst case, settled at what it took."""

    run_id: str
    """The command or server run it belongs to."""
    month: str = Field(pattern=r"^\d{4}-\d{2}$")
    """Calendar month of the call, UTC."""
    model: str
    tokens: int = Field(ge=0)
    """Prompt and answer together."""
    cost_nano_usd: int | None = Field(default=None, ge=0)
    """Billionths of a US dollar; null where the price is unknown."""


class SpendLimits(Frozen):
    """What may be spent at most; null means no limit."""

    run_tokens: int | None = Field(default=None, ge=0)
    month_tokens: int | None = Field(default=None, ge=0)
    run_cost_nano_usd: int | None = Field(default=None, ge=0)
    month_cost_nano_usd: int | None = Field(default=None, ge=0)

    @property
    def limits_cost(self) -> bool:
        """Whether money is limited, so that every model needs a known price."""
        return self.run_cost_nano_usd is not None or self.month_cost_nano_usd is not None


class Spent(Frozen):
    """A sum over calls, open reservations included."""

    calls: int
    tokens: int
    cost_nano_usd: int
    """Calls without a known price count as nothing here."""
