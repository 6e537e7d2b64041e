"""Stage 2 of 7: recognizers that Presidio lacks, as plain functions over text."""
