"""Beside the flow: how far ratings agree, measured the same way for everybody."""
