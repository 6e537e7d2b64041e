"""Stage 4 of 7: redacted evidence and a rubric in, a draft out."""
