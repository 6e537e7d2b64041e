"""How fast and how large the stages are; each module runs by itself and prints one table."""
