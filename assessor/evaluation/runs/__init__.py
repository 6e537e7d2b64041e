"""Runs: every labelled item drafted once, kept in a folder that an interrupted run takes up again."""
