"""Recorded traffic with the real model: made once by `python -m tests.drafting.llm.cassettes`, replayed in tests.

Beside each cassette lies the redacted artefact that was sent, so that a replay depends on no later change of
redaction. Headers and ports are taken out. Not compared are the fence's nonce, so that a replay needs no key of
the recording, and the system message: it holds the rubric, whose wording may change without a new recording.
"""

import json
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

import vcr
from vcr.request import Request

from assessor.bootstrap import Application
from assessor.domain.artefact import RedactedArtefact
from assessor.domain.draft import Draft
from assessor.domain.submission import ReadSubmission
from assessor.formats.demo import load_manifest
from assessor.pipeline import SubmittedFile
from assessor.resources import resource_folder
from assessor.rubrics.load import load_rubric
from assessor.settings import Settings
from tests.drafting.llm.llama import NAME, llama_server

FOLDER = Path(__file__).parent / "cassettes"
BASE_URL = "http://127.0.0.1:8080/v1"
"""The address every cassette names."""
ARTEFACTS = ("07-health-note-pellworth.json", "15-self-summary-onboarding.md", "17-kurznotiz.txt")
AREAS = ("AI in health monitoring & risk detection", "AI in onboarding & adoption", None)
_NONCE = re.compile(r"\b[0-9a-f]{32}\b")
_KEPT_HEADERS = {"content-type"}


def cassette_of(name: str) -> Path:
    """The cassette of a demo artefact."""
    return FOLDER / f"{Path(name).stem}.yaml"


def artefact_of(name: str) -> RedactedArtefact:
    """A demo artefact as it was redacted for the recording."""
    content = cassette_of(name).with_suffix(".json").read_text(encoding="utf-8")
    return RedactedArtefact.model_validate_json(content)


def settings(home: Path, base_url: str = BASE_URL) -> Settings:
    """Settings of recording and replay; the model is slow and writes little."""
    return Settings.model_validate(
        {
            "home": home,
            "drafter": "llm",
            "model": f"openai/{NAME}",
            "model_base_url": base_url,
            "model_timeout_s": 600,
            "model_deadline_s": 3000,
            "model_attempts": 1,
            "model_max_tokens": 600,
        }
    )


def recorder(mode: str) -> vcr.VCR:
    """What records and replays."""
    made = vcr.VCR(
        cassette_library_dir=str(FOLDER),
        record_mode=mode,
        before_record_request=_without_headers_and_port,
        before_record_response=_without_headers,
        match_on=["method", "path", "what_is_asked"],
    )
    made.register_matcher("what_is_asked", _asks_the_same)
    return made


def _asks_the_same(first: Request, second: Request) -> None:
    assert _asked(first) == _asked(second)


def _asked(request: Request) -> dict[str, Any]:
    body: dict[str, Any] = json.loads(_NONCE.sub("", request.body.decode()))
    body["messages"] = [one for one in body["messages"] if one["role"] != "system"]
    return body


def _without_headers_and_port(request: Request) -> Request:
    request.headers = {}
    request.uri = re.sub(r"^http://[^/]+", BASE_URL.removesuffix("/v1"), request.uri)
    return request


def _without_headers(response: dict[str, Any]) -> dict[str, Any]:
    headers = response["headers"]
    response["headers"] = {name: value for name, value in headers.items() if name.lower() in _KEPT_HEADERS}
    return response


def read_demo(app: Application, name: str) -> ReadSubmission:
    """One demo artefact as read, in memory."""
    manifest = load_manifest()
    one = next(one for one in manifest.files if one.name == name)
    content = (resource_folder("demo") / name).read_bytes()
    return app.pipeline.read([SubmittedFile(name=name, content=content, kind=one.kind)], manifest.subject)


def drafted(app: Application, name: str, artefact: RedactedArtefact) -> Draft:
    """The draft of one redacted artefact, through stages 3 to 5."""
    area = AREAS[ARTEFACTS.index(name)]
    return app.pipeline.draft(artefact, load_rubric("ai-skills"), skill_area=area, career_level=None)


def record() -> None:
    """Make every cassette anew."""
    with llama_server() as base_url, tempfile.TemporaryDirectory() as home:
        # Past what the settings allow: a busy machine takes minutes for an answer, and nobody waits for this.
        patient = {"model_timeout_s": 7200, "model_deadline_s": 20_000}
        app = Application(settings(Path(home), base_url).model_copy(update=patient))
        for name in ARTEFACTS:
            artefact = app.pipeline.redact(read_demo(app, name)).artefacts[0]
            cassette = cassette_of(name)
            cassette.unlink(missing_ok=True)
            with recorder("all").use_cassette(cassette.name):
                draft = drafted(app, name, artefact)
            content = artefact.model_dump_json(indent=1) + "\n"
            cassette.with_suffix(".json").write_text(content, encoding="utf-8")
            print(name, draft.status, draft.reason_code, file=sys.stderr, flush=True)


if __name__ == "__main__":
    record()
