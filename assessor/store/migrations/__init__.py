"""The steps from one table layout to the next. Released steps never change."""
