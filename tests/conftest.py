import os
from pathlib import Path

import pytest

# Before numpy loads, as the command does: the suite takes a fraction of the time.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from assessor.bootstrap import Application
from assessor.settings import Settings


@pytest.fixture
def application(tmp_path: Path) -> Application:
    """The real application on a home of its own."""
    return Application(Settings(home=tmp_path / "home"))
