"""A model server on loopback that reads: its rating follows from prompt, rubric, skill area and its own name.

It speaks OpenAI's API, so that everything on the way to it is the real thing. It begins at the lowest rating
and goes up one step for each question between two levels that shares words with the artefact. So a reworded
question, another prompt, another skill area or another model each move it, and nothing else does.
"""

import hashlib
import json
import re
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

STRICT = "A question counts as answered only where two passages answer it."
"""A sentence of a prompt that makes it ask for more."""
BIASED = "reader-b"
"""The model that gives every second artefact a level more."""
_ARTEFACT = re.compile(r"^<<<ARTEFACT ([0-9a-f]{32})\n(.*)\nARTEFACT \1>>>$", re.DOTALL | re.MULTILINE)
_QUESTION = re.compile(r"^Between \d+ and \d+: (.*)$", re.MULTILINE)
_LEVEL = re.compile(r"^(\d+) [^:\n]+: ", re.MULTILINE)
_AREA = re.compile(r"^Skill area: (.*)$", re.MULTILINE)
_STEM, _SHORTEST = 6, 5


def words(text: str) -> frozenset[str]:
    """Stems of the longer words.

    >>> sorted(words("The dashboards were verified"))
    ['dashbo', 'verifi']
    """
    return frozenset(one[:_STEM] for one in re.findall(rf"[a-z]{{{_SHORTEST},}}", text.lower()))


class Reader:
    """The server, from `with` to its end.

    Args:
        areas: what each text is about, as somebody who reads it would see; work in another area than the one
            asked for gets a level less.
    """

    def __init__(self, areas: Mapping[str, str]) -> None:
        self._areas = [(words(text), area) for text, area in areas.items()]
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self._server.reader = self  # type: ignore[attr-defined]  # the handler finds it here
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    @property
    def base_url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """A draft that keeps to every rule."""
        system, user = (next(m["content"] for m in body["messages"] if m["role"] == who) for who in ROLES)
        found = _ARTEFACT.search(user)
        assert found is not None
        text = found[2]
        levels = [int(one) for one in _LEVEL.findall(system.partition("\nScale ")[2])]
        lowest, highest = min(levels), max(levels)
        rating = max(lowest, min(highest, self._rating(body["model"], system, text, lowest)))
        quote = next(line.strip() for line in text.splitlines() if len(line.split()) > _SHORTEST)[:200]
        return {
            "status": "drafted",
            "claims": [{"text": "The work shows this in its own words.", "anchor": "A1", "quotes": [quote]}],
            "red_lines": [],
            "missing": ["an effect on the work of the whole team"],
            "lowest": max(lowest, rating - 1),
            "highest": min(highest, rating + 1),
            "rating": rating,
            "reason": "The artefact answers the questions of the scale up to this rating.",
        }

    def _rating(self, model: str, system: str, text: str, lowest: int) -> int:
        own = words(text)
        need = 2 if STRICT in system else 1
        answered = sum(len(words(question) & own) >= need for question in _QUESTION.findall(system))
        area = _AREA.search(system)
        elsewhere = area is not None and area[1] != self._about(own)
        raised = model.endswith(BIASED) and hashlib.sha256(text.encode()).digest()[0] % 2 == 0
        return lowest + answered - elsewhere + raised

    def _about(self, own: frozenset[str]) -> str:
        return max(self._areas, key=lambda one: len(one[0] & own) / len(one[0] | own))[1]


ROLES = ("system", "user")


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        """A chat completion."""
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        reader: Reader = self.server.reader  # type: ignore[attr-defined]  # set by the reader
        message = {"role": "assistant", "content": json.dumps(reader.answer(body))}
        self._send(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1,
                "model": body["model"],
                "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
                "usage": {"prompt_tokens": 10, "completion_tokens": 10, "total_tokens": 20},
            }
        )

    def _send(self, value: Mapping[str, Any]) -> None:
        content = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
