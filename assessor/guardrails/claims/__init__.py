"""Stage 5 of 7, what a draft claims held against the evidence it cites."""
