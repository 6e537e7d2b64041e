"""Beside the flow: whether drafts still stand to sealed ratings as they did."""
