"""Beside the pipeline: training on drafts with a planted error. Nothing here makes a draft or a rating.

Enablement makes a drill from released exemplars; a manager takes it alone; the result belongs to the trainee.
"""
