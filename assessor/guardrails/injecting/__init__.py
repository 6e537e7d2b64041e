"""Stage 2 of 7: what the advisory injection score is made of: signs written by hand, and a model of phrasing."""
