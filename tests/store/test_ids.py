import re

import pytest

from assessor.store.ids import new_id


def test_id_has_the_form_the_audit_log_takes() -> None:
    assert re.fullmatch(r"drf_[0-9a-f]{32}", new_id("drf"))


def test_ids_do_not_repeat() -> None:
    assert len({new_id("rat") for _ in range(1000)}) == 1000


@pytest.mark.parametrize("prefix", ["", "a", "Draft", "drf_", "dr1", "toolonger"])
def test_prefix_the_log_would_refuse_is_an_error(prefix: str) -> None:
    with pytest.raises(ValueError, match="prefix"):
        new_id(prefix)
