"""The demonstration of drift with real parts: biased drafts are found, taken away and given back."""
