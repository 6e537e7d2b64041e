"""Printable pages: self-contained HTML without scripts or anything loaded from elsewhere."""
