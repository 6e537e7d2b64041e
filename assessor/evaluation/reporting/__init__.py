"""The report of a finished run: content, plots and page, nothing of it computed twice."""
