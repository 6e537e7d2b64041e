"""Tests of stage 6, on a real SQLite file."""
