"""Beside the flow: two runs over the same items, and whether the second is nearer to the labels."""
