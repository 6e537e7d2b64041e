"""Stage 7 of 7: the append-only, verifiable record."""
