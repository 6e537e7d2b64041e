"""Tests of `assessor/guardrails/meaning`."""
