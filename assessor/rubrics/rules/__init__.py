"""The rules of a rubric as pure functions: values in, a verdict that explains itself out.

None of them changes a rating or decides about a person; they tell a human what holds. `catalogue` lists them.
"""
