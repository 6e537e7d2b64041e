"""Stage 4, fitted levels: from a text's sentences to a place on a scale, and which sentences put it there."""
