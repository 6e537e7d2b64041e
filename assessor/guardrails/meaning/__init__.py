"""Stage 2 of 7: what a passage is about, from many weak cues read together."""
