"""Stage 4: a chat-completions request and its answer, independent of any library."""

import hashlib
import json
from typing import Any, Literal, Protocol

from pydantic import Field

from assessor.domain.base import Frozen

TEMPERATURE = 0
SEED = 7
"""Any fixed number: with temperature 0 the same request gives the same answer where a server honours it."""
_NO_NONCE = "0" * 32


class Message(Frozen):
    """One turn of the conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class ChatRequest(Frozen):
    """The exact body that is sent, and the nonce of its fence."""

    model: str | None = None
    """litellm name; null while no model is configured."""
    messages: tuple[Message, ...]
    response_format: dict[str, Any]
    temperature: float = TEMPERATURE
    seed: int = SEED
    max_tokens: int = Field(gt=0)
    nonce: str = Field(exclude=True, pattern=r"^[0-9a-f]{32}$")

    def body(self) -> dict[str, Any]:
        """The chat-completions body as plain JSON values."""
        return self.model_dump(mode="json", exclude_none=True)

    def canonical(self) -> str:
        """The body as one text without the nonce: equal requests of two installations are equal here."""
        text = json.dumps(self.body(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return text.replace(self.nonce, _NO_NONCE)

    @property
    def sha256(self) -> str:
        """Digest of `canonical`, 64 hex digits; part of the provenance."""
        return hashlib.sha256(self.canonical().encode("utf-8")).hexdigest()

    @property
    def most_tokens(self) -> int:
        """More tokens than the call can take: no tokenizer makes more tokens than there are bytes."""
        return len(self.canonical().encode("utf-8")) + self.max_tokens

    def followed_by(self, *messages: Message) -> "ChatRequest":
        """The same conversation, some turns later."""
        return self.model_copy(update={"messages": (*self.messages, *messages)})


class Completion(Frozen):
    """What a model answered."""

    content: str
    prompt_tokens: int | None = Field(default=None, ge=0)
    """Null where the server does not say."""
    completion_tokens: int | None = Field(default=None, ge=0)


class ChatModel(Protocol):
    """A place that answers chat-completions requests."""

    def complete(self, request: ChatRequest, *, timeout_s: float) -> Completion:
        """Send a request once.

        Raises:
            ModelCallError: no answer that can be read within `timeout_s`, all of it counted.
        """
        ...
