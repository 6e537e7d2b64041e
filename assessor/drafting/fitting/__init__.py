"""Stage 4, fitted raters: an ordinal model learns from what people rated (docs/models/ratings.md)."""
