"""Why drafts moved: replays of a run with one thing changed, and how much of a shift each change carries."""
