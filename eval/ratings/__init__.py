"""Fitting the embedded drafter's models on authored artefacts (docs/models/drafter.md)."""
