"""How scores are held against labels. Pure counting; knows no detector."""

from collections.abc import Sequence


def recall_at_false_rate(
    attacks: Sequence[float], harmless: Sequence[float], rate: float
) -> tuple[float, float] | None:
    """Share of attacks that score above the lowest threshold at which at most `rate` of harmless texts do.

    Returns:
        Recall and threshold; None where either side is empty.
    """
    if not attacks or not harmless:
        return None
    allowed = int(rate * len(harmless))
    threshold = sorted(harmless, reverse=True)[allowed]
    return round(sum(score > threshold for score in attacks) / len(attacks), 4), threshold
