"""A real model behind the drafter: its recorded traffic replayed with the network cut, and live where slow tests run.

SmolLM2-135M writes JSON by the schema and rates nothing worth reading: it makes up quotes. That its answers end
as abstentions is what is expected of the frame around it.
"""

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from assessor.bootstrap import Application
from assessor.domain.draft import Draft, DraftStatus
from tests.cli.leak_scan import hits
from tests.drafting.llm.cassettes import (
    ARTEFACTS,
    BASE_URL,
    artefact_of,
    cassette_of,
    drafted,
    read_demo,
    recorder,
    settings,
)
from tests.drafting.llm.llama import CHECKOUT, NAME, llama_server

ALLOWED = {
    (DraftStatus.DRAFTED, None),
    (DraftStatus.INSUFFICIENT_EVIDENCE, None),
    (DraftStatus.ABSTAINED, "unparsed"),
    (DraftStatus.ABSTAINED, "ungrounded"),
    (DraftStatus.ABSTAINED, "wide_interval"),
    (DraftStatus.ABSTAINED, "wrong_language"),
    (DraftStatus.REFUSED, "gives_orders"),
}
"""All that may come of a model that answers, whatever it says."""


def interactions(name: str) -> list[dict[str, Any]]:
    content = yaml.safe_load(cassette_of(name).read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = content["interactions"]
    return found


def removed_from(app: Application, name: str) -> set[str]:
    """What redaction took out of a demo artefact before it was recorded: looked up where it still stands."""
    artefact = artefact_of(name)
    submitted = read_demo(app, name).artefacts[0].content.text
    rebuilt, end = "", 0
    for span in sorted(artefact.spans, key=lambda one: one.start):
        rebuilt += submitted[end : span.start] + span.placeholder
        end = span.end
    assert rebuilt + submitted[end:] == artefact.text, f"{name} has changed; record anew"
    return {submitted[span.start : span.end] for span in artefact.spans}


def verify_sound(draft: Draft, text: str | None) -> None:
    assert (draft.status, draft.reason_code) in ALLOWED
    assert draft.provenance.model == f"openai/{NAME}"
    for claim in draft.claims:
        for citation in claim.citations:
            assert text is not None
            assert text[citation.start : citation.end] == citation.quote


@pytest.mark.parametrize("name", ARTEFACTS)
def test_recorded_traffic_replays_with_the_network_cut(tmp_path: Path, name: str) -> None:
    """Under another key, so another nonce, which the replay does not look at."""
    app, artefact = Application(settings(tmp_path)), artefact_of(name)
    with recorder("none").use_cassette(cassette_of(name).name) as cassette:
        draft = drafted(app, name, artefact)
        assert cassette.all_played
    verify_sound(draft, artefact.text)
    usages = [json.loads(one["response"]["body"]["string"])["usage"] for one in interactions(name)]
    spent = app.spend_ledger.spent()
    assert (spent.calls, spent.tokens) == (len(usages), sum(one["total_tokens"] for one in usages))
    app.engine.dispose()


def test_another_question_is_not_answered_by_a_replay(tmp_path: Path) -> None:
    """The replay can fail: with one word changed nothing fits, and the network is cut."""
    app, artefact = Application(settings(tmp_path)), artefact_of(ARTEFACTS[0])
    assert artefact.text is not None
    other = artefact.model_copy(update={"text": artefact.text.replace(" the ", " a ", 1)})
    with recorder("none").use_cassette(cassette_of(ARTEFACTS[0]).name) as cassette:
        draft = drafted(app, ARTEFACTS[0], other)
        assert cassette.play_count == 0
    assert draft.reason_code == "model_failed"
    app.engine.dispose()


def test_nothing_removed_stands_in_any_recorded_byte(application: Application) -> None:
    removed = {value for name in ARTEFACTS for value in removed_from(application, name)}
    assert len(removed) >= 6
    places = {}
    for name in ARTEFACTS:
        places[name] = cassette_of(name).read_bytes()
        # YAML folds long lines, so the bodies are searched once more as they were sent.
        for number, one in enumerate(interactions(name)):
            places[f"{name} {number}"] = one["request"]["body"].encode()
    assert len(hits(["response_format"], places)) == len(places)  # the scan sees what was sent
    assert hits(removed, places) == set()


@pytest.mark.parametrize("name", ARTEFACTS)
def test_cassettes_hold_no_header_path_or_key(name: str) -> None:
    raw = cassette_of(name).read_text(encoding="utf-8")
    assert len(raw) < 60_000
    assert not re.search(r"(?i)authorization|bearer|cookie|user-agent|stainless", raw)
    places = {str(CHECKOUT), str(Path.home()), os.sep + "tmp" + os.sep, "site-packages", ".gguf"}
    assert [place for place in places if place in raw] == []
    for one in interactions(name):
        assert one["request"]["headers"] == {}
        assert set(one["response"]["headers"]) <= {"content-type"}
        assert one["request"]["uri"] == f"{BASE_URL}/chat/completions"


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_live_model_drafts_a_demo_artefact_end_to_end(tmp_path: Path) -> None:
    name = ARTEFACTS[0]
    with llama_server() as base_url:
        app = Application(settings(tmp_path, base_url))
        artefact = app.pipeline.redact(read_demo(app, name)).artefacts[0]
        draft = drafted(app, name, artefact)
    verify_sound(draft, artefact.text)
    assert app.spend_ledger.spent().tokens > 1000
    app.engine.dispose()


@pytest.mark.slow
@pytest.mark.allow_hosts(["127.0.0.1"])
def test_a_live_model_is_asked_three_times(tmp_path: Path) -> None:
    """A seed of its own and some chance for each sample reach a real server, which takes both."""
    name = ARTEFACTS[2]
    with llama_server() as base_url:
        app = Application(settings(tmp_path, base_url).model_copy(update={"samples": 3}))
        artefact = app.pipeline.redact(read_demo(app, name)).artefacts[0]
        draft = drafted(app, name, artefact)
    verify_sound(draft, artefact.text)
    assert draft.provenance.samples == 3
    calls = app.spend_ledger.spent().calls
    # Two samples at least, else no majority could be ruled out; a repair for each at most.
    assert 2 <= calls <= 6
    app.engine.dispose()
