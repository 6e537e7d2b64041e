"""Labelled items: read, named by digest, kept apart by split, and held against what models have seen."""
