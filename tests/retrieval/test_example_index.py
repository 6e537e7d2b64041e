"""Decision 0030, FACTS on chromadb: one process, made from the record, and nothing left of what was withdrawn."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assessor.domain.artefact import RedactedArtefact
from assessor.domain.verdict import Verdict
from assessor.errors import OrderError
from assessor.retrieval.example_index import PersistentExampleIndex, forget
from assessor.retrieval.examples import MemoryIndex, ReleasedExamples
from assessor.retrieval.text_meaning import meaning_of
from assessor.rubrics.load import load_rubric
from assessor.store.unit_of_work import SqlStore
from tests.exemplar_values import AREA, VERSION, Keepers, WordEmbedder, new_exemplar
from tests.store.fakes import POLICY, new_engine, new_store

RUBRIC = load_rubric("ai-skills")
TEXTS = ("aaa aab abb of the first.", "aaa aac acc of the second.", "xyz xxy yyz of the third.")


@pytest.fixture
def keepers(tmp_path: Path) -> Iterator[Keepers]:
    engine = new_engine(tmp_path)
    yield Keepers(new_store(engine))
    engine.dispose()


def opened(folder: Path, store: SqlStore, embedder: WordEmbedder | None = None) -> PersistentExampleIndex:
    return PersistentExampleIndex(folder / "examples", store, embedder or WordEmbedder(), tenant="local")


def asked(index: PersistentExampleIndex | MemoryIndex, text: str = TEXTS[0]) -> dict[str, float]:
    found = index.nearest("ai-skills", VERSION, meaning_of(text, WordEmbedder()))
    assert found is not None
    return found


def files_with(folder: Path, needle: bytes) -> list[str]:
    return [str(one) for one in folder.rglob("*") if one.is_file() and needle in one.read_bytes()]


def test_index_and_record_give_the_same_cosines(tmp_path: Path, keepers: Keepers) -> None:
    ids = [keepers.add(new_exemplar(text)) for text in TEXTS]
    with opened(tmp_path, keepers.store) as index:
        found = asked(index)
    assert found.keys() == set(ids)
    assert found[ids[0]] == pytest.approx(1, abs=1e-5)
    assert found[ids[0]] > found[ids[1]] > found[ids[2]]
    assert asked(MemoryIndex(keepers.store, WordEmbedder())) == pytest.approx(found, abs=1e-5)


def test_it_lasts_and_embeds_only_what_is_new(tmp_path: Path, keepers: Keepers) -> None:
    keepers.add(new_exemplar(TEXTS[0]))
    with opened(tmp_path, keepers.store) as index:
        asked(index)
    second = keepers.add(new_exemplar(TEXTS[1]))
    embedder = WordEmbedder()
    with opened(tmp_path, keepers.store, embedder) as index:
        assert second in asked(index)
    assert embedder.seen == [TEXTS[1]]


def test_what_one_person_released_is_not_in_it(tmp_path: Path, keepers: Keepers) -> None:
    keepers.add(new_exemplar(TEXTS[0]), released=False)
    with opened(tmp_path, keepers.store) as index:
        assert asked(index) == {}
        assert index.nearest("ai-skills", "0.9.0", meaning_of("x", WordEmbedder())) == {}


def test_a_withdrawn_one_leaves_the_files(tmp_path: Path, keepers: Keepers) -> None:
    """VACUUM is not enough: chromadb keeps what was deleted in its queue and in the index of vectors."""
    gone, kept, third = (keepers.add(new_exemplar(text)) for text in TEXTS)
    vector = meaning_of(TEXTS[0], WordEmbedder()).tobytes()
    folder = tmp_path / "examples"
    with opened(tmp_path, keepers.store) as index:
        asked(index)
        assert files_with(folder, gone.encode())
        assert files_with(folder, vector)
        keepers.withdraw(gone)
        index.refresh()
        assert files_with(folder, gone.encode()) == files_with(folder, vector) == []
        assert asked(index).keys() == {kept, third}
    for one in (kept, third):
        keepers.withdraw(one)
    with opened(tmp_path, keepers.store) as index:
        index.refresh()
        assert [one.name for one in folder.iterdir()] == ["lock"]


def test_no_text_is_in_it(tmp_path: Path, keepers: Keepers) -> None:
    keepers.add(new_exemplar(TEXTS[0]))
    with opened(tmp_path, keepers.store) as index:
        asked(index)
    assert files_with(tmp_path / "examples", b"of the first") == []
    assert files_with(tmp_path / "home", b"of the first")


def test_a_damaged_or_missing_index_is_made_again(tmp_path: Path, keepers: Keepers) -> None:
    ids = {keepers.add(new_exemplar(text)) for text in TEXTS}
    with opened(tmp_path, keepers.store) as index:
        asked(index)
    (database,) = (tmp_path / "examples").glob("*/*/chroma.sqlite3")
    database.write_bytes(b"no database at all" * 500)
    with opened(tmp_path, keepers.store) as index:
        assert asked(index).keys() == ids
    forget(tmp_path / "examples")
    assert list((tmp_path / "examples").glob("*/*")) == []
    with opened(tmp_path, keepers.store) as index:
        assert asked(index).keys() == ids


def test_another_embedder_has_an_index_of_its_own(tmp_path: Path, keepers: Keepers) -> None:
    keepers.add(new_exemplar(TEXTS[0]))
    other = WordEmbedder()
    other.id = "letters@2"
    for embedder in (WordEmbedder(), other):
        with opened(tmp_path, keepers.store, embedder) as index:
            index.refresh()
        assert embedder.seen == [TEXTS[0]]
    assert len(list((tmp_path / "examples").glob("*/*/chroma.sqlite3"))) == 1


def test_a_second_process_is_refused_while_the_first_lives(tmp_path: Path, keepers: Keepers) -> None:
    folder = tmp_path / "examples"
    script = (
        "import sys; from pathlib import Path; from assessor.retrieval.example_index import IndexLock\n"
        "with IndexLock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        for take in (lambda: opened(tmp_path, keepers.store).__enter__(), lambda: forget(folder)):
            with pytest.raises(OrderError) as caught:
                take()
            assert caught.value.code == "index_locked"
    finally:
        holder.kill()
        holder.communicate()
    # Killed, it locks nobody out.
    with opened(tmp_path, keepers.store) as index:
        assert asked(index) == {}


def artefact(text: str, team: str | None = None) -> RedactedArtefact:
    return RedactedArtefact(
        verdict=Verdict.ALLOW, text=text, lang="en", assessee_team=team, policy_sha256=POLICY
    )


class Stale:
    """An index that names whatever it was given, released or not."""

    def __init__(self, *ids: str) -> None:
        self._ids = ids

    def nearest(self, *_: object) -> dict[str, float] | None:
        return dict.fromkeys(self._ids, 0.5) or None


def test_the_record_decides_whatever_the_index_says(keepers: Keepers) -> None:
    half = keepers.add(new_exemplar("Half released text here.", rating=1), released=False)
    ids = [keepers.add(new_exemplar(text, rating=rating)) for rating, text in enumerate(TEXTS, start=2)]

    def shown(*named: str, beside: str = "Another text of mine.", team: str | None = None) -> set[str]:
        source = ReleasedExamples(keepers.store, Stale(*named), WordEmbedder())
        found = source.examples_for(artefact(beside, team), RUBRIC, skill_area=AREA, career_level=None)
        return {one.id for one in found}

    assert shown(half, *ids) == set(ids)
    assert shown() == set()
    keepers.withdraw(ids[2])
    assert shown(half, *ids) == set(ids[:2])
    keepers.withdraw(ids[1])
    assert shown(half, *ids) == set()  # one alone shows no contrast


def test_an_artefact_never_sees_itself_or_its_twin(keepers: Keepers) -> None:
    """The twin is found by what the record says of the artefact's own text, released or not."""
    itself = new_exemplar("<PERSON_1> wrote the brief alone.", rating=4, twin="pair-1")
    keepers.add(itself, released=False)
    twin = keepers.add(new_exemplar("Somebody wrote a wholly different brief.", rating=5, twin="pair-1"))
    others = {keepers.add(new_exemplar(text, rating=rating)) for rating, text in enumerate(TEXTS, start=1)}
    source = ReleasedExamples(keepers.store, MemoryIndex(keepers.store, WordEmbedder()), WordEmbedder())

    def shown(text: str) -> set[str]:
        found = source.examples_for(artefact(text), RUBRIC, skill_area=AREA, career_level=None)
        return {one.id for one in found}

    assert shown("<PERSON_8> wrote the brief alone.") == others
    assert twin in shown("Somebody wrote some wholly different note.")
    assert shown("Somebody wrote a wholly different brief.") == others
