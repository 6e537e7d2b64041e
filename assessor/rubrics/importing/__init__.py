"""A customer's own matrix becomes a draft pack. What cannot be read for certain is told or refused."""
