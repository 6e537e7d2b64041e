"""Versions of a rubric: what differs, how one maps onto the other, and when each is due for review."""
