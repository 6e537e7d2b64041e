"""Tables of a rubric, as people edit them: columns and words in both languages, for export and import."""
