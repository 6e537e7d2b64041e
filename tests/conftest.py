from pathlib import Path

import pytest

from assessor.bootstrap import Application
from assessor.settings import Settings


@pytest.fixture
def application(tmp_path: Path) -> Application:
    """The real application on a home of its own."""
    return Application(Settings(home=tmp_path / "home"))
