"""What a run measures, each measure from the answered items alone."""
