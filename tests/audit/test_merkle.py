import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessor.audit.merkle import EMPTY_HEAD, append, hash_leaf, hash_node, root, root_of
from assessor.domain.audit import TreeHead
from assessor.errors import InputError

# The eight inputs and roots that the certificate-transparency projects test RFC 6962 trees with.
LEAVES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def grown(leaves: list[bytes]) -> TreeHead:
    head = EMPTY_HEAD
    for leaf in leaves:
        head = append(head, hash_leaf(leaf))
    return head


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert root_of([hash_leaf(leaf) for leaf in LEAVES[:size]]).hex() == ROOTS[size]
    assert root(grown(LEAVES[:size])).hex() == ROOTS[size]


def test_leaf_and_node_hashes_are_the_published_ones() -> None:
    # From the same projects: a leaf "L123456", a node over "N123" and "N456".
    assert hash_leaf(b"L123456").hex() == "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56"
    assert (
        hash_node(b"N123", b"N456").hex()
        == "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb"
    )


def test_head_keeps_one_subtree_for_each_one_in_the_size() -> None:
    # 7 = 4 + 2 + 1: the first subtree is over leaves 0-3, the next over 4-5, the last is leaf 6.
    head = grown(LEAVES[:7])
    hashes = [hash_leaf(leaf) for leaf in LEAVES]
    expected = [root_of(hashes[0:4]), root_of(hashes[4:6]), hashes[6]]
    assert head.frontier == tuple(tree.hex() for tree in expected)


@given(leaves=st.lists(st.binary(max_size=8), max_size=70))
def test_growing_leaf_by_leaf_agrees_with_the_definition(leaves: list[bytes]) -> None:
    head = grown(leaves)
    assert root(head) == root_of([hash_leaf(leaf) for leaf in leaves])
    assert (head.size, len(head.frontier)) == (len(leaves), len(leaves).bit_count())


@given(leaves=st.lists(st.binary(max_size=8), min_size=1, max_size=40), data=st.data())
def test_any_changed_leaf_changes_the_root(leaves: list[bytes], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(leaves) - 1))
    changed = [*leaves[:place], leaves[place] + b"x", *leaves[place + 1 :]]
    assert root(grown(changed)) != root(grown(leaves))


def test_two_hashes_as_one_leaf_do_not_pass_for_the_node_over_them() -> None:
    """Forged proof: without the first byte, a log of one leaf would have the root of a log of two."""
    left, right = hash_leaf(b"a"), hash_leaf(b"b")
    assert root(grown([left + right])) != root(grown([b"a", b"b"]))
    assert root(grown([b"\x01" + left + right])) != root(grown([b"a", b"b"]))
    assert hash_leaf(left + right) != hashlib.sha256(left + right).digest()


def test_repeating_the_last_leaf_changes_the_root() -> None:
    """Forged proof: trees that pad by doubling the last leaf cannot tell 3 leaves from 4."""
    assert root(grown([b"a", b"b", b"c"])) != root(grown([b"a", b"b", b"c", b"c"]))


HASH = "00" * 32


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(TreeHead(size=3, frontier=(HASH,)), id="one subtree too few"),
        pytest.param(TreeHead(size=4, frontier=(HASH, HASH)), id="one subtree too many"),
        pytest.param(TreeHead(size=0, frontier=(HASH,)), id="subtree in an empty tree"),
        pytest.param(TreeHead(size=1, frontier=("zz" * 32,)), id="no hex"),
        pytest.param(TreeHead(size=1, frontier=("00" * 31,)), id="short hash"),
        pytest.param(TreeHead(size=1, frontier=("AB" * 32,)), id="upper case"),
        pytest.param(TreeHead(size=1, frontier=("\ud800",)), id="no text at all"),
    ],
)
def test_head_that_is_no_tree_is_refused(head: TreeHead) -> None:
    for use in (lambda: root(head), lambda: append(head, bytes(32))):
        with pytest.raises(InputError) as caught:
            use()
        assert caught.value.code == "tree_head"
