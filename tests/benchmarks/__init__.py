"""Tests of the measurements in eval/benchmarks."""
