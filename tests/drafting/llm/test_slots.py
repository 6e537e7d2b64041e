import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.faults import ModelCallError
from assessor.drafting.llm.slots import Slots
from tests.drafting.llm.fakes import far


def test_no_more_than_so_many_hold_a_slot_at_once(tmp_path: Path) -> None:
    slots, lock, at_once, most = Slots(tmp_path / "slots", 2), threading.Lock(), [0], [0]

    def work() -> None:
        with slots.one(far()):
            with lock:
                at_once[0] += 1
                most[0] = max(most[0], at_once[0])
            time.sleep(0.02)
            with lock:
                at_once[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [2]


def test_waiting_ends_at_the_deadline(tmp_path: Path) -> None:
    slots, now = Slots(tmp_path, 1, sleep=lambda seconds: now.append(now[-1] + seconds)), [0.0]
    with slots.one(far()), pytest.raises(ModelCallError) as caught, slots.one(Deadline(1, lambda: now[-1])):
        pass
    assert (caught.value.code, caught.value.transient) == ("timed_out", False)
    assert 20 <= len(now) <= 23  # a look every 0.05 s for one second


def test_a_slot_comes_free_when_its_holder_fails(tmp_path: Path) -> None:
    slots = Slots(tmp_path, 1)
    with pytest.raises(RuntimeError), slots.one(far()):
        raise RuntimeError
    with slots.one(Deadline(0)):
        pass


HOLD = """
import sys, time
from pathlib import Path
from assessor.drafting.llm.deadline import Deadline
from assessor.drafting.llm.slots import Slots
with Slots(Path(sys.argv[1]), 1).one(Deadline(10)):
    print("held", flush=True)
    time.sleep(60)
"""


def test_slots_are_shared_by_processes_and_survive_a_killed_one(tmp_path: Path) -> None:
    slots = Slots(tmp_path, 1)
    with subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"held\n"
        with pytest.raises(ModelCallError), slots.one(Deadline(0.1)):
            pass
        child.kill()
    with slots.one(Deadline(0.1)):
        pass
