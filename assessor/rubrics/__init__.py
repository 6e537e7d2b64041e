"""Rubric packs: load them, find things in them, and the rules that rest on them."""
