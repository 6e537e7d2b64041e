import pytest
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, SQLAlchemyError

from assessor.store.faults import record_error


class PostgresRefusal(Exception):  # noqa: N818 stands for a driver's own error
    """As a Postgres driver words it: with the rejected value."""

    def __init__(self, sqlstate: str) -> None:
        super().__init__("DETAIL: Key (name)=(Jana Muster) already exists.")
        self.sqlstate = sqlstate


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (IntegrityError("INSERT", {"name": "Jana Muster"}, PostgresRefusal("23505")), "conflict"),
        (OperationalError("INSERT", {"name": "Jana Muster"}, PostgresRefusal("55P03")), "busy"),
        (OperationalError("INSERT", {"name": "Jana Muster"}, PostgresRefusal("57P01")), "record_failed"),
        (DataError("INSERT", {"name": "Jana Muster"}, PostgresRefusal("22001")), "record_failed"),
        (SQLAlchemyError("Jana Muster"), "record_failed"),
    ],
)
def test_fault_is_named_without_the_values_the_driver_repeats(error: SQLAlchemyError, code: str) -> None:
    assert "Jana" in str(error)
    found = record_error(error)
    assert found.code == code
    assert "Jana" not in str(found)
