"""Tests of `assessor/guardrails/injecting`."""
