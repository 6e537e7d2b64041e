"""Draft ratings of Customer Success work, with cited evidence, for a human to confirm."""

__version__ = "0.1.0"
