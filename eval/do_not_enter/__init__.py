"""Passages that must not enter and near misses that must, and what is trained and measured on them."""
