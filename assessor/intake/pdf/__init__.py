"""Stage 1 of 7: PDF files to text with places."""
