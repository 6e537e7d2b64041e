"""Stage 2 of 7: the trained taggers that find people; training is in eval/training."""
