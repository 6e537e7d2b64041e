"""What the privacy officer does: reads the log, erases, applies retention, reports misses, releases stops."""
