"""Stage 6 of 7: the human rates blind, sees the draft, and settles the rating."""
