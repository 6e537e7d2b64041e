from hypothesis import given
from hypothesis import strategies as st

from assessor.audit.faults import MAX_FAULTS, Faults


def test_lowest_position_comes_first_and_what_concerns_no_entry_last() -> None:
    faults = Faults()
    for seq in (None, 3, 0, 3, 1):
        faults.add("a", seq, "")
    assert [fault.seq for fault in faults.listed()] == [0, 1, 3, 3, None]


def test_faults_of_one_entry_stay_in_the_order_found() -> None:
    faults = Faults()
    for code in ("root", "mac", "leaf_hash"):
        faults.add(code, 5, "")
    assert [fault.code for fault in faults.listed()] == ["root", "mac", "leaf_hash"]


@given(positions=st.lists(st.integers(0, 99), max_size=60))
def test_page_keeps_the_lowest_positions_whatever_the_order(positions: list[int]) -> None:
    faults = Faults()
    for seq in positions:
        faults.add("a", seq, "")
    assert [fault.seq for fault in faults.listed()] == sorted(positions)[:MAX_FAULTS]


def test_page_holds_twenty() -> None:
    faults = Faults()
    for seq in range(100):
        faults.add("a", seq, "")
    assert len(faults.listed()) == 20
