"""Stage 1 of 7: bytes in, text with locators out."""
