"""Tests of `assessor/privacy` on a real SQLite database with a real audit chain."""
