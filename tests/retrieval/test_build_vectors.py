from pathlib import Path

from assessor.ports import Embedder
from assessor.retrieval import vectors
from assessor.retrieval.build_vectors import build
from assessor.rubrics.load import list_rubrics


def test_every_shipped_rubric_gets_vectors_and_old_versions_go(
    hash_embedder: Embedder, tmp_path: Path
) -> None:
    (tmp_path / "ai-skills-0.9.0.npz").write_bytes(b"old")
    written = build(hash_embedder, tmp_path)
    rubrics = list_rubrics()
    assert [path.name for path in written] == [f"{rubric.id}-{rubric.version}.npz" for rubric in rubrics]
    assert sorted(tmp_path.iterdir()) == sorted(written)
    for rubric in rubrics:
        made = vectors.load(rubric, hash_embedder.id, tmp_path)
        assert made is not None
        assert set(rubric.anchors_by_id) <= set(made.ids)
