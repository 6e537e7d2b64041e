"""Tests of stages 2 and 5."""
