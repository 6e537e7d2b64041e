"""Stage 1 of 7: Word, PowerPoint and Excel files to text with places."""
