"""Probes over time: the same items, changes and seed again and again, and charts of what they moved."""
