"""Stage 4, behind both drafters: how far off drafts are, and which way, by people's own ratings."""
