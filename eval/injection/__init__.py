"""Attacks and harmless work texts of ours, English and German, with the training of the injection models."""
