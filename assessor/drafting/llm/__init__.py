"""Stage 4: the drafter that asks a language model."""
