"""Export: a rubric as a pack file, as tables people edit, or as slides and pages people read."""
