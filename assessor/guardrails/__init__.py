"""Stages 2 and 5 of 7: what may enter, and what a draft may say."""
