"""Stage 3 of 7, the one place that imports chromadb: in memory for anchors, in one folder for exemplars.

- No network, no telemetry, and no embedding function of its own, which would be downloaded.
  Neither the environment nor a `.env`, which chromadb reads, can turn it into the client of a server.
- A folder may be open in one process only: a second one damages it. Whoever opens one holds a lock.
- What is deleted stays in its files, in the database's queue even after VACUUM, and in the index of vectors
  (measured with 1.5.9). A folder without what was deleted is made anew.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.config import Settings

_IN_PROCESS = "chromadb.api.rust.RustBindingsAPI"


def in_memory() -> "ClientAPI":
    """A client without files. All of a process share one store."""
    import chromadb

    return chromadb.EphemeralClient(_settings())


def in_folder(folder: Path) -> "Client":
    """The client of a folder that is made where it is missing; close it before the folder is removed."""
    import chromadb
    from chromadb.api.client import Client

    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    client = chromadb.PersistentClient(str(folder), _settings())
    assert isinstance(client, Client)  # the interface it is declared as cannot be closed
    return client


def cosine_collection(client: "ClientAPI", name: str) -> "Collection":
    """A collection that compares by cosine, made or found again."""
    return client.get_or_create_collection(
        name, embedding_function=None, configuration={"hnsw": {"space": "cosine", "num_threads": 1}}
    )


def _settings() -> "Settings":
    from chromadb.config import Settings

    return Settings(chroma_api_impl=_IN_PROCESS, anonymized_telemetry=False)
