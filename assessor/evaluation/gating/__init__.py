"""Gates: whether a run may stand, and why not."""
