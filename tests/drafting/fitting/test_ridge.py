"""Ridge regression equals scikit-learn's, and leaving one out in closed form equals really leaving it out."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge as PeerRidge

from assessor.drafting.fitting.ridge import PENALTIES, fit_ridge


@pytest.mark.parametrize(("n", "features"), [(40, 5), (12, 60), (2, 3)])
@pytest.mark.parametrize("penalty", [0.01, 1.0, 100.0])
def test_predictions_equal_those_of_scikit_learn(n: int, features: int, penalty: float) -> None:
    dice = np.random.default_rng(n)
    known, new = dice.normal(2, 1, (n, features)), dice.normal(2, 1, (7, features))
    targets = dice.normal(3, 1, n)
    ours = fit_ridge(known @ known.T, targets, (penalty,))
    peer = PeerRidge(alpha=penalty, solver="cholesky").fit(known, targets)
    found = ours.intercept + new @ (known.T @ ours.weights)
    assert np.abs(found - peer.predict(new)).max() < 1e-9
    assert np.abs(known.T @ ours.weights - peer.coef_).max() < 1e-9


def test_left_out_predictions_are_those_of_models_that_never_saw_the_item() -> None:
    dice = np.random.default_rng(5)
    known, targets = dice.normal(1, 1, (15, 30)), dice.normal(0, 1, 15)
    ours = fit_ridge(known @ known.T, targets, (0.7,))
    for item in range(15):
        others = np.arange(15) != item
        peer = PeerRidge(alpha=0.7, solver="cholesky").fit(known[others], targets[others])
        assert ours.left_out[item] == pytest.approx(peer.predict(known[[item]])[0], abs=1e-9)


def test_the_penalty_with_the_least_left_out_error_is_taken() -> None:
    dice = np.random.default_rng(6)
    known = dice.normal(0, 1, (60, 8))
    clear = known @ dice.normal(0, 1, 8)
    noise = dice.normal(0, 1, 60)
    # A noiseless line needs next to no penalty; pure noise the heaviest.
    assert fit_ridge(known @ known.T, clear).penalty == min(PENALTIES)
    assert fit_ridge(known @ known.T, noise).penalty > 10


def test_without_any_feature_the_mean_is_predicted() -> None:
    ours = fit_ridge(np.zeros((4, 4)), np.array([0.0, 1.0, 1.0, 2.0]))
    assert ours.intercept == pytest.approx(1.0)
    assert np.allclose(ours.weights, ours.weights[0], atol=10)
    # Each left-out prediction is the mean of the other three: 4/3, 1, 1, 2/3.
    assert ours.left_out.tolist() == pytest.approx([4 / 3, 1, 1, 2 / 3])
