import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before numpy loads, as the command does: the suite takes a fraction of the time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from assessor.bootstrap import Application
from assessor.settings import Settings

# A slow or busy machine makes no example wrong; how fast things are is measured in eval/benchmarks.
settings.register_profile("any-machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any-machine")


@pytest.fixture
def application(tmp_path: Path) -> Application:
    """The real application on a home of its own."""
    return Application(Settings(home=tmp_path / "home"))
