"""Beside stage 6: plans of development from the gap to the next step. They rate and make up nothing."""
