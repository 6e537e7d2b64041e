"""Every file of the corpus is read, and what stands in its corners comes out."""

from collections import Counter

import pytest

from assessor.intake.read import SUPPORTED, read_artefact

from .corpus import FAMILIES, corpus
from .corpus.file import CorpusFile

FILES = corpus()


def test_there_are_two_hundred_distinct_files_of_all_formats() -> None:
    assert len({file.content for file in FILES}) == len({file.name for file in FILES}) == len(FILES)
    assert len(FILES) >= 200
    counts = Counter(file.extension for file in FILES)
    assert set(counts) == set(SUPPORTED)
    assert min(count for extension, count in counts.items() if extension != ".htm") >= 14


def test_they_are_the_same_each_time() -> None:
    again = tuple(file for family in FAMILIES for file in family.files())
    assert [file.name for file, other in zip(FILES, again, strict=True) if file != other] == []


@pytest.mark.parametrize("file", FILES, ids=[file.label for file in FILES])
def test_what_stands_in_its_corners_comes_out_in_a_place(file: CorpusFile) -> None:
    artefact = read_artefact(file.content, file.name, lang="en")
    for marker in file.markers:
        at = artefact.text.find(marker)
        assert at >= 0, marker
        assert any(place.start <= at < place.end for place in artefact.segments), marker
    assert all(place.end <= len(artefact.text) for place in artefact.segments)
