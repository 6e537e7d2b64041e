"""Stage 1 of 7: HTML, as files and as bodies of mails to text with places."""
