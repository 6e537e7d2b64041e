"""Stage 4, behaviours on one footing: each in standard deviations of the labelled texts, and all together.

Their plain mean is a feature of its own. With few labels equal weights beat fitted ones (Dawes 1979, American
Psychologist 34(7), 571-582); the penalty shrinks towards them, and more labels move away from them.
"""

import numpy as np
from numpy.typing import NDArray

from assessor.domain.base import Frozen

Floats = NDArray[np.float64]
_FURTHEST = 3.0
_CONSTANT = 1e-9


class Scaling(Frozen):
    """Centre and spread of each behaviour among the labelled texts."""

    centres: tuple[float, ...]
    spreads: tuple[float, ...]
    together: float
    """Spread of the mean of all."""

    def scaled(self, behaviours: Floats) -> Floats:
        """Shape (n, k) in, (n, k + 1) out, the last column all together; `nan` counts as the centre."""
        standard = _standard(behaviours, np.array(self.centres), np.array(self.spreads))
        together = standard.mean(axis=1, keepdims=True) / self.together
        return np.hstack([standard / standard.shape[1] ** 0.5, together])


def scaling_of(behaviours: Floats) -> Scaling:
    """The scaling that labelled texts give, shape (n, k); a behaviour that never differs stays at 0."""
    known = ~np.isnan(behaviours)
    counts = np.maximum(known.sum(axis=0), 1)
    centres = np.where(known, behaviours, 0.0).sum(axis=0) / counts
    spreads = np.sqrt((np.where(known, behaviours - centres, 0.0) ** 2).sum(axis=0) / counts)
    # Texts to come may differ where the labelled ones did not; nothing is known of how much that means.
    spreads = np.where(spreads > _CONSTANT, spreads, np.inf)
    together = float(_standard(behaviours, centres, spreads).mean(axis=1).std())
    return Scaling(
        centres=tuple(centres.tolist()),
        spreads=tuple(np.where(np.isinf(spreads), 1 / _CONSTANT, spreads).tolist()),
        together=together if together > _CONSTANT else 1.0,
    )


def _standard(behaviours: Floats, centres: Floats, spreads: Floats) -> Floats:
    standard = np.clip((behaviours - centres) / spreads, -_FURTHEST, _FURTHEST)
    return np.where(np.isnan(behaviours), 0.0, standard)
