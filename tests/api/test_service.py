"""Room for requests: bounded in number and in bytes, and given back whatever happens."""

import asyncio
import time

import pytest

from assessor.api.service import Room
from assessor.errors import CapacityError
from tests.api.conftest import Site


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.mark.anyio
async def test_room_is_bounded_in_number_and_bytes() -> None:
    room = Room(requests=2, body_bytes=100)
    async with room.held(60):
        with pytest.raises(CapacityError):
            async with room.held(41):
                pass
        async with room.held(40):
            with pytest.raises(CapacityError) as caught:
                async with room.held(0):
                    pass
            assert caught.value.code == "queue_full"
    async with room.held(100):
        pass


@pytest.mark.anyio
async def test_room_is_given_back_after_a_failure() -> None:
    room = Room(requests=1, body_bytes=10)
    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            async with room.held(10):
                raise ZeroDivisionError


def test_a_loop_that_keeps_others_waiting_is_noticed(site: Site) -> None:
    async def blocked_once() -> float:
        watcher = asyncio.create_task(site.service.watch_loop())
        await asyncio.sleep(0.1)
        time.sleep(0.3)  # noqa: ASYNC251 - what must never happen is what is measured here
        await asyncio.sleep(0.1)
        watcher.cancel()
        return site.service.loop_lag_s

    # 0.3 s of blocking begin at most one probe of 0.05 s before its end.
    assert asyncio.run(blocked_once()) > 0.24
