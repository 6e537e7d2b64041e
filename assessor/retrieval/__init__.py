"""Stage 3 of 7: redacted sentences in, skill areas and anchors out. It never decides a level."""
