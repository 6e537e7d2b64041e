"""Drift: whether drafts, people or a model move away from where they were."""
