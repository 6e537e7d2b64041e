"""Tests of stage 7."""
