from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from assessor.store.times import UtcText, utc_text

_zones = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
# A day inside the calendar's ends, so that no zone pushes a time over them.
_moments = st.datetimes(datetime(1, 1, 2), datetime(9999, 12, 30), timezones=_zones)  # noqa: DTZ001 hypothesis wants naive bounds


@given(_moments)
def test_time_survives_the_database_in_any_zone(moment: datetime) -> None:
    column, dialect = UtcText(), sqlite.dialect()
    back = column.process_result_value(column.process_bind_param(moment, dialect), dialect)
    assert back == moment
    assert back is not None
    assert back.utcoffset() == timedelta(0)


@given(_moments, _moments)
def test_texts_sort_as_times_do(first: datetime, second: datetime) -> None:
    assert (utc_text(first) < utc_text(second)) == (first < second)
    assert len(utc_text(first)) == 27


def test_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        utc_text(datetime(2026, 1, 1))  # noqa: DTZ001 the fault under test
