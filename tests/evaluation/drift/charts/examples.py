"""Series and tables printed by others."""

MONTGOMERY_FIRST_20 = (
    9.45, 7.99, 9.29, 11.66, 12.16, 10.18, 8.04, 11.46, 9.20, 10.34,
    9.03, 11.47, 10.51, 9.40, 10.08, 9.37, 10.62, 10.31, 8.52, 10.84,
)  # fmt: skip
"""Montgomery, Introduction to Statistical Quality Control, table 9.1: normal with mean 10 and standard deviation 1."""
MONTGOMERY_LAST_10 = (10.90, 9.33, 12.29, 11.50, 10.60, 11.08, 10.38, 11.62, 11.31, 10.52)
"""The same table: the mean is 11 now."""
CUSUM_RUN_LENGTHS = {
    4.0: {0.0: 168, 0.25: 74.2, 0.5: 26.6, 0.75: 13.3, 1.0: 8.38, 2.0: 3.34},
    5.0: {0.0: 465, 0.25: 139, 0.5: 38.0, 0.75: 17.0, 1.0: 10.4, 2.0: 4.01},
}
"""Mean run length by limit and shift at an allowance of .5: the same book, from Lucas (1976)."""
EWMA_RUN_LENGTHS = {
    (0.4, 3.054): {0.0: 500, 0.25: 224, 0.5: 71.2, 1.0: 14.3, 2.0: 3.5},
    (0.25, 2.998): {0.0: 500, 0.25: 170, 0.5: 48.2, 1.0: 11.1, 2.0: 3.6},
    (0.1, 2.814): {0.0: 500, 0.25: 106, 0.5: 31.3, 1.0: 10.3, 2.0: 4.4},
    (0.05, 2.615): {0.0: 500, 0.25: 84.1, 0.5: 28.8, 1.0: 11.4, 2.0: 5.2},
}
"""Mean run length by (weight, multiple) and shift: Lucas and Saccucci (1990), as printed in the same book."""
