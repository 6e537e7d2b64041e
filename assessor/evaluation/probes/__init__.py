"""Invariance probes: changes to a text that should not move its level, and what they do to drafts."""
