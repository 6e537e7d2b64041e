"""Draft ratings of Customer Success work, with cited evidence, for a human to confirm."""

import os

__version__ = "0.1.0"

# Before anything imports numpy, which reads it once: on batches of a few sentences OpenBLAS's idle threads
# spin away a hundred times the work (1.3 ms of CPU a sentence with one thread, 100 to 180 ms by default).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
