"""Before stage 1, for the person who hands in: promotion packets, what is in them, what is still missing."""
