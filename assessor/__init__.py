"""Draft ratings of Customer Success work with cited evidence, behind privacy guardrails, for a human to confirm."""

__version__ = "0.1.0"
